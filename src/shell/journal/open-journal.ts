import fs from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { Result } from '../../base/vocabulary/result.ts'
import { damaged } from '../../engine/journal/chain.ts'
import { Journal } from '../../engine/journal/journal.ts'
import { type Replayed, replay } from '../../engine/journal/replay.ts'
import { journalPath } from './journal-path.ts'
import { readRecords } from './read-records.ts'
import { openSqliteStorage } from './sqlite-storage.ts'
import { sqliteCode } from './sqlite-fault.ts'

/** The journal of a home folder, open for writing: locked, checked and replayed. */
export function openJournal(home: string): Result<Journal> {
  const storage = openSqliteStorage(home)
  return storage.ok ? Journal.open(storage.value, journalPath(home)) : storage
}

/** What the journal of a home folder adds up to, without the writer's lock. A home without a journal has an empty book. */
export function readJournal(home: string): Result<Replayed> {
  const path = journalPath(home)
  if (!fs.existsSync(path)) return replay([], path)
  let database: DatabaseSync | null = null
  try {
    database = openForReading(path)
    // One snapshot for tables, records and head, while a writer may go on.
    database.exec('BEGIN')
    const records = readRecords(database, path)
    return records.ok ? replay(records.value, path) : records
  } catch (thrown) {
    if (sqliteCode(thrown) === null) throw thrown
    return damaged(1, 'file', (thrown as Error).message, 'a journal that can be read', path)
  } finally {
    database?.close()
  }
}

/** In a folder that may not be written to, SQLite reads a WAL file only as one that nobody changes. */
function openForReading(path: string): DatabaseSync {
  const url = pathToFileURL(path)
  url.searchParams.set('mode', 'ro')
  if (!isWritable(path) && !fs.existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1')
  return new DatabaseSync(url, { readOnly: true, timeout: 1000 })
}

function isWritable(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.W_OK)
    fs.accessSync(new URL('.', pathToFileURL(path)), fs.constants.W_OK)
    return true
  } catch {
    return false
  }
}
