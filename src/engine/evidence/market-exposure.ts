import { momentsOf, slopeOf } from '../../base/numerics/moments.ts'
import type { SmoothStatistic } from '../../base/numerics/bootstrap-interval.ts'

/** Column 0 on column 1, both in excess of bills: least-squares slope. */
export const BETA: SmoothStatistic = {
  value: ([own, market]) => lineOf(own, market)?.slope ?? null,
  influence: ([own, market], out) => {
    const line = lineOf(own, market)
    if (line === null) return
    const { slope, ownMean, marketMean, marketVariance } = line
    for (let i = 0; i < out.length; i += 1) {
      const x = market[i] - marketMean
      out[i] = (x * (own[i] - ownMean - slope * x)) / marketVariance
    }
  },
}

/** The CAPM's intercept (Jensen 1968) times `scale`: mean of column 0 less beta x mean of column 1, both in excess of bills. */
export const alphaTimes = (scale: number): SmoothStatistic => ({
  value: ([own, market]) => {
    const line = lineOf(own, market)
    return line === null ? null : scale * (line.ownMean - line.slope * line.marketMean)
  },
  influence: ([own, market], out) => {
    const line = lineOf(own, market)
    if (line === null) return
    const { slope, ownMean, marketMean, marketVariance } = line
    for (let i = 0; i < out.length; i += 1) {
      const x = market[i] - marketMean
      const left = own[i] - ownMean - slope * x
      out[i] = scale * left * (1 - (marketMean * x) / marketVariance)
    }
  },
})

/** `slopeOf` with what its influence needs, in two passes: this runs thousands of times. Null where the market does not vary. */
function lineOf(own: Float64Array, market: Float64Array) {
  const n = own.length
  let ownSum = 0
  let marketSum = 0
  for (let i = 0; i < n; i += 1) {
    ownSum += own[i]
    marketSum += market[i]
  }
  const [ownMean, marketMean] = [ownSum / n, marketSum / n]
  let squares = 0
  let products = 0
  for (let i = 0; i < n; i += 1) {
    const x = market[i] - marketMean
    squares += x * x
    products += x * (own[i] - ownMean)
  }
  if (!(squares > 1e-28 * n * marketMean * marketMean)) return null
  return { slope: products / squares, ownMean, marketMean, marketVariance: squares / n }
}

/**
 * Slope over the steps on which the market's excess return is below its mean (Ang, Chen and Xing, Review of Financial Studies 19,
 * 2006); null where there are fewer than two.
 */
export function downsideBeta(own: Float64Array, market: Float64Array): number | null {
  if (market.length === 0) return null
  const { mean } = momentsOf(market)
  const below = Array.from(market.keys()).filter((i) => market[i] < mean)
  return slopeOf(
    below.map((i) => market[i]),
    below.map((i) => own[i]),
  )
}
