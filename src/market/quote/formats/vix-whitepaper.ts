import { isoOfDay } from '../../../base/calendar/civil.ts'
import { newYorkInstant } from '../../../base/calendar/new-york.ts'
import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import type { TableDecoder } from '../decoder.ts'
import { firstLineScore } from './header.ts'
import { quoteFileSink } from './quote-sink.ts'
import type { RowReader } from './row-reader.ts'
import { sessionOfExpiration } from './saturday-expiration.ts'

const COLUMNS = ['expiration', 'days', 'strike', 'call bid', 'call ask', 'put bid', 'put ask']
const OPENING_MINUTES = 9 * 60 + 30
const NOTE =
  'the example states days to expiry only: quotes taken as of 09:30 New York, that many days before an SPX settlement at 09:30 (the paper counts whole days to the opening)'

/**
 * The layout of the worked example in Cboe's 2009 paper on VIX, as circulated: expiration, days, strike, and both sides'
 * quotes. Its dates are illustrative (Saturdays, as monthly series were written then, but not third Saturdays), so only
 * the number of days is taken at its word: the Friday before the Saturday is the settlement, and the quotes are struck
 * the stated days before it, to the minute.
 */
export const vixWhitepaper: TableDecoder = {
  id: 'vix-whitepaper',
  title: 'Cboe VIX white-paper example',
  shape: 'table',
  delimiter: ',',
  sniff: (head) => firstLineScore(head, COLUMNS),
  start: (context) =>
    quoteFileSink(context, {
      required: COLUMNS,
      quotedAtNote: NOTE,
      read(row, out) {
        const written = row.day('expiration', 'YYYYMMDD')
        const days = row.number('days')
        if (!row.failed && (!Number.isInteger(days) || days < 0 || days > 3650)) {
          row.fail('number.out-of-range', 'days', days, 'a whole number of days')
        }
        const strike_points = row.positive('strike')
        const call = sideOf(row, 'call')
        const put = sideOf(row, 'put')
        if (row.failed) return
        const expirationDay = sessionOfExpiration(written)
        const quoteDay = quantity<DayNumber>(expirationDay - days)
        const shared = {
          underlying: 'SPX',
          root: 'SPX',
          expirationDay,
          strike_points,
          quotedAt: newYorkInstant(isoOfDay(quoteDay), OPENING_MINUTES),
          bidSize: null,
          askSize: null,
          volume: null,
          openInterest: null,
          vendorVol: null,
          line: row.line,
        }
        out.add({ ...shared, right: CALL, ...call })
        out.add({ ...shared, right: PUT, ...put })
      },
    }),
}

const sideOf = (row: RowReader, side: 'call' | 'put') => ({
  bid_points: row.optionalNumber(`${side} bid`),
  ask_points: row.optionalNumber(`${side} ask`),
})
