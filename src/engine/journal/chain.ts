import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { GENESIS_HASH, type JournalRecord, SCHEMA_VERSION, recordHash } from './encoding.ts'

/** Where a chain ends: the last record's number and hash; zero and the genesis hash of an empty one. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

export const EMPTY_HEAD: ChainHead = { seq: 0, hash: GENESIS_HASH }

/** The head after one more record, or the refusal that names the record at fault. */
export function follow(head: ChainHead, record: JournalRecord, source: string): Result<ChainHead> {
  const seq = head.seq + 1
  if (record.seq !== seq) return damaged(seq, 'seq', String(record.seq), `seq ${seq}: no gaps`, source)
  if (record.schemaVersion > SCHEMA_VERSION) {
    return newer(seq, record.schemaVersion, source)
  }
  if (record.prevHash !== head.hash) return damaged(seq, 'prev_hash', record.prevHash, head.hash, source)
  const hash = recordHash(record)
  if (record.hash !== hash) return damaged(seq, 'hash', record.hash, hash, source)
  return accepted({ seq, hash })
}

export const damaged = <T>(
  seq: number,
  field: string,
  was: string,
  wanted: string,
  source: string,
): Result<T> =>
  refused(refuse('journal.damaged', { field: `seq ${seq}, ${field}`, was, wanted, source, row: seq }))

export const newer = <T>(seq: number, version: number, source: string): Result<T> =>
  refused(
    refuse('journal.newer-schema', {
      field: `seq ${seq}, schema_version`,
      was: String(version),
      wanted: `at most ${SCHEMA_VERSION}`,
      source,
      row: seq,
    }),
  )
