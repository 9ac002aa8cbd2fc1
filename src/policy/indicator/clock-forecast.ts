/**
 * The event and weekend clock: sessions do not carry equal variance. One after a closure carries more, and so does one with
 * a scheduled announcement; a forecast for particular sessions weighs them.
 */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { nextSession } from '../../base/calendar/sessions.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { accepted } from '../../base/vocabulary/result.ts'
import { dayNumber } from '../../base/calendar/civil.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { logReturns } from '../../market/series/log-returns.ts'
import type { VarianceForecaster } from './variance-forecast.ts'

/** Variance of a kind of session over that of the average session. */
export interface SessionWeights {
  readonly ordinary: number
  /** After a weekend or a holiday, without an event. */
  readonly afterClosure: number
  /** With a scheduled event; equal to the class it would else be in where `eventsSeen` is too few. */
  readonly event: number
  readonly closuresSeen: number
  readonly eventsSeen: number
}

const CLOSURES_MIN = 100
const EVENTS_MIN = 30
/** Memory of the volatility that squared returns are divided by before their means are compared. */
const LAMBDA = 0.94
const WARM_UP = 60

type Kind = 'ordinary' | 'afterClosure' | 'event'

/**
 * Weights from the history up to the as-of day: squared returns, each divided by the EWMA variance of the days before it
 * (so that a class that fell into a crisis is not called heavy for it), averaged by class and divided by the average of
 * all. A class seen too seldom has the weight 1.
 */
export function sessionWeights(
  bars: DailyBars,
  asOfDay: number,
  eventDays: ReadonlySet<number>,
): SessionWeights {
  const known = barsUpTo(bars, asOfDay)
  const returns = logReturns(known)
  const sums = { ordinary: 0, afterClosure: 0, event: 0 }
  const counts = { ordinary: 0, afterClosure: 0, event: 0 }
  let variance = 0
  for (let i = 0; i < returns.length; i += 1) {
    const square = returns[i] * returns[i]
    if (i >= WARM_UP && variance > 0) {
      const kind = kindOf(known.days[i + 1], known.days[i], eventDays)
      sums[kind] += square / variance
      counts[kind] += 1
    }
    variance = i === 0 ? square : LAMBDA * variance + (1 - LAMBDA) * square
  }
  const all =
    (sums.ordinary + sums.afterClosure + sums.event) / (counts.ordinary + counts.afterClosure + counts.event)
  const weight = (kind: Kind, atLeast: number): number =>
    counts[kind] < atLeast || !(all > 0) ? 1 : sums[kind] / counts[kind] / all
  return {
    ordinary: weight('ordinary', CLOSURES_MIN),
    afterClosure: weight('afterClosure', CLOSURES_MIN),
    event: weight('event', EVENTS_MIN),
    closuresSeen: counts.afterClosure,
    eventsSeen: counts.event,
  }
}

function kindOf(day: number, dayBefore: number, eventDays: ReadonlySet<number>): Kind {
  if (eventDays.has(day)) return 'event'
  return day - dayBefore > 1 ? 'afterClosure' : 'ordinary'
}

/** Mean weight of the next `count` sessions after a day: the calendar and scheduled events are known beforehand. */
export function meanWeightAhead(
  weights: SessionWeights,
  asOfDay: number,
  count: number,
  eventDays: ReadonlySet<number>,
): number {
  let date = isoOfDay(quantity<DayNumber>(asOfDay))
  let before = asOfDay
  let sum = 0
  for (let i = 0; i < count; i += 1) {
    date = nextSession(date)
    const day = dayNumber(date)
    sum += weights[kindOf(day, before, eventDays)]
    before = day
  }
  return sum / count
}

/**
 * Any forecaster on the clock of the next `horizonSessions` sessions: its variance times their mean weight. `eventDays` are
 * days of events scheduled in advance only; an unscheduled one in it would be knowledge of the future.
 */
export function clockedForecaster(
  inner: VarianceForecaster,
  parameters: { readonly horizonSessions: number; readonly eventDays: ReadonlySet<number> },
): VarianceForecaster {
  const { horizonSessions, eventDays } = parameters
  assert(
    Number.isInteger(horizonSessions) && horizonSessions >= 1,
    'a clock looks at least one session ahead',
  )
  return {
    id: `${inner.id}+clock`,
    label: `${inner.label}, weekend and event clock`,
    fromImplied: inner.fromImplied === true,
    forecast(bars, asOfDay) {
      const plain = inner.forecast(bars, asOfDay)
      if (!plain.ok) return plain
      const weights = sessionWeights(bars, asOfDay, eventDays)
      const factor = meanWeightAhead(weights, asOfDay, horizonSessions, eventDays)
      const variance = plain.value.variance * factor
      return accepted({
        ...plain.value,
        variance,
        volatility: Math.sqrt(variance),
        method: `${inner.id}+clock`,
        sample: `${plain.value.sample}; x ${factor.toFixed(3)} for the next ${horizonSessions} sessions (after a closure ${weights.afterClosure.toFixed(2)}, event ${weights.event.toFixed(2)})`,
      })
    },
  }
}
