import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
const BUSY = 5
const READ_ONLY = 8
const CORRUPT = 11
const FULL = 13
const CANNOT_OPEN = 14
const NOT_A_DATABASE = 26
/** A limit on file size (`ulimit -f`) shows as a failed write, not as a full disk. */
const IO_WRITE = 778

/** SQLite's own code of an error of `node:sqlite`, or null where it is none. */
export function sqliteCode(thrown: unknown): number | null {
  const isOurs = thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number'
  return isOurs ? (thrown.errcode as number) : null
}

export const isBusy = (thrown: unknown): boolean => ((sqliteCode(thrown) ?? 0) & 0xff) === BUSY

/** What a failure of the disk or of SQLite means to a reader. Anything else is a fault of ours and is thrown on. */
export function refusalOfFault(thrown: unknown, source: string, field: string): Refusal {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const code = codeOf(thrown)
  if (code === null) throw thrown
  return refuse(code, { field, was: message, wanted: 'a journal that can be used', source })
}

function codeOf(thrown: unknown): RefusalCode | null {
  const system = thrown instanceof Error && 'syscall' in thrown && 'code' in thrown ? thrown.code : null
  if (system === 'ENOSPC' || system === 'EDQUOT') return 'journal.full'
  if (typeof system === 'string') return 'journal.read-only'
  const code = sqliteCode(thrown)
  if (code === null) return null
  if (code === IO_WRITE || (code & 0xff) === FULL) return 'journal.full'
  const primary = code & 0xff
  if (primary === BUSY) return 'journal.locked'
  if (primary === READ_ONLY || primary === CANNOT_OPEN) return 'journal.read-only'
  if (primary === CORRUPT || primary === NOT_A_DATABASE) return 'journal.damaged'
  return 'journal.unwritable'
}
