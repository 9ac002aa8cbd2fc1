/**
 * What a range costs and earns by its width, for a position centred on the price, re-centred whenever the price leaves it, while
 * the price is a driftless geometric Brownian motion. Wider ranges earn and lose less per day and are left less often; the
 * best width balances the cost of re-centring.
 */
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { concentrated } from './concentrated.ts'
import { priceProblem, rangeProblem } from './pool.ts'

export interface RangeMarket {
  readonly price: number
  /** Annualised forecast, more than 0. */
  readonly volatility: number
  /** Numeraire put to work. */
  readonly capital: number
  /** Numeraire a day that one unit of active liquidity earns in fees. */
  readonly feesPerLiquidity_day: number
  /** Of the half of the capital that re-centring swaps, fee and slippage. */
  readonly swapCost: number
  /** Numeraire for the transactions of one re-centring. */
  readonly gas: number
}

export interface RangeFigures {
  /** Half width in log price: the range is [P e^-h, P e^h]. */
  readonly halfWidth: number
  readonly lowPrice: number
  readonly highPrice: number
  readonly liquidity: number
  /** Dollar gamma x 4 over capital. */
  readonly leverage: number
  readonly rent_day: number
  /** At the centre. */
  readonly lvr_day: number
  /** Mean days until the price leaves: (2 h / sigma^2) tanh(h / 2). */
  readonly exitTime_days: number
  /** Expected LVR from centre to edge: value now less its mean at the two edges. */
  readonly lvrToExit: number
  readonly rentToExit: number
  readonly recentringCost: number
  /** (rent - LVR - cost of re-centring) to exit, over the time to exit. */
  readonly net_day: number
}

const DAYS_PER_YEAR = 365
const SOURCE = 'range choice'

/** Figures of each half width, in the order given. */
export function rangeChoice(
  market: RangeMarket,
  halfWidths: readonly number[],
): Result<readonly RangeFigures[]> {
  const { price, volatility, capital, feesPerLiquidity_day: feeRate, swapCost, gas } = market
  const problem =
    priceProblem(price, 'price', SOURCE) ??
    rangeProblem(volatility, 'volatility', SOURCE, 1e-6, 100) ??
    rangeProblem(capital, 'capital', SOURCE, 0, 1e60) ??
    rangeProblem(feeRate, 'fees per liquidity', SOURCE, 0, 1e60) ??
    rangeProblem(swapCost, 'swap cost', SOURCE, 0, 1) ??
    rangeProblem(gas, 'gas', SOURCE, 0, 1e60)
  if (problem !== null) return refused(problem)
  const figures: RangeFigures[] = []
  for (const halfWidth of halfWidths) {
    const bad = rangeProblem(halfWidth, 'half width', SOURCE, 1e-6, 20)
    if (bad !== null) return refused(bad)
    figures.push(figuresOf(market, halfWidth))
  }
  return accepted(figures)
}

function figuresOf(market: RangeMarket, halfWidth: number): RangeFigures {
  const { price, volatility, capital, swapCost } = market
  // V = L (2 sqrt P - P / sqrt Pb - sqrt Pa) = 2 L sqrt P (1 - e^(-h/2)).
  const share = -Math.expm1(-halfWidth / 2)
  const liquidity = capital / (2 * Math.sqrt(price) * share)
  const [low, high] = [price * Math.exp(-halfWidth), price * Math.exp(halfWidth)]
  const dailyVariance = (volatility * volatility) / DAYS_PER_YEAR
  const exitTime = ((2 * halfWidth) / dailyVariance) * Math.tanh(halfWidth / 2)
  const lvr = (dailyVariance * liquidity * Math.sqrt(price)) / 4
  const rent = market.feesPerLiquidity_day * liquidity
  const lvrToExit = lossToExit(liquidity, price, low, high)
  const recentring = (capital / 2) * swapCost + market.gas
  return {
    halfWidth,
    lowPrice: low,
    highPrice: high,
    liquidity,
    leverage: 1 / share,
    rent_day: rent,
    lvr_day: lvr,
    exitTime_days: exitTime,
    lvrToExit,
    rentToExit: rent * exitTime,
    recentringCost: recentring,
    net_day: rent - (lvrToExit + recentring) / exitTime,
  }
}

/** A martingale price leaves through the top with probability (P - Pa) / (Pb - Pa); each exit is one exact gap. */
function lossToExit(liquidity: number, price: number, low: number, high: number): number {
  const pool = concentrated({ liquidity, lowPrice: low, highPrice: high })
  if (!pool.ok || low <= 0) return 0
  const up = (price - low) / (high - low)
  return up * pool.value.lvrOfMove(price, high) + (1 - up) * pool.value.lvrOfMove(price, low)
}

/** Half widths that the price leaves after about these many days: h = sigma sqrt(days), so they widen with volatility. */
export function halfWidthsForExit(volatility: number, days: readonly number[]): readonly number[] {
  return days.map((each) => Math.min(20, Math.max(1e-6, volatility * Math.sqrt(each / DAYS_PER_YEAR))))
}
