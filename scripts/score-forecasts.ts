/**
 * Prints the QLIKE of every variance forecaster on the embedded index, at one, five and twenty-one sessions ahead:
 * `npm run forecasts`. With a VIX history, `npm run forecasts -- VIX_History.csv`, VIX-scaled is scored too.
 * `docs/concepts/forecasts.md` quotes it.
 */
import { isoOfDay } from '../src/base/calendar/civil.ts'
import { type DayNumber, quantity } from '../src/base/vocabulary/quantity.ts'
import { refusalLine } from '../src/base/vocabulary/refusal.ts'
import type { DailyBars } from '../src/market/series/daily-bars.ts'
import { clockedForecaster } from '../src/policy/indicator/clock-forecast.ts'
import { harForecaster } from '../src/policy/indicator/har-forecast.ts'
import { scoreForecasts } from '../src/policy/indicator/score-forecasts.ts'
import { ewmaForecaster, type VarianceForecaster } from '../src/policy/indicator/variance-forecast.ts'
import { vixScaledForecaster } from '../src/policy/indicator/vix-scaled-forecast.ts'
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
