import {
  type BootstrapAnswer,
  type IntervalOptions,
  studentisedInterval,
} from '../../base/numerics/bootstrap-interval.ts'
import { wilsonInterval } from '../../base/numerics/proportion-interval.ts'
import { MEAN } from '../../base/numerics/smooth-statistics.ts'
import { momentsOf } from '../../base/numerics/moments.ts'

/** What every win rate is shown with. */
export const WIN_RATE_NOTE =
  'not edge: a seller of options wins most trades and loses more on the others; read the expectancy first'

/**
 * Share of trades won, with the wider of two intervals: Wilson's for independent trades, and the stationary bootstrap's (cut at 0
 * and 1), which knows that neighbouring trades win and lose together but not what it has never seen. `won` holds 1 or 0 in
 * order of entry.
 */
export function winRate(won: Float64Array, options: IntervalOptions): BootstrapAnswer {
  if (won.length === 0) {
    return { value: null, interval: null, standardError: null, pOfZero: null, reason: 'no trade was closed' }
  }
  const value = momentsOf(won).mean
  const wilson = wilsonInterval(Math.round(value * won.length), won.length, options.level)
  const { interval, standardError } = studentisedInterval([won], MEAN, options)
  const cut =
    interval === null
      ? null
      : { ...interval, low: Math.max(0, interval.low), high: Math.min(1, interval.high) }
  const wider = cut !== null && cut.high - cut.low > wilson.high - wilson.low ? cut : wilson
  return { value, interval: wider, standardError, pOfZero: null, reason: null }
}
