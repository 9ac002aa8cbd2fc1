/** The few formulas that turn figures from the door into others. Every input is a decimal fraction unless it says points. */

/** Expected return of the CAPM (Sharpe, 1964): risk-free + beta x premium, per year. */
export const capmReturn = (riskFree: number, beta: number, equityPremium: number): number =>
  riskFree + beta * equityPremium

/** Weighted average cost of capital after tax; null where there is no capital. Values in one currency. */
export function wacc(inputs: {
  readonly equityValue: number
  readonly debtValue: number
  readonly costOfEquity: number
  readonly costOfDebt: number
  readonly taxRate: number
}): number | null {
  const { equityValue, debtValue, costOfEquity, costOfDebt, taxRate } = inputs
  const capital = equityValue + debtValue
  if (!(capital > 0) || equityValue < 0 || debtValue < 0) return null
  return (equityValue / capital) * costOfEquity + (debtValue / capital) * costOfDebt * (1 - taxRate)
}

/**
 * Growth implied by a price under constant growth (Gordon, 1959): P = D (1 + g) / (r - g), so g = (r P - D) / (P + D) with D
 * the dividend of the last year. Null where price or dividend is not positive: a payer of nothing implies nothing.
 */
export function impliedGrowth(
  price: number,
  dividendLastYear: number,
  requiredReturn: number,
): number | null {
  if (!(price > 0) || !(dividendLastYear > 0)) return null
  return (requiredReturn * price - dividendLastYear) / (price + dividendLastYear)
}

/** Return implied by a price at a growth rate: the forward dividend yield plus growth. */
export function impliedReturn(price: number, dividendLastYear: number, growth: number): number | null {
  if (!(price > 0) || !(dividendLastYear > 0)) return null
  return (dividendLastYear * (1 + growth)) / price + growth
}

/** Actual less consensus of a release, in the units of both: CPI of 3.1 against 2.9 is 0.2 points. */
export const surprise = (actual: number, consensus: number): number => actual - consensus
