import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { ValueSeries } from '../../series/series.ts'
import type { DecodeContext, Decoded, RowSink } from '../decoder.ts'
import { RefusalCollector } from '../refusal-log.ts'
import { DailyRows } from './daily-rows.ts'
import { matchHeader } from './header.ts'
import { RowReader } from './row-reader.ts'

/** One value, or several, of one of a file's series on one day. */
interface SeriesSetRow {
  /** Rows of one name are one series. */
  readonly name: string
  /** Days since 1970-01-01. */
  readonly day: number
  readonly values: readonly number[]
}

export interface SeriesSetSpec {
  readonly required: readonly string[]
  /** Values a row. */
  readonly width: number
  /** What a file without rows is told to hold. */
  readonly wanted: string
  /** Reads a row, or fails it and gives null. */
  read(row: RowReader): SeriesSetRow | null
  /** What a series is called, and whatever it has beside its values. */
  describe(
    name: string,
    columns: readonly Float64Array[],
    row: RowReader,
  ): Pick<ValueSeries, 'symbol' | 'publishedDays'>
}

/** The frame of Kondor's own layouts, whose one file holds several series: header, rows by name, days in order. */
export function seriesSetSink(context: DecodeContext, spec: SeriesSetSpec): RowSink {
  const { source } = context
  const refusals = new RefusalCollector()
  const byName = new Map<string, DailyRows>()
  let reader: RowReader | null = null
  let unusable: Decoded | null = null
  return {
    row(fields, line) {
      if (unusable !== null) return
      if (reader === null) {
        const columns = matchHeader(fields, spec.required, { source, line })
        if (columns.ok) reader = new RowReader(context, columns.value, refusals)
        else unusable = { kind: 'refused', refusal: columns.refusal }
        return
      }
      reader.begin(fields, line)
      const read = spec.read(reader)
      if (read === null || reader.failed) return
      const rows = byName.get(read.name) ?? new DailyRows(source, refusals, spec.width)
      byName.set(read.name, rows)
      rows.add(read.day, line, read.values)
    },
    finish() {
      if (unusable !== null) return unusable
      const header = reader
      if (header === null) {
        const refusal = refuse('file.empty', { field: 'rows', was: 'none', wanted: spec.wanted, source })
        return { kind: 'refused', refusal }
      }
      const warnings: string[] = []
      const series = [...byName].map(([name, rows]): ValueSeries => {
        const { days, columns, warnings: said } = rows.finish(false)
        warnings.push(...said.map((warning) => `${name}: ${warning}`))
        const described = spec.describe(name, columns, header)
        return { ...described, source, rung: 'indexed', days, values: columns[0], revised: false }
      })
      return { kind: 'value-series-set', series, refusals: refusals.log(), warnings }
    },
  }
}
