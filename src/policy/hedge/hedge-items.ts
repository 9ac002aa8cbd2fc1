/** Held hedges as items of the book's ledger, each on the future of its own expiry and in its own layer. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../../book/ledger/book-item.ts'
import { futurePosition } from '../../book/ledger/future-position.ts'
import { optionPosition } from '../../book/ledger/option-position.ts'
import { type RiskFactors, priceAlone } from '../../book/ledger/risk-factors.ts'
import { vxShareOfVix } from '../../market/model/vx-curve-model.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { HeldHedge } from '../book-facts.ts'
import { type HedgeContract, hedgeContract, vxFutureName } from './hedge-contract.ts'
import { priceHedge } from './price-hedge.ts'

/** The name of a layer in the ledger: `hedge:front`; `hedge` for what belongs to none. */
export const hedgeLayerName = (layerId: string | null): string =>
  layerId === null ? 'hedge' : `hedge:${layerId}`

/** The item's factors on a market. Refuses `series.missing` where the future of its expiry is not known. */
export function hedgeFactors(contract: HedgeContract, market: VolatilityMarket): Result<RiskFactors> {
  const price = priceHedge(contract, market)
  if (!price.ok) return price
  const { future_vol_points, volatility, years } = price.value
  if (contract.kind === 'future') return accepted(priceAlone(future_vol_points))
  return accepted({
    underlying: future_vol_points,
    volatility,
    years,
    rate: market.rate_per_year,
    dividendYield: 0,
  })
}

/** The factors at settlement: the VRO in place of the future, and no time left. */
export const settledFactors = (before: RiskFactors, vro_vol_points: number): RiskFactors => ({
  ...before,
  underlying: vro_vol_points,
  years: 0,
})

/**
 * One held hedge as an item. Its own future takes of a move of VIX what the modelled curve says it takes at its tenor, and is
 * the driver of its bleed: gammas of VIX calls are per point of their future.
 */
export function hedgeItem(held: HeldHedge, market: VolatilityMarket): Result<BookItem> {
  const contract = hedgeContract(held.instrument)
  if (contract === null) {
    return refused(
      refuse('quote.not-listed-class', {
        field: 'instrument',
        was: held.instrument,
        wanted: 'a VIX option by its OCC symbol, or a future such as VX 2024-02-14',
        source: 'hedge ledger',
      }),
    )
  }
  const factors = hedgeFactors(contract, market)
  if (!factors.ok) return factors
  const vix = market.vix_vol_points ?? factors.value.underlying
  const inLogs = vxShareOfVix(contract.expirationDay - market.asOfDay)
  return accepted({
    id: `${held.trade} ${held.instrument}`,
    layer: hedgeLayerName(held.layerId),
    trade: held.trade,
    position: positionOf(held, contract),
    factors: factors.value,
    driver: vxFutureName(contract.expirationDay),
    exposure: { to: 'vix', share: (inLogs * factors.value.underlying) / vix },
  })
}

function positionOf(held: HeldHedge, contract: HedgeContract) {
  if (contract.kind === 'future') return futurePosition('VX', held.quantity)
  const { right, strike_vol_points, multiplier, root, expirationDay } = contract
  return optionPosition({
    right,
    strike_points: strike_vol_points,
    quantity: held.quantity,
    multiplier,
    on: 'forward',
    name: `${root} ${isoOfDay(quantity<DayNumber>(expirationDay))} ${strike_vol_points} ${right} x ${held.quantity}`,
  })
}

/** All held hedges that can be priced, and the refusals of those that cannot: those are unknown, not worth nothing. */
export function hedgeItems(
  held: readonly HeldHedge[],
  market: VolatilityMarket,
): { readonly items: readonly BookItem[]; readonly refusals: readonly Refusal[] } {
  const items: BookItem[] = []
  const refusals: Refusal[] = []
  for (const one of held) {
    const item = hedgeItem(one, market)
    if (item.ok) items.push(item.value)
    else refusals.push(item.refusal)
  }
  return { items, refusals }
}
