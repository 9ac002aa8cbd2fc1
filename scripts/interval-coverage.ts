/**
 * Prints how often the 95 % intervals of a report hold the truth, by method, series and length: `npm run intervals`, some minutes, or
 * one table of it: `npm run intervals -- means|days|trades|luck`. `docs/concepts/evidence.md` quotes it.
 */
import { clusteredBlockLength } from '../src/base/numerics/block-length.ts'
import {
  type BootstrapAnswer,
  type Interval,
  type SmoothStatistic,
  quantileInterval,
  studentisedInterval,
} from '../src/base/numerics/bootstrap-interval.ts'
import { momentsOf } from '../src/base/numerics/moments.ts'
import { type Random, createRandom } from '../src/base/numerics/random.ts'
import {
  LOG_DEVIATION,
  LOG_RATIO_OF_MEANS,
  MEAN,
  RATIO_OF_MEANS,
  meanOverDownside,
} from '../src/base/numerics/smooth-statistics.ts'
import { maxDrawdownOfReturns } from '../src/engine/evidence/drawdowns.ts'
import { resampledShortfall } from '../src/engine/evidence/expected-shortfall.ts'
import { probabilisticSharpe } from '../src/engine/evidence/sharpe-tests.ts'
import { winRate } from '../src/engine/evidence/win-rate.ts'

const RESAMPLES = 499

type Draw = (random: Random, count: number) => Float64Array

const autoregression = (phi: number, random: Random, count: number): Float64Array => {
  let x = random.nextNormal() / Math.sqrt(1 - phi * phi)
  return Float64Array.from({ length: count }, () => (x = phi * x + random.nextNormal()))
}

/** Below this a standard normal lies with chance one tenth. */
const TENTH = -1.2815515655446004

/** Days of a condor: small gains, and six days in a hundred an exponential loss of 1.5 % on average. */
const condorDays: Draw = (random, count) =>
  Float64Array.from({ length: count }, () =>
    random.nextUniform() < 0.06
      ? 0.001 + 0.015 * Math.log(1 - random.nextUniform())
      : 0.001 + 0.002 * random.nextNormal(),
  )

/** Skewed days whose volatility clusters: its logarithm deviates by 0.5 and halves its distance from the mean in 23 days. */
const clusteredDays: Draw = (random, count) =>
  autoregression(0.97, random, count).map((h) => {
    const z = random.nextNormal()
    return 0.0003 + 0.006 * Math.exp(0.5 * Math.sqrt(1 - 0.97 * 0.97) * h) * (z - 0.25 * (z * z - 1))
  })

const percent = (count: number, of: number): string =>
  of === 0 ? '' : `${((100 * count) / of).toFixed(1)} %`
const holds = (interval: Pick<Interval, 'low' | 'high'>, truth: number): boolean =>
  interval.low <= truth && truth <= interval.high
const table = (columns: readonly string[], words: number): void => {
  console.log(`\n| ${columns.join(' | ')} |`)
  console.log(`| ${columns.map((_, i) => (i < words ? '---' : '---:')).join(' | ')} |`)
}
const line = (...cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)
/** The same series for the same run, whatever else is printed. */
const series = (draw: Draw, run: number, length: number): Float64Array =>
  draw(createRandom({ seed: 9, stream: run + 10_000 * length }), length)

function means(): void {
  const runs = 1000
  const worlds: readonly (readonly [name: string, mean: number, draw: Draw])[] = [
    ['independent normal', 0, (random, count) => autoregression(0, random, count)],
    ['AR(1), 0.5', 0, (random, count) => autoregression(0.5, random, count)],
    [
      'nine wins of 1 for a loss of 8, losses in clusters',
      0.9 - 0.8,
      (random, count) =>
        autoregression(0.3, random, count).map((z) => (z * Math.sqrt(1 - 0.09) < TENTH ? -8 : 1)),
    ],
  ]
  table(['series', 'length', 'studentised', 'percentile', 'basic', 'no interval'], 1)
  for (const [name, mean, draw] of worlds) {
    for (const length of [60, 200, 800]) {
      const held = [0, 0, 0]
      let without = 0
      for (let run = 0; run < runs; run += 1) {
        const values = series(draw, run, length)
        const options = { seed: 3, resamples: RESAMPLES }
        const answers = [
          studentisedInterval([values], MEAN, options),
          quantileInterval([values], MEAN.value, options),
          quantileInterval([values], MEAN.value, { ...options, method: 'basic' }),
        ]
        const intervals = answers.flatMap(({ interval }) => interval ?? [])
        if (intervals.length < answers.length) without += 1
        else intervals.forEach((interval, k) => (held[k] += holds(interval, mean) ? 1 : 0))
      }
      line(name, length, ...held.map((count) => percent(count, runs - without)), without)
    }
  }
}

