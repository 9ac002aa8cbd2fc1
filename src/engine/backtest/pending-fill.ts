/** How an order that waited is filled on a snapshot, or why it is not. Nothing is booked here. */
import { assert } from '../../base/vocabulary/assert.ts'
import { valueOrNull } from '../../base/vocabulary/result.ts'
import type { Order } from '../../policy/intent.ts'
import { readLevels } from '../../policy/market-readings.ts'
import { entryState } from '../../policy/position/entry-state.ts'
import {
  type AccountState,
  type CondorTerms,
  DELTA_LAYER,
  type OpenTrade,
  type PendingOrder,
} from '../kernel/account-state.ts'
import type { LegFill } from '../kernel/kernel-event.ts'
import { shareOf } from '../kernel/trade-layer.ts'
import type { BacktestDay } from './backtest-day.ts'
import type { BacktestSetup } from './backtest-setup.ts'
import { condorOfOrder } from './condor-of-order.ts'
import { fillEntry, fillExit, fillOrder, type Filled, type FillDesk, type FillRefusal } from './fill-order.ts'
import { condorMargin, deltaLots, marginOfAccount, shortMargin } from './margin-of-account.ts'
import type { QuoteBook } from './quote-book.ts'
import type { RunLog } from './run-log.ts'

export interface FillScene {
  readonly day: BacktestDay
  readonly quotes: QuoteBook
  readonly setup: BacktestSetup
  readonly state: AccountState
  readonly log: RunLog
}

export type PendingFill =
  | {
      readonly ok: true
      readonly closing: readonly LegFill[]
      readonly opening: readonly LegFill[]
      readonly opened: CondorTerms | null
      /** The trade that is closed, whole or in part; null where none is. */
      readonly closes: OpenTrade | null
      /** Margin of a condor that is replaced: held beside the new one for the session. */
      readonly released_cents: number
      readonly layer: string
    }
  | { readonly ok: false; readonly code: FillRefusal; readonly why: string }

const CORE = {
  closing: [],
  opening: [],
  opened: null,
  closes: null,
  released_cents: 0,
  layer: 'core',
} as const

export function pendingFill(intent: PendingOrder['intent'], scene: FillScene): PendingFill {
  const desk = deskOf(scene)
  const { entryLimit, exitLimit } = scene.setup.options
  switch (intent.kind) {
    case 'open-condor': {
      const opening = fillEntry(desk, intent.order, entryLimit)
      if (!opening.ok) return opening
      const opened = terms(scene, intent.order, opening)
      if (!affordable(scene, opened, 0)) return TOO_DEAR
      return { ...CORE, ok: true, opening: opening.fills, opened }
    }
    case 'close':
    case 'resize': {
      const held = heldCondor(scene, intent.trade)
      if (held === null) return gone(intent.trade)
      const closing = fillExit(desk, intent.order, held.condor.legs, exitLimit)
      if (!closing.ok) return closing
      return { ...CORE, ok: true, closing: closing.fills, closes: held.trade }
    }
    case 're-strike':
    case 'roll':
    case 'roll-back': {
      const held = heldCondor(scene, intent.trade)
      if (held === null) return gone(intent.trade)
      const closing = fillExit(desk, intent.close, held.condor.legs, exitLimit)
      if (!closing.ok) return closing
      const opening = fillEntry(desk, intent.open, entryLimit)
      if (!opening.ok) return opening
      const opened = terms(scene, intent.open, opening)
      const released_cents = condorMargin(held.condor)
      if (!affordable(scene, opened, released_cents)) return TOO_DEAR
      const fills = { closing: closing.fills, opening: opening.fills }
      return { ...CORE, ok: true, ...fills, opened, closes: held.trade, released_cents }
    }
    case 'hedge': {
      const opening = partFills(intent.orders, intent.kind, scene, desk)
      if (opening.length > 0) return { ...CORE, ok: true, opening, layer: `hedge:${intent.layerId}` }
      return { ok: false, code: 'not-quoted', why: `no order of ${intent.layerId} could be filled` }
    }
    case 'close-delta': {
      const fills = partFills(intent.orders, intent.kind, scene, desk)
      if (fills.length === 0) return { ok: false, code: 'not-quoted', why: 'no order could be filled' }
      if (!carries(scene, fills)) return TOO_DEAR
      return { ...CORE, ok: true, ...splitByHeld(fills, scene.state), layer: DELTA_LAYER }
    }
  }
}

