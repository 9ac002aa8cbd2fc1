/**
 * What a chain of trades earns on the margin that carries its negative gamma: the internal rate of return of its cash flows,
 * told with its defects (there may be several, or none), against a stated hurdle.
 */
import { findAllRoots } from '../../base/numerics/roots.ts'

export interface CashFlow {
  /** Years since the first flow. */
  readonly years: number
  /** Positive is received. */
  readonly dollars: number
}

/** Rates are effective annual, decimal. Each answer is one of three, and the reader is told which. */
export type InternalRate =
  | { readonly kind: 'one'; readonly rate: number }
  | { readonly kind: 'several'; readonly rates: readonly number[]; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string }

/** ln(1 + rate) is searched in this range: from losing all but a 20,000th a year to multiplying 20,000-fold. */
const LOG_RATE_MAX = 10
const SAMPLES = 2000

/** Every rate at which the flows are worth nothing today. */
export function internalRate(flows: readonly CashFlow[]): InternalRate {
  if (flows.some(({ years, dollars }) => !Number.isFinite(years) || !Number.isFinite(dollars))) {
    return { kind: 'none', reason: 'a cash flow is not a finite number' }
  }
  const signs = signChanges(flows)
  if (signs === 0)
    return { kind: 'none', reason: 'the flows have one sign: money only comes in, or only goes out' }
  const first = Math.min(...flows.map(({ years }) => years))
  const scale = Math.max(...flows.map(({ dollars }) => Math.abs(dollars)))
  const worth = (logRate: number): number => {
    let sum = 0
    for (const { years, dollars } of flows) sum += (dollars / scale) * Math.exp(-logRate * (years - first))
    return sum
  }
  const rates = findAllRoots(worth, -LOG_RATE_MAX, LOG_RATE_MAX, { samples: SAMPLES, what: 'internal rate' })
    .map((logRate) => Math.expm1(logRate))
    .filter((rate, i, all) => Number.isFinite(rate) && (i === 0 || rate - all[i - 1] > 1e-9))
  if (rates.length === 0) {
    return {
      kind: 'none',
      reason: 'no rate between -99.995 % and 2,200,000 % a year makes the flows worth nothing',
    }
  }
  if (rates.length === 1) return { kind: 'one', rate: rates[0] }
  const reason = `the flows change sign ${signs} times: no one of the rates is the return`
  return { kind: 'several', rates, reason }
}

/** Changes of sign of the flows netted by instant and ordered in time (Descartes bounds the number of rates by it). */
function signChanges(flows: readonly CashFlow[]): number {
  const netted = new Map<number, number>()
  for (const { years, dollars } of flows) netted.set(years, (netted.get(years) ?? 0) + dollars)
  const ordered = [...netted].sort(([a], [b]) => a - b).map(([, dollars]) => Math.sign(dollars))
  const signs = ordered.filter((sign) => sign !== 0)
  return signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length
}

/** State of a chain of trades after an event: cash moved in it, and the margin it ties up from then on. */
export interface MarginEvent {
  readonly years: number
  /** Premiums, settlements, costs; positive is received. */
  readonly cash_dollars: number
  readonly margin_dollars: number
}

/** The investor's flows: cash less what margin was added, plus what was released. The last margin should be 0. */
export function flowsOnMargin(events: readonly MarginEvent[]): CashFlow[] {
  return events.map(({ years, cash_dollars, margin_dollars }, i) => ({
    years,
    dollars: cash_dollars - (margin_dollars - (i === 0 ? 0 : events[i - 1].margin_dollars)),
  }))
}

export interface ReturnOnMargin {
  readonly internalRate: InternalRate
  readonly hurdle: number
  readonly verdict: 'above the hurdle' | 'below the hurdle' | 'undecided'
  /** Margin x years, dollars: the capital the chain used. */
  readonly marginYears: number
  /** P&L over margin-years: simple, and always defined where margin was posted. Null where none was. */
  readonly simpleReturn: number | null
  /** What the margin costs at the hurdle, dollars: to be earned before the chain earns anything. */
  readonly marginCost_dollars: number
}

/** The return of a chain of trades on its margin against `hurdle` (decimal a year, for instance a cost of capital). */
export function returnOnMargin(events: readonly MarginEvent[], hurdle: number): ReturnOnMargin {
  const rate = internalRate(flowsOnMargin(events))
  let marginYears = 0
  for (let i = 1; i < events.length; i += 1) {
    marginYears += events[i - 1].margin_dollars * (events[i].years - events[i - 1].years)
  }
  const pnl = events.reduce((sum, event) => sum + event.cash_dollars, 0)
  return {
    internalRate: rate,
    hurdle,
    verdict:
      rate.kind !== 'one' ? 'undecided' : rate.rate >= hurdle ? 'above the hurdle' : 'below the hurdle',
    marginYears,
    simpleReturn: marginYears > 0 ? pnl / marginYears : null,
    marginCost_dollars: marginYears * hurdle,
  }
}

/** Weighted average cost of capital after tax, decimal a year. Null where there is no capital. */
export function weightedCostOfCapital(terms: {
  readonly equity: number
  readonly debt: number
  readonly costOfEquity: number
  readonly costOfDebt: number
  readonly taxRate: number
}): number | null {
  const total = terms.equity + terms.debt
  if (!(total > 0) || terms.equity < 0 || terms.debt < 0) return null
  return (terms.equity * terms.costOfEquity + terms.debt * terms.costOfDebt * (1 - terms.taxRate)) / total
}
