import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pnlStatistics } from '../../../../test/support/simulated-pnl.ts'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { settlementOf } from '../../../base/calendar/expirations.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { impliedVolatility } from '../../pricing/implied-volatility.ts'
import { black76Price } from '../../pricing/black76.ts'
import { expectedTotalVariance, HESTON_DEFAULT } from './heston-types.ts'
import { shortVarianceGain } from './planted-edge.ts'
import { sessionGrid } from './session-grid.ts'
import { simulateMarket } from './simulate-market.ts'
import type { SimulatedMarket, SimulationMode } from './simulated-market.ts'

const START = isoDate('2019-01-02')
const MODES: readonly SimulationMode[] = ['realistic', 'fair', 'planted']
const market = (mode: SimulationMode, seed: number, sessions = 120): SimulatedMarket =>
  simulateMarket({ mode, seed, startDate: START, sessions })
const columns = (m: SimulatedMarket): Float64Array[] => [
  m.spots_points,
  m.opens_points,
  m.vix_vol_points,
  m.openVix_vol_points,
  m.variances,
]
const settles = (root: string, date: string): ReturnType<typeof settlementOf> =>
  settlementOf(root, isoDate(date))

describe('simulateMarket', () => {
  it('gives the same bytes for the same seed, whatever was asked of it before', () => {
    for (const mode of MODES) {
      const [first, again] = [market(mode, 7), market(mode, 7)]
      first.vxCurveAt(3, [dayNumber(isoDate('2019-03-20'))])
      expect(columns(first).map((c) => Buffer.from(c.buffer).toString('hex'))).toEqual(
        columns(again).map((c) => Buffer.from(c.buffer).toString('hex')),
      )
      const option = {
        settlesAt: mustAccept(settles('SPXW', '2019-03-15')).settlesAt,
        strike_points: 4_010,
        right: 'P',
      } as const
      const backwards = [9, 8, 0].map((row) => first.optionPrice(row, option)).toReversed()
      expect([0, 8, 9].map((row) => again.optionPrice(row, option))).toEqual(backwards)
    }
  })

  it('begins a longer path with the shorter one', () => {
    for (const mode of MODES) {
      const [short, long] = [market(mode, 3, 60), market(mode, 3, 90)]
      columns(long).forEach((column, i) =>
        expect([...column.subarray(0, 60)]).toEqual([...columns(short)[i]]),
      )
    }
  })

  it('gives every seed a path of its own: returns of 200 seeds are uncorrelated', () => {
    for (const mode of MODES) {
      const seeds = 200
      const rows = 40
      const moves = Array.from({ length: seeds }, (_, seed) => {
        const { spots_points } = market(mode, seed, rows + 1)
        return Float64Array.from({ length: rows }, (_, i) => Math.sign(spots_points[i + 1] - spots_points[i]))
      })
      let [sum, pairs, twins] = [0, 0, 0]
      for (let a = 0; a < seeds; a += 1) {
        for (let b = a + 1; b < seeds; b += 1) {
          let agreement = 0
          for (let i = 0; i < rows; i += 1) agreement += moves[a][i] * moves[b][i]
          if (Math.abs(agreement) === rows) twins += 1
          sum += agreement
          pairs += rows
        }
      }
      expect(twins).toBe(0)
      // Were all independent, the mean agreement has a standard error of one over the root of the pairs, drift aside.
      expect(Math.abs(sum / pairs)).toBeLessThan(0.02)
    }
  })

  it('is finite and positive at every row, prices included, for any seed', () => {
    const expiry = mustAccept(settles('SPX', '2019-12-20')).settlesAt
    const vx = dayNumber(isoDate('2019-12-18'))
    fc.assert(
      fc.property(
        fc.constantFrom(...MODES),
        fc.integer({ min: 0, max: 2 ** 31 }),
        fc.integer({ min: 0, max: 119 }),
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        (mode, seed, row, moneyness) => {
          const m = market(mode, seed)
          for (const column of columns(m)) expect(column.every((x) => Number.isFinite(x) && x > 0)).toBe(true)
          const strike_points = Math.max(5, 5 * Math.round((m.spots_points[row] * moneyness) / 5))
          const price = (right: 'C' | 'P'): number =>
            m.optionPrice(row, { settlesAt: expiry, strike_points, right })
          const years = (expiry - m.quotedAt[row]) / (365 * 86_400_000)
          const forward = m.spots_points[row] * Math.exp(-m.dividendYield * years)
          const parity = forward - strike_points * Math.exp(-m.rate * years)
          expect(Math.abs(price('C') - price('P') - parity)).toBeLessThan(1e-7)
          expect(price('P')).toBeGreaterThanOrEqual(0)
          const strike = Math.max(1, Math.round(m.vix_vol_points[row] * moneyness))
          const call = m.vixOptionAt(row, { expirationDay: vx, strike_points: strike, right: 'C' })
          const [future] = m.vxCurveAt(row, [vx])
          expect(call.forward_points).toBe(future)
          expect(Number.isFinite(call.price_points) && call.price_points >= 0).toBe(true)
          expect(call.price_points).toBeLessThan(future)
        },
      ),
      { numRuns: 120, seed: 4 },
    )
  })

  it('states VIX option volatilities that Black-76 turns back into the price', () => {
    for (const mode of MODES) {
      const m = market(mode, 5)
      const expirationDay = dayNumber(isoDate('2019-02-13'))
      for (const strike_points of [15, 18, 25, 35]) {
        const { price_points, forward_points, volatility } = m.vixOptionAt(3, {
          expirationDay,
          strike_points,
          right: 'C',
        })
        const years =
          (mustAccept(settles('VIX', '2019-02-13')).settlesAt - m.quotedAt[3]) / (365 * 86_400_000)
        const discount = Math.exp(-m.rate * years)
        expect(volatility).not.toBeNull()
        const terms = { right: 'C' as const, forward_points, strike_points, years, discount }
        expect(black76Price({ ...terms, volatility: volatility ?? 0 })).toBeCloseTo(price_points, 9)
        const found = mustAccept(impliedVolatility({ ...terms, price_points }))
        expect(found.volatility).toBeCloseTo(volatility ?? 0, 6)
        expect(found.volatility).toBeGreaterThan(0.3)
        expect(found.volatility).toBeLessThan(2.5)
      }
    }
  })

  it('stops on what cannot be asked: settled options, rows that are not there', () => {
    const m = market('fair', 1)
    const settlesAt = mustAccept(settles('SPXW', '2019-01-04')).settlesAt
    expect(() => m.optionPrice(5, { settlesAt, strike_points: 4_000, right: 'C' })).toThrow(
      'settle after the quote',
    )
    expect(() => m.vxCurveAt(60, [dayNumber(isoDate('2019-01-16'))])).toThrow('settle after the quote')
    expect(() => m.surfaceAt(120)).toThrow('no such row')
    expect(() => market('fair', -1)).toThrow('seed')
    expect(() =>
      simulateMarket({ mode: 'planted', seed: 1, startDate: START, sessions: 2, varianceShare: 0 }),
    ).toThrow('planted')
  })

  it('knows what an option pays on average where it has a law, and only there', () => {
    const option = {
      settlesAt: mustAccept(settles('SPXW', '2019-02-15')).settlesAt,
      strike_points: 4_000,
      right: 'C',
    } as const
    expect(market('realistic', 1).expectedPayoff(0, option)).toBeNull()
    const years = (option.settlesAt - market('fair', 1).quotedAt[0]) / (365 * 86_400_000)
    const growth = Math.exp(market('fair', 1).rate * years)
    expect(market('fair', 1).expectedPayoff(0, option)).toBeCloseTo(
      growth * market('fair', 1).optionPrice(0, option),
      9,
    )
    const planted = market('planted', 1)
    expect(planted.expectedPayoff(0, option) ?? 0).toBeLessThan(
      0.95 * growth * planted.optionPrice(0, option),
    )
  })
})

