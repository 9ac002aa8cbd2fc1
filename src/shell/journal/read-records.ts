import type { DatabaseSync } from 'node:sqlite'
import { type Result, accepted } from '../../base/vocabulary/result.ts'
import { EMPTY_HEAD, damaged, newer } from '../../engine/journal/chain.ts'
import { type JournalRecord, SCHEMA_VERSION } from '../../engine/journal/encoding.ts'
import { APPLICATION_ID, SCHEMA_STATEMENTS } from './schema-table.ts'
import { sqliteCode } from './sqlite-fault.ts'

/**
 * Every record of a journal, first to last, after checks of the file itself: that it is a journal, of a version known here,
 * with the tables and triggers of that version, and that it ends where its head says. The chain is checked by `replay`.
 */
export function readRecords(database: DatabaseSync, source: string): Result<readonly JournalRecord[]> {
  const records: JournalRecord[] = []
  let reading = 'tables'
  try {
    const file = checkFile(database, source)
    if (!file.ok) return file
    reading = 'record'
    const rows = database.prepare(
      'SELECT seq, schema_version, prev_hash, hash, CAST(body AS BLOB) AS body FROM events ORDER BY seq',
    )
    for (const row of rows.iterate()) {
      const record = recordOf(row)
      if (record === null) return damaged(records.length + 1, 'record', 'not UTF-8 text', 'text', source)
      records.push(record)
    }
    reading = 'head'
    return endsAtHead(database, records, source)
  } catch (thrown) {
    if (sqliteCode(thrown) === null) throw thrown
    const message = (thrown as Error).message
    return damaged(records.length + 1, reading, message, 'a record that can be read', source)
  }
}

function checkFile(database: DatabaseSync, source: string): Result<null> {
  const pragma = (name: string): unknown => database.prepare(`PRAGMA ${name}`).get()?.[name]
  const id = pragma('application_id')
  if (id !== APPLICATION_ID) return damaged(1, 'application_id', String(id), String(APPLICATION_ID), source)
  const version = pragma('user_version')
  const isNewer = typeof version === 'number' && version > SCHEMA_VERSION
  if (isNewer) return newer(1, version, source)
  if (version !== SCHEMA_VERSION) {
    return damaged(1, 'user_version', String(version), String(SCHEMA_VERSION), source)
  }
  const found = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid').all()
  const differs = SCHEMA_STATEMENTS.findIndex((sql, n) => !isMadeBy(found[n], sql))
  if (differs >= 0 || found.length !== SCHEMA_STATEMENTS.length) {
    return damaged(1, 'tables', `statement ${differs + 1} differs`, 'the tables of a journal', source)
  }
  return accepted(null)
}

/** Whether an entry of the schema is the one that the statement makes: `CREATE TYPE name ... [ON table]`. */
function isMadeBy(found: Record<string, unknown> | undefined, sql: string): boolean {
  const [, type = '', name = ''] = sql.split(' ')
  const table = type === 'TABLE' ? name : / ON (\w+)/.exec(sql)?.[1]
  if (found === undefined || found['sql'] !== sql) return false
  return found['type'] === type.toLowerCase() && found['name'] === name && found['tbl_name'] === table
}

/** Strict: text that is not UTF-8 must not be mended on the way to its hash. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function recordOf(row: Record<string, unknown>): JournalRecord | null {
  const { seq, schema_version: schemaVersion, prev_hash: prevHash, hash, body } = row
  if (typeof seq !== 'number' || typeof schemaVersion !== 'number') return null
  if (typeof prevHash !== 'string' || typeof hash !== 'string' || !(body instanceof Uint8Array)) return null
  try {
    return { seq, schemaVersion, prevHash, hash, body: utf8.decode(body) }
  } catch {
    return null
  }
}

/** The head moves with every record in one transaction; one that names another end betrays records lost or added. */
function endsAtHead(
  database: DatabaseSync,
  records: readonly JournalRecord[],
  source: string,
): Result<readonly JournalRecord[]> {
  const heads = database.prepare('SELECT one, seq, hash FROM head').all()
  const last = records.at(-1) ?? EMPTY_HEAD
  const [head] = heads
  const same =
    heads.length === 1 && head?.['one'] === 1 && head['seq'] === last.seq && head['hash'] === last.hash
  if (same) return accepted(records)
  const was = head === undefined ? 'no head' : `head at seq ${String(head['seq'])}`
  const at = Math.max(1, last.seq)
  return damaged(at, 'end of journal', was, `seq ${last.seq} with its hash`, source)
}
