import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../../test/support/real-data.ts'
import { indexFacts, type StylisedFacts, vixFacts } from '../../../../test/support/stylised-facts.ts'
import { dayNumber, isoDate, isoOfDay } from '../../../base/calendar/civil.ts'
import { listedExpirations } from '../../../base/calendar/expirations.ts'
import type { DayNumber } from '../../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { embeddedIndex } from '../../../shell/series/embedded-index.ts'
import { modelVix } from '../pdv-vix.ts'
import { sessionGrid } from './session-grid.ts'
import { sessionVariance } from './session-variance.ts'
import { simulateMarket } from './simulate-market.ts'
import type { SimulatedMarket } from './simulated-market.ts'

const START = isoDate('2000-01-03')
/** As long as the embedded index. */
const SESSIONS = 5_105
const SEEDS = 40
/** What docs/concepts/simulator.md says is not reproduced. */
const NOT_REPRODUCED = ['autocorrelation of returns, 1', 'daily change of ln VIX, skewness']

const realistic = (seed: number, sessions = SESSIONS): SimulatedMarket =>
  simulateMarket({ mode: 'realistic', seed, startDate: START, sessions })

let kept: ReadonlyMap<string, readonly number[]> | null = null

/** Facts of many paths, each as long as history. */
function simulatedFacts(): ReadonlyMap<string, readonly number[]> {
  if (kept !== null) return kept
  const facts = new Map<string, number[]>()
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const { spots_points, vix_vol_points } = realistic(seed)
    for (const [name, value] of Object.entries({
      ...indexFacts(spots_points),
      ...vixFacts(spots_points, vix_vol_points),
    })) {
      facts.set(name, [...(facts.get(name) ?? []), value])
    }
  }
  kept = facts
  return facts
}

/** Names of facts whose real value lies outside all that the paths show. */
function outside(real: StylisedFacts): string[] {
  return Object.entries(real)
    .filter(([name, value]) => {
      const values = simulatedFacts().get(name) ?? []
      return !(value >= Math.min(...values) && value <= Math.max(...values))
    })
    .map(([name]) => name)
}