/** Greatest |z| of n independent normals at one in a hundred, by Bonferroni: what 49 means of one simulation are held to. */
const Z_MAX = 3.72
const SEEDS = 3_000

describe('the fair market', () => {
  const statistics = pnlStatistics({ mode: 'fair' }, { from: 1_000_000, count: SEEDS })

  it('leaves no profit in any option or future, for a day or to settlement', () => {
    expect(statistics.length).toBe(49)
    expect(statistics.filter(({ z }) => Math.abs(z) > Z_MAX)).toEqual([])
  })

  it('would have shown one: errors are small beside what is paid', () => {
    for (const { label, standardError, paid } of statistics.filter(({ paid }) => paid > 4)) {
      expect({ label, small: standardError < 0.12 * paid }).toEqual({ label, small: true })
    }
  })
})

describe('the planted market', () => {
  const planted = { mode: 'planted', varianceShare: 0.6, driftShift: 0.05 } as const
  const statistics = pnlStatistics(planted, { from: 2_000_000, count: SEEDS })
  const known = statistics.filter(({ expected }) => expected !== null)

  it('earns what it says it earns, option by option, and VIX stays fair', () => {
    expect(known.length).toBe(39)
    expect(known.filter(({ z }) => Math.abs(z) > Z_MAX)).toEqual([])
  })

  it('is not fair: the test of the fair market fails in it', () => {
    const fairZ = known
      .filter(({ label }) => label.startsWith('SPX'))
      .map(({ mean, standardError }) => Math.abs(mean / standardError))
    expect(Math.max(...fairZ)).toBeGreaterThan(10)
  })

  it('pays a short variance swap what is known in closed form', () => {
    const [varianceShare, sessions] = [0.75, 22]
    const grid = sessionGrid(START, sessions)
    const years = [...grid.overnightYears, ...grid.dayYears].reduce((a, b) => a + b, 0)
    const terms = {
      mode: 'planted',
      startDate: START,
      sessions,
      varianceShare,
      rate: 0,
      dividendYield: 0,
    } as const
    let [sum, squares, gain] = [0, 0, 0]
    for (let seed = 0; seed < SEEDS; seed += 1) {
      const { opens_points, spots_points, variances } = simulateMarket({ ...terms, seed })
      let realised = 0
      for (let i = 1; i < sessions; i += 1) {
        const [night, day] = [
          Math.log(opens_points[i] / spots_points[i - 1]),
          Math.log(spots_points[i] / opens_points[i]),
        ]
        realised += night * night + day * day
      }
      const known = shortVarianceGain(HESTON_DEFAULT, { variance: variances[0], years, varianceShare })
      const gap = expectedTotalVariance(HESTON_DEFAULT, variances[0], years) - realised - known
      gain += known
      sum += gap
      squares += gap * gap
    }
    const error = Math.sqrt(squares - (sum * sum) / SEEDS) / SEEDS
    expect(Math.abs(sum / SEEDS)).toBeLessThan(3 * error)
    expect(error).toBeLessThan(0.1 * (gain / SEEDS))
  })
})

