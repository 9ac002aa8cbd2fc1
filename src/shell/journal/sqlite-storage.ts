/** The journal's storage: one SQLite file, in WAL with `synchronous=FULL`, which syncs the log at every commit. */
import fs from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { assert } from '../../base/vocabulary/assert.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { EMPTY_HEAD, damaged } from '../../engine/journal/chain.ts'
import { type JournalRecord, SCHEMA_VERSION } from '../../engine/journal/encoding.ts'
import type { JournalStorage } from '../../engine/journal/storage.ts'
import { journalPath } from './journal-path.ts'
import { readRecords } from './read-records.ts'
import { APPLICATION_ID, SCHEMA_STATEMENTS } from './schema-table.ts'
import { refusalOfFault, sqliteCode } from './sqlite-fault.ts'
import { type WriterLock, lockWriter } from './writer-lock.ts'

/** Opens the journal of a home folder for writing, made if there is none. Refused while another process writes. */
export function openSqliteStorage(home: string): Result<JournalStorage> {
  const lock = lockWriter(home)
  if (!lock.ok) return lock
  const path = journalPath(home)
  const opened = openFile(path)
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  return accepted(new SqliteStorage(opened.value, path, lock.value))
}

function openFile(path: string): Result<DatabaseSync> {
  let database: DatabaseSync | null = null
  try {
    if (fs.existsSync(path)) fs.accessSync(path, fs.constants.R_OK | fs.constants.W_OK)
    database = new DatabaseSync(path)
    const tables = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']
    // Nothing is written into a file with tables until they have been read and checked.
    if (tables === 0 && database.prepare('PRAGMA application_id').get()?.['application_id'] === 0) {
      create(database)
    }
    return accepted(database)
  } catch (thrown) {
    database?.close()
    if (isDamage(thrown)) {
      return damaged(1, 'file', (thrown as Error).message, 'a journal that can be read', path)
    }
    return refused(refusalOfFault(thrown, path, 'file'))
  }
}

const CORRUPT = 11
const NOT_A_DATABASE = 26
const isDamage = (thrown: unknown): boolean => {
  const primary = (sqliteCode(thrown) ?? 0) & 0xff
  return primary === CORRUPT || primary === NOT_A_DATABASE
}

/** All tables in one transaction: a process that dies here leaves an empty file, which is made anew. */
function create(database: DatabaseSync): void {
  makeDurable(database)
  database.exec('BEGIN IMMEDIATE')
  for (const statement of SCHEMA_STATEMENTS) database.exec(statement)
  database.prepare('INSERT INTO head (one, seq, hash) VALUES (1, ?, ?)').run(EMPTY_HEAD.seq, EMPTY_HEAD.hash)
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
  database.exec('COMMIT')
}

function makeDurable(database: DatabaseSync): void {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode']
  database.exec('PRAGMA synchronous = FULL')
  const synchronous = database.prepare('PRAGMA synchronous').get()?.['synchronous']
  // Without both, a record is acknowledged before it is on disk.
  assert(mode === 'wal' && synchronous === 2, 'the journal syncs every commit', { mode, synchronous })
}

class SqliteStorage implements JournalStorage {
  readonly #database: DatabaseSync
  readonly #path: string
  readonly #lock: WriterLock
  #insert: StatementSync | null = null

  constructor(database: DatabaseSync, path: string, lock: WriterLock) {
    this.#database = database
    this.#path = path
    this.#lock = lock
  }

  read(): Result<readonly JournalRecord[]> {
    return readRecords(this.#database, this.#path)
  }

  append(records: readonly JournalRecord[]): Result<null> {
    try {
      const insert = this.#prepared()
      this.#database.exec('BEGIN IMMEDIATE')
      for (const { seq, schemaVersion, prevHash, hash, body } of records) {
        insert.run(seq, schemaVersion, prevHash, hash, body)
      }
      this.#database.exec('COMMIT')
      return accepted(null)
    } catch (thrown) {
      this.#rollBack()
      return refused(refusalOfFault(thrown, this.#path, `seq ${records[0]?.seq ?? 0}`))
    }
  }

  close(): void {
    this.#database.close()
    this.#lock.release()
  }

  /** The first write comes after the first read, so that a damaged file is never written to. */
  #prepared(): StatementSync {
    if (this.#insert === null) {
      makeDurable(this.#database)
      this.#insert = this.#database.prepare(
        'INSERT INTO events (seq, schema_version, prev_hash, hash, body) VALUES (?, ?, ?, ?, ?)',
      )
    }
    return this.#insert
  }

  #rollBack(): void {
    try {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
    } catch (thrown) {
      // SQLite may have rolled back already, or the disk refuses even that: the batch is not committed either way.
      if (sqliteCode(thrown) === null) throw thrown
    }
  }
}
