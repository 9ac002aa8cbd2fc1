/**
 * The Cboe Volatility Index calculation: model-free variance of two terms from their out-of-the-money quotes, and the
 * interpolation of the two to a horizon. Source: Cboe, "Volatility Index Methodology: Cboe Volatility Index", sections
 * on option selection, single-term variance and interpolation; the 2009 white paper has the same formulas.
 */
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'

/** Minutes in the methodology's 365-day year. */
export const MINUTES_PER_YEAR = 525_600
/** Thirty days, the horizon of VIX. */
const VIX_MINUTES = 43_200

/**
 * Quotes of one expiry, arrays of one length, strikes ascending and unique. An option that is not quoted has bid 0 and
 * ask 0. `rate` is continuously compounded per 365-day year, as a decimal; `minutes` run to settlement.
 */
export interface CboeVixTermInput {
  readonly strikes_points: Float64Array
  readonly callBids: Float64Array
  readonly callAsks: Float64Array
  readonly putBids: Float64Array
  readonly putAsks: Float64Array
  readonly minutes: number
  readonly rate: number
}

export interface CboeVixTerm {
  readonly forward_points: number
  /** First listed strike at or below the forward. */
  readonly k0_points: number
  /** Annualised, decimal. */
  readonly variance: number
  /** Strikes that survived selection, K0 among them. */
  readonly strikesUsed: number
  /** Years to settlement on the methodology's clock. */
  readonly years: number
}

export interface CboeVix {
  /** Full precision; published values are rounded to two places. */
  readonly level_vol_points: number
  readonly near: CboeVixTerm
  /** Null where only one term was given. */
  readonly next: CboeVixTerm | null
}

/** Variance of one term. Refuses `vix.not-computable` where forward, K0 or either wing cannot be had. */
export function cboeVixTerm(input: CboeVixTermInput): Result<CboeVixTerm> {
  const problem = inputProblem(input)
  if (problem !== null) return refused(problem)
  const { strikes_points, callBids, callAsks, putBids, putAsks, minutes, rate } = input
  const years = minutes / MINUTES_PER_YEAR
  const growth = Math.exp(rate * years)
  const at = forwardStrike(input)
  if (at < 0) return refused(notComputable('quotes', 'no strike with a bid on both sides', 'at least one'))
  const forward_points =
    strikes_points[at] + growth * ((callBids[at] + callAsks[at]) / 2 - (putBids[at] + putAsks[at]) / 2)
  let k0 = strikes_points.length - 1
  while (k0 >= 0 && !(strikes_points[k0] <= forward_points && callAsks[k0] > 0 && putAsks[k0] > 0)) k0--
  if (k0 < 0) return refused(notComputable('strikes', `all above the forward ${forward_points}`, 'one below'))

  const puts = survivors(putBids, putAsks, k0, -1)
  const calls = survivors(callBids, callAsks, k0, 1)
  if (puts.length === 0 || calls.length === 0) {
    const was = `${puts.length} puts below and ${calls.length} calls above K0 ${strikes_points[k0]}`
    return refused(notComputable('quotes', was, 'at least one out-of-the-money quote on each side'))
  }
  const used = [...puts.reverse(), k0, ...calls]
  const k0Points = strikes_points[k0]
  let sum = 0
  for (let i = 0; i < used.length; i++) {
    const j = used[i]
    const below = strikes_points[used[Math.max(i - 1, 0)]]
    const above = strikes_points[used[Math.min(i + 1, used.length - 1)]]
    // At the two ends the spacing is the single gap; inside, half the distance between neighbours that survived.
    const spacing = i === 0 || i === used.length - 1 ? above - below : (above - below) / 2
    const callMid = (callBids[j] + callAsks[j]) / 2
    const putMid = (putBids[j] + putAsks[j]) / 2
    const price = j === k0 ? (callMid + putMid) / 2 : j < k0 ? putMid : callMid
    sum += (spacing / (strikes_points[j] * strikes_points[j])) * price
  }
  const gap = forward_points / k0Points - 1
  const variance = (2 / years) * growth * sum - (gap * gap) / years
  if (!(variance > 0) || !Number.isFinite(variance)) {
    return refused(notComputable('variance', variance, 'a positive single-term variance'))
  }
  return accepted({ forward_points, k0_points: k0Points, variance, strikesUsed: used.length, years })
}

