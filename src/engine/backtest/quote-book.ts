import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { type OccOption, parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { QUOTE_STATE } from '../../market/quote/chain.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { hedgeQuote } from '../hedge/hedge-quote.ts'
import type { BacktestDay } from './backtest-day.ts'
import type { InstrumentQuote } from './instrument-quote.ts'

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
    const quote = onIndex ?? day.quoteHedge?.(instrument) ?? onVolatility(facts, instrument)
    known.set(instrument, quote)
    return quote
  }
}

const onVolatility = ({ volatility }: MarketFacts, instrument: string): InstrumentQuote | null =>
  volatility === null ? null : hedgeQuote(instrument, volatility)

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
