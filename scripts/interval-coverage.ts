/**
 * Prints how often the bootstrap's 95 % intervals of a mean hold the truth, by method, series and length: `npm run intervals`.
 * `docs/concepts/evidence.md` quotes it.
 */
import { quantileInterval, studentisedInterval } from '../src/base/numerics/bootstrap-interval.ts'
import { type Random, createRandom } from '../src/base/numerics/random.ts'
import { MEAN } from '../src/base/numerics/smooth-statistics.ts'

const RUNS = 1000
const RESAMPLES = 499

/** A law with a known mean. */
interface World {
  readonly name: string
  readonly mean: number
  readonly draw: (random: Random, count: number) => Float64Array
}

const autoregression = (phi: number, random: Random, count: number): Float64Array => {
  let x = random.nextNormal() / Math.sqrt(1 - phi * phi)
  return Float64Array.from({ length: count }, () => (x = phi * x + random.nextNormal()))
}

/** Below this a standard normal lies with chance one tenth. */
const TENTH = -1.2815515655446004

const WORLDS: readonly World[] = [
  { name: 'independent normal', mean: 0, draw: (random, count) => autoregression(0, random, count) },
  { name: 'AR(1), 0.5', mean: 0, draw: (random, count) => autoregression(0.5, random, count) },
  {
    name: 'nine wins of 1 for a loss of 8, losses in clusters',
    mean: 0.9 - 0.8,
    draw: (random, count) =>
      autoregression(0.3, random, count).map((z) => (z * Math.sqrt(1 - 0.09) < TENTH ? -8 : 1)),
  },
]

console.log('| series | length | studentised | percentile | basic | no interval |')
console.log('| --- | ---: | ---: | ---: | ---: | ---: |')
for (const { name, mean, draw } of WORLDS) {
  for (const length of [60, 200, 800]) {
    const held = { studentised: 0, percentile: 0, basic: 0 }
    let without = 0
    for (let run = 0; run < RUNS; run += 1) {
      const values = draw(createRandom({ seed: 9, stream: run + 10_000 * length }), length)
      const options = { seed: 3, resamples: RESAMPLES }
      const answers = [
        studentisedInterval([values], MEAN, options),
        quantileInterval([values], MEAN.value, options),
        quantileInterval([values], MEAN.value, { ...options, method: 'basic' }),
      ]
      if (answers.some(({ interval }) => interval === null)) {
        without += 1
        continue
      }
      for (const { interval } of answers) {
        if (interval === null || interval.method === 'Wilson') continue
        if (interval.low <= mean && mean <= interval.high) held[interval.method] += 1
      }
    }
    const percent = (count: number): string => `${((100 * count) / (RUNS - without)).toFixed(1)} %`
    const { studentised, percentile, basic } = held
    const cells = [name, length, percent(studentised), percent(percentile), percent(basic), without]
    console.log(`| ${cells.join(' | ')} |`)
  }
}
