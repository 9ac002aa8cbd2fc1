/**
 * The only place where an account changes. An event gives the next state and what it set off; nothing is read but the two. An
 * event that does not fit the state is our own mistake, since whoever makes events has the state at hand: it stops.
 */
import { dayNumber } from '../../base/calendar/civil.ts'
import { assert, assertNever } from '../../base/vocabulary/assert.ts'
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { centsRoundedHalfEven } from '../../book/money.ts'
import { bookFill, EMPTY_LOTS, type LotBook } from '../../book/position/lots.ts'
import { type Fill, fillCash } from '../../book/position/fill.ts'
import type { Intent } from '../../policy/intent.ts'
import type {
  AccountState,
  CondorTerms,
  HeldFuture,
  OpenTrade,
  PendingOrder,
  TradeChainState,
} from './account-state.ts'
import type { KernelEffect, KernelEvent, LegFill } from './kernel-event.ts'

export interface Stepped {
  readonly state: AccountState
  readonly effects: readonly KernelEffect[]
}

type Of<K extends KernelEvent['kind']> = Extract<KernelEvent, { readonly kind: K }>

const WEEK_DAYS = 7
const YEAR_DAYS = 365

export function step(state: AccountState, event: KernelEvent): Stepped {
  assert(state.at === null || event.at >= state.at, 'time runs forward', { at: event.at, before: state.at })
  const now = { ...state, at: event.at }
  switch (event.kind) {
    case 'session-opened':
      return quietly(openSession(now, event))
    case 'interest-accrued':
      return quietly({ ...now, cash_cents: (now.cash_cents + event.cents) as Cents })
    case 'orders-decided':
      return place(now, event)
    case 'order-filled':
      return fill(now, event)
    case 'order-lapsed':
      return quietly({ ...now, pending: without(now, event.order) })
    case 'instrument-settled':
      return settle(now, event)
    case 'settlement-awaited': {
      const known = now.awaiting.includes(event.instrument)
      return quietly(known ? now : { ...now, awaiting: [...now.awaiting, event.instrument] })
    }
    case 'futures-marked':
      return quietly(markFutures(now, event))
    case 'day-closed':
      return closeDay(now, event)
    default:
      return assertNever(event, 'kernel event')
  }
}

const quietly = (state: AccountState): Stepped => ({ state, effects: [] })

function openSession(state: AccountState, { date }: Of<'session-opened'>): AccountState {
  assert(state.date === null || date > state.date, 'sessions come in order', { date, before: state.date })
  const day = dayNumber(date)
  return {
    ...state,
    date,
    adjustmentDays: state.adjustmentDays.filter((one) => one > day - WEEK_DAYS),
    hedgeSpending: state.hedgeSpending.filter((one) => one.day > day - YEAR_DAYS),
  }
}

const waits = (intent: Intent): intent is PendingOrder['intent'] =>
  intent.kind !== 'hold' && intent.kind !== 'stand-aside'

function place(state: AccountState, { at, intents }: Of<'orders-decided'>): Stepped {
  const placed = intents
    .filter(waits)
    .map((intent, i): PendingOrder => ({ id: `O${state.nextOrder + i}`, decidedAt: at, intent }))
  return {
    state: {
      ...state,
      pending: [...state.pending, ...placed],
      nextOrder: state.nextOrder + placed.length,
    },
    effects: placed.map(({ id, intent }) => ({ kind: 'order-placed', order: id, intent })),
  }
}

function without(state: AccountState, order: string): readonly PendingOrder[] {
  const rest = state.pending.filter(({ id }) => id !== order)
  assert(rest.length === state.pending.length - 1, 'an order is filled or lapses once', { order })
  return rest
}

/** A draft of the account that the parts of one event write into. */
interface Draft {
  state: AccountState
  readonly effects: KernelEffect[]
}

