/**
 * Looks for look-ahead in every preset on the embedded index: `npm run look-ahead -- CUTS RUNCUTS PRESET...`, default all presets and
 * two that hedge by regime. First 200 decisions of each are made again, then the whole runs are begun again and led up to each of
 * RUNCUTS sessions, default 4; each cut under four poisons. Prints what was compared and every fault; ends with 1 where there is
 * one. docs/concepts/backtest.md quotes it.
 */
import { dayNumber, isoDate } from '../src/base/calendar/civil.ts'
import { sessionsFrom } from '../src/base/calendar/sessions.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import type { BacktestDay } from '../src/engine/backtest/backtest-day.ts'
import { BACKTEST_DEFAULTS } from '../src/engine/backtest/backtest-options.ts'
import { indexedDay } from '../src/engine/backtest/indexed-days.ts'
import { type Cut, lookAheadFaults, poisonedBars } from '../src/engine/backtest/look-ahead.ts'
import { prefixFaults } from '../src/engine/backtest/look-ahead-runs.ts'
import { EVENT_PREFIX, EVENT_STATUS } from '../src/market/quote/formats/kondor-events.ts'
import { barsUpTo } from '../src/market/series/bars-up-to.ts'
import { closeOn } from '../src/market/series/close-on.ts'
import type { DailyBars } from '../src/market/series/daily-bars.ts'
import { indexAtOrBefore } from '../src/market/series/index-at-or-before.ts'
import { assert } from '../src/base/vocabulary/assert.ts'
import type { ValueSeries } from '../src/market/series/series.ts'
import { judge } from '../src/policy/judge.ts'
import { NO_REGIME_HISTORIES } from '../src/policy/regime/regime-readings.ts'
import { PRESETS, presetNamed } from '../src/policy/rules/presets.ts'
import type { RuleSet } from '../src/policy/rules/rule-set.ts'
import { eventCalendars } from '../src/policy/series-door/event-calendars.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'
import { modelledVix } from '../src/shell/world/indexed-source.ts'
import { assumedVro } from '../src/shell/world/official-settlements.ts'
import { eventsByDay } from '../src/shell/world/scheduled-events.ts'

/** A year with calm, a correction, and a fall of 6 % in a day; some days of history beyond it for poisons to fall on. */
const DATES = sessionsFrom(isoDate('2011-01-03'), isoDate('2011-12-30'))
const BARS_TO = isoDate('2012-12-31')

const [decisionCuts = 200, runCuts = 4] = process.argv.slice(2, 4).map(Number)
assert(
  [decisionCuts, runCuts].every((count) => Number.isInteger(count) && count > 0),
  'CUTS RUNCUTS PRESET...',
  {
    given: process.argv.slice(2).join(' '),
  },
)
const only = new Set(process.argv.slice(4))
const bars = barsUpTo(mustAccept(await embeddedIndex()), dayNumber(BARS_TO))
const vix = modelledVix(bars)

/** Invented: between 0.5 and 1.5 %, another one every session. */
const bills: DailyBars = {
  ...bars,
  symbol: 'bills',
  closes: bars.closes.map((_, row) => 0.01 + 0.005 * Math.sin(row / 9)),
  opens: null,
  highs: null,
  lows: null,
}

/** Meetings and releases as published beforehand; conference calls of the committee that nobody knew of. */
const SCHEDULED: Readonly<Record<string, string>> = {
  FOMC: '2010-12-14 2011-01-26 2011-03-15 2011-04-27 2011-06-22 2011-08-09 2011-09-21 2011-11-02 2011-12-13 2012-01-25',
  CPI: '2010-12-15 2011-01-14 2011-02-17 2011-03-17 2011-04-15 2011-05-13 2011-06-15 2011-07-15 2011-08-18 2011-09-15 2011-10-19 2011-11-16 2011-12-16 2012-01-19',
  PPI: '2010-12-14 2011-01-13 2011-02-16 2011-03-16 2011-04-14 2011-05-12 2011-06-14 2011-07-14 2011-08-17 2011-09-14 2011-10-18 2011-11-15 2011-12-15 2012-01-18',
  NFP: '2010-12-03 2011-01-07 2011-02-04 2011-03-04 2011-04-01 2011-05-06 2011-06-03 2011-07-08 2011-08-05 2011-09-02 2011-10-07 2011-11-04 2011-12-02 2012-01-06 2012-02-03',
}
const UNSCHEDULED: Readonly<Record<string, string>> = { FOMC: '2011-08-01 2011-11-28' }

