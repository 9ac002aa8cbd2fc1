/** Events that a person's words about a trade amount to, given what the book holds. Pure; nothing is recorded here. */
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import { applyEvents } from './apply-event.ts'
import { type BookState, holdings } from './book-state.ts'
import type { FillRecorded, JournalEvent, PositionOpened } from './event.ts'
import { newFills } from './new-fills.ts'
import { type HeldLeg, heldLegs } from './open-positions.ts'
import { type OccOption, parseOccSymbol } from '../../book/structure/occ-symbol.ts'

export interface Plan {
  readonly events: readonly JournalEvent[]
  /** Fills left out because they are recorded already. */
  readonly already: number
}

/** A fill before it is known which trade it belongs to. */
export type Execution = Omit<FillRecorded, 'trade'>

const COMMAND = 'command line'

export function planOpen(
  book: BookState,
  trade: string,
  openedAt: EpochMs,
  executions: readonly Execution[],
  about: Pick<PositionOpened, 'note' | 'rulesHash' | 'layer' | 'structureId'>,
): Result<Plan> {
  const known = book.trades.has(trade)
  const fills = planFill(book, trade, executions)
  // Opening again with the same fills changes nothing; with new ones it is meant for another trade.
  const isRepeat = known && fills.ok && fills.value.events.length === 0 && executions.length > 0
  if (!fills.ok || isRepeat) return fills
  const opening: JournalEvent = { kind: 'position-opened', trade, openedAt_ms: openedAt, ...about }
  return accepted({ events: [opening, ...fills.value.events], already: fills.value.already })
}

export function planFill(book: BookState, trade: string, executions: readonly Execution[]): Result<Plan> {
  const fills = newFills(
    book,
    executions.map((execution) => ({ ...execution, trade })),
    COMMAND,
  )
  return fills.ok ? accepted({ events: fills.value.fresh, already: fills.value.already }) : fills
}

/**
 * Legs that reduce what the parent holds close it; the others open the trade it becomes. A parent left with nothing is
 * closed; one that keeps legs stays open, and belongs to the same chain.
 */
export function planRoll(
  book: BookState,
  parent: string,
  trade: string,
  at: EpochMs,
  executions: readonly Execution[],
  note: string | null,
): Result<Plan> {
  const from = book.trades.get(parent)
  if (from === undefined) return refused(noTrade(parent))
  const held = new Map(holdings(from))
  const fills: FillRecorded[] = []
  for (const execution of executions) {
    const quantity = held.get(execution.instrument) ?? 0
    const closes = quantity !== 0 && Math.sign(quantity) !== Math.sign(execution.quantity)
    if (closes && Math.abs(execution.quantity) > Math.abs(quantity)) {
      const wanted = `at most the ${quantity} that ${parent} holds; give the rest as a leg of its own`
      const was = `${execution.quantity} ${execution.instrument}`
      return refused(refuse('command.bad-input', { field: '--leg', was, wanted, source: COMMAND }))
    }
    if (closes) held.set(execution.instrument, quantity + execution.quantity)
    fills.push({ ...execution, trade: closes ? parent : trade })
  }
  const fresh = newFills(book, fills, COMMAND)
  if (!fresh.ok) return fresh
  const roll: JournalEvent = { kind: 'position-rolled', trade, parent, rolledAt_ms: at, note }
  const isFlat = [...held.values()].every((quantity) => quantity === 0)
  const end: JournalEvent = {
    kind: 'position-closed',
    trade: parent,
    closedAt_ms: at,
    note: `rolled to ${trade}`,
  }
  const events = [roll, ...fresh.value.fresh, ...(isFlat ? [end] : [])]
  return accepted({ events, already: fresh.value.already })
}

/** Fills and, where a settlement value is given, cash settlement of every option still held; then the trade is closed. */
export function planClose(
  book: BookState,
  trade: string,
  at: EpochMs,
  executions: readonly Execution[],
  settlement: { readonly value_points: number | null; readonly note: string | null },
): Result<Plan> {
  const fills = planFill(book, trade, executions)
  if (!fills.ok) return fills
  const filled = applyEvents(book, fills.value.events)
  if (!filled.ok) return filled
  const state = filled.value.trades.get(trade)
  if (state === undefined) return refused(noTrade(trade))
  const { value_points, note } = settlement
  const legs = heldLegs(state)
  const unsettled = value_points === null ? null : notYetSettled(legs, at)
  if (unsettled !== null) return refused(unsettled)
  const settled =
    value_points === null
      ? []
      : legs.flatMap(({ instrument }) => settlementOf(trade, instrument, value_points, at))
  const end: JournalEvent = { kind: 'position-closed', trade, closedAt_ms: at, note }
  return accepted({ events: [...fills.value.events, ...settled, end], already: fills.value.already })
}

/** One value settles options of one root and expiry, and none before its day. */
function notYetSettled(legs: readonly HeldLeg[], at: EpochMs): Refusal | null {
  const expiries = new Set(legs.flatMap(({ option }) => (option === null ? [] : [expiryOf(option)])))
  const was = [...expiries].join(', ')
  const about = { field: '--settle', was, source: COMMAND }
  if (expiries.size > 1)
    return refuse('command.bad-input', { ...about, wanted: 'options of one root and expiry' })
  const { date } = newYorkCivil(at)
  const early = legs.some(({ option }) => option !== null && option.expiration > date)
  return early ? refuse('command.bad-input', { ...about, wanted: `an expiry on or before ${date}` }) : null
}

const expiryOf = (option: OccOption): string => `${option.root} ${option.expiration}`

/** None for what is no option: a future settles by its own exchange's price, which is a fill. */
function settlementOf(trade: string, instrument: string, value_points: number, at: EpochMs): JournalEvent[] {
  const option = parseOccSymbol(instrument)
  if (option === null) return []
  const price_points = settlementValue([{ ...option, quantity: 1 }], value_points)
  return [{ kind: 'position-settled', trade, settledAt_ms: at, instrument, value_points, price_points }]
}

/** Fills of a file, in its order. A trade not in the book is opened by its first fill, or rolled from the parent named. */
export function planImport(
  book: BookState,
  lines: readonly { readonly fill: FillRecorded; readonly parent: string | null; readonly row: number }[],
  source: string,
): Result<Plan> {
  const fills = newFills(
    book,
    lines.map(({ fill }) => fill),
    source,
    lines.map(({ row }) => row),
  )
  if (!fills.ok) return fills
  const parents = new Map(lines.map(({ fill, parent }) => [fill.id, parent]))
  const known = new Set(book.trades.keys())
  const events: JournalEvent[] = []
  for (const fill of fills.value.fresh) {
    if (!known.has(fill.trade)) events.push(openingOf(fill, parents.get(fill.id) ?? null))
    known.add(fill.trade)
    events.push(fill)
  }
  return accepted({ events, already: fills.value.already })
}

function openingOf({ trade, filledAt_ms }: FillRecorded, parent: string | null): JournalEvent {
  if (parent !== null) return { kind: 'position-rolled', trade, parent, rolledAt_ms: filledAt_ms, note: null }
  return { kind: 'position-opened', trade, openedAt_ms: filledAt_ms, note: null, rulesHash: null }
}

const noTrade = (was: string) =>
  refuse('journal.contradiction', { field: 'trade', was, wanted: 'a trade in the journal', source: COMMAND })