function fill(state: AccountState, event: Of<'order-filled'>): Stepped {
  const order = state.pending.find(({ id }) => id === event.order)
  assert(order !== undefined, 'a fill needs its order', { order: event.order })
  const draft: Draft = { state: { ...state, pending: without(state, event.order) }, effects: [] }
  const { intent } = order
  switch (intent.kind) {
    case 'open-condor':
      openCondor(draft, event, null, intent.candidateId)
      break
    case 'close':
      closePart(draft, intent.trade, event, 'closed')
      adjusted(draft)
      break
    case 'resize': {
      // Asked for before: a resize that comes to nothing leaves no trade.
      const chain = chainOf(draft.state, intent.trade)
      closePart(draft, intent.trade, event, 'closed')
      adjusted(draft, chain)
      break
    }
    case 're-strike':
    case 'roll':
    case 'roll-back': {
      const chain = chainOf(draft.state, intent.trade)
      closePart(draft, intent.trade, event, intent.kind === 're-strike' ? 're-struck' : 'rolled')
      openCondor(draft, event, chain, null)
      if (intent.kind === 're-strike') adjusted(draft, chain)
      else changeChain(draft, chain, (one) => ({ ...one, rolls: one.rolls + 1 }))
      break
    }
    case 'hedge':
      tradeHedge(draft, `hedge:${intent.layerId}`, event)
      break
    default:
      assertNever(intent, 'pending intent')
  }
  return draft
}

function chainOf(state: AccountState, trade: string): string {
  const held = state.trades.find(({ id }) => id === trade)
  assert(held !== undefined, 'an order on a position needs the position', { trade })
  return held.chain
}

/** Counts a re-strike, a resize or an early close against the week; of a chain that goes on, against it too. */
function adjusted(draft: Draft, chain: string | null = null): void {
  const { state } = draft
  assert(state.date !== null, 'a fill falls in a session')
  draft.state = { ...state, adjustmentDays: [...state.adjustmentDays, dayNumber(state.date)] }
  if (chain !== null) changeChain(draft, chain, (one) => ({ ...one, adjustments: one.adjustments + 1 }))
}

function changeChain(draft: Draft, id: string, change: (chain: TradeChainState) => TradeChainState): void {
  const chains = draft.state.chains.map((one) => (one.id === id ? change(one) : one))
  draft.state = { ...draft.state, chains }
}

function openCondor(
  draft: Draft,
  { at, opening, opened, how }: Of<'order-filled'>,
  chain: string | null,
  structureId: string | null,
): void {
  assert(opened !== null && opening.length > 0, 'an entry is filled with a condor')
  const trade = newTrade(draft, { at, layer: 'core', chain, structureId, condor: opened, how })
  for (const leg of opening) bookLeg(draft, trade, leg, at)
}

interface NewTrade {
  readonly at: EpochMs
  readonly layer: string
  readonly chain: string | null
  readonly structureId: string | null
  readonly condor: CondorTerms | null
  readonly how: string
}

function newTrade(draft: Draft, { at, layer, chain, structureId, condor, how }: NewTrade): string {
  const { state } = draft
  assert(state.date !== null, 'a trade is opened in a session')
  const id = `T${state.nextTrade}`
  const root = chain ?? id
  const trade: OpenTrade = { id, chain: root, layer, openedAt: at, condor, lots: EMPTY_LOTS, futures: [] }
  const fresh: TradeChainState = {
    id,
    layer,
    structureId,
    openedAt: at,
    openedOn: state.date,
    trades: [id],
    contracts: condor?.contracts ?? 0,
    entryCredit_points: condor?.entryCredit_points ?? 0,
    cash_cents: 0 as Cents,
    fees_cents: 0 as Cents,
    marginMax_cents: 0 as Cents,
    marginDays_cents: 0,
    days: 0,
    lvr_cents: 0 as Cents,
    rolls: 0,
    adjustments: 0,
    entryFill: how,
    ended: null,
  }
  const chains = chain === null ? [...state.chains, fresh] : state.chains
  draft.state = { ...state, trades: [...state.trades, trade], chains, nextTrade: state.nextTrade + 1 }
  if (chain !== null)
    changeChain(draft, chain, (one) => ({ ...one, trades: [...one.trades, id], ended: null }))
  draft.effects.push({ kind: 'trade-opened', trade: id, chain: root, layer })
  return id
}

function closePart(
  draft: Draft,
  id: string,
  { at, closing }: Of<'order-filled'>,
  how: 'closed' | 're-struck' | 'rolled',
): void {
  const held = draft.state.trades.find((one) => one.id === id)
  assert(held !== undefined && held.condor !== null, 'a close needs a condor that is held', { trade: id })
  const { condor } = held
  for (const leg of closing) bookLeg(draft, id, leg, at)
  const sold = closing.find(({ quantity }) => quantity > 0)
  assert(sold !== undefined, 'a close buys shorts back', { trade: id })
  const left = condor.contracts - sold.quantity
  assert(left >= 0, 'no more is closed than is held', { trade: id, left })
  // Wings nobody bids for stay until they settle; the condor is gone with its shorts.
  changeTrade(draft, id, (one) => ({ ...one, condor: left === 0 ? null : { ...condor, contracts: left } }))
  removeIfFlat(draft, id, how)
}

