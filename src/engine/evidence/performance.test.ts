import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayFrom, isoOfDay } from '../../base/calendar/civil.ts'
import { studentisedInterval } from '../../base/numerics/bootstrap-interval.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { drawdownsOf, maxDrawdownOfReturns } from './drawdowns.ts'
import { expectedShortfall, resampledShortfall } from './expected-shortfall.ts'
import { BETA, alphaTimes, downsideBeta } from './market-exposure.ts'
import { monthEnds, monthlyPerformance, monthlyTable } from './months.ts'
import { performanceOf } from './performance.ts'
import { returnsOf } from './returns-of.ts'

const daysOf = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => 10_000 + i)
const iso = (day: number): string => isoOfDay(quantity<DayNumber>(day))

describe('returnsOf', () => {
  it('gives simple returns, and none from a ruined account', () => {
    const returns = mustAccept(returnsOf(daysOf(3), Float64Array.of(100, 110, 99)))
    expect(returns[0]).toBeCloseTo(0.1, 15)
    expect(returns[1]).toBeCloseTo(-0.1, 15)
    const ruined = returnsOf(daysOf(3), Float64Array.of(100, 0, 5))
    expect(ruined).toMatchObject({ ok: false, refusal: { code: 'number.out-of-range', row: 2, was: '0' } })
  })
})

describe('performanceOf', () => {
  it('is that of a small case by hand', () => {
    // Two years of half-year steps: +10 %, -10 %, +20 %, 0, bills 1 % a step.
    const p = performanceOf(Float64Array.of(0.1, -0.1, 0.2, 0), Float64Array.of(0.01, 0.01, 0.01, 0.01), {
      stepsPerYear: 2,
      years: 2,
    })
    expect(p.totalReturn).toBeCloseTo(1.1 * 0.9 * 1.2 - 1, 15)
    expect(p.compoundGrowth).toBeCloseTo(Math.sqrt(1.188) - 1, 15)
    // Mean 0.05, deviations 0.05, -0.15, 0.15, -0.05: squares add up to 0.05.
    expect(p.volatility).toBeCloseTo(Math.sqrt(2) * Math.sqrt(0.05 / 3), 15)
    expect(p.excessReturn).toBeCloseTo(0.08, 15)
    expect(p.sharpe).toBeCloseTo((Math.sqrt(2) * 0.04) / Math.sqrt(0.05 / 3), 14)
    // Negative excesses: -0.11 and -0.01.
    expect(p.sortino).toBeCloseTo((Math.sqrt(2) * 0.04) / Math.sqrt((0.0121 + 0.0001) / 4), 14)
    expect(p.skew).toBeCloseTo(0, 14)
    expect([p.worst, p.worstAt, p.shareAboveZero]).toEqual([-0.1, 1, 0.5])
    expect(p.expectedShortfall5).toBeCloseTo(-0.1, 15)
  })
  it('leaves unknown what a constant or a total loss does not define', () => {
    const flat = performanceOf(new Float64Array(5), new Float64Array(5), { stepsPerYear: 252, years: 1 })
    expect(flat).toMatchObject({ sharpe: null, sortino: null, skew: null, volatility: 0, compoundGrowth: 0 })
    const lost = performanceOf(Float64Array.of(-1), Float64Array.of(0), { stepsPerYear: 1, years: 1 })
    expect(lost).toMatchObject({ compoundGrowth: null, totalReturn: -1, volatility: null, sharpe: null })
  })
})

/** Month-end levels with exactly the compound growth and volatility asked for, in 12ths of a year. */
function levelsWith(months: number, growth: number, volatility: number): Float64Array {
  const random = createRandom({ seed: 4, stream: months })
  const z = Float64Array.from({ length: months }, () => random.nextNormal())
  const centre = z.reduce((sum, x) => sum + x, 0) / months
  const deviation = Math.sqrt(z.reduce((sum, x) => sum + (x - centre) * (x - centre), 0) / (months - 1))
  const returns = (drift: number): Float64Array =>
    z.map((x) => drift + ((x - centre) / deviation) * (volatility / Math.sqrt(12)))
  const target = (months / 12) * Math.log1p(growth)
  let [low, high] = [-0.02, 0.04]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (returns(middle).reduce((sum, r) => sum + Math.log1p(r), 0) < target) low = middle
    else high = middle
  }
  const levels = new Float64Array(months + 1).fill(100)
  returns(low).forEach((r, i) => (levels[i + 1] = levels[i] * (1 + r)))
  return levels
}

