import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { ValueSeries } from '../../series/series.ts'
import type { DecodeContext, Decoded, RowSink, TableDecoder } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { DailyRows } from './daily-rows.ts'
import { firstLineScore, matchHeader } from './header.ts'
import { RowReader } from './row-reader.ts'

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
  const refusals = new RefusalCollector()
  const byName = new Map<string, DailyRows>()
  let reader: RowReader | null = null
  let unusable: Decoded | null = null
  return {
    row(fields, line) {
      if (unusable !== null) return
      if (reader === null) {
        const columns = matchHeader(fields, REQUIRED, { source: context.source, line })
        if (columns.ok) reader = new RowReader(context, columns.value, refusals)
        else unusable = { kind: 'refused', refusal: columns.refusal }
        return
      }
      reader.begin(fields, line)
      const day = reader.civilDay('date', 'YYYY-MM-DD')
      const event = reader.text('event').toUpperCase()
      if (!/^[A-Z][A-Z0-9 _-]{0,19}$/.test(event)) {
        reader.fail('file.no-symbol', 'event', event, 'a short name such as FOMC, CPI, PPI or NFP')
      }
      const status = STATUS_WORDS[reader.text('status').toLowerCase()]
      if (status === undefined) {
        reader.fail('number.unreadable', 'status', reader.text('status'), 'scheduled or unscheduled')
      }
      if (reader.failed || status === undefined) return
      const rows = byName.get(event) ?? new DailyRows(context.source, refusals, 1)
      byName.set(event, rows)
      rows.add(day, line, [status])
    },
    finish() {
      if (unusable !== null) return unusable
      if (reader === null) {
        const refusal = refuse('file.empty', {
          field: 'rows',
          was: 'none',
          wanted: 'a header and rows',
          source: context.source,
        })
        return { kind: 'refused', refusal }
      }
      const warnings: string[] = []
      const series = [...byName].map(([event, rows]): ValueSeries => {
        const { days, columns, warnings: said } = rows.finish(false)
        warnings.push(...said.map((warning) => `${event}: ${warning}`))
        const symbol = `${EVENT_PREFIX}${event}`
        return { symbol, source: context.source, rung: 'indexed', days, values: columns[0], revised: false }
      })
      return { kind: 'value-series-set', series, refusals: refusals.log(), warnings }
    },
  }
}
