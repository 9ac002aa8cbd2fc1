import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { HeldHedge } from '../book-facts.ts'
import { hedgeContract } from './hedge-contract.ts'
import type { MarkedHedge } from './hedge-ladder.ts'
import { priceHedge } from './price-hedge.ts'

/** A held hedge at the middle of its modelled quote, off the future of its own expiry; unknown where that is not at hand. */
export function markHedge(held: HeldHedge, market: VolatilityMarket | null, asOfDay: number): MarkedHedge {
  const { instrument, quantity: count, cost_cents } = held
  const contract = hedgeContract(instrument)
  const days = contract === null ? 0 : contract.expirationDay - asOfDay
  const unknown = (note: string): MarkedHedge => ({
    instrument,
    quantity: count,
    days,
    mark_points: null,
    paid_dollars: contract?.kind === 'future' ? 0 : cost_cents / 100,
    value_dollars: null,
    note,
  })
  if (contract === null) return unknown('not an instrument on VIX')
  if (days <= 0) {
    return unknown(
      `settles to the VRO of ${isoOfDay(quantity<DayNumber>(contract.expirationDay))}, not to VIX; record its settlement`,
    )
  }
  if (market === null) return unknown('no VX settlement at hand')
  const price = priceHedge(contract, market)
  if (!price.ok) return unknown(`no settlement of ${price.refusal.field} at hand`)
  const { mid_points } = price.value
  return {
    ...unknown(''),
    mark_points: mid_points,
    value_dollars: contract.kind === 'future' ? 0 : mid_points * contract.multiplier * count,
    note: null,
  }
}
