import type { TableDecoder } from '../decoder.ts'
import { type EodColumns, eodOptionSink, rootFromSymbol } from './eod-option-file.ts'
import { firstLineScore } from './header.ts'

const COLUMNS: EodColumns = {
  underlying: 'UnderlyingSymbol',
  right: 'Type',
  expiration: 'Expiration',
  quoteDate: 'DataDate',
  dateForm: 'YYYY-MM-DD or MM/DD/YYYY',
  strike: 'Strike',
  bid: 'Bid',
  ask: 'Ask',
  volume: 'Volume',
  openInterest: 'OpenInterest',
  vendorVol: 'IVMean',
  last: 'UnderlyingPrice',
}
const REQUIRED = [...Object.values(COLUMNS).filter((name) => name !== COLUMNS.dateForm), 'OptionSymbol']

/**
 * historicaloptiondata.com (DeltaNeutral) level 3: one row an option, the root inside `OptionSymbol`, dates MM/DD/YYYY.
 * `OpenInterest` is that of the data date; `T1OpenInterest` is published a day later and is not read, since it was not
 * known at the time of the quote.
 */
export const historicalOptionDataL3: TableDecoder = {
  id: 'historicaloptiondata-l3',
  title: 'historicaloptiondata.com level 3',
  shape: 'table',
  sniff: (head) => firstLineScore(head, REQUIRED),
  start: (context) => eodOptionSink(context, REQUIRED, COLUMNS, rootFromSymbol('OptionSymbol')),
}
