/**
 * Prints the QLIKE of every variance forecaster on the embedded index, at one, five and twenty-one sessions ahead:
 * `npm run forecasts`. With a VIX history, `npm run forecasts -- VIX_History.csv`, VIX-scaled is scored too; a calendar of
 * events as a second file adds the variance that sessions with each event carried.
 * `docs/concepts/forecasts.md` quotes it.
 */
import { isoOfDay } from '../src/base/calendar/civil.ts'
import { type DayNumber, quantity } from '../src/base/vocabulary/quantity.ts'
import { refusalLine } from '../src/base/vocabulary/refusal.ts'
import type { DailyBars } from '../src/market/series/daily-bars.ts'
import { clockedForecaster, sessionWeights } from '../src/policy/indicator/clock-forecast.ts'
import { harForecaster } from '../src/policy/indicator/har-forecast.ts'
import { scoreForecasts } from '../src/policy/indicator/score-forecasts.ts'
import { ewmaForecaster, type VarianceForecaster } from '../src/policy/indicator/variance-forecast.ts'
import { vixScaledForecaster } from '../src/policy/indicator/vix-scaled-forecast.ts'
import { eventCalendars } from '../src/policy/series-door/event-calendars.ts'
import { readMarketFile } from '../src/shell/importer/read-file.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'

const PAIRS_MIN = 500

async function vixOf(path: string | undefined): Promise<DailyBars | null> {
  if (path === undefined) return null
  const file = await readMarketFile(path, { allowPartial: true })
  if (!file.ok) throw new Error(refusalLine(file.refusal))
  return file.value.bars.find((bars) => bars.symbol === 'VIX') ?? null
}

const index = await embeddedIndex()
if (!index.ok) throw new Error(refusalLine(index.refusal))
const bars = index.value
const vix = await vixOf(process.argv[2])
if (vix === null) console.log('VIX-scaled is not scored: name a file with the history of VIX.')
const date = (day: number | null): string => (day === null ? '-' : isoOfDay(quantity<DayNumber>(day)))

for (const horizonSessions of [1, 5, 21]) {
  const ewma = ewmaForecaster({ lambda: 0.94, sessionsMin: 63, sessionsMax: 252 })
  const har = harForecaster({ horizonSessions, pairsMin: PAIRS_MIN })
  const clock = { horizonSessions, eventDays: new Set<number>() }
  const forecasters: VarianceForecaster[] = [
    ewma,
    har,
    clockedForecaster(ewma, clock),
    clockedForecaster(har, clock),
  ]
  if (vix !== null) {
    const scaled = vixScaledForecaster({ vix, horizonSessions, windowSessions: 1260, pairsMin: PAIRS_MIN })
    forecasters.push(scaled, clockedForecaster(scaled, clock))
  }
  const table = scoreForecasts(bars, forecasters, { horizonSessions })
  console.log(
    `\n${horizonSessions} sessions ahead: ${table.daysScored} days of ${bars.symbol}, ${date(table.firstDay)} to ${date(table.lastDay)}`,
  )
  console.log('| forecaster | QLIKE | mean forecast / realised | t against EWMA |')
  console.log('| --- | ---: | ---: | ---: |')
  for (const { id, qlike, bias, tAgainstFirst } of table.scores) {
    console.log(`| ${id} | ${qlike.toFixed(4)} | ${bias.toFixed(3)} | ${tAgainstFirst.toFixed(1)} |`)
  }
}

async function printWeights(path: string | undefined): Promise<void> {
  const lastDay = bars.days[bars.days.length - 1]
  const { afterClosure, closuresSeen } = sessionWeights(bars, lastDay, new Set())
  console.log('\nVariance of a session over the average, each return divided by the variance before it:')
  console.log(`after a closure ${afterClosure.toFixed(3)} (${closuresSeen} sessions)`)
  if (path === undefined) return
  const file = await readMarketFile(path)
  if (!file.ok) throw new Error(refusalLine(file.refusal))
  for (const { name, scheduledDays } of eventCalendars(file.value.series)) {
    const { event, eventsSeen } = sessionWeights(bars, lastDay, new Set(scheduledDays))
    const weight = event === 1 ? 'too few to say' : event.toFixed(3)
    console.log(`${name} ${weight} (${eventsSeen} sessions)`)
  }
}

await printWeights(process.argv[3])
