/** Every input of every regime as of one day, from whatever histories are at hand. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { previousSession } from '../../base/calendar/sessions.ts'
import { dayNumber } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import { closeOn } from '../../market/series/close-on.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { FuturesHistory } from '../../market/series/series.ts'
import { advanceDeclineLine, breadthDivergence } from '../indicator/advance-decline.ts'
import { closesOf, columnUnfit, columnUpTo, type DatedColumn } from '../indicator/dated-column.ts'
import { emptyColumn, type IndicatorColumn, put } from '../indicator/indicator-column.ts'
import { type IndicatorReading, knownReading, unknownReading } from '../indicator/reading.ts'
import { readColumn } from '../indicator/read-column.ts'
import { realisedVols } from '../indicator/realised-vols.ts'
import { relativeStrengthIndex } from '../indicator/rsi.ts'
import { indexRatio, vxContango } from '../indicator/term-structure.ts'
import { type EventSeries, eventWindow } from './event-window.ts'
import type { RegimeReadings } from './regime.ts'

/** Null is not at hand. Histories may reach past the as-of day: they are cut. */
export interface RegimeHistories {
  readonly index: DailyBars | null
  readonly vix: DailyBars | null
  readonly vix9d: DatedColumn | null
  readonly vix3m: DatedColumn | null
  readonly futures: readonly FuturesHistory[] | null
  /** Advancing and declining issues of the exchange, one value a session each. */
  readonly advances: DatedColumn | null
  readonly declines: DatedColumn | null
  readonly events: readonly EventSeries[] | null
}

export const NO_REGIME_HISTORIES: RegimeHistories = {
  index: null,
  vix: null,
  vix9d: null,
  vix3m: null,
  futures: null,
  advances: null,
  declines: null,
  events: null,
}

const MONTH = 20
const QUARTER = 60
const EVENTS = { before: 10, after: 10 }

export function regimeReadings(histories: RegimeHistories, asOfDay: number): RegimeReadings {
  const index = histories.index === null ? null : closesOf(histories.index)
  const vix = histories.vix === null ? null : closesOf(histories.vix)
  const hv20 =
    histories.index === null
      ? unknownReading('HV20', 'realised over 20 sessions', 'no index history at hand')
      : realisedVols(histories.index, asOfDay, [MONTH])[0]
  const level = readColumn('VIX', lastOf(vix, asOfDay, 1), asOfDay, (inputs) => lastValue(inputs))
  const month = lastOf(vix, asOfDay, MONTH)
  return {
    'index-rsi14': readColumn('RSI(14)', index, asOfDay, (inputs) => strengthUpTo(index, inputs)),
    'index-drawdown60': readColumn('drawdown(60)', lastOf(index, asOfDay, QUARTER), asOfDay, (inputs) =>
      toMaximum(inputs, QUARTER, -1),
    ),
    'index-hv20': hv20,
    'breadth-divergence20': breadth(histories, asOfDay),
    vix: level,
    'vix-to-sma20': readColumn('VIX / SMA(20)', month, asOfDay, toMean),
    'vix-to-max20': readColumn('VIX / max(20)', month, asOfDay, (inputs) => toMaximum(inputs, MONTH, 0)),
    'vix-max20': readColumn('max(20) of VIX', month, asOfDay, maximum),
    'vix-less-hv20': difference(level, hv20),
    'vix9d-to-vix': indexRatio(histories.vix9d, vix, asOfDay, 'VIX9D / VIX'),
    'vix-to-vix3m': indexRatio(vix, histories.vix3m, asOfDay, 'VIX / VIX3M'),
    'vx-contango':
      histories.futures === null
        ? unknownReading('VX M2/M1 - 1', 'settlement prices', 'no VX futures at hand')
        : vxContango(histories.futures, asOfDay),
    ...eventReadings(histories, asOfDay),
  }
}

/** The last values known on the day, as views: an indicator of a month need not walk through twenty years. */
function lastOf(column: DatedColumn | null, asOfDay: number, count: number): DatedColumn | null {
  if (column === null) return null
  const known = columnUpTo(column, asOfDay)
  const from = Math.max(0, known.days.length - count)
  return { ...known, days: known.days.subarray(from), values: known.values.subarray(from) }
}

const RSI_PERIOD = 14
/** By the closes it was made from, whole: entry i is made from closes 0..i alone, so a run of years makes it once. */
const strengths = new WeakMap<Float64Array, IndicatorColumn>()

/** The index's strength along the closes known, which are the first of its column. */
function strengthUpTo(index: DatedColumn | null, known: Float64Array): IndicatorColumn {
  if (index === null) return relativeStrengthIndex(known, RSI_PERIOD)
  const before = strengths.get(index.values)
  const whole = before ?? relativeStrengthIndex(index.values, RSI_PERIOD)
  if (before === undefined) strengths.set(index.values, whole)
  const { values, present } = whole
  return { ...whole, values: values.subarray(0, known.length), present: present.subarray(0, known.length) }
}

/** Only the newest entry is wanted of these: they fill that one. */
function newestOnly(
  id: string,
  convention: string,
  inputs: Float64Array,
  count: number,
  of: (window: Float64Array) => number,
): IndicatorColumn {
  const column = emptyColumn(id, convention, count, inputs.length)
  const at = inputs.length - 1
  if (inputs.length >= count) put(column, at, of(inputs.subarray(inputs.length - count)))
  return column
}

const lastValue = (inputs: Float64Array): IndicatorColumn =>
  newestOnly('close', 'close, vol points', inputs, 1, (window) => window[0])