describe('snapshots within a session', () => {
  const SEEDS = 300
  const SESSIONS = 14
  const PARTS = 4
  const path = (mode: SimulationMode, seed: number, snapshots: number): SimulatedMarket =>
    simulateMarket({ mode, seed, startDate: START, sessions: SESSIONS, snapshots })
  const meanOf = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
    return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) }
  }
  const within = (a: ReturnType<typeof meanOf>, b: ReturnType<typeof meanOf>): number =>
    Math.abs(a.mean - b.mean) / Math.hypot(a.error, b.error)

  it.each(MODES)('leave the law of sessions as it is (%s): sizes, tails and VIX at the close', (mode) => {
    // Other seeds, so that the two samples are independent.
    const of = (snapshots: number, from: number) => {
      const size: number[] = []
      const tail: number[] = []
      const vix: number[] = []
      for (let seed = from; seed < from + SEEDS; seed += 1) {
        const { spots_points, opens_points, vix_vol_points } = path(mode, seed, snapshots)
        const last = (SESSIONS - 1) * snapshots
        const day = 100 * Math.log(spots_points[last] / opens_points[last])
        size.push(Math.abs(day))
        tail.push(Math.min(day * day, 25))
        vix.push(Math.log(vix_vol_points[last]))
      }
      return [size, tail, vix].map(meanOf)
    }
    const [daily, fine] = [of(1, 0), of(PARTS, SEEDS)]
    daily.forEach((one, i) => expect(within(one, fine[i])).toBeLessThan(3.5))
  })

  it('move the index as a martingale less its carry within the day, in the fair market', () => {
    const moves = Array.from({ length: PARTS }, (): number[] => [])
    for (let seed = 0; seed < 2 * SEEDS; seed += 1) {
      const { spots_points, opens_points, quotedAt, rate, dividendYield } = path('fair', seed, PARTS)
      for (let row = PARTS + 1; row <= 2 * PARTS; row += 1) {
        const part = row - PARTS - 1
        if (part === 0) continue
        const years = (quotedAt[row] - quotedAt[row - 1]) / (365 * 86_400_000)
        const carry = (rate - dividendYield) * years
        moves[part].push((spots_points[row] / spots_points[row - 1]) * Math.exp(-carry) - 1)
        expect(opens_points[row]).toBe(opens_points[PARTS + 1])
      }
    }
    for (const part of moves.slice(1)) {
      const { mean, error } = meanOf(part)
      expect(Math.abs(mean)).toBeLessThan(3.5 * error)
      // A quarter of a day moves half a per cent or so: the mean of 600 of them is known to a few hundredths.
      expect(error).toBeLessThan(4e-4)
    }
  })
})
