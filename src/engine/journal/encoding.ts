/** The bytes of a record: what is hashed, and what is stored. */
import { createHash } from 'node:crypto'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { canonicalJson } from '../../policy/rules/canonical.ts'
import { firstIssue } from './check-event.ts'
import { JOURNAL_EVENT, type JournalEvent } from './event.ts'

/** Raised whenever a record written by this version could not be read by the last one. */
export const SCHEMA_VERSION = 1

/** What the first record's `prev_hash` is. */
export const GENESIS_HASH = '0'.repeat(64)

/** One row of the journal. `body` is canonical JSON of an {@link Entry}. */
export interface JournalRecord {
  readonly seq: number
  readonly schemaVersion: number
  readonly prevHash: string
  readonly hash: string
  readonly body: string
}

/** An event and when it was written down, which may be long after it happened. */
export interface Entry {
  readonly recordedAt: EpochMs
  readonly event: JournalEvent
}

export function recordHash(record: Omit<JournalRecord, 'hash'>): string {
  const { schemaVersion, seq, prevHash, body } = record
  const head = `kondor.journal\n${schemaVersion}\n${seq}\n${prevHash}\n`
  return createHash('sha256').update(head, 'utf8').update(body, 'utf8').digest('hex')
}

/** The record that follows `previous` (null: the first). */
export function encodeRecord(
  previous: Pick<JournalRecord, 'seq' | 'hash'> | null,
  entry: Entry,
): JournalRecord {
  const body = canonicalJson({ event: entry.event, recordedAt_ms: entry.recordedAt })
  const unsigned = {
    seq: (previous?.seq ?? 0) + 1,
    schemaVersion: SCHEMA_VERSION,
    prevHash: previous?.hash ?? GENESIS_HASH,
    body,
  }
  return { ...unsigned, hash: recordHash(unsigned) }
}

/** The entry of a record whose hash has been checked; refused where this version does not know the kind or the shape. */
export function decodeBody(record: JournalRecord, source: string): Result<Entry> {
  const body = parseOrNull(record.body)
  const isEntry = typeof body === 'object' && body !== null && 'event' in body && 'recordedAt_ms' in body
  const recordedAt = isEntry ? body.recordedAt_ms : null
  if (!isEntry || typeof recordedAt !== 'number') {
    return unknown(record, source, 'body', record.body, 'an object with event and recordedAt_ms')
  }
  const parsed = JOURNAL_EVENT.safeParse(body.event)
  if (parsed.success) return accepted({ recordedAt: recordedAt as EpochMs, event: parsed.data })
  const { field, message } = firstIssue(parsed.error)
  return unknown(record, source, `event.${field}`, canonicalJson(body.event), message)
}

function unknown(record: JournalRecord, source: string, field: string, was: string, wanted: string) {
  const about = { field: `seq ${record.seq}, ${field}`, was, wanted, source, row: record.seq }
  return refused<Entry>(refuse('journal.unknown-event', about))
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
