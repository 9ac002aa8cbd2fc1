import { centsRoundedHalfEven } from '../../book/money.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import type { FuturesHistory, ValueSeries } from '../../market/series/series.ts'
import { specialOpening } from '../../market/surface/vro.ts'
import type { HeldHedge } from '../book-facts.ts'
import { hedgeContract } from './hedge-contract.ts'

export interface HedgeSettlement {
  readonly vro_vol_points: number
  readonly source: string
  /** Of all contracts held; for a future its whole price, as it is booked. */
  readonly value_cents: Cents
}

/**
 * What a VIX option or VX future settles to: the VRO of its expiration as supplied. Refuses `series.missing` where it is not
 * at hand; spot VIX never takes its place.
 */
export function settleHedge(
  held: HeldHedge,
  supplied: { readonly vro: ValueSeries | null; readonly futures: readonly FuturesHistory[] },
): Result<HedgeSettlement> {
  const contract = hedgeContract(held.instrument)
  if (contract === null) {
    return refused(
      refuse('quote.not-listed-class', {
        field: 'instrument',
        was: held.instrument,
        wanted: 'an instrument that settles to the VRO',
        source: 'hedge settlement',
      }),
    )
  }
  const opening = specialOpening(contract.expirationDay, supplied)
  if (!opening.ok) return opening
  const { vro_vol_points, source } = opening.value
  const points =
    contract.kind === 'future'
      ? held.quantity * vro_vol_points
      : settlementValue(
          [{ right: contract.right, strike_points: contract.strike_vol_points, quantity: held.quantity }],
          vro_vol_points,
        )
  return accepted({
    vro_vol_points,
    source,
    value_cents: centsRoundedHalfEven(points * contract.multiplier),
  })
}
