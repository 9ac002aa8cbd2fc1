/**
 * Fits the surface model and writes src/market/model/surface-parameters.ts and surface-figures.ts.
 *
 *   node scripts/fit.cjs surface       (reads KONDOR_REAL_DATA, default ../shared/data; two minutes)
 *
 * Fitted jointly, by robust least squares, on out-of-the-money volatilities of ten real days (2009, 2015, 2021, 2023) given
 * each day's VIX, and on VX futures settlements of 2006 to 2014 given each day's VIX. Each day is then held out in turn.
 * The chain of 2024-01-05 takes no part: it is read after the parameters are final.
 */
import { isWeekEnd } from '../src/base/calendar/expiration-dates.ts'
import { addDays, dayNumber, isoDate, isoOfDay, weekday } from '../src/base/calendar/civil.ts'
import { settlementOf } from '../src/base/calendar/settlement.ts'
import { levenbergMarquardt } from '../src/base/numerics/least-squares.ts'
import type { DayNumber, EpochMs } from '../src/base/vocabulary/quantity.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import {
  solveLevel,
  totalVariance,
  type VixWindow,
  PLAIN_WINDOW,
} from '../src/market/model/forward-variance.ts'
import { surfaceErrorReport, surfaceErrors, type VolError } from '../src/market/model/surface-errors.ts'
import { calibrateSurface } from '../src/market/model/surface-model.ts'
import type { ClockParameters, SurfaceParameters } from '../src/market/model/surface-types.ts'
import { varianceYears } from '../src/market/model/variance-clock.ts'
import { vixWindow } from '../src/market/model/vix-window.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'
import { spyDaily, vixCloses } from './real-data/daily.ts'
import { hashOfFile, realPath } from './real-data/folder.ts'
import { heldOutDays } from './real-data/quotedata-day.ts'
import type { SmileDay } from './real-data/smile-day.ts'
import { december2015Days, june2023Days, minuteDays, whitePaperDays } from './real-data/smile-days.ts'
import { convexityByDays, vxSettles } from './real-data/vx-settles.ts'
import { rounded, writeModule } from './real-data/write-module.ts'

/** Relative errors beyond this count linearly (Huber). */
const HUBER = 0.03
/** All VX settlements together weigh as much as this many full expiries. */
const VX_WEIGHT = 9
/** An expiry with at least this many quotes has full weight. */
const FULL_QUOTES = 16
const LONGEST_DAYS = 400
/** Quotes used, in VIX standard deviations; below NEAR a quote weighs less the higher its own volatility. */
const [Z_LOW, Z_NEAR, Z_HIGH] = [-20, -2.6, 1.9]
const DAY = 1 / 365

const vix = vixCloses()
const clock: ClockParameters = { closedDay: await closedDayWeight(), overnight: await overnightShare() }
const shape = { wingStart: 2, wingReach: 20 }

interface Expiry extends SmileDay {
  readonly varianceYears: number
  readonly window: VixWindow
}

const toParameters = (p: Float64Array): SurfaceParameters => ({
  smile: {
    tilt: Math.tanh(p[0] ?? 0),
    turn: p[1] ?? 0,
    roundness: Math.exp(p[2] ?? 0),
    amplitudeLong: Math.exp(p[3] ?? 0),
    amplitudeYears: Math.exp(p[4] ?? 0),
    amplitudePower: Math.exp(p[5] ?? 0),
    wing: Math.exp(p[9] ?? 0),
    ...shape,
  },
  term: { longVol: Math.exp(p[6] ?? 0), memoryYears: Math.exp(p[7] ?? 0), memoryPower: Math.exp(p[8] ?? 0) },
  clock,
})
const START = [-0.33, 1.05, ...[0.5, 0.8, 0.014, 0.35, 0.32, 0.9, 0.5, 0.08].map(Math.log)]

const all = [
  ...whitePaperDays(),
  ...december2015Days(vix),
  ...(await minuteDays(vix)),
  ...june2023Days(vix),
].map(toExpiry)
const expiries = all.filter((expiry) => expiry.years * 365 < LONGEST_DAYS && expiry.points.length > 0)
const days = [...new Set(expiries.map((expiry) => expiry.day))].sort()
const convexity = convexityByDays(vix)
const futures = vxSettles(vix, 20)