/** What is scheduled is known beforehand. Of the rest nothing after a cut is: it is left out, or comes a week later. */
function calendarsAt(cut: Cut | null): readonly ValueSeries[] {
  const daysOf = (text = ''): number[] =>
    text === '' ? [] : text.split(' ').map((date) => dayNumber(isoDate(date)))
  const later = cut?.poison === 'times-ten' || cut?.poison === 'other-time'
  return Object.entries(SCHEDULED).map(([name, scheduled]) => {
    const surprises = daysOf(UNSCHEDULED[name]).flatMap((day) =>
      cut === null || day <= cut.day ? [day] : later ? [day + 7] : [],
    )
    const rows = [
      ...daysOf(scheduled).map((day) => [day, EVENT_STATUS.scheduled] as const),
      ...surprises.map((day) => [day, EVENT_STATUS.unscheduled] as const),
    ].sort(([a], [b]) => a - b)
    return {
      symbol: `${EVENT_PREFIX}${name}`,
      source: 'typed',
      rung: 'quoted',
      days: Int32Array.from(rows, ([day]) => day),
      values: Float64Array.from(rows, ([, status]) => status),
      revised: false,
    }
  })
}

/** A session of the data, sound or cut, made as the indexed rung makes it. */
function worldAt(cut: Cut | null): (date: (typeof DATES)[number]) => BacktestDay {
  const index = poisonedBars(bars, cut)
  // VIX is modelled again from the poisoned index, so that its model is searched too; out of NaN it cannot be.
  const again = cut !== null && cut.poison !== 'nan'
  const volatility = again ? modelledVix(index) : poisonedBars(vix, cut)
  const yields = poisonedBars(bills, cut)
  const calendars = calendarsAt(cut)
  const events = eventsByDay(calendars)
  return (date) => {
    const day = dayNumber(date)
    const made = indexedDay(
      {
        from: DATES[0],
        to: date,
        settlements: { bars: index },
        vix: volatility,
        vixRung: 'indexed',
        // Known the day after.
        billRate: (on) => yields.closes[indexAtOrBefore(yields.days, on - 1)],
        events: events(day),
        regimes: { ...NO_REGIME_HISTORIES, index, vix: volatility, events: eventCalendars(calendars) },
        series: calendars,
      },
      date,
      closeOn(index, index.days[indexAtOrBefore(index.days, day - 1)]),
    )
    return {
      ...made,
      settlementValue: (series) => made.settlementValue(series) ?? assumedVro(volatility, series, day),
    }
  }
}

/** Presets hedge always; these while a regime holds, so that what regimes see is searched too. */
function byRegime(name: string, by: string, regimes: readonly string[]): RuleSet {
  const preset = mustAccept(presetNamed(name))
  const { hedge } = preset
  return {
    ...preset,
    name: `${name} by ${by}`,
    hedge: hedge === null ? null : { ...hedge, activation: 'regime', regimes },
  }
}
const RULES = [
  ...PRESETS,
  byRegime('monthly-16-delta+alvh', 'volatility', ['vol-spike', 'crash']),
  byRegime('monthly-16-delta+alvh', 'events', ['pre-event', 'post-event']),
].filter(({ name }) => only.size === 0 || only.has(name))
const setups = RULES.map((rules) => {
  const { account_dollars } = rules.sizing
  return { rules, judge, options: { ...BACKTEST_DEFAULTS, account_dollars } }
})

let [compared, found] = [0, 0]
for (const [i, setup] of setups.entries()) {
  const answer = lookAheadFaults({
    dates: DATES,
    dayAt: (date, cut) => worldAt(cut)(date),
    setup,
    cuts: decisionCuts,
    seed: 100 + i,
  })
  compared += answer.compared
  found += answer.faults.length
  console.log(`${setup.rules.name}: ${answer.compared} compared, ${answer.faults.length} faults`)
  for (const { date, poison, was, became } of answer.faults)
    console.log(`  ${date} ${poison}: ${was} became ${became}`)
}
console.log(`${compared} decisions made again, ${found} faults`)

const runs = prefixFaults({
  daysOf: (cut) => DATES.values().map(worldAt(cut)),
  setups,
  cuts: runCuts,
  seed: 7,
})
console.log(`${runs.compared} runs begun again, ${runs.faults.length} faults`)
for (const { rules, date, poison, was, became } of runs.faults)
  console.log(`  ${rules} ${date} ${poison}: ${was} became ${became}`)
if (found + runs.faults.length > 0) process.exitCode = 1
