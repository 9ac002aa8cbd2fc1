import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionalColumn } from '../quote/chain.ts'
import { kernelAverage, kernelWeights } from './pdv-kernel.ts'
import { PDV_PARAMETERS } from './pdv-parameters.ts'
import type { PdvParameters } from './pdv-types.ts'

/** VIX never closed below 9.14; the model's straight line can, after a long calm rally, so it stops here. */
export const MODELLED_VIX_FLOOR = 8

/**
 * VIX (18 means 18 %) explained by the index's own path: Guyon and Lekeufack, "Volatility is (mostly) path-dependent",
 * Quantitative Finance 23(9), 2023. `closes` are daily index closes, one a session, positive; row i of the answer uses
 * closes up to and including i and nothing later, and is absent until `warmUpReturns` returns are at hand. The level is
 * an estimate of that day's VIX close, not a forecast.
 */
export function modelVix(closes: Float64Array, parameters: PdvParameters = PDV_PARAMETERS): OptionalColumn {
  const { trend, activity, base, trendWeight, activityWeight, lagsMax, warmUpReturns } = parameters
  const values = new Float64Array(closes.length)
  const present = new Uint8Array(closes.length)
  if (closes.length < 2) return { values, present }
  const returns = simpleReturns(closes)
  const trends = kernelAverage(returns, kernelWeights(trend, lagsMax))
  const activities = kernelAverage(
    returns.map((value) => value * value),
    kernelWeights(activity, lagsMax),
  )
  for (let row = Math.max(1, warmUpReturns); row < closes.length; row += 1) {
    const level =
      base + trendWeight * (trends[row - 1] ?? 0) + activityWeight * Math.sqrt(activities[row - 1] ?? 0)
    values[row] = Math.max(MODELLED_VIX_FLOOR, 100 * level)
    present[row] = 1
  }
  return { values, present }
}

/** Return i leads from close i to close i + 1. */
export function simpleReturns(closes: Float64Array): Float64Array {
  const returns = new Float64Array(Math.max(0, closes.length - 1))
  for (let i = 0; i < returns.length; i += 1) {
    const before = closes[i] ?? 0
    const after = closes[i + 1] ?? 0
    assert(
      before > 0 && after > 0 && Number.isFinite(before) && Number.isFinite(after),
      'closes are positive',
      { i },
    )
    returns[i] = after / before - 1
  }
  return returns
}
