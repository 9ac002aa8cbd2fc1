/** Every format Kondor reads. The importer asks each to sniff and takes the surest; `--format` names one by id. */
import type { Decoder } from '../decoder.ts'
import { cboeDatashopEod, cboeDatashopEodClose } from './cboe-datashop-eod.ts'
import { cboeDatashopInterval } from './cboe-datashop-interval.ts'
import { cboeIndexHistory } from './cboe-index-history.ts'
import { cboeQuotedata } from './cboe-quotedata.ts'
import { cboeJson } from './cboe-json.ts'
import { cboeVx } from './cboe-vx.ts'
import { dailyBars } from './daily-bars.ts'
import { databentoCbbo } from './databento-cbbo.ts'
import { fred } from './fred.ts'
import { historicalOptionDataL2 } from './historicaloptiondata-l2.ts'
import { historicalOptionDataL3 } from './historicaloptiondata-l3.ts'
import { iVolatility } from './ivolatility.ts'
import { kondorEvents } from './kondor-events.ts'
import { kondorSeries } from './kondor-series.ts'
import { leanBars } from './lean-bars.ts'
import { leanOptionQuotes } from './lean-option-quotes.ts'
import { leanUniverse } from './lean-universe.ts'
import { optionsDx } from './optionsdx.ts'
import { oratsLegacy } from './orats-legacy.ts'
import { orats } from './orats.ts'
import { tradier } from './tradier.ts'
import { vixWhitepaper } from './vix-whitepaper.ts'

export const DECODERS: readonly Decoder[] = [
  cboeDatashopEod,
  cboeDatashopEodClose,
  cboeDatashopInterval,
  cboeIndexHistory,
  cboeJson,
  cboeQuotedata,
  cboeVx,
  dailyBars,
  databentoCbbo,
  fred,
  historicalOptionDataL2,
  historicalOptionDataL3,
  iVolatility,
  kondorEvents,
  kondorSeries,
  leanBars,
  leanOptionQuotes,
  leanUniverse,
  optionsDx,
  orats,
  oratsLegacy,
  tradier,
  vixWhitepaper,
]

/** The decoder of an id, or null. */
export function decoderNamed(id: string): Decoder | null {
  return DECODERS.find((decoder) => decoder.id === id) ?? null
}
