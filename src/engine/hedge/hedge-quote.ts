import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { hedgeContract } from '../../policy/hedge/hedge-contract.ts'
import { hedgeFactors } from '../../policy/hedge/hedge-items.ts'
import { priceHedge } from '../../policy/hedge/price-hedge.ts'
import type { InstrumentQuote } from '../backtest/instrument-quote.ts'

/**
 * What a run is quoted for a VIX option or VX future on a day: modelled on the future of its own expiry. Null where the name is no
 * such instrument, or that future is not known.
 */
export function hedgeQuote(instrument: string, market: VolatilityMarket): InstrumentQuote | null {
  const contract = hedgeContract(instrument)
  if (contract === null) return null
  const price = priceHedge(contract, market)
  const factors = hedgeFactors(contract, market)
  if (!price.ok || !factors.ok) return null
  return {
    root: contract.kind === 'option' ? contract.root : 'VX',
    bid_points: price.value.bid_points,
    ask_points: price.value.ask_points,
    multiplier: contract.multiplier,
    future: contract.kind === 'future',
    factors: factors.value,
  }
}
