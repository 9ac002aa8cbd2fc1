import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { DuckDBAppender } from '@duckdb/node-api'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { columnsHash, type ColumnTable, type ColumnType, type StoredColumn } from './column-table.ts'
import { sqlText, type Duck } from './duck.ts'

const METADATA_KEY = 'kondor'
/** Seals the metadata itself: the columns' hash stands inside it. */
const SEAL_KEY = 'kondor_sha256'
const SCHEMA_VERSION = 1

interface FileMetadata<M> {
  readonly schemaVersion: number
  readonly columnsHash: string
  /** Column order and which columns may lack values. */
  readonly columns: readonly {
    readonly name: string
    readonly type: ColumnType
    readonly optional: boolean
  }[]
  readonly about: M
}

/**
 * Writes a table and what is said about it to one Parquet file: first beside it, synced, then renamed, so that a crash
 * leaves either the whole file or none.
 */
export async function writeParquet<M>(duck: Duck, file: string, table: ColumnTable, about: M): Promise<void> {
  const metadata: FileMetadata<M> = {
    schemaVersion: SCHEMA_VERSION,
    columnsHash: columnsHash(table),
    columns: table.columns.map((column) => ({
      name: column.name,
      type: column.type,
      optional: column.present !== null,
    })),
    about,
  }
  const { connection } = duck
  const definitions = table.columns.map((column) => `"${column.name}" ${column.type}`).join(', ')
  await connection.run(`CREATE OR REPLACE TEMP TABLE outgoing (${definitions})`)
  const appender = await connection.createAppender('outgoing')
  const writers = table.columns.map((column) => cellWriter(appender, column))
  for (let row = 0; row < table.rows; row += 1) {
    for (const write of writers) write(row)
    appender.endRow()
  }
  appender.closeSync()
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}.unfinished`
  const said = JSON.stringify(metadata)
  const sealed = `{${METADATA_KEY}: ${sqlText(said)}, ${SEAL_KEY}: ${sqlText(sha256(said))}}`
  const options = `FORMAT parquet, COMPRESSION zstd, KV_METADATA ${sealed}`
  await connection.run(`COPY outgoing TO ${sqlText(unfinished)} (${options})`)
  await connection.run('DROP TABLE outgoing')
  const handle = fs.openSync(unfinished, 'r+')
  fs.fsyncSync(handle)
  fs.closeSync(handle)
  fs.renameSync(unfinished, file)
}

/** Reads what {@link writeParquet} wrote; refuses a file whose columns are not the ones recorded. */
export async function readParquet<M>(
  duck: Duck,
  file: string,
): Promise<Result<{ readonly table: ColumnTable; readonly about: M }>> {
  try {
    const metadata = await readMetadata<M>(duck, file)
    if (metadata === null)
      return refused(damaged(file, 'no intact Kondor metadata', 'a file that Kondor wrote'))
    if (metadata.schemaVersion > SCHEMA_VERSION) {
      return refused(damaged(file, `schema version ${metadata.schemaVersion}`, `at most ${SCHEMA_VERSION}`))
    }
    const names = metadata.columns.map((column) => `"${column.name}"`).join(', ')
    const reader = await duck.connection.runAndReadAll(
      `SELECT ${names} FROM read_parquet(${sqlText(file)}, file_row_number = true) ORDER BY file_row_number`,
    )
    const values = reader.getColumns()
    const columns = metadata.columns.map((column, index) =>
      columnFrom(column.name, column.type, column.optional, values[index] ?? []),
    )
    const table: ColumnTable = { rows: reader.currentRowCount, columns }
    const found = columnsHash(table)
    if (found !== metadata.columnsHash) return refused(damaged(file, found, metadata.columnsHash))
    return accepted({ table, about: metadata.about })
  } catch (error) {
    return refused(
      damaged(file, error instanceof Error ? error.message : String(error), 'a readable Parquet file'),
    )
  }
}

async function readMetadata<M>(duck: Duck, file: string): Promise<FileMetadata<M> | null> {
  const reader = await duck.connection.runAndReadAll(
    `SELECT decode(key), decode(value) FROM parquet_kv_metadata(${sqlText(file)})`,
  )
  const said = new Map(reader.getRows().map(([key, value]) => [String(key), String(value)]))
  const text = said.get(METADATA_KEY)
  if (text === undefined || said.get(SEAL_KEY) !== sha256(text)) return null
  return JSON.parse(text) as FileMetadata<M>
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function damaged(file: string, was: string, wanted: string) {
  return refuse('store.damaged', { field: 'content', was, wanted, source: file })
}

function cellWriter(appender: DuckDBAppender, column: StoredColumn): (row: number) => void {
  switch (column.type) {
    case 'DOUBLE': {
      const { values, present } = column
      return (row) => {
        if (present !== null && present[row] === 0) appender.appendNull()
        else appender.appendDouble(values[row])
      }
    }
    case 'INTEGER':
      return (row) => appender.appendInteger(column.values[row])
    case 'BIGINT':
      return (row) => appender.appendBigInt(BigInt(column.values[row]))
    case 'VARCHAR':
      return (row) => appender.appendVarchar(column.values[row])
  }
}

function columnFrom(
  name: string,
  type: ColumnType,
  optional: boolean,
  cells: readonly unknown[],
): StoredColumn {
  switch (type) {
    case 'VARCHAR':
      return { name, type, values: cells.map(String), present: null }
    case 'INTEGER':
      return { name, type, values: Int32Array.from(cells, Number), present: null }
    case 'BIGINT':
      return { name, type, values: Float64Array.from(cells, Number), present: null }
    case 'DOUBLE': {
      const values = new Float64Array(cells.length)
      const present = optional ? new Uint8Array(cells.length) : null
      for (let row = 0; row < cells.length; row += 1) {
        const cell = cells[row]
        if (cell === null) continue
        values[row] = Number(cell)
        if (present !== null) present[row] = 1
      }
      return { name, type, values, present }
    }
  }
}