describe('monthlyPerformance', () => {
  // 1986-06 to 2021-12: 426 months. Growth, volatility and Sharpe ratio (over three-month bills) in percent as recomputed from
  // month-end levels of the published indices; the levels themselves are not ours to keep.
  it.each([
    ['CNDR', 5.56, 7.08, 0.38],
    ['BFLY', 4.39, 10.74, 0.17],
    ['PUT', 9.76, 10.23, 0.67],
    ['BXM', 8.69, 10.89, 0.54],
    ['S&P 500 TR', 11.09, 15.18, 0.57],
  ])(
    'has conventions in which one bill rate explains the Sharpe ratio of %s',
    (_, growth, volatility, sharpe) => {
      const levels = levelsWith(426, growth / 100, volatility / 100)
      const days = Int32Array.from({ length: 427 }, (_, i) =>
        dayFrom(1986 + Math.floor((i + 5) / 12), ((i + 5) % 12) + 1, 28),
      )
      // The same 3.0 % a year for every index: only arithmetic mean excess over sd leads there.
      const billsReturns = new Float64Array(426).fill(0.03 / 12)
      const found = mustAccept(monthlyPerformance({ days, levels, billsReturns, marketReturns: null }))
      expect(found.months).toBe(426)
      expect(100 * (found.compoundGrowth ?? 0)).toBeCloseTo(growth, 9)
      expect(100 * (found.volatility ?? 0)).toBeCloseTo(volatility, 9)
      expect(Math.abs((found.sharpe ?? 0) - sharpe)).toBeLessThan(0.012)
      expect(found.beta).toBeNull()
    },
  )
  it('finds drawdowns between month-ends, the worst month, and the slope on the market', () => {
    const days = Int32Array.from([0, 1, 2, 3, 4, 5], (i) => dayFrom(2020, 1 + i, 28))
    const levels = Float64Array.of(100, 110, 88, 99, 110, 121)
    const market = Float64Array.of(0.2, -0.4, 0.25, 2 / 9, 0.2)
    const found = mustAccept(
      monthlyPerformance({ days, levels, billsReturns: new Float64Array(5), marketReturns: market }),
    )
    expect(found.worst).toBeCloseTo(-0.2, 15)
    expect(found.beta).toBeCloseTo(0.5, 12)
    expect(found.drawdowns.drawdowns).toHaveLength(1)
    expect(found.drawdowns.drawdowns[0]).toMatchObject({
      peakDay: days[1],
      troughDay: days[2],
      recoveryDay: days[4],
      depthInLevels: -22,
      days: days[4] - days[1],
    })
  })
})

describe('months', () => {
  it('end on their last day, and multiply to the whole', () => {
    const days = Int32Array.of(
      dayFrom(2019, 12, 30),
      dayFrom(2019, 12, 31),
      dayFrom(2020, 1, 2),
      dayFrom(2020, 1, 31),
      dayFrom(2020, 3, 2),
    )
    expect([...monthEnds(days)]).toEqual([1, 3, 4])
    const rows = monthlyTable(days, Float64Array.of(100, 101, 90, 99, 120))
    expect(rows.map(({ year, month }) => [year, month])).toEqual([
      [2019, 12],
      [2020, 1],
      [2020, 3],
    ])
    expect(rows.reduce((wealth, row) => wealth * (1 + row.return), 100)).toBeCloseTo(120, 12)
  })
})

