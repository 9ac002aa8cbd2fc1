import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/numerics/random.ts'
import { kernelWeights } from './pdv-kernel.ts'
import { PDV_PARAMETERS } from './pdv-parameters.ts'
import { MODELLED_VIX_FLOOR, modelVix } from './pdv-vix.ts'

const SESSIONS = 1_600

function randomCloses(seed: number): Float64Array {
  const random = createRandom({ seed, stream: 1 })
  const closes = new Float64Array(SESSIONS)
  let level = 1_500
  for (let i = 0; i < SESSIONS; i += 1) {
    level *= Math.exp(0.011 * random.nextNormal())
    closes[i] = level
  }
  return closes
}

describe('modelVix', () => {
  const closes = randomCloses(7)
  const whole = modelVix(closes)

  it('is absent until the warm-up returns are at hand, and present on every row after', () => {
    const first = whole.present.indexOf(1)
    expect(first).toBe(PDV_PARAMETERS.warmUpReturns)
    expect(whole.present.subarray(first).every((flag) => flag === 1)).toBe(true)
    expect(modelVix(new Float64Array(0)).values.length).toBe(0)
    expect(modelVix(Float64Array.of(100)).present[0]).toBe(0)
  })

  it('is the formula of the paper, summed directly', () => {
    const { trend, activity, base, trendWeight, activityWeight, lagsMax } = PDV_PARAMETERS
    const row = 1_400
    const weighted = (kernel: typeof trend, value: (r: number) => number): number => {
      let [sum, mass] = [0, 0]
      for (let lag = 0; lag < lagsMax; lag += 1) {
        const weight = (lag / 252 + kernel.shift_years) ** -kernel.exponent
        const move = (closes[row - lag] ?? 0) / (closes[row - lag - 1] ?? 1) - 1
        sum += weight * value(move)
        mass += weight / 252
      }
      return sum / mass
    }
    const direct =
      base +
      trendWeight * weighted(trend, (r) => r) +
      activityWeight * Math.sqrt(weighted(activity, (r) => r * r))
    expect(whole.values[row]).toBeCloseTo(100 * direct, 9)
  })

  it('does not look ahead: a truncated history gives the same values', () => {
    for (const length of [501, 777, 1_200, 1_599]) {
      const cut = modelVix(closes.subarray(0, length))
      expect([...cut.values]).toEqual([...whole.values.subarray(0, length)])
      expect([...cut.present]).toEqual([...whole.present.subarray(0, length)])
    }
  })

  it('does not look ahead: poison after a row leaves the row alone, poison on it moves it', () => {
    const row = 900
    const later = Float64Array.from(closes)
    later.fill(1, row + 1)
    expect(modelVix(later).values[row]).toBe(whole.values[row])
    const today = Float64Array.from(closes)
    today[row] = (closes[row] ?? 0) * 0.9
    expect(modelVix(today).values[row]).toBeGreaterThan((whole.values[row] ?? 0) + 5)
  })

  it('rises on a fall, falls on a rise of the same size, and never goes below its floor', () => {
    const row = 1_000
    const moved = (factor: number): number => {
      const changed = closes.slice(0, row + 1)
      changed[row] = (closes[row - 1] ?? 0) * factor
      return modelVix(changed).values[row] ?? 0
    }
    expect(moved(0.97)).toBeGreaterThan(moved(1) + 1)
    expect(moved(1.01)).toBeLessThan(moved(0.99))
    const calm = Float64Array.from({ length: 900 }, (_, i) => 1_000 * Math.exp(0.004 * i))
    expect(modelVix(calm).values.at(-1)).toBe(MODELLED_VIX_FLOOR)
  })

  it('weighs recent returns most', () => {
    const weights = kernelWeights(PDV_PARAMETERS.activity, 100)
    for (let lag = 1; lag < 100; lag += 1) expect(weights[lag]).toBeLessThan(weights[lag - 1] ?? 0)
  })
})