const full = fit(expiries, START)
const exact = toParameters(full.parameters)
const shipped: SurfaceParameters = {
  smile: mapNumbers(exact.smile),
  term: mapNumbers(exact.term),
  clock: mapNumbers(exact.clock),
}
const heldOut = days.map((day) => {
  const others = fit(
    expiries.filter((expiry) => expiry.day !== day),
    [...full.parameters],
  )
  const own = expiries.filter((expiry) => expiry.day === day)
  const errors = errorsOf(own, toParameters(others.parameters))
  const { aim, allTenors } = surfaceErrorReport(day, errors)
  return { day, vix_points: own[0]?.vix ?? 0, expiries: own.length, aim, allTenors }
})
const lastErrors = errorsOf(heldOutDays().map(toExpiry), shipped)
const figures = {
  fittedOn: days,
  vxSettlements: futures.length,
  converged: full.converged,
  sources: {
    'vix-whitepaper-chain/options.csv': hashOfFile(realPath('vix-whitepaper-chain/options.csv')),
    'universes/spx/20151222.csv': hashOfFile(
      realPath('spx-spxw-minute/indexoption/usa/universes/spx/20151222.csv'),
    ),
    'universes/spx/20151223.csv': hashOfFile(
      realPath('spx-spxw-minute/indexoption/usa/universes/spx/20151223.csv'),
    ),
    'universes/spxw/20230623.csv': hashOfFile(
      realPath('spx-spxw-minute/indexoption/usa/universes/spxw/20230623.csv'),
    ),
    'vix-daily.csv': hashOfFile(realPath('vix-daily/vix-daily.csv')),
  },
  daysHeldOut: heldOut,
  chain20240105: surfaceErrorReport('2024-01-05', lastErrors),
}
const header = '/** Written by scripts/fit-surface-model.ts; run it again rather than edit. */\n'
const folder = new URL('../src/market/model/', import.meta.url).pathname
const round = (_: string, value: unknown): unknown => (typeof value === 'number' ? rounded(value) : value)
await writeModule(
  `${folder}surface-parameters.ts`,
  `${header}import type { SurfaceParameters } from './surface-types.ts'\n\nexport const SURFACE_PARAMETERS: SurfaceParameters = ${JSON.stringify(shipped)}\n`,
)
await writeModule(
  `${folder}surface-figures.ts`,
  `${header}import type { SurfaceFigures } from './surface-figures-types.ts'\n\nexport const SURFACE_FIGURES: SurfaceFigures = ${JSON.stringify(figures, round)}\n`,
)
console.log(JSON.stringify({ shipped, iterations: full.iterations, ...figures }, round, 1))

function fit(chosen: readonly Expiry[], start: readonly number[]) {
  const quotes = chosen.map((expiry) => expiry.points.filter((point) => isUsed(expiry, point.k)))
  const count = quotes.reduce((sum, points) => sum + points.length, 0) + futures.length
  return mustAccept(
    levenbergMarquardt({
      start: Float64Array.from(start),
      residualCount: count,
      residuals: (p, out) => writeResiduals(toParameters(p), chosen, quotes, out),
      iterationsMax: 60,
      tolerance: 1e-7,
    }),
  )
}

function writeResiduals(
  parameters: SurfaceParameters,
  chosen: readonly Expiry[],
  quotes: readonly (readonly { k: number; vol: number }[])[],
  out: Float64Array,
): void {
  let n = 0
  chosen.forEach((expiry, i) => {
    const points = quotes[i] ?? []
    const unit = expiry.vix / 100
    const smile = calibrateSurface(expiry.vix, { window: expiry.window, parameters }).smile(
      expiry.varianceYears,
    )
    const weight = Math.sqrt(Math.min(points.length, FULL_QUOTES) / FULL_QUOTES / points.length)
    for (const { k, vol } of points) {
      const far = k < Z_NEAR * unit * Math.sqrt(expiry.years) ? unit / vol / 1.5 : 1
      const model = Math.sqrt(smile.totalVariance(k) / expiry.years)
      out[n] = 100 * weight * huber((far * (model - vol)) / unit)
      n += 1
    }
  })
  const levels = new Map<number, number>()
  const weight = Math.sqrt(VX_WEIGHT / futures.length)
  for (const { days: ahead, settle, vix: level } of futures) {
    const known = levels.get(level) ?? mustAccept(solveLevel(level, PLAIN_WINDOW, parameters.term))
    levels.set(level, known)
    const forward = totalVariance(known, (ahead + 30) * DAY, parameters.term, ahead * DAY) / (30 * DAY)
    const fair = Math.log(settle / 100) + convexity(ahead)
    out[n] = 100 * weight * huber(Math.log(Math.sqrt(forward)) - fair)
    n += 1
  }
}

