/** What one instrument is quoted at on one snapshot, and what the ledger prices it from. */
import type { RiskFactors } from '../../book/ledger/risk-factors.ts'
import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { QUOTE_STATE } from '../../market/quote/chain.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { hedgeContract } from '../../policy/hedge/hedge-contract.ts'
import { hedgeFactors } from '../../policy/hedge/hedge-items.ts'
import { priceHedge } from '../../policy/hedge/price-hedge.ts'
import { type OccOption, parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { BacktestDay } from './backtest-day.ts'

export interface InstrumentQuote {
  readonly root: string
  readonly bid_points: number
  readonly ask_points: number
  /** Dollars per point. */
  readonly multiplier: number
  /** Settled in cash every day: no premium changes hands. */
  readonly future: boolean
  readonly factors: RiskFactors
}

/** The quotes of one day, looked up once for every run that asks. Null: not quoted. */
export type QuoteBook = (instrument: string) => InstrumentQuote | null

export function quoteBook(day: BacktestDay): QuoteBook {
  const { facts } = day
  if (facts === null) return () => null
  const { market } = facts
  const expiries = new Map(market.expiries.map((one) => [`${one.slice.root} ${one.slice.expiration}`, one]))
  const known = new Map<string, InstrumentQuote | null>()
  return (instrument) => {
    const found = known.get(instrument)
    if (found !== undefined) return found
    const option = parseOccSymbol(instrument)
    const expiry = option === null ? undefined : expiries.get(`${option.root} ${option.expiration}`)
    const onIndex = option === null || expiry === undefined ? null : indexQuote(market, expiry, option)
    const quote = onIndex ?? day.quoteHedge?.(instrument) ?? hedgeQuote(facts.volatility, instrument)
    known.set(instrument, quote)
    return quote
  }
}

/** Off the future of its own expiry, as the ladder prices it. */
function hedgeQuote(market: VolatilityMarket | null, instrument: string): InstrumentQuote | null {
  const contract = market === null ? null : hedgeContract(instrument)
  if (market === null || contract === null) return null
  const price = priceHedge(contract, market)
  const factors = hedgeFactors(contract, market)
  if (!price.ok || !factors.ok) return null
  const { bid_points, ask_points } = price.value
  const future = contract.kind === 'future'
  const root = contract.kind === 'future' ? 'VX' : contract.root
  return { root, bid_points, ask_points, multiplier: contract.multiplier, future, factors: factors.value }
}

function indexQuote(
  { chain }: MarketState,
  expiry: ExpiryState,
  { right, strike_points }: OccOption,
): InstrumentQuote | null {
  const { slice, forward, years, callVols, putVols } = expiry
  if (slice.settlesAt <= chain.quotedAt) return null
  const at = slice.strikes_points.indexOf(strike_points)
  const side = right === 'C' ? slice.calls : slice.puts
  if (at < 0 || (side.state[at] & QUOTE_STATE.HAS_QUOTE) === 0) return null
  const vols = right === 'C' ? callVols : putVols
  return {
    root: slice.root,
    bid_points: (side.state[at] & QUOTE_STATE.ZERO_BID) === 0 ? side.bids_points[at] : 0,
    ask_points: side.asks_points[at],
    multiplier: INDEX_OPTION_MULTIPLIER,
    future: false,
    factors: {
      underlying: forward.forward_points,
      volatility: vols.present[at] === 1 ? vols.values[at] : smileVol(expiry, strike_points),
      years,
      rate: -Math.log(forward.discount) / years,
      dividendYield: 0,
    },
  }
}

/** The middle; without a bid there is none: what is held long is then worth nothing, and what is short costs its ask. */
export function markOf({ bid_points, ask_points }: InstrumentQuote, quantity: number): number {
  if (bid_points > 0) return (bid_points + ask_points) / 2
  return quantity > 0 ? 0 : ask_points
}
