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
  HEDGE_LAYER,
  type OpenTrade,
  type PendingOrder,
} from '../kernel/account-state.ts'
import { contractCents } from '../kernel/book-leg.ts'
import type { LegFill } from '../kernel/kernel-event.ts'
import { shareOf } from '../kernel/trade-layer.ts'
import type { BacktestDay } from './backtest-day.ts'
import type { BacktestSetup } from './backtest-setup.ts'
import { condorOfOrder } from './condor-of-order.ts'
import { fillEntry, fillExit, fillOrder, type Filled, type FillDesk, type FillRefusal } from './fill-order.ts'
import { condorMargin, deltaLots, futureMargin, marginOfAccount, shortMargin } from './margin-of-account.ts'
import { accountWorth } from './account-worth.ts'
import { cashOfFills, costOfFills } from './cash-of-fills.ts'
import type { HeldItem } from './held-item.ts'
import type { QuoteBook } from './quote-book.ts'
import type { RunLog } from './run-log.ts'

export interface FillScene {
  readonly day: BacktestDay
  readonly quotes: QuoteBook
  readonly setup: BacktestSetup
  readonly state: AccountState
  /** Last marks, for what the snapshot does not quote. */
  readonly known: ReadonlyMap<string, HeldItem>
  /** Margin of trades that were replaced in this session, still counted. */
  readonly overlap_cents: number
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
      if (!covers(scene, condorMargin(opened), costOfFills(opening.fills, scene.quotes, true)))
        return TOO_DEAR
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
      const cost =
        costOfFills(closing.fills, scene.quotes, false) + costOfFills(opening.fills, scene.quotes, true)
      // The condor that is left counts beside the new one to the end of the session.
      if (!covers(scene, condorMargin(opened), cost)) return TOO_DEAR
      const fills = { closing: closing.fills, opening: opening.fills }
      const released_cents = condorMargin(held.condor)
      return { ...CORE, ok: true, ...fills, opened, closes: held.trade, released_cents }
    }
    case 'hedge': {
      const layer = `${HEDGE_LAYER}${intent.layerId}`
      const held = holdingsOf(scene.state, layer)
      const fills = partFills(intent.orders, intent.kind, scene, desk, (all) =>
        paysForHedge(scene, held, all),
      )
      if (fills.length > 0) return { ...CORE, ok: true, ...splitByHeld(fills, held), layer }
      return { ok: false, code: 'not-quoted', why: `no order of ${intent.layerId} could be filled` }
    }
    case 'close-delta': {
      const held = holdingsOf(scene.state, DELTA_LAYER)
      const fills = partFills(intent.orders, intent.kind, scene, desk, (all) => carries(scene, held, all))
      if (fills.length === 0) return { ok: false, code: 'not-quoted', why: 'no order could be filled' }
      return { ...CORE, ok: true, ...splitByHeld(fills, held), layer: DELTA_LAYER }
    }
  }
}

/** Each order by itself: what cannot be filled or paid for is noted, and keeps no other one back. */
function partFills(
  orders: readonly Order[],
  kind: 'hedge' | 'close-delta',
  { log, day }: FillScene,
  desk: FillDesk,
  affords: (all: readonly LegFill[]) => boolean,
): readonly LegFill[] {
  let fills: readonly LegFill[] = []
  for (const order of orders) {
    const part = fillOrder(desk, order, false)
    const all = part.ok ? [...fills, ...part.fills] : fills
    const refusal = part.ok ? (affords(all) ? null : TOO_DEAR) : part
    if (refusal === null) fills = all
    else log.add(`not-filled:${kind}:${refusal.code}`, day.date, refusal.why)
  }
  return fills
}

/** What a layer holds, signed, by instrument. */
function holdingsOf({ trades }: AccountState, layer: string): ReadonlyMap<string, number> {
  const held = new Map<string, number>()
  for (const trade of trades) {
    if (trade.layer !== layer) continue
    for (const { instrument, quantity } of [...trade.lots.open, ...trade.futures]) {
      held.set(instrument, (held.get(instrument) ?? 0) + quantity)
    }
  }
  return held
}

/**
 * What takes off of what a layer holds, and what is new. Told apart because they leave other marks: a short that nobody bids for is
 * marked at its ask until it is bought back.
 */
function splitByHeld(
  fills: readonly LegFill[],
  holdings: ReadonlyMap<string, number>,
): { readonly closing: readonly LegFill[]; readonly opening: readonly LegFill[] } {
  const held = new Map(holdings)
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

/**
 * One account, by the spread rule whatever margin is reported: all that is held and `margin_cents` more must be covered by what the
 * account is worth on this snapshot once the fill has cost what it costs. Options of the hedge cover nothing.
 */
function covers(scene: FillScene, margin_cents: number, cost_cents: number): boolean {
  const { day, quotes, state, known, overlap_cents } = scene
  const { total_cents } = marginOfAccount(state, day.date, 'reg-t', quotes)
  const { equity_cents, hedges_cents } = accountWorth(state, quotes, known)
  return total_cents + overlap_cents + margin_cents <= equity_cents - hedges_cents - cost_cents
}

/** Whether the account can carry options beside its condors, what they take off of what is held counted. */
function carries(scene: FillScene, held: ReadonlyMap<string, number>, fills: readonly LegFill[]): boolean {
  const { quotes, state } = scene
  const lots = deltaLots(state.trades)
  const more = shortMargin([...lots, ...fills], quotes) - shortMargin(lots, quotes)
  if (more <= 0) return true
  const { closing, opening } = splitByHeld(fills, held)
  return covers(scene, more, costOfFills(closing, quotes, false) + costOfFills(opening, quotes, true))
}

/** Whether the account pays for hedges: premium of options in full, margin of futures. What only takes off always may. */
function paysForHedge(
  scene: FillScene,
  held: ReadonlyMap<string, number>,
  fills: readonly LegFill[],
): boolean {
  const { closing, opening } = splitByHeld(fills, held)
  const futures = (all: readonly LegFill[]): number => {
    let cents = 0
    for (const { future, quantity, price_points, multiplier } of all) {
      const mark_cents = contractCents(price_points, multiplier)
      if (future) cents += futureMargin({ quantity, mark_cents }, scene.day.date)
    }
    return cents
  }
  const premium = 0 - cashOfFills(fills)
  const margin = futures(opening) - futures(closing)
  if (premium <= 0 && margin <= 0) return true
  // Premium is paid at the price of the fill; a future costs its distance from the mark.
  const futuresOnly = (all: readonly LegFill[]): readonly LegFill[] => all.filter(({ future }) => future)
  let cost = premium
  for (const { future, fees_cents } of fills) if (!future) cost += fees_cents
  cost += costOfFills(futuresOnly(opening), scene.quotes, true)
  cost += costOfFills(futuresOnly(closing), scene.quotes, false)
  return covers(scene, margin, cost)
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