/** Figures of daily returns: as the report makes them, and by percentiles. */
function days(): void {
  const runs = 250
  const options = { seed: 3, resamples: 199 }
  const worlds: readonly (readonly [name: string, draw: Draw])[] = [
    ['independent normal', (random, count) => autoregression(0, random, count).map((z) => 0.0004 + 0.01 * z)],
    ["a condor's days", condorDays],
    ['volatility in clusters', clusteredDays],
  ]
  const figures: readonly {
    readonly name: string
    readonly of: (values: Float64Array) => SmoothStatistic
    readonly clusters: boolean
  }[] = [
    { name: 'CVaR 5 %', of: (values) => resampledShortfall(values, 0.05), clusters: true },
    { name: 'volatility, ln', of: () => LOG_DEVIATION, clusters: true },
    { name: 'Sortino', of: () => meanOverDownside(1), clusters: false },
  ]
  table(['figure', 'series', 'length', 'as reported', 'percentile'], 2)
  for (const { name, of, clusters } of figures) {
    for (const [world, draw] of worlds) {
      const truths = Array.from({ length: 8 }, (_, k) => {
        const long = draw(createRandom({ seed: 77, stream: k }), 400_000)
        return of(long).value([long]) ?? NaN
      })
      const truth = truths.reduce((sum, value) => sum + value, 0) / truths.length
      for (const length of [60, 250, 500, 1000]) {
        const held = [0, 0]
        for (let run = 0; run < runs; run += 1) {
          const values = series(draw, run, length)
          const statistic = of(values)
          const meanBlockMin = clusters ? clusteredBlockLength(values) : 1
          const answers: readonly BootstrapAnswer[] = [
            studentisedInterval([values], statistic, { ...options, meanBlockMin }),
            quantileInterval([values], statistic.value, options),
          ]
          answers.forEach(({ interval }, k) => {
            if (interval !== null && holds(interval, truth)) held[k] += 1
          })
        }
        line(name, world, length, ...held.map((count) => percent(count, runs)))
      }
    }
  }
  table(['figure', 'series', 'length', 'predictive', 'percentile'], 2)
  for (const [world, draw] of worlds) {
    for (const length of [60, 250, 500, 1000]) {
      const held = [0, 0]
      for (let run = 0; run < runs; run += 1) {
        const values = series(draw, run, length)
        const next = maxDrawdownOfReturns(series(draw, run + 5000, length))
        for (const [k, method] of (['predictive', 'percentile'] as const).entries()) {
          const depth = ([returns]: readonly Float64Array[]): number => maxDrawdownOfReturns(returns)
          const { interval } = quantileInterval([values], depth, { ...options, method })
          if (interval !== null && holds(interval, next)) held[k] += 1
        }
      }
      line('drawdown of the next record', world, length, ...held.map((count) => percent(count, runs)))
    }
  }
}

