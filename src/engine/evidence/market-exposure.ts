import { momentsOf, slopeOf } from '../../base/numerics/moments.ts'
import type { SmoothStatistic } from '../../base/numerics/bootstrap-interval.ts'

/** Column 0 on column 1, both in excess of bills: least-squares slope. */
export const BETA: SmoothStatistic = {
  value: ([own, market]) => slopeOf(market, own),
  influence: ([own, market], out) => {
    const { slope, ownMean, marketMean, marketVariance } = lineOf(own, market)
    for (let i = 0; i < out.length; i += 1) {
      const x = market[i] - marketMean
      out[i] = (x * (own[i] - ownMean - slope * x)) / marketVariance
    }
  },
}

/** The CAPM's intercept (Jensen 1968) times `scale`: mean of column 0 less beta x mean of column 1, both in excess of bills. */
export const alphaTimes = (scale: number): SmoothStatistic => ({
  value: ([own, market]) => {
    const slope = slopeOf(market, own)
    return slope === null ? null : scale * (momentsOf(own).mean - slope * momentsOf(market).mean)
  },
  influence: ([own, market], out) => {
    const { slope, ownMean, marketMean, marketVariance } = lineOf(own, market)
    for (let i = 0; i < out.length; i += 1) {
      const x = market[i] - marketMean
      const left = own[i] - ownMean - slope * x
      out[i] = scale * left * (1 - (marketMean * x) / marketVariance)
    }
  },
})

function lineOf(own: Float64Array, market: Float64Array) {
  const x = momentsOf(market)
  return {
    slope: slopeOf(market, own) ?? 0,
    ownMean: momentsOf(own).mean,
    marketMean: x.mean,
    marketVariance: x.variance,
  }
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
