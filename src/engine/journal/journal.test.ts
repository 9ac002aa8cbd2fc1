import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, mustAccept, refused } from '../../base/vocabulary/result.ts'
import { canonicalHash } from '../../policy/rules/canonical.ts'
import { applyEvents } from './apply-event.ts'
import { EMPTY_BOOK, holdings } from './book-state.ts'
import { type JournalRecord, encodeRecord } from './encoding.ts'
import type { JournalEvent } from './event.ts'
import { Journal } from './journal.ts'
import { canonicalInstrument, parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { replay } from './replay.ts'
import type { JournalStorage } from './storage.ts'

const at = (ms: number): EpochMs => ms as EpochMs
const opened = (trade: string): JournalEvent => ({
  kind: 'position-opened',
  trade,
  openedAt_ms: 1,
  note: null,
  rulesHash: null,
})
const fill = (id: string, trade: string, quantity: number, price_points: number): JournalEvent => ({
  kind: 'fill-recorded',
  id,
  trade,
  filledAt_ms: 2,
  instrument: 'SPXW  240216P04500000',
  quantity,
  price_points,
  multiplier: 100,
  fees_cents: 65,
})
const closed = (trade: string): JournalEvent => ({
  kind: 'position-closed',
  trade,
  closedAt_ms: 3,
  note: null,
})

class MemoryStorage implements JournalStorage {
  records: JournalRecord[] = []
  full = false
  read() {
    return accepted(this.records)
  }
  append(records: readonly JournalRecord[]) {
    const about = { field: 'disk', was: 'full', wanted: 'room', source: 'memory' }
    if (this.full) return refused<null>(refuse('journal.full', about))
    this.records.push(...records)
    return accepted(null)
  }
  close(): void {}
}

const open = (storage: MemoryStorage): Journal => mustAccept(Journal.open(storage, 'memory'))
const refusalOf = (events: readonly JournalEvent[]) => {
  const result = applyEvents(EMPTY_BOOK, events)
  return result.ok ? null : `${result.refusal.field}: ${result.refusal.was}, ${result.refusal.wanted}`
}

describe('a journal', () => {
  it('adds up to the same book whenever it is opened', () => {
    const storage = new MemoryStorage()
    const journal = open(storage)
    mustAccept(journal.append([opened('a'), fill('1', 'a', -2, 3.2)], at(5)))
    mustAccept(journal.append([fill('2', 'a', 2, 1.1), closed('a')], at(6)))
    const again = open(storage)
    expect(again.state).toEqual(journal.state)
    expect(again.head).toEqual(journal.head)
    const trade = again.state.trades.get('a')
    expect(trade?.lots.closed.map((lot) => lot.realised_cents)).toEqual([42_000])
    expect(trade?.lots.cash_cents).toBe(42_000 - 130)
  })

  it('stores before the book moves: what could not be stored has not happened, and nothing follows it', () => {
    const storage = new MemoryStorage()
    const journal = open(storage)
    mustAccept(journal.append([opened('a')], at(5)))
    storage.full = true
    const before = journal.state
    expect(journal.append([fill('1', 'a', -2, 3.2)], at(6)).ok).toBe(false)
    expect(journal.state).toBe(before)
    storage.full = false
    const after = journal.append([fill('1', 'a', -2, 3.2)], at(7))
    expect(after.ok ? null : after.refusal.code).toBe('journal.unwritable')
    expect(storage.records).toHaveLength(1)
  })

  it('takes a batch whole or not at all', () => {
    const storage = new MemoryStorage()
    const journal = open(storage)
    const result = journal.append([opened('a'), fill('1', 'b', -2, 3.2)], at(5))
    expect(result.ok ? null : result.refusal.code).toBe('journal.contradiction')
    expect(storage.records).toHaveLength(0)
    expect(journal.state.trades.size).toBe(0)
  })

  it('refuses events that are not of the form, naming the field', () => {
    const journal = open(new MemoryStorage())
    const bad = { ...fill('1', 'a', -2, 3.2), quantity: 1.5 } as JournalEvent
    const result = journal.append([bad], at(5))
    expect(result.ok ? null : result.refusal.field).toBe('quantity')
  })

  it('names the first record that was changed, removed, doubled or moved, for any change anywhere', () => {
    const records: JournalRecord[] = []
    for (let n = 0; n < 20; n += 1) {
      const event = { kind: 'note-recorded', notedAt_ms: n, trade: null, text: `note ${n}` } as const
      records.push(encodeRecord(records.at(-1) ?? null, { recordedAt: at(n), event }))
    }
    expect(mustAccept(replay(records, 'x')).state.notes).toHaveLength(20)
    const seqAtFault = (changed: readonly JournalRecord[]): number | null => {
      const result = replay(changed, 'x')
      return result.ok ? null : result.refusal.row
    }
    fc.assert(
      fc.property(fc.nat(19), fc.constantFrom('body', 'hash', 'prevHash'), fc.nat(5), (n, field, where) => {
        const record = records[n]
        const text = record[field]
        const cut = text.slice(0, where) + (text[where] === 'a' ? 'b' : 'a') + text.slice(where + 1)
        expect(seqAtFault(records.with(n, { ...record, [field]: cut }))).toBe(n + 1)
        expect(seqAtFault(records.toSpliced(n, 0, record))).toBe(n === 0 ? 2 : n + 1 + 1)
        if (n < 19) expect(seqAtFault(records.toSpliced(n, 1))).toBe(n + 1)
      }),
    )
  })
})

describe('a book', () => {
  it('refuses what contradicts it', () => {
    const open = [opened('a'), fill('1', 'a', -2, 3.2)]
    expect(refusalOf([fill('1', 'a', 1, 1)])).toContain('a trade in the journal')
    expect(refusalOf([...open, fill('1', 'a', 1, 1)])).toContain('a fill id not used before')
    expect(refusalOf([...open, opened('a')])).toContain('an id not used before')
    expect(refusalOf([...open, closed('a')])).toContain('a holds -2 SPXW')
    expect(refusalOf([opened('a'), closed('a'), closed('a')])).toContain('an open trade')
    expect(refusalOf([opened('a'), closed('a'), fill('1', 'a', 1, 1)])).toContain('an open trade')
    expect(refusalOf([{ kind: 'rules-recorded', name: 'x', hash: canonicalHash(1), rules: 2 }])).toContain(
      'the hash of the rules',
    )
  })

  it('keeps the parent of a roll, and the rules it was opened by', () => {
    const rules = { kind: 'position-opened', trade: 'a', openedAt_ms: 1, note: null } as const
    const roll = { kind: 'position-rolled', trade: 'b', parent: 'a', rolledAt_ms: 2, note: null } as const
    const book = mustAccept(applyEvents(EMPTY_BOOK, [{ ...rules, rulesHash: '0'.repeat(64) }, roll]))
    expect(book.trades.get('b')).toMatchObject({ parent: 'a', rulesHash: '0'.repeat(64) })
  })

  it('settles all that is held at intrinsic value, without fees', () => {
    const settled: JournalEvent = {
      kind: 'position-settled',
      trade: 'a',
      settledAt_ms: 9,
      instrument: 'SPXW  240216P04500000',
      value_points: 4490,
      price_points: 10,
    }
    const book = mustAccept(applyEvents(EMPTY_BOOK, [opened('a'), fill('1', 'a', -2, 3.2), settled]))
    const trade = book.trades.get('a')
    expect(trade === undefined ? null : holdings(trade).size).toBe(0)
    expect(trade?.lots.cash_cents).toBe(64_000 - 65 - 200_000)
    expect(refusalOf([opened('a'), settled])).toContain('an instrument the trade holds')
  })
})

describe('an OCC symbol', () => {
  it('is read padded or not, and given one spelling', () => {
    const put = { root: 'SPXW', expiration: '2024-02-16', right: 'P', strike_points: 4500 }
    expect(parseOccSymbol('SPXW  240216P04500000')).toEqual(put)
    expect(parseOccSymbol('SPXW240216P04500000')).toEqual(put)
    expect(canonicalInstrument('SPXW240216P04500000')).toBe('SPXW  240216P04500000')
    expect(canonicalInstrument('VX/G4')).toBe('VX/G4')
  })
  it.each(['SPXW 240230P04500000', 'SPXW  240216X04500000', 'SPXW  240216P00000000', ''])(
    'refuses %j',
    (text) => {
      expect(parseOccSymbol(text)).toBe(null)
    },
  )
})