function huber(error: number): number {
  const size = Math.abs(error)
  return size <= HUBER ? error : Math.sign(error) * Math.sqrt(2 * HUBER * size - HUBER * HUBER)
}

function isUsed(expiry: Expiry, k: number): boolean {
  const z = k / ((expiry.vix / 100) * Math.sqrt(expiry.years))
  return z > Z_LOW && z < Z_HIGH
}

function errorsOf(chosen: readonly Expiry[], parameters: SurfaceParameters): VolError[] {
  return chosen.flatMap((expiry) =>
    surfaceErrors(
      calibrateSurface(expiry.vix, { window: expiry.window, parameters }),
      expiry.points.map(({ k, vol }) => ({
        years: expiry.years,
        varianceYears: expiry.varianceYears,
        k,
        vol,
      })),
    ),
  )
}

function toExpiry(day: SmileDay): Expiry {
  const { from, to } = day
  if (from === null || to === null) {
    const window = { nearYears: 9 * DAY, nextYears: 37 * DAY, nearWeight: 7 / 28, nextWeight: 21 / 28 }
    return { ...day, varianceYears: day.years, window }
  }
  const first = dayNumber(isoDate(day.day))
  const fridays: EpochMs[] = []
  for (let ahead = 23; ahead <= 38; ahead += 1) {
    const date = addDays(first, ahead)
    if (isWeekEnd(date)) fridays.push(mustAccept(settlementOf('SPXW', isoOfDay(date))).settlesAt)
  }
  return {
    ...day,
    varianceYears: varianceYears(from as EpochMs, to as EpochMs, clock),
    window: vixWindow(from as EpochMs, fridays, clock),
  }
}

/** Variance of a day without a session, of a session: from index returns over plain weekends against plain nights, 2000 to 2018. */
async function closedDayWeight(): Promise<number> {
  const { days: sessions, closes } = mustAccept(await embeddedIndex())
  const sums = new Map<number, { squares: number; count: number }>()
  for (let i = 1; i < sessions.length; i += 1) {
    const today = (sessions[i] ?? 0) as DayNumber
    if (isoOfDay(today) > '2018-12-31') break
    const gap = today - (sessions[i - 1] ?? 0)
    if (gap !== 1 && !(gap === 3 && weekday(today) === 1)) continue
    const move = Math.log((closes[i] ?? 1) / (closes[i - 1] ?? 1))
    const sum = sums.get(gap) ?? { squares: 0, count: 0 }
    sums.set(gap, { squares: sum.squares + move * move, count: sum.count + 1 })
  }
  const [plain, weekend] = [sums.get(1), sums.get(3)].map((sum) =>
    sum === undefined ? 0 : sum.squares / sum.count,
  )
  return rounded(((weekend ?? 0) / (plain ?? 1) - 1) / 2)
}

/** Share of a session's variance that passes before its opening: SPY opens and closes, 2000 to 2018 (the index's opens are fiction). */
async function overnightShare(): Promise<number> {
  const bars = (await spyDaily()).filter(({ date }) => date >= '2000-01-01' && date <= '2018-12-31')
  let [night, session] = [0, 0]
  for (let i = 1; i < bars.length; i += 1) {
    const gap = Math.log((bars[i]?.open ?? 1) / (bars[i - 1]?.close ?? 1))
    const move = Math.log((bars[i]?.close ?? 1) / (bars[i]?.open ?? 1))
    night += gap * gap
    session += move * move
  }
  return rounded(night / (night + session))
}

function mapNumbers<T extends object>(record: T): T {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, rounded(Number(value))]),
  ) as T
}
