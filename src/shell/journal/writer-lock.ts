/**
 * One writer at a time. The lock is the kernel's, held through SQLite on an empty file beside the journal: it ends with the
 * process however that ends, so a stale lock cannot exist. The name beside it only says who holds it. The journal itself
 * stays free for readers.
 */
import fs from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { isBusy, refusalOfFault } from './sqlite-fault.ts'

/** Two commands typed at once should both succeed; a loop that runs for hours should be named at once. */
const WAIT_MS = 1000

export interface WriterLock {
  release(): void
}

interface Holder {
  readonly pid: number
  /** When the process started, ISO. */
  readonly started: string
  readonly command: string
}

export function lockWriter(home: string): Result<WriterLock> {
  const lockFile = path.join(home, 'journal.lock')
  const holderFile = path.join(home, 'journal.holder.json')
  let lock: DatabaseSync | null = null
  try {
    makeFolder(home)
    lock = new DatabaseSync(lockFile, { timeout: WAIT_MS })
    lock.exec('BEGIN IMMEDIATE')
    fs.writeFileSync(holderFile, `${JSON.stringify(thisProcess())}\n`)
    return accepted(lockOf(lock, holderFile))
  } catch (thrown) {
    lock?.close()
    if (isBusy(thrown)) return refused(lockedBy(holderFile, lockFile))
    return refused(refusalOfFault(thrown, lockFile, 'lock'))
  }
}

/** A folder made just now is itself synced into its parent: a record in a folder that a power cut undoes is lost. */
function makeFolder(home: string): void {
  const made = fs.mkdirSync(home, { recursive: true })
  if (made === undefined) return
  for (let folder = home; folder.startsWith(path.dirname(made)); folder = path.dirname(folder)) {
    const handle = fs.openSync(folder, 'r')
    fs.fsyncSync(handle)
    fs.closeSync(handle)
    if (folder === path.dirname(folder)) break
  }
}

const lockOf = (lock: DatabaseSync, holderFile: string): WriterLock => ({
  release: () => {
    fs.rmSync(holderFile, { force: true })
    lock.close()
  },
})

const thisProcess = (): Holder => ({
  pid: process.pid,
  started: new Date(Math.round(Date.now() - process.uptime() * 1000)).toISOString(),
  command: ['kondor', ...process.argv.slice(2, 4)].join(' '),
})

function lockedBy(holderFile: string, lockFile: string) {
  const holder = readHolder(holderFile)
  const was =
    holder === null
      ? 'a writer that has not said who it is'
      : `process ${holder.pid}, started ${holder.started} (${holder.command})`
  return refuse('journal.locked', { field: 'writer', was, wanted: 'no other writer', source: lockFile })
}

function readHolder(holderFile: string): Holder | null {
  try {
    return JSON.parse(fs.readFileSync(holderFile, 'utf8')) as Holder
  } catch {
    return null
  }
}
