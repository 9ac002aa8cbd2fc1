import type { Result } from '../../base/vocabulary/result.ts'
import type { JournalRecord } from './encoding.ts'

/** Where records lie. The engine knows this port; the shell has the one of SQLite, tests have one in memory. */
export interface JournalStorage {
  /** All records, first to last; refused, with the seq at fault, where they cannot be read as written. */
  read(): Result<readonly JournalRecord[]>
  /** Adds records at the end. Accepted only once they are on disk; refused, none is. */
  append(records: readonly JournalRecord[]): Result<null>
  close(): void
}
