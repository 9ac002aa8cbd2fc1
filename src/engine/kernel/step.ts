/**
 * The only place where an account changes. An event gives the next state and what it set off; nothing is read but the two. An
 * event that does not fit the state is our own mistake, since whoever makes events has the state at hand: it stops.
 */
import { dayNumber } from '../../base/calendar/civil.ts'
import { assert, assertNever } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import type { Intent } from '../../policy/intent.ts'
import {
  type AccountState,
  DELTA_LAYER,
  HEDGE_LAYER,
  type PendingOrder,
  type TradeChainState,
} from './account-state.ts'
import { bookLeg, contractCents, heldOf, move } from './book-leg.ts'
import {
  changeChain,
  changeTrade,
  type Draft,
  endChain,
  type Of,
  removeIfFlat,
  type Stepped,
} from './draft.ts'
import type { KernelEvent, LegFill } from './kernel-event.ts'
import { newTrade } from './new-trade.ts'
import { spend, tradeLayer } from './trade-layer.ts'

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
      spend(draft, [...event.closing, ...event.opening])
      tradeLayer(draft, `${HEDGE_LAYER}${intent.layerId}`, event)
      break
    case 'close-delta':
      tradeLayer(draft, DELTA_LAYER, event)
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
  const bought = closing.find(({ quantity }) => quantity > 0)
  assert(bought !== undefined, 'a close buys shorts back', { trade: id })
  const left = condor.contracts - bought.quantity
  assert(left >= 0, 'no more is closed than is held', { trade: id, left })
  // Wings nobody bids for stay until they settle; the condor is gone with its shorts.
  changeTrade(draft, id, (one) => ({ ...one, condor: left === 0 ? null : { ...condor, contracts: left } }))
  if (left === 0) endChain(draft, held.chain, how)
  removeIfFlat(draft, id, how)
}

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
  const leg: LegFill = {
    instrument,
    quantity: -quantity,
    price_points,
    multiplier,
    fees_cents: 0 as Cents,
    future: future !== undefined,
  }
  bookLeg(draft, id, leg, at)
  if (held.layer.startsWith(HEDGE_LAYER)) spend(draft, [leg])
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
      days: chain.days + (margin > 0 ? 1 : 0),
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
