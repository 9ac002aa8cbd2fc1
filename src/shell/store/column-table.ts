import { createHash } from 'node:crypto'
import { assert } from '../../base/vocabulary/assert.ts'

/** Columns on their way to or from a Parquet file. `present` null means every row has a value. */
export type StoredColumn =
  | {
      readonly name: string
      readonly type: 'DOUBLE'
      readonly values: Float64Array
      readonly present: Uint8Array | null
    }
  | { readonly name: string; readonly type: 'INTEGER'; readonly values: Int32Array; readonly present: null }
  | { readonly name: string; readonly type: 'BIGINT'; readonly values: Float64Array; readonly present: null }
  | {
      readonly name: string
      readonly type: 'VARCHAR'
      readonly values: readonly string[]
      readonly present: null
    }

export interface ColumnTable {
  readonly rows: number
  readonly columns: readonly StoredColumn[]
}

export type ColumnType = StoredColumn['type']

/** SHA-256 over names, types, presence and values in order: what a read is checked against. */
export function columnsHash(table: ColumnTable): string {
  const hash = createHash('sha256')
  hash.update(`${table.rows}\n`)
  for (const column of table.columns) {
    hash.update(`${column.name} ${column.type}\n`)
    assert(column.values.length === table.rows, 'a stored column must have the length of its table', {
      column: column.name,
      length: column.values.length,
      rows: table.rows,
    })
    if (column.type === 'VARCHAR') hash.update(column.values.join('\n'))
    else hash.update(new Uint8Array(column.values.buffer, column.values.byteOffset, column.values.byteLength))
    if (column.present !== null) hash.update(column.present)
  }
  return hash.digest('hex')
}

/** The column of a name and type; stops where the writer and the reader of a file disagree. */
export function columnOf<T extends ColumnType>(
  table: ColumnTable,
  name: string,
  type: T,
): Extract<StoredColumn, { readonly type: T }> {
  const column = table.columns.find((candidate) => candidate.name === name)
  assert(column !== undefined && column.type === type, 'a stored table must hold the column', { name, type })
  return column as Extract<StoredColumn, { readonly type: T }>
}
