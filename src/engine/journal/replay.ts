import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { applyEvents } from './apply-event.ts'
import { type BookState, EMPTY_BOOK } from './book-state.ts'
import { type ChainHead, EMPTY_HEAD, follow } from './chain.ts'
import { type Entry, type JournalRecord, decodeBody } from './encoding.ts'

export interface Replayed {
  readonly head: ChainHead
  readonly state: BookState
  readonly entries: readonly Entry[]
  /** Hash of each record: the first record's at index 0. */
  readonly hashes: readonly string[]
}

/** Checks every record against the chain, decodes it and folds it in. Recovery is nothing but this. */
export function replay(records: Iterable<JournalRecord>, source: string): Result<Replayed> {
  let head = EMPTY_HEAD
  const entries: Entry[] = []
  const hashes: string[] = []
  for (const record of records) {
    const next = follow(head, record, source)
    if (!next.ok) return next
    head = next.value
    hashes.push(head.hash)
    const entry = decodeBody(record, source)
    if (!entry.ok) return entry
    entries.push(entry.value)
  }
  const state = applyEvents(
    EMPTY_BOOK,
    entries.map(({ event }) => event),
  )
  return state.ok ? accepted({ head, state: state.value, entries, hashes }) : refused(state.refusal)
}
