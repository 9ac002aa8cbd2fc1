/**
 * Fits the modelled curve of VX futures and writes src/market/model/vx-curve-parameters.ts and vx-curve-figures.ts.
 *
 *   node scripts/fit.cjs vx-curve       (reads KONDOR_REAL_DATA, default ../shared/data; seconds)
 *
 * Least squares in logs over every VX settlement of 2004 to 2012, 1 to 300 days before expiry, given the day's VIX close and the
 * geometric mean of its last 126 closes. 2013 and 2014 are never looked at by the fit. No settlement is written.
 */
import { createHash } from 'node:crypto'
import { dayNumber, isoDate } from '../src/base/calendar/civil.ts'
import { levenbergMarquardt } from '../src/base/numerics/least-squares.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { modelledVx, recentVixMean } from '../src/market/model/vx-curve-model.ts'
import { type VxSettlement, vxCurveReport } from '../src/market/model/vx-curve-report.ts'
import type { VxCurveFigures, VxCurveParameters } from '../src/market/model/vx-curve-types.ts'
import { vixCloses } from './real-data/daily.ts'
import { hashOfFile, realPath } from './real-data/folder.ts'
import { vxFiles, vxHistories } from './real-data/vx-histories.ts'
import { rounded, writeModule } from './real-data/write-module.ts'

const FIT_UNTIL = dayNumber(isoDate('2012-12-31'))
const LONGEST_DAYS = 300
const RECENT_SESSIONS = 126
const START = [1.2, 0.7, Math.log(120), 0]

const toParameters = (p: Float64Array): VxCurveParameters => ({
  base: p[0] ?? 0,
  recentWeight: p[1] ?? 0,
  memoryDays: Math.exp(p[2] ?? 0),
  memoryPower: Math.exp(p[3] ?? 0),
  recentSessions: RECENT_SESSIONS,
})

const all = await settlements()
const fitted = all.filter(({ day }) => day <= FIT_UNTIL)
const heldOut = all.filter(({ day }) => day > FIT_UNTIL)
const fit = mustAccept(
  levenbergMarquardt({
    start: Float64Array.from(START),
    residualCount: fitted.length,
    residuals: (p, out) => {
      const parameters = toParameters(p)
      fitted.forEach((one, n) => {
        out[n] = Math.log(modelledVx(one, one.days, parameters) / one.settle_vol_points)
      })
    },
    iterationsMax: 100,
    tolerance: 1e-8,
  }),
)
const exact = toParameters(fit.parameters)
const shipped: VxCurveParameters = {
  base: rounded(exact.base),
  recentWeight: rounded(exact.recentWeight),
  memoryDays: rounded(exact.memoryDays),
  memoryPower: rounded(exact.memoryPower),
  recentSessions: RECENT_SESSIONS,
}
const files = vxFiles()
const figures: VxCurveFigures = {
  model: 'ln F = w ln VIX + (1 - w) (base + weight ln M), w = exp(-(T / memory)^power)',
  fittedOn: '2004 to 2012',
  heldOut: '2013-01-02 to 2014-08',
  settlements: fitted.length,
  iterations: fit.iterations,
  converged: fit.converged,
  sources: {
    'vix-daily.csv': hashOfFile(realPath('vix-daily/vix-daily.csv')),
    [`${files.length} VX contracts, hash of their hashes`]: createHash('sha256')
      .update(files.map(hashOfFile).join('\n'))
      .digest('hex'),
  },
  windows: [vxCurveReport('fitted', fitted, shipped), vxCurveReport('held out', heldOut, shipped)],
}
const header = '/** Written by scripts/fit-vx-curve.ts; run it again rather than edit. */\n'
const folder = new URL('../src/market/model/', import.meta.url).pathname
await writeModule(
  `${folder}vx-curve-parameters.ts`,
  `${header}import type { VxCurveParameters } from './vx-curve-types.ts'\n\nexport const VX_CURVE_PARAMETERS: VxCurveParameters = ${JSON.stringify(shipped)}\n`,
)
await writeModule(
  `${folder}vx-curve-figures.ts`,
  `${header}import type { VxCurveFigures } from './vx-curve-types.ts'\n\nexport const VX_CURVE_FIGURES: VxCurveFigures = ${JSON.stringify(
    figures,
    (_, value: unknown) => (typeof value === 'number' ? rounded(value) : value),
  )}\n`,
)
console.log(JSON.stringify({ shipped, ...figures }, null, 1))

async function settlements(): Promise<VxSettlement[]> {
  const closes = [...vixCloses()]
  const levels = Float64Array.from(closes.map(([, close]) => close))
  const place = new Map(closes.map(([date], i) => [dayNumber(isoDate(date)) as number, i]))
  const rows: VxSettlement[] = []
  for (const { expirationDay, days, settles } of await vxHistories()) {
    days.forEach((day, j) => {
      const at = place.get(day)
      const left = expirationDay - day
      if (at === undefined || left < 1 || left > LONGEST_DAYS) return
      rows.push({
        day,
        days: left,
        settle_vol_points: settles[j] ?? 0,
        vix_vol_points: levels[at] ?? 0,
        recentMean_vol_points:
          recentVixMean(levels.subarray(0, at + 1), toParameters(Float64Array.from(START))) ?? 0,
      })
    })
  }
  return rows
}
