/** What every page says before anything else: of when the data is, how good it is, and how old. */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { Decision } from '../../policy/decision.ts'
import { ageOf, newYorkInstant } from './dates.ts'

export interface Headline {
  /** When the quotes were struck: `Friday 5 January 2024, 16:15 New York`. */
  readonly quotedAt: string
  /** The time decided for, where it is not that of the quotes. */
  readonly asOf: string | null
  readonly rung: Rung
  /** What the rung means: `a real option chain`. */
  readonly rungMeans: string
  /** `Cboe delayed quotes, spx_quotedata.csv`. */
  readonly source: string
  /** `spot −3 %`: the market moved by hand; null: the market as it is. */
  readonly shock: string | null
  /** Of the quotes, against the reader's clock: `2 years 10 months old`. */
  readonly age: string
  readonly stale: boolean
  /** All of it in one sentence. */
  readonly text: string
}

export const RUNG_MEANS: Readonly<Record<Rung, string>> = {
  quoted: 'prices of a real option chain',
  indexed: 'real index, modelled option prices',
  simulated: 'simulated prices',
}

/** Chain formats by the names their users know them by; ids that are not here stand for themselves. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  'cboe-quotedata': 'Cboe delayed quotes',
  'cboe-json': 'Cboe delayed quotes',
  'cboe-datashop-eod': 'Cboe DataShop, 15:45',
  'cboe-datashop-eod-close': 'Cboe DataShop, close',
  'cboe-datashop-interval': 'Cboe DataShop, intervals',
  'databento-cbbo': 'Databento OPRA',
  'historicaloptiondata-l2': 'historicaloptiondata.com',
  'historicaloptiondata-l3': 'historicaloptiondata.com',
  ivolatility: 'IVolatility',
  'lean-option-quotes': 'QuantConnect Lean',
  optionsdx: 'OptionsDX',
  orats: 'ORATS',
  'orats-legacy': 'ORATS',
  tradier: 'Tradier',
  'vix-whitepaper': 'Cboe VIX white paper',
  model: 'modelled chain',
}

export const formatName = (format: string): string => FORMAT_NAMES[format] ?? format

/** What a headline reads of a decision, or of anything made from one. */
type Dated = Pick<Decision, 'data' | 'asOf' | 'rung'> & Partial<Pick<Decision, 'shock'>>

export function headline(decision: Dated, nowMs: number): Headline {
  const quotedAt = newYorkInstant(decision.data.quotedAt)
  const asOf = decision.asOf === decision.data.quotedAt ? null : asOfWords(decision.asOf, nowMs)
  const age = ageOf(decision.data.quotedAt, nowMs)
  const source = sourceWords(decision)
  const shock = decision.shock ?? null
  return {
    quotedAt,
    asOf,
    rung: decision.rung,
    rungMeans: RUNG_MEANS[decision.rung],
    source,
    shock,
    age: age.words,
    stale: age.stale,
    text: `${shock === null ? '' : `Moved by hand (${shock}), no advice. `}Data of ${quotedAt}${asOf === null ? '' : `, decided as of ${asOf}`}, ${decision.rung} (${source}), ${age.words}.`,
  }
}

/** A time ahead of the reader's clock says so: such a decision is about a day that has not been. */
function asOfWords(asOf: string, nowMs: number): string {
  const words = newYorkInstant(asOf)
  return Date.parse(asOf) <= nowMs ? words : `${words} (later than this machine's clock)`
}

function sourceWords(decision: Dated): string {
  const name = formatName(decision.data.format)
  // Where the file lies is in the provenance; its name is enough here.
  const file = decision.data.source.split(/[\\/]/).at(-1) ?? ''
  return file === '' || file === name ? name : `${name}, ${file}`
}
