import type { TableDecoder } from '../decoder.ts'
import { type EodColumns, eodOptionSink, rootFromSymbol } from './eod-option-file.ts'
import { firstLineScore } from './header.ts'

const COLUMNS: EodColumns = {
  underlying: 'symbol',
  right: 'call_put',
  expiration: 'expiration',
  quoteDate: 'date',
  dateForm: 'YYYY-MM-DD or MM/DD/YYYY',
  strike: 'strike',
  bid: 'bid',
  ask: 'ask',
  volume: 'volume',
  openInterest: 'oi_2',
  vendorVol: 'iv',
  last: 'underlying_price',
}
const REQUIRED = [...Object.values(COLUMNS).filter((name) => name !== COLUMNS.dateForm), 'option_symbol']

/**
 * IVolatility end-of-day options. The file begins with a byte-order mark, and its column `open_interest` holds the
 * price of the underlying: the open interest is `oi_2`.
 */
export const iVolatility: TableDecoder = {
  id: 'ivolatility',
  title: 'IVolatility end-of-day options',
  shape: 'table',
  sniff: (head) => firstLineScore(head, REQUIRED),
  start: (context) => eodOptionSink(context, REQUIRED, COLUMNS, rootFromSymbol('option_symbol')),
}
