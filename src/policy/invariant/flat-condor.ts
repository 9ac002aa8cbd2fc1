import { TRADING_DAYS_PER_YEAR } from '../../book/structure/lvr.ts'
import { structureValue } from '../../book/structure/structure-model.ts'
import type { OptionLeg } from '../../book/structure/legs.ts'
import type { ModelLeg } from '../../book/structure/structure-model.ts'
import type { InvariantState } from './invariant.ts'

export interface FlatCondor {
  readonly spot_points: number
  /** Long put, short put, short call, long call. */
  readonly strikes_points: readonly [number, number, number, number]
  readonly volatility: number
  readonly years: number
}

/** A condor under one volatility without carry, just sold at its model value: what the reference tables are made of. */
export function flatCondor(setting: FlatCondor): InvariantState {
  const { spot_points, strikes_points, volatility, years } = setting
  const [longPut, shortPut, shortCall, longCall] = strikes_points
  const leg = (right: 'C' | 'P', strike: number, quantity: number): ModelLeg & OptionLeg => ({
    right,
    strike_points: strike,
    quantity,
    volatility,
  })
  const legs = [
    leg('P', longPut, 1),
    leg('P', shortPut, -1),
    leg('C', shortCall, -1),
    leg('C', longCall, 1),
  ] as const
  const model = { legs, forward_points: spot_points, rate: 0, years, multiplier: 100 }
  return {
    model,
    legs,
    entryCredit_points: -structureValue(model),
    // With one volatility the expected daily range is that of the day at it.
    entryEdr_points: spot_points * volatility * Math.sqrt(1 / TRADING_DAYS_PER_YEAR),
    forecastVariance: volatility * volatility,
    series: { vix: 100 * volatility, 'vix-future': 100 * volatility, 'vix-mean': 100 * volatility },
  }
}