const toMean = (inputs: Float64Array): IndicatorColumn =>
  newestOnly('close / SMA(20)', 'close over its mean of 20, itself included', inputs, MONTH, (window) => {
    const sum = window.reduce((total, value) => total + value, 0)
    return window[window.length - 1] / (sum / window.length)
  })

const maximum = (inputs: Float64Array): IndicatorColumn =>
  newestOnly('max(20)', 'highest close of 20, the newest included', inputs, MONTH, (window) =>
    Math.max(...window),
  )

const toMaximum = (inputs: Float64Array, count: number, plus: number): IndicatorColumn =>
  newestOnly(
    plus === 0 ? `close / max(${count})` : `close / max(${count}) - 1`,
    `close over the highest close of ${count}, the newest included`,
    inputs,
    count,
    (window) => window[window.length - 1] / Math.max(...window) + plus,
  )

function difference(one: IndicatorReading, other: IndicatorReading): IndicatorReading {
  const id = 'VIX - HV20'
  const convention = 'vol points; both as of one day'
  if (one.value === null) return unknownReading(id, convention, one.reason ?? 'VIX is unknown')
  if (other.value === null) return unknownReading(id, convention, other.reason ?? 'HV20 is unknown')
  if (one.asOf !== other.asOf)
    return unknownReading(id, convention, `VIX is of ${one.asOf}, HV20 of ${other.asOf}`)
  return { id, value: one.value - other.value, asOf: one.asOf, convention, reason: null }
}

/** -1 bearish, 1 bullish, 0 none. */
function breadth(histories: RegimeHistories, asOfDay: number): IndicatorReading {
  const id = 'breadth divergence(20)'
  const convention = '-1: index up and A/D line down over 20 sessions; 1: the reverse; 0: neither'
  const { index, advances, declines } = histories
  if (index === null || advances === null || declines === null) {
    const missing = index === null ? 'index history' : 'advances and declines'
    return unknownReading(id, convention, `no ${missing} at hand`)
  }
  const known = barsUpTo(index, asOfDay)
  const unfit = columnUnfit(columnUpTo(closesOf(index), asOfDay), asOfDay, MONTH + 1)
  if (unfit !== null) return unknownReading(id, convention, unfit)
  const days = known.days.subarray(known.days.length - MONTH - 1)
  const up = Float64Array.from(days, (day) => valueOn(advances, day))
  const down = Float64Array.from(days, (day) => valueOn(declines, day))
  if (![...up, ...down].every((value) => value >= 0)) {
    return unknownReading(id, convention, 'advances or declines lack a session of the last 21')
  }
  const line = advanceDeclineLine(up, down).values
  const found = breadthDivergence(known.closes, line, MONTH)
  if (found === null) return unknownReading(id, convention, 'fewer than 21 sessions')
  const value = found.kind === 'bearish' ? -1 : found.kind === 'bullish' ? 1 : 0
  return knownReading(id, value, days[days.length - 1], convention)
}

/** -1 where the column has no such day: counts of issues are never negative. */
function valueOn(column: DatedColumn, day: number): number {
  const at = indexAtOrBefore(column.days, day)
  return at >= 0 && column.days[at] === day ? column.values[at] : -1
}

type EventInputs = 'sessions-since-event' | 'sessions-to-event' | 'vix-since-event'

function eventReadings({ events, vix }: RegimeHistories, asOfDay: number): Pick<RegimeReadings, EventInputs> {
  const words = {
    since: 'sessions since the last scheduled event, 0 today; 11 where none in ten',
    to: 'sessions to the next scheduled event, 0 today; 11 where none in ten',
    vix: 'VIX over its close of the session before the last event, less one',
  }
  const none = (reason: string): Pick<RegimeReadings, EventInputs> => ({
    'sessions-since-event': unknownReading('sessions since event', words.since, reason),
    'sessions-to-event': unknownReading('sessions to event', words.to, reason),
    'vix-since-event': unknownReading('VIX since event', words.vix, reason),
  })
  if (events === null || events.length === 0) return none('no calendar of events at hand')
  const { ahead, behind, unknown } = eventWindow(events, asOfDay, EVENTS)
  const gap = unknown.length === 0 ? null : `the calendar of ${unknown.join(', ')} does not cover the window`
  const reading = (id: string, convention: string, sessions: number | null): IndicatorReading => {
    // A near event is known whatever the other calendars lack; "none in the window" is not.
    if (sessions !== null) return knownReading(id, sessions, asOfDay, convention)
    return gap === null
      ? knownReading(id, EVENTS.before + 1, asOfDay, convention)
      : unknownReading(id, convention, gap)
  }
  const last = behind[0]
  return {
    'sessions-since-event': reading(
      'sessions since event',
      words.since,
      last === undefined ? null : -last.sessions,
    ),
    'sessions-to-event': reading('sessions to event', words.to, ahead[0]?.sessions ?? null),
    'vix-since-event':
      last === undefined
        ? none(gap ?? 'no event within ten sessions')['vix-since-event']
        : vixSince(vix, last.date, asOfDay, words.vix),
  }
}

function vixSince(
  vix: DailyBars | null,
  date: string,
  asOfDay: number,
  convention: string,
): IndicatorReading {
  const id = 'VIX since event'
  if (vix === null) return unknownReading(id, convention, 'no VIX at hand')
  const now = closeOn(vix, asOfDay)
  const before = closeOn(vix, dayNumber(previousSession(date as Parameters<typeof previousSession>[0])))
  if (now === null || before === null) {
    const day = isoOfDay(quantity<DayNumber>(asOfDay))
    return unknownReading(id, convention, `no VIX close of ${day} or of the session before ${date}`)
  }
  return knownReading(id, now / before - 1, asOfDay, convention)
}
