/**
 * Checks a journal file from the format's page alone (docs/reference/journal.md). It imports nothing of the code that
 * writes journals and must not: two readings of one page that agree are worth more than one that agrees with itself.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

export interface Verification {
  readonly path: string
  readonly ok: boolean
  /** Records that were read and follow each other. */
  readonly records: number
  /** Hash of the last of them. */
  readonly head: string
  /** The first record at fault, and what is wrong with it; null where nothing is. */
  readonly fault: { readonly seq: number; readonly says: string } | null
}

const ZEROES = '0'.repeat(64)
const VERSION = 1
const KOND = 1263488580
const KINDS: ReadonlySet<string> = new Set([
  'decision-recorded',
  'rules-recorded',
  'position-opened',
  'fill-recorded',
  'position-rolled',
  'position-closed',
  'position-settled',
  'baseline-recorded',
  'note-recorded',
  'paper-opened',
  'paper-session-recorded',
])
/** Of the schema's entries in order, each `type name table` and its statement on lines of their own. */
const SCHEMA_SHA256 = 'a951c6f14c03d165c6d370993c4485f81ddc26f25a0e15f0ce8b68e41ba0f54a'

/** Reads only. A file that is not there is for the caller to notice. */
export function verifyJournal(path: string): Verification {
  const sum: Progress = { seq: 0, head: ZEROES }
  let database: DatabaseSync | null = null
  let says: string | null
  try {
    database = open(path)
    database.exec('BEGIN')
    says = checkDatabase(database, sum)
  } catch (thrown) {
    says = `cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`
  } finally {
    database?.close()
  }
  const fault = says === null ? null : { seq: sum.at ?? sum.seq + 1, says }
  return { path, ok: fault === null, records: sum.seq, head: sum.head, fault }
}

interface Progress {
  seq: number
  head: string
  /** The record at fault where it is not the next one. */
  at?: number
}

function open(path: string): DatabaseSync {
  const address = pathToFileURL(path)
  // A closed journal in a folder that may not be written to is read as a file that nobody changes.
  let closed = !fs.existsSync(`${path}-wal`)
  try {
    fs.accessSync(new URL('.', address), fs.constants.W_OK)
    closed = false
  } catch {
    // Not writable: `closed` stands.
  }
  address.searchParams.set(closed ? 'immutable' : 'mode', closed ? '1' : 'ro')
  return new DatabaseSync(address, { readOnly: true, timeout: 1000 })
}

function checkDatabase(database: DatabaseSync, sum: Progress): string | null {
  const id = database.prepare('PRAGMA application_id').get()?.['application_id']
  if (id !== KOND) return `application_id is ${String(id)}: not a journal`
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  if (version !== VERSION) return `user_version is ${String(version)}; this Kondor knows ${VERSION}`
  if (schemaHash(database) !== SCHEMA_SHA256) return 'tables and triggers are not those of the format'
  const all = database.prepare('SELECT *, CAST(body AS BLOB) AS bytes FROM events ORDER BY seq')
  for (const row of all.iterate()) {
    const fault = checkRow(row, sum)
    if (fault !== null) return fault
    sum.seq += 1
    sum.head = String(row['hash'])
  }
  return checkHead(database, sum)
}

function schemaHash(database: DatabaseSync): string {
  const hash = createHash('sha256')
  const entries = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid')
  for (const { type, name, tbl_name: table, sql } of entries.iterate()) {
    hash.update(`${String(type)} ${String(name)} ${String(table)}\n${String(sql)}\n`)
  }
  return hash.digest('hex')
}

function checkRow(row: Record<string, unknown>, sum: Progress): string | null {
  const seq = sum.seq + 1
  if (row['seq'] !== seq) return `seq is ${String(row['seq'])}`
  if (row['schema_version'] !== VERSION) return `schema_version is ${String(row['schema_version'])}`
  if (row['prev_hash'] !== sum.head) return 'prev_hash is not the hash of the record before'
  const bytes = row['bytes']
  if (!(bytes instanceof Uint8Array)) return 'body is not text'
  const hash = createHash('sha256')
    .update(`kondor.journal\n${VERSION}\n${seq}\n${sum.head}\n`)
    .update(bytes)
    .digest('hex')
  if (row['hash'] !== hash) return 'hash is not that of the record'
  return checkBody(new TextDecoder().decode(bytes))
}

function checkBody(text: string): string | null {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return 'body is not JSON'
  }
  const { event, recordedAt_ms } = (body ?? {}) as {
    readonly event?: unknown
    readonly recordedAt_ms?: unknown
  }
  const { kind } = (event ?? {}) as { readonly kind?: unknown }
  if (!Number.isSafeInteger(recordedAt_ms)) return 'body has no recordedAt_ms'
  if (typeof kind !== 'string' || !KINDS.has(kind)) return `kind of event is ${JSON.stringify(kind)}`
  return null
}

function checkHead(database: DatabaseSync, sum: Progress): string | null {
  const rows = database.prepare('SELECT one, seq, hash FROM head').all()
  const [head] = rows
  const isOne = rows.length === 1 && head?.['one'] === 1
  if (isOne && head['seq'] === sum.seq && head['hash'] === sum.head) return null
  // A head beyond the last record betrays records lost at the end; one before it, records added.
  sum.at = typeof head?.['seq'] === 'number' && head['seq'] > sum.seq ? sum.seq + 1 : Math.max(1, sum.seq)
  return `the head names seq ${String(head?.['seq'])}, the records end at ${sum.seq}`
}