function changeTrade(draft: Draft, id: string, change: (trade: OpenTrade) => OpenTrade): void {
  draft.state = {
    ...draft.state,
    trades: draft.state.trades.map((one) => (one.id === id ? change(one) : one)),
  }
}

function removeIfFlat(draft: Draft, id: string, how: string): void {
  const trade = draft.state.trades.find((one) => one.id === id)
  if (trade === undefined || trade.lots.open.length > 0 || trade.futures.length > 0) return
  draft.state = { ...draft.state, trades: draft.state.trades.filter((one) => one.id !== id) }
  changeChain(draft, trade.chain, (one) => ({ ...one, ended: how }))
  draft.effects.push({ kind: 'trade-closed', trade: id, chain: trade.chain, how })
}

/** Legs first close what the layer holds of the instrument, oldest first; what is left opens a trade of the layer. */
function tradeHedge(draft: Draft, layer: string, { at, closing, opening, how }: Of<'order-filled'>): void {
  const legs = [...closing, ...opening]
  spent(draft, legs)
  let opened: string | null = null
  for (const leg of legs) {
    let left = leg.quantity
    for (const trade of draft.state.trades.filter((one) => one.layer === layer)) {
      const held = heldOf(trade, leg.instrument)
      if (left === 0 || held === 0 || Math.sign(held) === Math.sign(left)) continue
      const size = Math.sign(left) * Math.min(Math.abs(left), Math.abs(held))
      bookLeg(draft, trade.id, shareOf(leg, size), at)
      left -= size
      removeIfFlat(draft, trade.id, 'closed')
    }
    if (left === 0) continue
    opened ??= newTrade(draft, { at, layer, chain: null, structureId: null, condor: null, how })
    bookLeg(draft, opened, shareOf(leg, left), at)
  }
}

/** Part of a leg, with its fees by the contract: whole cents a contract, so that parts add up. */
const shareOf = (leg: LegFill, quantity: number): LegFill => ({
  ...leg,
  quantity,
  fees_cents: Math.round((leg.fees_cents * quantity) / leg.quantity) as Cents,
})

function heldOf({ lots, futures }: OpenTrade, instrument: string): number {
  let held = 0
  for (const lot of lots.open) if (lot.instrument === instrument) held += lot.quantity
  for (const one of futures) if (one.instrument === instrument) held += one.quantity
  return held
}

/** Futures cost no premium: only what options cost and brought counts against the hedge's budget. */
function spent(draft: Draft, legs: readonly LegFill[]): void {
  const { state } = draft
  assert(state.date !== null, 'a fill falls in a session')
  let cents = 0
  for (const leg of legs) cents += leg.fees_cents - (leg.future ? 0 : fillCash(leg))
  draft.state = { ...state, hedgeSpending: [...state.hedgeSpending, { day: dayNumber(state.date), cents }] }
}

/** Books a leg on a trade, its chain and the cash of the account. */
function bookLeg(draft: Draft, trade: string, leg: LegFill, at: EpochMs): void {
  const held = draft.state.trades.find(({ id }) => id === trade)
  assert(held !== undefined, 'a leg needs its trade', { trade })
  const cash = leg.future ? bookFuture(draft, held, leg) : bookOption(draft, held, leg, at)
  move(draft, held.chain, cash - leg.fees_cents, leg.fees_cents)
}

function move(draft: Draft, chain: string, cash: number, fees: number): void {
  draft.state = { ...draft.state, cash_cents: (draft.state.cash_cents + cash) as Cents }
  changeChain(draft, chain, (one) => ({
    ...one,
    cash_cents: (one.cash_cents + cash) as Cents,
    fees_cents: (one.fees_cents + fees) as Cents,
  }))
}

/** Cash of the fill before fees. */
function bookOption(draft: Draft, held: OpenTrade, leg: LegFill, at: EpochMs): number {
  const { instrument, quantity, price_points, multiplier, fees_cents } = leg
  const booked: Fill = {
    id: `${held.id}:${held.lots.closed.length + held.lots.open.length}`,
    trade: held.id,
    filledAt: at,
    instrument,
    quantity,
    price_points,
    multiplier,
    fees_cents,
  }
  const lots: LotBook = bookFill(held.lots, booked)
  changeTrade(draft, held.id, (one) => ({ ...one, lots }))
  return fillCash(booked)
}

