import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { applyEvents } from './apply-event.ts'
import type { BookState } from './book-state.ts'
import type { ChainHead } from './chain.ts'
import { checkEvent } from './check-event.ts'
import { type JournalRecord, encodeRecord } from './encoding.ts'
import type { JournalEvent } from './event.ts'
import { replay } from './replay.ts'
import type { JournalStorage } from './storage.ts'

/**
 * A journal open for writing and the book it adds up to. An event is tried on the book, then stored, and only then does
 * the book move: what the book says has always been recorded. A storage that once failed is not written to again.
 */
export class Journal {
  readonly #storage: JournalStorage
  readonly #source: string
  #head: ChainHead
  #state: BookState
  #halted = false

  private constructor(storage: JournalStorage, source: string, head: ChainHead, state: BookState) {
    this.#storage = storage
    this.#source = source
    this.#head = head
    this.#state = state
  }

  /** Reads, checks and replays what is stored. Closes the storage where that is refused. */
  static open(storage: JournalStorage, source: string): Result<Journal> {
    const records = storage.read()
    const replayed = records.ok ? replay(records.value, source) : records
    if (!replayed.ok) {
      storage.close()
      return refused(replayed.refusal)
    }
    return accepted(new Journal(storage, source, replayed.value.head, replayed.value.state))
  }

  get state(): BookState {
    return this.#state
  }

  get head(): ChainHead {
    return this.#head
  }

  /** Records the events as one batch: all are on disk when it is accepted, none when it is refused. */
  append(events: readonly JournalEvent[], recordedAt: EpochMs): Result<ChainHead> {
    if (this.#halted) return refused(halted(this.#source))
    const records: JournalRecord[] = []
    for (const event of events) {
      const checked = checkEvent(event, this.#source)
      if (!checked.ok) return checked
      records.push(encodeRecord(records.at(-1) ?? this.#last(), { recordedAt, event: checked.value }))
    }
    const next = applyEvents(this.#state, events)
    if (!next.ok) return next
    const last = records.at(-1)
    if (last === undefined) return accepted(this.#head)
    const stored = this.#storage.append(records)
    if (!stored.ok) {
      this.#halted = true
      return stored
    }
    this.#head = { seq: last.seq, hash: last.hash }
    this.#state = next.value
    return accepted(this.#head)
  }

  close(): void {
    this.#storage.close()
  }

  #last(): ChainHead | null {
    return this.#head.seq === 0 ? null : this.#head
  }
}

const halted = (source: string) =>
  refuse('journal.unwritable', {
    field: 'journal',
    was: 'a storage that failed before',
    wanted: 'a journal opened anew',
    source,
  })
