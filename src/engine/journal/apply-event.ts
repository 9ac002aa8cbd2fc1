/** The fold: a book and an event give the next book, or the refusal that says why the event does not fit. */
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { assertNever } from '../../base/vocabulary/assert.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { Fill } from '../../book/position/fill.ts'
import { bookFill } from '../../book/position/lots.ts'
import { canonicalHash } from '../../policy/rules/canonical.ts'
import { type BookState, type PaperState, type TradeState, holdings, newTrade } from './book-state.ts'
import type { BaselineRecorded, FillRecorded, JournalEvent, PositionSettled } from './event.ts'

/** A copy of the book's maps and lists that a batch may write into; the book itself stays as it is. */
interface Draft {
  readonly trades: Map<string, TradeState>
  readonly fills: Map<string, Fill>
  readonly rules: Map<string, { readonly name: string; readonly rules: unknown }>
  readonly decisions: BookState['decisions'][number][]
  readonly notes: string[]
  readonly papers: Map<string, PaperState>
}

/** Applies events in order. All of them, or none and the refusal of the first that does not fit. */
export function applyEvents(state: BookState, events: Iterable<JournalEvent>): Result<BookState> {
  const draft: Draft = {
    trades: new Map(state.trades),
    fills: new Map(state.fills),
    rules: new Map(state.rules),
    decisions: [...state.decisions],
    notes: [...state.notes],
    papers: new Map(state.papers),
  }
  for (const event of events) {
    const fault = applyTo(draft, event)
    if (fault !== null) return refused(refuse('journal.contradiction', { ...fault, source: event.kind }))
  }
  return accepted(draft)
}

interface Fault {
  readonly field: string
  readonly was: string
  readonly wanted: string
}

function applyTo(draft: Draft, event: JournalEvent): Fault | null {
  switch (event.kind) {
    case 'decision-recorded':
      draft.decisions.push(event)
      return null
    case 'rules-recorded':
      return recordRules(draft, event)
    case 'position-opened': {
      const { trade: id, openedAt_ms, rulesHash, note, layer = null, structureId = null } = event
      const opened = { id, parent: null, openedAt: openedAt_ms as EpochMs, rulesHash, layer, structureId }
      return openTrade(draft, newTrade(opened, note))
    }
    case 'position-rolled':
      return rollTrade(draft, event)
    case 'fill-recorded':
      return recordFill(draft, fillOf(event))
    case 'position-settled':
      return settle(draft, event)
    case 'position-closed':
      return closeTrade(draft, event)
    case 'baseline-recorded':
      return recordBaseline(draft, event)
    case 'note-recorded':
      return recordNote(draft, event)
    case 'paper-opened':
      return openPaper(draft, event)
    case 'paper-session-recorded':
      return recordPaperSession(draft, event)
    default:
      return assertNever(event, 'journal event')
  }
}

type Of<K extends JournalEvent['kind']> = Extract<JournalEvent, { readonly kind: K }>

function recordRules(draft: Draft, { name, hash, rules }: Of<'rules-recorded'>): Fault | null {
  const actual = canonicalHash(rules)
  if (actual !== hash) return { field: 'hash', was: hash, wanted: `the hash of the rules, ${actual}` }
  draft.rules.set(hash, { name, rules })
  return null
}

function openTrade(draft: Draft, trade: TradeState): Fault | null {
  if (draft.trades.has(trade.id)) return { field: 'trade', was: trade.id, wanted: 'an id not used before' }
  draft.trades.set(trade.id, trade)
  return null
}

function rollTrade(
  draft: Draft,
  { trade: id, parent, rolledAt_ms, note }: Of<'position-rolled'>,
): Fault | null {
  const from = draft.trades.get(parent)
  if (from === undefined) return noTrade('parent', parent)
  const { rulesHash, layer, structureId } = from
  const rolled = { id, parent, openedAt: rolledAt_ms as EpochMs, rulesHash, layer, structureId }
  return openTrade(draft, newTrade(rolled, note))
}

/** The fill that an event records. */
export const fillOf = (event: FillRecorded): Fill => ({
  id: event.id,
  trade: event.trade,
  filledAt: event.filledAt_ms as EpochMs,
  instrument: event.instrument,
  quantity: event.quantity,
  price_points: event.price_points,
  multiplier: event.multiplier,
  fees_cents: event.fees_cents as Cents,
})