describe('the realistic market', () => {
  it('has among its paths the returns of the S&P 500: fat tails, clusters, leverage', async () => {
    const bars = mustAccept(await embeddedIndex())
    const missing = outside(indexFacts(bars.closes))
    expect(missing.filter((name) => !NOT_REPRODUCED.includes(name))).toEqual([])
    const median = (name: string): number =>
      (simulatedFacts().get(name) ?? []).toSorted((a, b) => a - b)[SEEDS / 2] ?? 0
    expect(median('kurtosis of returns')).toBeGreaterThan(8)
    expect(median('autocorrelation of squares, 1')).toBeGreaterThan(0.1)
    expect(median('autocorrelation of squares, 20')).toBeGreaterThan(0.06)
    expect(median('leverage: return with next square')).toBeLessThan(-0.02)
  })

  itWithRealData(
    'has among its paths the VIX of 2000 to 2020: level, spread, memory, moves against the index, premium',
    'vix-daily/vix-daily.csv',
    async (file) => {
      const bars = mustAccept(await embeddedIndex())
      const lines = fs.readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)
      const closes = new Map(
        lines.map((line) => line.split(',')).map((row) => [row[0] ?? '', Number(row[4])]),
      )
      const rows = [...bars.days.keys()].filter((i) => closes.has(isoOfDay(bars.days[i] as DayNumber)))
      expect(rows.length).toBeGreaterThan(5_000)
      const index = Float64Array.from(rows, (i) => bars.closes[i])
      const vix = Float64Array.from(rows, (i) => closes.get(isoOfDay(bars.days[i] as DayNumber)) ?? 0)
      const missing = outside(vixFacts(index, vix))
      expect(missing.filter((name) => !NOT_REPRODUCED.includes(name))).toEqual([])
    },
  )

  it('has a curve in contango in calm and in backwardation in a crisis', () => {
    let [calm, calmUp, crisis, crisisDown] = [0, 0, 0, 0]
    for (let seed = 0; seed < 4; seed += 1) {
      const market = realistic(seed)
      for (let row = 2_000; row < SESSIONS; row += 40) {
        const day = market.days[row]
        const expirations = listedExpirations('VX', isoOfDay(day as DayNumber), { daysMax: 150 })
          .map(dayNumber)
          .filter((expiration) => expiration >= day + 7)
        const [front, second] = market.vxCurveAt(row, expirations)
        const vix = market.vix_vol_points[row]
        if (vix < 18) {
          calm += 1
          if (front > vix && second > front) calmUp += 1
        } else if (vix > 35) {
          crisis += 1
          if (front < vix && second < front) crisisDown += 1
        }
      }
    }
    expect(calm).toBeGreaterThan(50)
    expect(crisis).toBeGreaterThan(10)
    expect(calmUp).toBe(calm)
    expect(crisisDown).toBe(crisis)
  })

  it('is the path-dependent VIX of its own closes where its noise is turned off', () => {
    const quiet = simulateMarket({
      mode: 'realistic',
      seed: 3,
      startDate: START,
      sessions: 3_000,
      realistic: { vixNoiseSize: 0 },
    })
    const modelled = modelVix(quiet.spots_points).values
    let worst = 0
    for (let row = 1_000; row < 3_000; row += 1) {
      worst = Math.max(worst, Math.abs(modelled[row] / quiet.vix_vol_points[row] - 1))
    }
    expect(worst).toBeLessThan(0.005)
  })

  it('prices a session as its surface does, and realises the share of it that it states', () => {
    const [share, sessions] = [0.5, 400]
    const realistic = { anchorPull: 0, climateSize: 0, sessionVarianceShare: share }
    const grid = sessionGrid(START, sessions)
    let [sum, squares, count] = [0, 0, 0]
    for (let seed = 0; seed < 40; seed += 1) {
      const market = simulateMarket({ mode: 'realistic', seed, startDate: START, sessions, realistic })
      for (let row = 0; row + 1 < sessions; row += 1) {
        const move = Math.log(market.spots_points[row + 1] / market.spots_points[row])
        const years = grid.overnightYears[row + 1] + grid.dayYears[row + 1]
        const ratio = (move * move) / (sessionVariance(market.vix_vol_points[row]) * years)
        sum += ratio
        squares += ratio * ratio
        count += 1
      }
      const { clock } = market.surfaceAt(0)
      const atm = market.surfaceAt(0).smile(1 / (252 + 113 * clock.closedDay)).atmVol
      // The one-session smile at the money is a little under the root of its strip: skew and tails are in the strip.
      expect(Math.sqrt(sessionVariance(market.vix_vol_points[0])) / atm).toBeGreaterThan(0.99)
      expect(Math.sqrt(sessionVariance(market.vix_vol_points[0])) / atm).toBeLessThan(1.05)
    }
    const error = Math.sqrt(squares - (sum * sum) / count) / count
    expect(error).toBeLessThan(0.01)
    expect(Math.abs(sum / count - share)).toBeLessThan(3 * error)
  })

  it('lets its VIX curve and VIX smile be replaced', () => {
    const expirationDay = dayNumber(isoDate('2019-03-20'))
    const market = simulateMarket({
      mode: 'realistic',
      seed: 2,
      startDate: isoDate('2019-01-02'),
      sessions: 5,
      realistic: {
        vxFuture: ({ vix_vol_points }) => vix_vol_points + 1,
        vixSmile: ({ k }) => 0.09 + 0.01 * k * k,
      },
    })
    expect(market.vxCurveAt(2, [expirationDay])[0]).toBe(market.vix_vol_points[2] + 1)
    const option = market.vixOptionAt(2, { expirationDay, strike_points: 20, right: 'C' })
    const k = Math.log(20 / option.forward_points)
    const years = (77 * 86_400_000) / (365 * 86_400_000)
    expect((option.volatility ?? 0) ** 2 * years).toBeCloseTo(0.09 + 0.01 * k * k, 2)
  })

  it('prices VIX options without butterflies, calls dearer in volatility than puts as far out', () => {
    const market = realistic(1, 30)
    const expirations = ['2000-02-16', '2000-05-17'].map((date) => dayNumber(isoDate(date)))
    for (const expirationDay of expirations) {
      const call = (strike_points: number) =>
        market.vixOptionAt(4, { expirationDay, strike_points, right: 'C' })
      const future = call(20).forward_points
      expect(call(future * 1.5).volatility ?? 0).toBeGreaterThan(call(future / 1.5).volatility ?? 0)
      for (let strike = 0.3 * future; strike < 4 * future; strike += 0.05 * future) {
        const step = 0.05 * future
        const fly =
          call(strike - step).price_points - 2 * call(strike).price_points + call(strike + step).price_points
        expect(fly).toBeGreaterThan(-1e-12)
      }
    }
  })
})
