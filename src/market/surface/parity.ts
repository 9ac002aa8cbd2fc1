/**
 * Forward and discount of one expiry from European put-call parity, C - P = D (F - K): a weighted straight line through the
 * mid differences of the strikes around the money.
 *
 * Which strikes: both sides bid; within three standard deviations of the money, the deviation read off the at-the-money
 * straddle (six where that leaves fewer than eight strikes, all where six does); the two spreads together no wider than
 * four times their median in the window. Far strikes carry stale in-the-money quotes, near ones carry the information.
 *
 * Robust start: the median slope of pairs half the window apart (after Theil, 1950). Then: least squares with weights
 * 1 / (call spread^2 + put spread^2) on the strikes whose residual, in units of that spread, lies within 3.5 robust
 * deviations (1.4826 x the median absolute deviation) of the middle; repeated until the set of strikes stands still.
 */
import { median } from '../../base/numerics/statistics.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { type ExpirySlice, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'

export interface ParityFit {
  readonly forward_points: number
  readonly discount: number
  /** Continuously compounded, per year. */
  readonly rate: number
  /** Standard error of `rate`; 0 where the discount was given. */
  readonly rateError: number
  readonly strikesUsed: number
  readonly outliersRejected: number
  /** Root mean square of C - P - D (F - K) over the strikes used, index points. */
  readonly residual_points: number
}

const PAIRS_MIN = 4
const PAIRS_WANTED = 8
const WINDOWS_DEVIATIONS = [3, 6]
const SPREAD_RATIO_MAX = 4
const REJECTION_DEVIATIONS = 3.5
/** Scatter below this share of a quote's spread is rounding, not grounds for rejecting anyone. */
const SCATTER_MIN = 0.05
const ROUNDS_MAX = 20
const DISCOUNT_MAX = 1.1
/** Median absolute deviation to standard deviation, for normal scatter. */
const MAD_TO_DEVIATION = 1.4826
/** An at-the-money straddle is sqrt(2 / pi) = 0.8 standard deviations. */
const STRADDLE_PER_DEVIATION = 0.8

/** Mid differences of the strikes in the window. */
interface Pairs {
  readonly strikes: Float64Array
  readonly differences: Float64Array
  readonly spreads: Float64Array
}

interface Line {
  readonly forward: number
  readonly discount: number
  readonly discountError: number
}

/**
 * Fits the line. With `rate` given the discount is fixed by it and only the forward is fitted.
 *
 * Refuses `surface.no-parity` with fewer than four usable pairs, or where the line is not a discount factor in (0, 1.1]
 * and a positive forward.
 */
export function fitParity(
  slice: ExpirySlice,
  years: number,
  options: { readonly rate?: number | null } = {},
): Result<ParityFit> {
  const rate = options.rate ?? null
  const pairs = pairsNearTheMoney(slice)
  if (pairs.strikes.length < PAIRS_MIN) {
    return noParity(slice, `${pairs.strikes.length} strikes bid on both sides`, 'at least 4 near the money')
  }
  if (!(years > 0) || !Number.isFinite(years))
    return noParity(slice, `${years} years`, 'time left to settlement')
  const fixed = rate === null ? null : Math.exp(-rate * years)
  let line = robustStart(pairs, fixed)
  let kept = new Uint8Array(pairs.strikes.length).fill(1)
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const next = withinScatter(pairs, line)
    const settled = round > 0 && next.every((flag, i) => flag === kept[i])
    if (settled) break
    kept = next
    if (count(kept) < PAIRS_MIN) {
      return noParity(slice, `${count(kept)} strikes that agree`, 'at least 4 near the money')
    }
    line = weightedLine(pairs, kept, fixed)
  }
  const { forward, discount } = line
  if (!(discount > 0 && discount <= DISCOUNT_MAX && forward > 0) || !Number.isFinite(forward)) {
    return noParity(
      slice,
      `forward ${forward}, discount ${discount}`,
      'a positive forward, discount in (0, 1.1]',
    )
  }
  const strikesUsed = count(kept)
  return accepted({
    forward_points: forward,
    discount,
    rate: rate ?? -Math.log(discount) / years,
    rateError: rate === null ? line.discountError / (discount * years) : 0,
    strikesUsed,
    outliersRejected: kept.length - strikesUsed,
    residual_points: rootMeanSquare(pairs, kept, line),
  })
}

function pairsNearTheMoney(slice: ExpirySlice): Pairs {
  const both: number[] = []
  for (let i = 0; i < slice.strikes_points.length; i++) {
    if (bid(slice.calls, i) && bid(slice.puts, i)) both.push(i)
  }
  if (both.length < PAIRS_MIN) return gather(slice, [])
  const difference = (i: number): number => mid(slice.calls, i) - mid(slice.puts, i)
  const central = both.reduce((best, i) => (Math.abs(difference(i)) < Math.abs(difference(best)) ? i : best))
  const money = slice.strikes_points[central]
  const straddle = mid(slice.calls, central) + mid(slice.puts, central)
  const deviation = straddle / (STRADDLE_PER_DEVIATION * money)
  let near = both
  for (const width of WINDOWS_DEVIATIONS) {
    const inside = both.filter(
      (i) => Math.abs(Math.log(slice.strikes_points[i] / money)) <= width * deviation,
    )
    if (inside.length >= PAIRS_WANTED) {
      near = inside
      break
    }
  }
  const pairs = gather(slice, near)
  const widest = SPREAD_RATIO_MAX * median(pairs.spreads)
  return gather(
    slice,
    near.filter((_, i) => pairs.spreads[i] <= widest),
  )
}