function recordFill(draft: Draft, fill: Fill): Fault | null {
  const trade = draft.trades.get(fill.trade)
  if (trade === undefined) return noTrade('trade', fill.trade)
  if (trade.closedAt !== null)
    return { field: 'trade', was: `${fill.trade}, closed`, wanted: 'an open trade' }
  if (draft.fills.has(fill.id)) return { field: 'id', was: fill.id, wanted: 'a fill id not used before' }
  const other = trade.lots.open.find(
    (lot) => lot.instrument === fill.instrument && lot.multiplier !== fill.multiplier,
  )
  if (other !== undefined) {
    return { field: 'multiplier', was: String(fill.multiplier), wanted: `${other.multiplier}, as held` }
  }
  draft.fills.set(fill.id, fill)
  draft.trades.set(trade.id, { ...trade, fills: [...trade.fills, fill], lots: bookFill(trade.lots, fill) })
  return null
}

/** A settlement closes all that the trade holds of the instrument, as a fill at intrinsic value without fees. */
function settle(draft: Draft, event: PositionSettled): Fault | null {
  const trade = draft.trades.get(event.trade)
  if (trade === undefined) return noTrade('trade', event.trade)
  const lots = trade.lots.open.filter((lot) => lot.instrument === event.instrument)
  const held = lots.reduce((sum, lot) => sum + lot.quantity, 0)
  const multiplier = lots[0]?.multiplier
  if (held === 0 || multiplier === undefined) {
    return { field: 'instrument', was: event.instrument, wanted: 'an instrument the trade holds' }
  }
  return recordFill(draft, {
    id: `settled:${event.trade}:${event.instrument}`,
    trade: event.trade,
    filledAt: event.settledAt_ms as EpochMs,
    instrument: event.instrument,
    quantity: -held,
    price_points: event.price_points,
    multiplier,
    fees_cents: 0 as Cents,
  })
}

function closeTrade(draft: Draft, { trade: id, closedAt_ms, note }: Of<'position-closed'>): Fault | null {
  const trade = draft.trades.get(id)
  if (trade === undefined) return noTrade('trade', id)
  if (trade.closedAt !== null) return { field: 'trade', was: `${id}, closed`, wanted: 'an open trade' }
  const held = [...holdings(trade)]
  if (held.length > 0) {
    const was = held.map(([instrument, quantity]) => `${quantity} ${instrument}`).join(', ')
    return { field: 'trade', was: `${id} holds ${was}`, wanted: 'nothing held' }
  }
  const notes = note === null ? trade.notes : [...trade.notes, note]
  draft.trades.set(id, { ...trade, closedAt: closedAt_ms as EpochMs, notes })
  return null
}

/** One baseline a trade: another would move what every later reading is compared with. */
function recordBaseline(draft: Draft, event: BaselineRecorded): Fault | null {
  const trade = draft.trades.get(event.trade)
  if (trade === undefined) return noTrade('trade', event.trade)
  if (trade.baseline !== null) {
    return { field: 'trade', was: `${event.trade}, with a baseline`, wanted: 'a trade without one' }
  }
  draft.trades.set(trade.id, { ...trade, baseline: event })
  return null
}

function recordNote(draft: Draft, { trade: id, text }: Of<'note-recorded'>): Fault | null {
  if (id === null) {
    draft.notes.push(text)
    return null
  }
  const trade = draft.trades.get(id)
  if (trade === undefined) return noTrade('trade', id)
  draft.trades.set(id, { ...trade, notes: [...trade.notes, text] })
  return null
}

function openPaper(draft: Draft, event: Of<'paper-opened'>): Fault | null {
  const { account, rulesHash } = event
  if (draft.papers.has(account)) return { field: 'account', was: account, wanted: 'a name not used before' }
  if (!draft.rules.has(rulesHash)) {
    return { field: 'rulesHash', was: rulesHash, wanted: 'a rule set recorded before' }
  }
  draft.papers.set(account, { opened: event, sessions: [] })
  return null
}

function recordPaperSession(draft: Draft, event: Of<'paper-session-recorded'>): Fault | null {
  const { account, date } = event
  const paper = draft.papers.get(account)
  if (paper === undefined) return { field: 'account', was: account, wanted: 'a paper account in the journal' }
  const last = paper.sessions.at(-1)?.date
  if (last !== undefined && date <= last) return { field: 'date', was: date, wanted: `a day after ${last}` }
  draft.papers.set(account, { ...paper, sessions: [...paper.sessions, event] })
  return null
}

const noTrade = (field: string, was: string): Fault => ({ field, was, wanted: 'a trade in the journal' })