describe('expectedShortfall', () => {
  it('counts the part of the last outcome that is in the tail', () => {
    expect(expectedShortfall([5, -10, 1, 2, -4], 0.4)).toBe(-7)
    // 0.3 x 5 = 1.5 outcomes: -10 and half of -4.
    expect(expectedShortfall([5, -10, 1, 2, -4], 0.3)).toBeCloseTo(-12 / 1.5, 15)
    expect(expectedShortfall([5, -10], 0.05)).toBe(-10)
    expect(expectedShortfall([], 0.05)).toBeNull()
  })
  it('is the minimum over thresholds of Rockafellar and Uryasev (2000)', () => {
    const outcome = fc.double({ min: -100, max: 100, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(outcome, { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        (xs, share) => {
          const best = Math.max(
            ...xs.map((q) => q - xs.reduce((sum, x) => sum + Math.max(0, q - x), 0) / (share * xs.length)),
          )
          expect(expectedShortfall(xs, share)).toBeCloseTo(best, 8)
        },
      ),
    )
  })
  /** Small gains, and six days in a hundred an exponential loss of 1.5 % on average: a condor's days. */
  const condorDays = (stream: number, count: number): Float64Array => {
    const random = createRandom({ seed: 31, stream })
    return Float64Array.from({ length: count }, () =>
      random.nextUniform() < 0.06
        ? 0.001 + 0.015 * Math.log(1 - random.nextUniform())
        : 0.001 + 0.002 * random.nextNormal(),
    )
  }
  it('of resamples is that of the whole, with the derivative by the weight of a day', () => {
    const days = condorDays(0, 90)
    const { value, influence } = resampledShortfall(days, 0.05)
    expect(value([days])).toBeCloseTo(expectedShortfall(days, 0.05) ?? NaN, 15)
    // Mostly days that were not bad.
    const calm = days.map((day, i) => (i < 3 ? day : 0.001))
    expect(value([calm])).toBeCloseTo(expectedShortfall(calm, 0.05) ?? NaN, 15)
    const out = new Float64Array(90)
    influence([days], out)
    expect(out.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 12)
    const copies = 400
    const many = new Float64Array(90 * copies + 1)
    for (let k = 0; k < copies; k += 1) many.set(days, 90 * k)
    const worst = days.indexOf(Math.min(...days))
    for (const i of [worst, 0, 50]) {
      many[90 * copies] = days[i]
      const change = ((expectedShortfall(many, 0.05) ?? NaN) - (value([days]) ?? NaN)) * many.length
      expect(Math.abs(change - out[i])).toBeLessThan(0.01 * (0.01 + Math.abs(out[i])))
    }
  })
  it('has an interval that holds the truth about as often as it says, from where the report gives one', () => {
    const truth = expectedShortfall(condorDays(1, 1_000_000), 0.05) ?? NaN
    const runs = 80
    let held = 0
    for (let stream = 0; stream < runs; stream += 1) {
      const days = condorDays(10 + stream, 500)
      const statistic = resampledShortfall(days, 0.05)
      const { interval } = studentisedInterval([days], statistic, { seed: 1, resamples: 199 })
      if (interval !== null && interval.low <= truth && truth <= interval.high) held += 1
    }
    // 95 % nominal; standard error 2.5 %.
    expect(held / runs).toBeGreaterThan(0.88)
  })
})

describe('drawdownsOf', () => {
  it('lists them deepest first, with the open one last not forgotten', () => {
    //                                   peak       trough        recovery, peak   trough, open
    const levels = Float64Array.of(100, 120, 108, 114, 120, 150, 75, 90)
    const { drawdowns, timeUnderWater, longestDays } = drawdownsOf(daysOf(8), levels)
    expect(drawdowns.map(({ depth }) => depth)).toEqual([-0.5, 108 / 120 - 1])
    expect(drawdowns[0]).toMatchObject({
      peakDay: 10_005,
      troughDay: 10_006,
      recoveryDay: null,
      days: 2,
      depthInLevels: -75,
    })
    expect(drawdowns[1]).toMatchObject({ peakDay: 10_001, troughDay: 10_002, recoveryDay: 10_004, days: 3 })
    expect(timeUnderWater).toBe(4 / 7)
    expect(longestDays).toBe(3)
    expect(drawdownsOf(daysOf(1), Float64Array.of(1))).toEqual({
      drawdowns: [],
      timeUnderWater: 0,
      longestDays: 0,
    })
  })
  it('has as its deepest the brute-force maximum over all pairs of days', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 25 }), (values) => {
        const levels = Float64Array.from(values)
        let deepest = 0
        values.forEach((from, i) =>
          values.slice(i).forEach((to) => (deepest = Math.min(deepest, to / from - 1))),
        )
        const table = drawdownsOf(daysOf(values.length), levels)
        expect(table.drawdowns[0]?.depth ?? 0).toBeCloseTo(deepest, 12)
        const returns = mustAccept(returnsOf(daysOf(values.length), levels))
        expect(maxDrawdownOfReturns(returns)).toBeCloseTo(deepest, 9)
        for (const one of table.drawdowns) {
          expect(one.peakDay).toBeLessThan(one.troughDay)
          if (one.recoveryDay !== null) expect(one.recoveryDay).toBeGreaterThan(one.troughDay)
          expect(iso(one.peakDay)).toMatch(/^1997-/)
        }
      }),
    )
  })
})

describe('market exposure', () => {
  const draw = (stream: number): readonly [Float64Array, Float64Array] => {
    const random = createRandom({ seed: 8, stream })
    const market = Float64Array.from({ length: 400 }, () => 0.0004 + 0.01 * random.nextNormal())
    return [market.map((x) => 0.0002 + 0.3 * x + 0.004 * random.nextNormal()), market]
  }
  it('has intervals that hold a planted alpha and beta about as often as they say', () => {
    const runs = 100
    const held = { alpha: 0, beta: 0 }
    let errors = 0
    for (let stream = 0; stream < runs; stream += 1) {
      const columns = draw(stream)
      const options = { seed: stream, resamples: 199 }
      const beta = studentisedInterval(columns, BETA, options)
      const alpha = studentisedInterval(columns, alphaTimes(252), options)
      if ((beta.interval?.low ?? 1) <= 0.3 && (beta.interval?.high ?? 0) >= 0.3) held.beta += 1
      if ((alpha.interval?.low ?? 1) <= 0.0504 && (alpha.interval?.high ?? 0) >= 0.0504) held.alpha += 1
      errors += beta.standardError ?? 0
    }
    // 95 % with a standard error of 2.2 %.
    expect(held.beta / runs).toBeGreaterThan(0.87)
    expect(held.alpha / runs).toBeGreaterThan(0.87)
    // Textbook standard error of a slope: residual sd over market sd and sqrt(n).
    expect(Math.abs(errors / runs / (0.004 / (0.01 * Math.sqrt(400))) - 1)).toBeLessThan(0.07)
  })
  it('has a downside beta of its own where losses are shared and gains are not', () => {
    const [, market] = draw(0)
    const capped = market.map((x) => Math.min(0, x))
    expect(downsideBeta(capped, market)).toBeGreaterThan(0.95)
    expect(BETA.value([capped, market])).toBeLessThan(0.6)
    expect(downsideBeta(Float64Array.of(1, 1), Float64Array.of(2, 2))).toBeNull()
  })
})