/**
 * A future is entered at its price without cash, and left with the difference to the mark it was last settled to; what is added
 * to a holding is settled to the holding's mark at once, so that all of it has one.
 */
function bookFuture(draft: Draft, held: OpenTrade, leg: LegFill): number {
  const { instrument, multiplier } = leg
  const price = contractCents(leg.price_points, multiplier)
  const before = held.futures.find((one) => one.instrument === instrument)
  const mark_cents = before?.mark_cents ?? price
  const quantity = (before?.quantity ?? 0) + leg.quantity
  const others = held.futures.filter((one) => one.instrument !== instrument)
  const futures: readonly HeldFuture[] =
    quantity === 0 ? others : [...others, { instrument, quantity, multiplier, mark_cents }]
  changeTrade(draft, held.id, (one) => ({ ...one, futures }))
  return leg.quantity * (mark_cents - price)
}

/** Value of one contract. */
const contractCents = (points: number, multiplier: number): Cents => centsRoundedHalfEven(points * multiplier)

function settle(state: AccountState, event: Of<'instrument-settled'>): Stepped {
  const { at, trade: id, instrument, price_points } = event
  const held = state.trades.find((one) => one.id === id)
  const quantity = held === undefined ? 0 : heldOf(held, instrument)
  assert(held !== undefined && quantity !== 0, 'a settlement needs what it settles', {
    trade: id,
    instrument,
  })
  const future = held.futures.find((one) => one.instrument === instrument)
  const multiplier =
    future?.multiplier ?? held.lots.open.find((lot) => lot.instrument === instrument)?.multiplier ?? 0
  const draft: Draft = {
    state: { ...state, awaiting: state.awaiting.filter((one) => one !== instrument) },
    effects: [],
  }
  bookLeg(
    draft,
    id,
    {
      instrument,
      quantity: -quantity,
      price_points,
      multiplier,
      fees_cents: 0 as Cents,
      future: future !== undefined,
    },
    at,
  )
  const left = draft.state.trades.find((one) => one.id === id)
  const shorts = left?.lots.open.some((lot) => lot.quantity < 0) ?? false
  if (!shorts) changeTrade(draft, id, (one) => ({ ...one, condor: null }))
  removeIfFlat(draft, id, 'settled')
  return draft
}

function markFutures(state: AccountState, { marks }: Of<'futures-marked'>): AccountState {
  const draft: Draft = { state, effects: [] }
  for (const { trade: id, instrument, settle_points } of marks) {
    const trade = draft.state.trades.find((one) => one.id === id)
    const future = trade?.futures.find((one) => one.instrument === instrument)
    assert(trade !== undefined && future !== undefined, 'a future that is marked is held', { id, instrument })
    const mark_cents = contractCents(settle_points, future.multiplier)
    move(draft, trade.chain, future.quantity * (mark_cents - future.mark_cents), 0)
    changeTrade(draft, id, (one) => ({
      ...one,
      futures: one.futures.map((each) => (each.instrument === instrument ? { ...each, mark_cents } : each)),
    }))
  }
  return draft.state
}

function closeDay(state: AccountState, event: Of<'day-closed'>): Stepped {
  const { equity_cents, margin_cents } = event
  const said = new Map(event.chains.map((one) => [one.id, one]))
  const open = new Set(state.trades.map(({ chain }) => chain))
  const chains = state.chains.map((chain): TradeChainState => {
    const { lvr_cents: lvr = 0, margin_cents: margin = 0 } = said.get(chain.id) ?? {}
    return {
      ...chain,
      lvr_cents: (chain.lvr_cents + lvr) as Cents,
      marginMax_cents: Math.max(chain.marginMax_cents, margin) as Cents,
      marginDays_cents: chain.marginDays_cents + margin,
      days: chain.days + 1,
    }
  })
  const equityHigh_cents = Math.max(state.equityHigh_cents, equity_cents) as Cents
  return {
    state: {
      ...state,
      chains: chains.filter(({ id }) => open.has(id)),
      equity_cents,
      margin_cents,
      equityHigh_cents,
      drawdownMax_cents: Math.max(state.drawdownMax_cents, equityHigh_cents - equity_cents) as Cents,
    },
    effects: chains.filter(({ id }) => !open.has(id)).map((chain) => ({ kind: 'chain-closed', chain })),
  }
}
