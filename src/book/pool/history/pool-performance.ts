/**
 * What a stretch of a pool's history earned and lost: fees on what traders paid in, LVR of the pool's own moves, realised
 * volatility, divergence loss, and the volatility at which the fees would have paid.
 *
 * LVR from a pool's own path is a proxy for what arbitrageurs took: the pool's price follows the market only up to the fee, and
 * the figure depends on how often one looks. Every figure therefore names its interval.
 */
import { type MonthlyCondor, monthlyCondorOfPool } from '../../yields/monthly-condor-of-pool.ts'
import { CompensatedSum } from '../../../base/numerics/sums.ts'
import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'
import { constantProductLvr } from '../constant-product.ts'
import { breakEvenVolatility, tickImpliedVolatility, tickValue } from '../implied-volatility.ts'
import type { RowRange } from './day-ranges.ts'
import { lvrOfSamples } from './lvr-of-samples.ts'
import { sampleRows } from './sample-rows.ts'
import { type SignatureEntry, signature } from './signature.ts'

export interface PoolPerformance {
  readonly date: string | null
  /** Epoch milliseconds of the first and last row. */
  readonly startsAt: number
  readonly endsAt: number
  readonly rows: number
  /** Spacing of the rows: the interval of `lvr` and `realisedVolatility`. */
  readonly interval_minutes: number
  readonly priceFirst: number
  readonly priceLast: number
  /** Null where the file has no volume, or not for every row. */
  readonly volume: number | null
  /** Null where volume or fee are unknown. */
  readonly fees: number | null
  readonly lvr: number
  readonly lvrSecondOrder: number
  /** Null where fees are unknown or LVR is 0. */
  readonly feesOverLvr: number | null
  readonly signature: readonly SignatureEntry[]
  /** Annualised over calendar time (365 days), zero mean; null for less than one move. */
  readonly realisedVolatility: number | null
  /** Of the mean active liquidity, held full range from the first price to the last. Not LVR. */
  readonly divergenceLoss: number
  readonly meanLiquidity: number
  /** Mean over rows of 2 L sqrt P: the full-range pool with the same gamma, and its dollar gamma, a quarter of it. */
  readonly equivalentFullRange: number
  readonly dollarGamma: number
  /** Annualised volatility at which the fees pay: sqrt(8 fee volume / value). Null where fees are unknown or liquidity is 0. */
  readonly impliedVolatility: number | null
  /** The same in the tick-liquidity form. */
  readonly tickImpliedVolatility: number | null
  /** The condor that the mean liquidity equals at the last price, at the realised volatility. */
  readonly monthlyCondor: MonthlyCondor | null
}

const SIGNATURE_MINUTES = [1, 5, 15, 60] as const
const MS_PER_YEAR = 365 * 86_400_000
const MS_PER_MINUTE = 60_000

export function poolPerformance(history: PoolHistory, range: RowRange, fee: number | null): PoolPerformance {
  const { first, firstOwn, last } = range
  const { times, prices } = history
  const own = lvrOfSamples(history, sampleRows(times, first, last, history.spacing))
  const rows = last - firstOwn + 1
  const means = meansOf(history, firstOwn, last)
  const volume = volumeOf(history, firstOwn, last)
  const fees = volume === null || fee === null ? null : volume * fee
  // Each row speaks for one spacing, so volume per row is volume per spacing; a single row has no known duration.
  const years = (rows * history.spacing) / MS_PER_YEAR
  const elapsed = (times[last] - times[first]) / MS_PER_YEAR
  const realisedVolatility = own.moves > 0 && elapsed > 0 ? Math.sqrt(own.variance / elapsed) : null
  const priced = fees !== null && years > 0 && means.rootValue > 0
  return {
    date: range.date,
    startsAt: times[firstOwn],
    endsAt: times[last],
    rows,
    interval_minutes: history.spacing / MS_PER_MINUTE,
    priceFirst: prices[first],
    priceLast: prices[last],
    volume,
    fees,
    lvr: own.lvr,
    lvrSecondOrder: own.lvrSecondOrder,
    feesOverLvr: fees !== null && own.lvr > 0 ? fees / own.lvr : null,
    signature: signature(history, first, last, SIGNATURE_MINUTES),
    realisedVolatility,
    divergenceLoss: constantProductLvr(means.liquidity, prices[first], prices[last]),
    meanLiquidity: means.liquidity,
    equivalentFullRange: 2 * means.rootValue,
    dollarGamma: means.rootValue / 2,
    impliedVolatility: priced ? breakEvenVolatility(fees / years, means.rootValue / 2) : null,
    tickImpliedVolatility:
      priced && fee !== null && fee > 0 && volume !== null
        ? tickImpliedVolatility(fee, volume / years, tickValue(means.rootValue, 1, fee))
        : null,
    monthlyCondor: monthlyCondorOfPool(means.liquidity, prices[last], realisedVolatility),
  }
}

/** Means over rows of L and of L sqrt P. */
function meansOf(
  history: PoolHistory,
  first: number,
  last: number,
): { liquidity: number; rootValue: number } {
  const liquidity = new CompensatedSum()
  const rootValue = new CompensatedSum()
  for (let i = first; i <= last; i += 1) {
    liquidity.add(history.liquidities[i])
    rootValue.add(history.liquidities[i] * Math.sqrt(history.prices[i]))
  }
  const rows = last - first + 1
  return { liquidity: liquidity.value / rows, rootValue: rootValue.value / rows }
}

function volumeOf({ volumes }: PoolHistory, first: number, last: number): number | null {
  const total = new CompensatedSum()
  for (let i = first; i <= last; i += 1) {
    if (volumes.present[i] !== 1) return null
    total.add(volumes.values[i])
  }
  return total.value
}
