import type { MarketState } from '../../market/surface/market-state.ts'
import { dealerGamma, type StrikeGamma } from '../indicator/dealer-gamma.ts'
import { reasonOf } from '../indicator/reading.ts'
import type { GammaBoard, Known } from './board.ts'
import { NEEDS } from './needs.ts'

const TOP = 10
/** Bins reach this share of spot either way, in about this many steps of a round size. */
const REACH = 0.1
const BINS = 40
const STEPS = [5, 10, 25, 50, 100, 250] as const

/** Dealer gamma by strike, its total and its flip level, under the stated assumption of who holds what. */
export function gammaBoard(market: MarketState): Known<GammaBoard> {
  const found = dealerGamma(market)
  if (!found.ok) return { known: false, reason: reasonOf(found.refusal), needs: NEEDS.openInterest }
  const { byStrike, flipRange_points, total_dollars_per_percent, ...rest } = found.value
  const spot_points = market.impliedSpot_points
  const bins = binned(byStrike, spot_points)
  const within = bins.reduce((sum, bin) => sum + bin.gamma_dollars_per_percent, 0)
  return {
    known: true,
    value: {
      total_dollars_per_percent,
      flip_points: rest.flip_points,
      flipLow_points: flipRange_points[0],
      flipHigh_points: flipRange_points[1],
      spot_points,
      top: byStrike
        .toSorted((a, b) => Math.abs(b.gamma_dollars_per_percent) - Math.abs(a.gamma_dollars_per_percent))
        .slice(0, TOP),
      bins,
      outside_dollars_per_percent: total_dollars_per_percent - within,
      contractsCounted: rest.contractsCounted,
      assumption: rest.assumption,
      convention: rest.convention,
      rung: market.chain.rung,
    },
  }
}

function binned(byStrike: readonly StrikeGamma[], spot: number): GammaBoard['bins'] {
  const wanted = (2 * REACH * spot) / BINS
  const step = STEPS.find((each) => each >= wanted) ?? STEPS[STEPS.length - 1]
  const first = Math.floor((spot * (1 - REACH)) / step)
  const count = Math.ceil((spot * (1 + REACH)) / step) - first
  const sums = new Float64Array(count)
  for (const { strike_points, gamma_dollars_per_percent } of byStrike) {
    const at = Math.floor(strike_points / step) - first
    if (at >= 0 && at < count) sums[at] += gamma_dollars_per_percent
  }
  return Array.from(sums, (gamma_dollars_per_percent, i) => ({
    low_points: (first + i) * step,
    high_points: (first + i + 1) * step,
    gamma_dollars_per_percent,
  }))
}
