import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { Pool } from '../pool/pool.ts'
import { structureGreeks } from '../structure/greeks.ts'
import type { CondorLegs } from '../structure/legs.ts'
import { dollarGamma } from '../structure/lvr.ts'
import type { ModelLeg, StructureModel } from '../structure/structure-model.ts'

export interface CondorOfPoolInputs {
  readonly pool: Pool
  readonly price: number
  /** The range whose edges become the short strikes. */
  readonly lowPrice: number
  readonly highPrice: number
  /** Forward of the options: the price itself, or an index level at which the range is mirrored in log distance. */
  readonly forward_points: number
  /** Listed strikes, ascending. */
  readonly strikes_points: readonly number[]
  readonly wing_points: number
  readonly volatility: number
  readonly rate: number
  readonly years: number
  readonly multiplier: number
}

/** The condor that bleeds as the pool does at this price. It caps its loss and it ends; the pool does neither. */
export interface CondorOfPool {
  readonly legs: CondorLegs<ModelLeg>
  /** Contracts at which the dollar gammas are equal. */
  readonly contracts: number
  /** Nearest whole number of them, at least one. */
  readonly wholeContracts: number
  /** Dollar gamma of the whole contracts over the pool's. */
  readonly match: number
  readonly poolDollarGamma: number
}

/**
 * Short strikes at the listed strikes nearest the mirrored edges of the range, wings so many points beyond; as many contracts
 * as make the dollar gammas equal. Refused where the pool has no gamma at the price, where strikes are not listed, and
 * where the condor found is not short gamma there (wings too narrow, or too little time).
 */
export function condorOfPool(inputs: CondorOfPoolInputs): Result<CondorOfPool> {
  const { pool, price, forward_points, wing_points, multiplier } = inputs
  const gamma = pool.gamma(price)
  const poolDollarGamma = gamma === null ? 0 : price * price * gamma
  if (!(poolDollarGamma < 0))
    return none('gamma', gamma, 'a price inside the range, where the pool has gamma')
  if (!(inputs.years > 0 && inputs.volatility > 0))
    return none('years', inputs.years, 'time and volatility left')
  const mirrored = (edge: number): number => (forward_points * edge) / price
  const shortPut = nearest(inputs.strikes_points, mirrored(inputs.lowPrice), (k) => k < forward_points)
  const shortCall = nearest(inputs.strikes_points, mirrored(inputs.highPrice), (k) => k > forward_points)
  if (shortPut === null || shortCall === null) return none('strikes', 'no strikes', 'strikes on both sides')
  const longPut = nearest(inputs.strikes_points, shortPut - wing_points, (k) => k < shortPut)
  const longCall = nearest(inputs.strikes_points, shortCall + wing_points, (k) => k > shortCall)
  if (longPut === null || longCall === null) return none('strikes', 'no wings', 'strikes beyond the shorts')
  const leg = (right: 'C' | 'P', strike_points: number, quantity: number): ModelLeg => ({
    right,
    strike_points,
    quantity,
    volatility: inputs.volatility,
  })
  const legs: CondorLegs<ModelLeg> = [
    leg('P', longPut, 1),
    leg('P', shortPut, -1),
    leg('C', shortCall, -1),
    leg('C', longCall, 1),
  ]
  const model: StructureModel = { legs, forward_points, rate: inputs.rate, years: inputs.years, multiplier }
  const each = dollarGamma(model, structureGreeks(model))
  if (!(each < 0)) return none('dollar gamma', each, 'a condor that is short gamma at the forward')
  const contracts = poolDollarGamma / each
  const wholeContracts = Math.max(1, Math.round(contracts))
  const match = wholeContracts / contracts
  return accepted({ legs, contracts, wholeContracts, match, poolDollarGamma })
}

function nearest(
  strikes: readonly number[],
  aim: number,
  allowed: (strike: number) => boolean,
): number | null {
  let best: number | null = null
  for (const strike of strikes) {
    if (!allowed(strike)) continue
    if (best === null || Math.abs(strike - aim) < Math.abs(best - aim)) best = strike
  }
  return best
}

function none(field: string, was: unknown, wanted: string): Result<never> {
  return refused(refuse('structure.unresolvable', { field, was, wanted, source: 'equivalent condor' }))
}

/** One strike of the strip a pool equals; quantity per unit of the pool's risky asset, negative: sold. */
export interface StripLeg {
  readonly right: 'C' | 'P'
  readonly strike: number
  readonly quantity: number
}

/** A pool written as cash, a forward struck at one of the strikes, and options sold: equal to it at every strike given. */
export interface StripOfPool {
  readonly cash: number
  readonly forwardStrike: number
  readonly forwardQuantity: number
  readonly legs: readonly StripLeg[]
}

/**
 * The strangle density of a pool on listed strikes (ascending, at least three): as many options at each as the chords through
 * V at the strikes bend there, puts below the price and calls from it on. It lies below V between strikes, so it is worth a
 * little less; the gap falls with the square of the spacing.
 */
export function stripOfPool(pool: Pool, price: number, strikes: readonly number[]): Result<StripOfPool> {
  const ascending = strikes.every((strike, i) => strike > 0 && (i === 0 || strike > strikes[i - 1]))
  if (strikes.length < 3 || !ascending)
    return none('strikes', `${strikes.length} strikes`, 'at least three, ascending')
  const values = strikes.map((strike) => pool.value(strike))
  const slope = (i: number): number => (values[i + 1] - values[i]) / (strikes[i + 1] - strikes[i])
  let boundary = strikes.findIndex((strike) => strike >= price)
  boundary = Math.min(Math.max(boundary < 0 ? strikes.length : boundary, 1), strikes.length - 2)
  const legs: StripLeg[] = []
  for (let i = 1; i < strikes.length - 1; i += 1) {
    legs.push({ right: i < boundary ? 'P' : 'C', strike: strikes[i], quantity: slope(i) - slope(i - 1) })
  }
  return accepted({
    cash: values[boundary],
    forwardStrike: strikes[boundary],
    forwardQuantity: slope(boundary - 1),
    legs,
  })
}
