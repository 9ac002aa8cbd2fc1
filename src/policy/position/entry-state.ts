import { type Result, accepted } from '../../base/vocabulary/result.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { MarketFacts } from '../facts.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'
import { INVARIANT_SERIES, type InvariantState } from '../invariant/invariant.ts'
import { invariantSeries } from '../invariant/invariant-series.ts'
import type { MarketReadings } from '../market-readings.ts'

/** A condor as it was sold: where it is listed, its legs of one contract, and what it brought. */
export interface SoldCondor {
  readonly root: string
  readonly expiration: IsoDate
  readonly legs: CondorLegs<OptionLeg>
  readonly credit_points: number
}

/**
 * The state a condor was sold in, read from the market of that time: the baseline of every invariant. Refuses
 * `option.not-listed` where that market lacks the condor.
 */
export function entryState(
  facts: MarketFacts,
  readings: MarketReadings,
  sold: SoldCondor,
): Result<InvariantState> {
  const held = findHeldCondor(facts.market, sold.root, sold.expiration, sold.legs)
  if (!held.ok) return held
  const { model } = held.value
  const legs = model.legs.map(({ right, strike_points, quantity, volatility }) => ({
    right,
    strike_points,
    quantity,
    volatility,
  }))
  return accepted({
    model: { ...model, legs },
    legs: sold.legs,
    entryCredit_points: sold.credit_points,
    entryEdr_points: readings.edr === null ? null : readings.edr.fraction * readings.spot_points,
    forecastVariance: readings.forecast?.variance ?? null,
    series: invariantSeries(INVARIANT_SERIES, facts, readings, null),
  })
}