/** Win rates and profit factors of trades that overlap, and ratios of daily lines that live in few trades. */
function trades(): void {
  const runs = 500
  const options = { seed: 1, resamples: 299 }
  table(
    ['open at once', 'win rate', 'trades', 'as reported', 'Wilson alone', 'profit factor', 'mean width'],
    0,
  )
  for (const atOnce of [1, 2, 6]) {
    for (const [rate, quantile] of [
      [0.7, -0.5244005127080409],
      [0.85, -1.0364333894937898],
    ]) {
      const drawn: Draw = (random, count) => {
        const weeks = Float64Array.from({ length: count + atOnce - 1 }, () => random.nextNormal())
        return Float64Array.from({ length: count }, (_, i) => {
          let sum = 0
          for (let week = 0; week < atOnce; week += 1) sum += weeks[i + week]
          return sum / Math.sqrt(atOnce)
        })
      }
      const pnlOf = (z: number): number => (z > quantile ? 1 : 4 * (z - quantile) - 1)
      const gains = (pnl: Float64Array): Float64Array[] => [
        pnl.map((x) => Math.max(0, x)),
        pnl.map((x) => Math.max(0, -x)),
      ]
      const many = autoregression(0, createRandom({ seed: 6, stream: 0 }), 2_000_000).map(pnlOf)
      const factor = LOG_RATIO_OF_MEANS.value(gains(many)) ?? NaN
      for (const count of [20, 60, 120, 250]) {
        let [held, wilson, factors, width] = [0, 0, 0, 0]
        let [known, factorsKnown] = [0, 0]
        for (let run = 0; run < runs; run += 1) {
          const z = series(drawn, run, count)
          const won = z.map((one) => (one > quantile ? 1 : 0))
          const { interval } = winRate(won, options, atOnce)
          const share = momentsOf(won).mean
          if (interval !== null) {
            known += 1
            width += interval.high - interval.low
            if (holds(interval, rate)) held += 1
          }
          // Wilson's for independent trades, by its definition.
          if (Math.abs(share - rate) <= 1.959964 * Math.sqrt((rate * (1 - rate)) / count)) wilson += 1
          if (count / atOnce < 10) continue
          const about = studentisedInterval(gains(z.map(pnlOf)), LOG_RATIO_OF_MEANS, {
            ...options,
            meanBlockMin: atOnce,
          })
          if (about.interval === null) continue
          factorsKnown += 1
          if (holds(about.interval, factor)) factors += 1
        }
        const cells = [percent(held, known), percent(wilson, runs), percent(factors, factorsKnown)]
        line(atOnce, rate, count, ...cells, known === 0 ? '' : (width / known).toFixed(2))
      }
    }
  }
  table(['trades of 21 days', 'κ, blocks of a trade', 'κ, blocks chosen'], 0)
  for (const count of [2, 5, 10, 20, 40]) {
    const held = [0, 0]
    for (let run = 0; run < runs; run += 1) {
      const random = createRandom({ seed: 8, stream: run + 1000 * count })
      const [rent, bleed] = [new Float64Array(21 * count), new Float64Array(21 * count)]
      for (let i = 0, volatility = 1, size = 1; i < rent.length; i += 1) {
        // Each trade has a size and a realised volatility of its own; E volatility^2 = 1; gamma rises as it ages.
        if (i % 21 === 0) {
          volatility = Math.exp(0.4 * random.nextNormal() - 0.16)
          size = Math.exp(0.3 * random.nextNormal())
        }
        const z = random.nextNormal()
        const gamma = size / (1 + (21 - (i % 21)) / 10)
        rent[i] = 1.1 * gamma
        bleed[i] = gamma * volatility * volatility * z * z
      }
      for (const [k, meanBlockMin] of [21, 1].entries()) {
        const { interval } = studentisedInterval([rent, bleed], RATIO_OF_MEANS, { ...options, meanBlockMin })
        if (interval !== null && holds(interval, 1.1)) held[k] += 1
      }
    }
    line(count, ...held.map((hits) => percent(hits, runs)))
  }
}

/** How often a Sharpe ratio of nothing is called better than luck at 95 %: one in twenty, if the test is right. */
function luck(): void {
  const runs = 4000
  const worlds: readonly (readonly [name: string, draw: Draw])[] = [
    ["a condor's days", condorDays],
    ['volatility in clusters', clusteredDays],
  ]
  table(['series, mean taken out', 'length', 'called better than luck'], 1)
  for (const [name, draw] of worlds) {
    const centre = momentsOf(draw(createRandom({ seed: 77, stream: 0 }), 2_000_000)).mean
    for (const length of [20, 60, 120, 250, 1000]) {
      let called = 0
      for (let run = 0; run < runs; run += 1) {
        const values = series(draw, run, length).map((value) => value - centre)
        const { count, mean, variance, skewness, kurtosis } = momentsOf(values)
        if (skewness === null || kurtosis === null) continue
        const sample = { sharpe: mean / Math.sqrt(variance), count, skewness, kurtosis }
        if ((probabilisticSharpe(sample, 0) ?? 0) > 0.95) called += 1
      }
      line(name, length, percent(called, runs))
    }
  }
}

const TABLES: Readonly<Record<string, () => void>> = { means, days, trades, luck }
const asked = process.argv.slice(2).filter((word) => word in TABLES)
for (const name of asked.length > 0 ? asked : Object.keys(TABLES)) TABLES[name]()
