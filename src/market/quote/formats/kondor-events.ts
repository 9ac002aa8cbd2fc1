import type { DecodeContext, RowSink, TableDecoder } from '../decoder.ts'
import { firstLineScore } from './header.ts'
import { seriesSetSink } from './series-set-sink.ts'

const REQUIRED = ['date', 'event', 'status', 'source']

/** What the values of an event series mean. */
export const EVENT_STATUS = { unscheduled: 0, scheduled: 1 } as const
export const EVENT_PREFIX = 'EVENT:'

const STATUS_WORDS: Readonly<Record<string, number>> = {
  ...EVENT_STATUS,
  confirmed: EVENT_STATUS.scheduled,
  released: EVENT_STATUS.scheduled,
}

/**
 * A calendar of events: `date,event,status,source`, ISO dates. `event` is FOMC, CPI, PPI, NFP or any short name; `status`
 * says whether the date was announced beforehand (`scheduled`) or not (`unscheduled`). Each event becomes a series
 * `EVENT:FOMC` whose values are 1 on scheduled days and 0 on unscheduled ones.
 */
export const kondorEvents: TableDecoder = {
  id: 'kondor-events',
  title: 'Calendar of events',
  shape: 'table',
  sniff: (head) => (firstLineScore(head, REQUIRED) > 0.9 ? 0.95 : 0),
  start,
}

function start(context: DecodeContext): RowSink {
  return seriesSetSink(context, {
    required: REQUIRED,
    width: 1,
    wanted: 'a header and rows',
    read(row) {
      const day = row.civilDay('date', 'YYYY-MM-DD')
      const name = row.text('event').toUpperCase()
      if (!/^[A-Z][A-Z0-9 _-]{0,19}$/.test(name)) {
        row.fail('file.no-symbol', 'event', name, 'a short name such as FOMC, CPI, PPI or NFP')
      }
      const status = STATUS_WORDS[row.text('status').toLowerCase()]
      if (status === undefined) {
        row.fail('number.unreadable', 'status', row.text('status'), 'scheduled or unscheduled')
        return null
      }
      return { name, day, values: [status] }
    },
    describe: (name) => ({ symbol: `${EVENT_PREFIX}${name}` }),
  })
}
