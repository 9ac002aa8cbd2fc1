import type { DecodeContext } from '../quote/decoder.ts'
import { type ColumnIndex, matchHeader } from '../quote/formats/header.ts'
import { RowReader } from '../quote/formats/row-reader.ts'
import { RefusalCollector } from '../quote/refusal-log.ts'
import type { PoolRowSink } from './pool-decoder.ts'
import { PoolRows } from './pool-rows.ts'

export interface TableForm {
  readonly columns: readonly string[]
  /** Adds the row that the reader stands on, or refuses it. */
  readonly read: (reader: RowReader, rows: PoolRows) => void
  readonly liquidityNote: string
  readonly notes: readonly string[]
}

/** A sink for a table with a header: the first row names the columns, every later one is read or refused. */
export function tableSink(context: DecodeContext, form: TableForm): PoolRowSink {
  const refusals = new RefusalCollector()
  const rows = new PoolRows(context.source, refusals)
  let columns: ColumnIndex | null = null
  let reader: RowReader | null = null
  let width = 0
  return {
    row(fields, line) {
      if (width === 0) {
        width = fields.length
        const header = matchHeader(fields, form.columns, { source: context.source, line })
        if (!header.ok) return refusals.add(header.refusal)
        columns = header.value
        reader = new RowReader(context, columns, refusals)
        return
      }
      if (reader === null) return
      reader.begin(fields, line)
      if (fields.length !== width) {
        reader.fail('file.row-wrong-width', 'row', `${fields.length} fields`, `${width} fields`)
        return
      }
      form.read(reader, rows)
    },
    finish: () => rows.finish(form.liquidityNote, form.notes),
  }
}
