import type { TableDecoder } from '../decoder.ts'
import { type EodColumns, type EodContract, eodOptionSink } from './eod-option-file.ts'
import { firstLineScore } from './header.ts'
import { rootWithoutColumn } from './index-root.ts'
import { readOptionSymbol } from './option-symbol.ts'
import type { QuoteCollector } from './quote-sink.ts'
import type { RowReader } from './row-reader.ts'
import { checkSymbol } from './symbol-check.ts'

const COLUMNS: EodColumns = {
  underlying: 'underlying',
  right: 'type',
  expiration: 'expiration',
  quoteDate: 'quotedate',
  dateForm: 'MM/DD/YYYY',
  strike: 'strike',
  bid: 'bid',
  ask: 'ask',
  volume: 'volume',
  openInterest: 'openinterest',
  vendorVol: 'impliedvol',
  last: 'underlying_last',
}
const REQUIRED = [
  ...Object.values(COLUMNS).filter((name) => name !== COLUMNS.dateForm),
  'optionroot',
  'optionext',
]

/**
 * historicaloptiondata.com (DeltaNeutral) level 2: one row an option, dates MM/DD/YYYY, a blank before `exchange` in the
 * header. Its theta is per year and its vega per 1.00 of volatility; neither is read. `optionroot` holds a full option
 * symbol, a plain root, or before 2010 a root that is only an alias and comes with a two-letter `optionext`.
 */
export const historicalOptionDataL2: TableDecoder = {
  id: 'historicaloptiondata-l2',
  title: 'historicaloptiondata.com level 2',
  shape: 'table',
  sniff: (head) => firstLineScore(head, REQUIRED),
  start: (context) => eodOptionSink(context, REQUIRED, COLUMNS, rootOf),
}

function rootOf(row: RowReader, out: QuoteCollector, contract: EodContract): string {
  const text = row.text('optionroot').toUpperCase()
  const symbol = readOptionSymbol(text)
  if (symbol !== null) {
    checkSymbol(row, 'optionroot', symbol, contract)
    return symbol.root
  }
  const alias = row.text('optionext') !== ''
  if (!alias && /^[A-Z][A-Z0-9]{0,5}$/.test(text)) return text
  if (!alias && text !== '') {
    row.fail('option.not-listed', 'optionroot', text, 'a root or an option symbol')
    return ''
  }
  const { root, assumed } = rootWithoutColumn({ ...contract, expiresAtMinutes: null })
  if (assumed !== null) out.warn(assumed)
  return root
}
