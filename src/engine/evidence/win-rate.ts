import { automaticBlockLength } from '../../base/numerics/block-length.ts'
import {
  type BootstrapAnswer,
  type Interval,
  type IntervalOptions,
  studentisedInterval,
  withoutInterval,
} from '../../base/numerics/bootstrap-interval.ts'
import { momentsOf } from '../../base/numerics/moments.ts'
import { wilsonInterval } from '../../base/numerics/proportion-interval.ts'
import { MEAN } from '../../base/numerics/smooth-statistics.ts'
import { tooFewTrades } from './too-few.ts'

/** What every win rate is shown with. */
export const WIN_RATE_NOTE =
  'not edge: a seller of options wins most trades and loses more on the others; read the expectancy first'

/**
 * Share of trades won. Its interval holds two others: Wilson's, which knows of losses that were not seen, for as many independent
 * trades as the record is worth, n over the larger of the mean block length and `atOnce`, the average number of trades open at
 * once; and the stationary bootstrap's (cut at 0 and 1), where it has one. `won` holds 1 or 0 in order of entry.
 */
export function winRate(won: Float64Array, options: IntervalOptions, atOnce = 1): BootstrapAnswer {
  if (won.length === 0) return withoutInterval(null, 'no trade was closed')
  const value = momentsOf(won).mean
  const tooFew = tooFewTrades(won.length, atOnce)
  if (tooFew !== null) return withoutInterval(value, tooFew)
  const worth = won.length / Math.max(atOnce, automaticBlockLength(won))
  const wilson = wilsonInterval(value * worth, worth, options.level)
  const { interval, standardError } = studentisedInterval([won], MEAN, { ...options, meanBlockMin: atOnce })
  return {
    value,
    interval: interval === null ? wilson : hullOf(interval, wilson),
    standardError,
    pOfZero: null,
    reason: null,
  }
}

/** From the lower low to the higher high, named after the resampled one, cut at 0 and 1 as the other is. */
const hullOf = (resampled: Interval, other: Interval): Interval => ({
  ...resampled,
  low: Math.min(Math.max(0, resampled.low), other.low),
  high: Math.max(Math.min(1, resampled.high), other.high),
})
