/**
 * A structure as a value function of the forward, volatility and time: what Greeks, break-evens today, LVR and payoff
 * curves are computed from. Each leg keeps its own volatility as the forward moves (sticky strike).
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { black76Price } from '../../market/pricing/black76.ts'

export interface ModelLeg {
  readonly right: OptionRight
  readonly strike_points: number
  /** Signed contracts; short is negative. */
  readonly quantity: number
  /** Decimal per year. */
  readonly volatility: number
}

export interface StructureModel {
  readonly legs: readonly ModelLeg[]
  /** Parity forward of the expiry. */
  readonly forward_points: number
  /** Continuously compounded, per year. */
  readonly rate: number
  /** To settlement. */
  readonly years: number
  /** Dollars per index point. */
  readonly multiplier: number
}

/** Where to re-price: whatever is not given stays as it is in the model. */
export interface Elsewhere {
  readonly forward_points?: number
  readonly years?: number
  /** Added to every leg's volatility, decimal per year. A leg's volatility never goes below zero. */
  readonly volShift?: number
}

/** Value of the position in index points: positive where closing it brings money in. A short condor's is negative. */
export function structureValue(model: StructureModel, at: Elsewhere = {}): number {
  const forward_points = at.forward_points ?? model.forward_points
  const years = at.years ?? model.years
  const shift = at.volShift ?? 0
  assert(
    forward_points > 0 && years >= 0,
    'a structure is priced at a positive forward, before or at expiry',
    {
      forward_points,
      years,
    },
  )
  const discount = Math.exp(-model.rate * years)
  let value = 0
  for (const leg of model.legs) {
    const volatility = Math.max(0, leg.volatility + shift)
    const { right, strike_points } = leg
    value +=
      leg.quantity * black76Price({ right, forward_points, strike_points, years, volatility, discount })
  }
  return value
}