/**
 * The index level: 100 times the root of the variance interpolated, linearly in total variance by minutes, to
 * `minutesTarget` (30 days unless told). With one term only, its own variance is the answer.
 */
export function cboeVix(input: {
  readonly near: CboeVixTermInput
  readonly next?: CboeVixTermInput | null
  readonly minutesTarget?: number
}): Result<CboeVix> {
  const target = input.minutesTarget ?? VIX_MINUTES
  if (!(target > 0) || !Number.isFinite(target)) {
    return refused(notComputable('minutesTarget', target, 'a positive number of minutes'))
  }
  const near = cboeVixTerm(input.near)
  if (!near.ok) return near
  const nextInput = input.next ?? null
  if (nextInput === null) {
    return accepted({ level_vol_points: 100 * Math.sqrt(near.value.variance), near: near.value, next: null })
  }
  const next = cboeVixTerm(nextInput)
  if (!next.ok) return next
  const gap = nextInput.minutes - input.near.minutes
  if (!(gap > 0)) {
    const was = `${input.near.minutes} and ${nextInput.minutes} minutes`
    return refused(notComputable('terms', was, 'the near term to settle before the next'))
  }
  const nearWeight = (nextInput.minutes - target) / gap
  const total =
    near.value.years * near.value.variance * nearWeight +
    next.value.years * next.value.variance * (1 - nearWeight)
  const variance = (total * MINUTES_PER_YEAR) / target
  if (!(variance > 0) || !Number.isFinite(variance)) {
    return refused(notComputable('variance', variance, 'a positive interpolated variance'))
  }
  return accepted({ level_vol_points: 100 * Math.sqrt(variance), near: near.value, next: next.value })
}

/** Strike of the smallest |C - P| of mids, both bids positive; the lower strike where two tie. -1 if none. */
function forwardStrike({ strikes_points, callBids, callAsks, putBids, putAsks }: CboeVixTermInput): number {
  let best = -1
  let smallest = Infinity
  for (let i = 0; i < strikes_points.length; i++) {
    if (!(callBids[i] > 0 && putBids[i] > 0)) continue
    const distance = Math.abs((callBids[i] + callAsks[i]) / 2 - (putBids[i] + putAsks[i]) / 2)
    if (distance < smallest) {
      smallest = distance
      best = i
    }
  }
  return best
}

/** Out-of-the-money strikes from K0 outward: zero bids left out, all beyond two zero bids in a row left out. */
function survivors(bids: Float64Array, asks: Float64Array, k0: number, step: 1 | -1): number[] {
  const kept: number[] = []
  let zeroBids = 0
  for (let i = k0 + step; i >= 0 && i < bids.length && zeroBids < 2; i += step) {
    if (bids[i] > 0 && asks[i] > 0) {
      kept.push(i)
      zeroBids = 0
    } else zeroBids++
  }
  return kept
}

function inputProblem(input: CboeVixTermInput): Refusal | null {
  const { strikes_points, minutes, rate } = input
  if (!(minutes > 0) || !Number.isFinite(minutes)) {
    return notComputable('minutes', minutes, 'a positive number of minutes to settlement')
  }
  if (!Number.isFinite(rate) || Math.abs(rate) > 1) return notComputable('rate', rate, 'a decimal in [-1, 1]')
  for (const column of [input.callBids, input.callAsks, input.putBids, input.putAsks]) {
    if (column.length !== strikes_points.length) {
      return notComputable('quotes', column.length, `as many as there are strikes (${strikes_points.length})`)
    }
    for (const price of column) {
      if (!(price >= 0) || !Number.isFinite(price)) {
        return notComputable('quotes', price, 'finite prices, none negative')
      }
    }
  }
  let previous = 0
  for (const strike of strikes_points) {
    if (!(strike > previous) || !Number.isFinite(strike)) {
      return notComputable(
        'strikes',
        `${strike} after ${previous}`,
        'positive strikes, ascending, no two equal',
      )
    }
    previous = strike
  }
  return null
}

function notComputable(field: string, was: unknown, wanted: string): Refusal {
  return refuse('vix.not-computable', { field, was, wanted, source: 'Cboe volatility index' })
}
