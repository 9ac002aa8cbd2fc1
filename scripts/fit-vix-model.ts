/**
 * Fits the path-dependent VIX model and writes src/market/model/pdv-parameters.ts and pdv-figures.ts.
 *
 *   node scripts/fit.cjs vix       (reads KONDOR_REAL_DATA, default ../shared/data)
 *
 * Index closes: the vega-datasets dependency, 2000-01-03 to 2020-04-17, with SPY closes of 1998 and 1999 before them
 * (scaled to join) so that the kernels are warm on the first day. Target: VIX closes. Fitted on 2000 to 2018 by least
 * squares in all seven parameters at once; 2019-01 to 2020-04 is never looked at by the fit. No VIX value is written.
 */
import { dayNumber, isoDate, isoOfDay } from '../src/base/calendar/civil.ts'
import { levenbergMarquardt } from '../src/base/numerics/least-squares.ts'
import type { DayNumber } from '../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { modelVix } from '../src/market/model/pdv-vix.ts'
import type { PdvParameters } from '../src/market/model/pdv-types.ts'
import { FIT_UNTIL, vixFitReport } from '../src/market/model/vix-fit-report.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'
import { spyDaily, vixCloses } from './real-data/daily.ts'
import { hashOfFile, realPath } from './real-data/folder.ts'
import { rounded, writeModule } from './real-data/write-module.ts'

const START = [Math.log(0.3), Math.log(0.03), Math.log(0.6), Math.log(0.05), 0.05, -0.1, 0.8]

const toParameters = (p: Float64Array): PdvParameters => ({
  trend: { exponent: 1 + Math.exp(p[0] ?? 0), shift_years: Math.exp(p[1] ?? 0) },
  activity: { exponent: 1 + Math.exp(p[2] ?? 0), shift_years: Math.exp(p[3] ?? 0) },
  base: p[4] ?? 0,
  trendWeight: p[5] ?? 0,
  activityWeight: p[6] ?? 0,
  lagsMax: 1000,
  warmUpReturns: 500,
})

const index = mustAccept(await embeddedIndex())
const dates = [...index.days].map((day) => isoOfDay(day as DayNumber))
const firstDate = dates[0] ?? isoDate('2000-01-03')
const before = (await spyDaily()).filter((row) => row.date <= firstDate)
const joint = before.at(-1)
if (joint?.date !== firstDate) throw new Error('SPY and the index do not meet on the first embedded day')
const scale = (index.closes[0] ?? 0) / joint.close
const allDates = [...before.slice(0, -1).map((row) => isoDate(row.date)), ...dates]
const closes = Float64Array.from([...before.slice(0, -1).map((row) => row.close * scale), ...index.closes])
const vix = vixCloses()
const onIndexDays = new Map([...vix].filter(([date]) => date >= firstDate))
const fitRows = allDates.flatMap((date, i) =>
  date >= firstDate && date <= FIT_UNTIL && vix.has(date) ? [{ i, vix: vix.get(date) ?? 0 }] : [],
)

const fit = mustAccept(
  levenbergMarquardt({
    start: Float64Array.from(START),
    residualCount: fitRows.length,
    residuals: (p, out) => {
      const modelled = modelVix(closes, toParameters(p))
      fitRows.forEach((row, n) => {
        out[n] = (modelled.values[row.i] ?? 0) - row.vix
      })
    },
    iterationsMax: 100,
    tolerance: 1e-7,
  }),
)
const exact = toParameters(fit.parameters)
const shipped: PdvParameters = {
  ...exact,
  trend: { exponent: rounded(exact.trend.exponent), shift_years: rounded(exact.trend.shift_years) },
  activity: { exponent: rounded(exact.activity.exponent), shift_years: rounded(exact.activity.shift_years) },
  base: rounded(exact.base),
  trendWeight: rounded(exact.trendWeight),
  activityWeight: rounded(exact.activityWeight),
}
const report = vixFitReport(allDates, modelVix(closes, shipped), onIndexDays)
const embeddedOnly = vixFitReport(dates, modelVix(index.closes, shipped), onIndexDays)
const figures = {
  model: 'Guyon and Lekeufack 2023: VIX = b0 + b1 R1 + b2 sqrt(R2), time-shifted power-law kernels',
  fittedOn: `${firstDate} to ${FIT_UNTIL}`,
  warmUp: `SPY closes ${allDates[0]} to ${before.at(-2)?.date ?? ''}, scaled to join`,
  iterations: fit.iterations,
  converged: fit.converged,
  sources: {
    'vega-datasets sp500-2000.csv': hashOfFile(
      new URL('../data/sp500-2000.csv', import.meta.resolve('vega-datasets')).pathname,
    ),
    'vix-daily.csv': hashOfFile(realPath('vix-daily/vix-daily.csv')),
    'spy.zip': hashOfFile(realPath('spy-daily/spy.zip')),
  },
  warm: report,
  embeddedOnly: embeddedOnly.windows,
}
const header = '/** Written by scripts/fit-vix-model.ts; run it again rather than edit. */\n'
const model = new URL('../src/market/model/', import.meta.url).pathname
await writeModule(
  `${model}pdv-parameters.ts`,
  `${header}import type { PdvParameters } from './pdv-types.ts'\n\nexport const PDV_PARAMETERS: PdvParameters = ${JSON.stringify(shipped)}\n`,
)
await writeModule(
  `${model}pdv-figures.ts`,
  `${header}import type { VixFitFigures } from './pdv-types.ts'\n\nexport const PDV_FIGURES: VixFitFigures = ${JSON.stringify(
    figures,
    (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value),
  )}\n`,
)
console.log(JSON.stringify({ shipped, days: dayNumber(firstDate), ...figures }, null, 1))