/** Each order by itself: what cannot be filled is noted, and keeps no other one back. */
function partFills(
  orders: readonly Order[],
  kind: 'hedge' | 'close-delta',
  { log, day }: FillScene,
  desk: FillDesk,
): readonly LegFill[] {
  return orders.flatMap((order) => {
    const part = fillOrder(desk, order, false)
    if (part.ok) return part.fills
    log.add(`not-filled:${kind}:${part.code}`, day.date, part.why)
    return []
  })
}

/**
 * What takes off of what closes delta, and what is new. Told apart because they leave other marks: a short that nobody bids for is
 * marked at its ask until it is bought back.
 */
function splitByHeld(
  fills: readonly LegFill[],
  { trades }: AccountState,
): { readonly closing: readonly LegFill[]; readonly opening: readonly LegFill[] } {
  const held = new Map<string, number>()
  for (const { instrument, quantity } of deltaLots(trades)) {
    held.set(instrument, (held.get(instrument) ?? 0) + quantity)
  }
  const closing: LegFill[] = []
  const opening: LegFill[] = []
  for (const fill of fills) {
    const { instrument, quantity } = fill
    const there = held.get(instrument) ?? 0
    const closes =
      there * quantity < 0 ? Math.sign(quantity) * Math.min(Math.abs(quantity), Math.abs(there)) : 0
    held.set(instrument, there + quantity)
    if (closes !== 0) closing.push(shareOf(fill, closes))
    if (closes !== quantity) opening.push(shareOf(fill, quantity - closes))
  }
  return { closing, opening }
}

const TOO_DEAR = { ok: false, code: 'not-enough-capital', why: 'margin above equity' } as const

const gone = (trade: string): PendingFill => ({ ok: false, code: 'position-gone', why: trade })

function deskOf({ day, quotes, setup }: FillScene): FillDesk {
  const { rules, options } = setup
  const vix = day.facts === null ? null : valueOrNull(day.facts.market.vix)
  return {
    date: day.date,
    quotes,
    vix_vol_points: vix?.level_vol_points ?? null,
    options,
    costs: rules.costs,
  }
}

function heldCondor(
  { state }: FillScene,
  id: string,
): { readonly trade: OpenTrade; readonly condor: CondorTerms } | null {
  const trade = state.trades.find((one) => one.id === id)
  return trade === undefined || trade.condor === null ? null : { trade, condor: trade.condor }
}

/** One account: what is opened must be covered by what it is worth. */
function affordable({ day, quotes, state }: FillScene, opened: CondorTerms, released_cents: number): boolean {
  const margin = marginOfAccount(state, day.date, 'reg-t', quotes)
  return margin.total_cents - released_cents + condorMargin(opened) <= state.equity_cents
}

/** Whether the account can carry options beside its condors, what they take off of what is held counted. */
function carries({ day, quotes, state }: FillScene, opening: readonly LegFill[]): boolean {
  const margin = marginOfAccount(state, day.date, 'reg-t', quotes)
  const held = deltaLots(state.trades)
  const more = shortMargin([...held, ...opening], quotes) - shortMargin(held, quotes)
  return more <= 0 || margin.total_cents + more <= state.equity_cents
}

function terms({ day, setup, log }: FillScene, order: Order, filled: Filled & { ok: true }): CondorTerms {
  const { facts } = day
  assert(facts !== null, 'an entry is filled on a snapshot')
  const { root, expiration, legs } = condorOfOrder(order)
  const sold = { root, expiration, legs, credit_points: filled.net_points }
  const entry = entryState(facts, readLevels(facts, setup.rules), sold)
  const expiry = facts.market.expiries.find(
    ({ slice }) => slice.root === root && slice.expiration === expiration,
  )
  if (expiry?.slice.counterfactual === true) {
    log.add('counterfactual-expiry', day.date, `${root} ${expiration} was not listed: modelled only`)
  }
  return {
    root,
    expiration,
    legs,
    contracts: order.units,
    entryCredit_points: filled.net_points,
    entry: valueOrNull(entry),
    entryNote: entry.ok ? 'the snapshot it was filled on' : entry.refusal.wanted,
  }
}