const bid = (side: SideColumns, i: number): boolean =>
  (side.state[i] & QUOTE_STATE.HAS_QUOTE) !== 0 &&
  side.bids_points[i] > 0 &&
  side.asks_points[i] >= side.bids_points[i]

const mid = (side: SideColumns, i: number): number => (side.bids_points[i] + side.asks_points[i]) / 2

function gather(slice: ExpirySlice, indices: readonly number[]): Pairs {
  const { strikes_points, calls, puts } = slice
  return {
    strikes: Float64Array.from(indices, (i) => strikes_points[i]),
    differences: Float64Array.from(indices, (i) => mid(calls, i) - mid(puts, i)),
    spreads: Float64Array.from(indices, (i) => {
      const call = calls.asks_points[i] - calls.bids_points[i]
      const put = puts.asks_points[i] - puts.bids_points[i]
      // A locked pair is not infinitely precise: a millionth of the strike keeps its weight finite.
      return Math.max(Math.sqrt(call * call + put * put), 1e-6 * strikes_points[i])
    }),
  }
}

function robustStart({ strikes, differences }: Pairs, fixed: number | null): Line {
  const half = strikes.length >> 1
  const slopes = new Float64Array(strikes.length - half)
  for (let i = 0; i < slopes.length; i++) {
    slopes[i] = (differences[i] - differences[i + half]) / (strikes[i + half] - strikes[i])
  }
  const slope = fixed ?? median(slopes)
  // A slope that is no discount factor comes from wild quotes; parity at a discount of one is then the better start.
  const discount = slope > 0.5 && slope <= DISCOUNT_MAX ? slope : 1
  const forward = median(differences.map((difference, i) => strikes[i] + difference / discount))
  return { forward, discount, discountError: 0 }
}

/** Residuals in units of the quotes' own spread. */
function scaledResiduals({ strikes, differences, spreads }: Pairs, line: Line): Float64Array {
  return differences.map(
    (difference, i) => (difference - line.discount * (line.forward - strikes[i])) / spreads[i],
  )
}

function withinScatter(pairs: Pairs, line: Line): Uint8Array<ArrayBuffer> {
  const residuals = scaledResiduals(pairs, line)
  const middle = median(residuals)
  const scatter = MAD_TO_DEVIATION * median(residuals.map((residual) => Math.abs(residual - middle)))
  const limit = REJECTION_DEVIATIONS * Math.max(scatter, SCATTER_MIN)
  return Uint8Array.from(residuals, (residual) => (Math.abs(residual - middle) <= limit ? 1 : 0))
}

function weightedLine(pairs: Pairs, kept: Uint8Array, fixed: number | null): Line {
  const { strikes, differences, spreads } = pairs
  let weight = 0
  let strikeMean = 0
  let differenceMean = 0
  for (let i = 0; i < strikes.length; i++) {
    const w = kept[i] / (spreads[i] * spreads[i])
    weight += w
    strikeMean += w * strikes[i]
    differenceMean += w * differences[i]
  }
  strikeMean /= weight
  differenceMean /= weight
  let squares = 0
  let products = 0
  for (let i = 0; i < strikes.length; i++) {
    const w = kept[i] / (spreads[i] * spreads[i])
    squares += w * (strikes[i] - strikeMean) * (strikes[i] - strikeMean)
    products += w * (strikes[i] - strikeMean) * (differences[i] - differenceMean)
  }
  const discount = fixed ?? -products / squares
  const line = { forward: strikeMean + differenceMean / discount, discount, discountError: 0 }
  let scatter = 0
  scaledResiduals(pairs, line).forEach((residual, i) => (scatter += kept[i] * residual * residual))
  return { ...line, discountError: Math.sqrt(scatter / (count(kept) - 2) / squares) }
}

function rootMeanSquare({ strikes, differences }: Pairs, kept: Uint8Array, line: Line): number {
  let sum = 0
  for (let i = 0; i < strikes.length; i++) {
    const residual = differences[i] - line.discount * (line.forward - strikes[i])
    sum += kept[i] * residual * residual
  }
  return Math.sqrt(sum / count(kept))
}

const count = (flags: Uint8Array): number => flags.reduce((total, flag) => total + flag, 0)

function noParity(slice: ExpirySlice, was: string, wanted: string): Result<never> {
  const source = `${slice.root} ${slice.expiration}`
  return refused(refuse('surface.no-parity', { field: 'quotes', was, wanted, source }))
}
