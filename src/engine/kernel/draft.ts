/** What the parts of one event write into, and the changes that all of them make. */
import type { AccountState, OpenTrade, TradeChainState } from './account-state.ts'
import type { KernelEffect, KernelEvent } from './kernel-event.ts'

export interface Stepped {
  readonly state: AccountState
  readonly effects: readonly KernelEffect[]
}

export type Of<K extends KernelEvent['kind']> = Extract<KernelEvent, { readonly kind: K }>

/** A draft of the account that the parts of one event write into. */
export interface Draft {
  state: AccountState
  readonly effects: KernelEffect[]
}

export function changeChain(
  draft: Draft,
  id: string,
  change: (chain: TradeChainState) => TradeChainState,
): void {
  const chains = draft.state.chains.map((one) => (one.id === id ? change(one) : one))
  draft.state = { ...draft.state, chains }
}

export function changeTrade(draft: Draft, id: string, change: (trade: OpenTrade) => OpenTrade): void {
  draft.state = {
    ...draft.state,
    trades: draft.state.trades.map((one) => (one.id === id ? change(one) : one)),
  }
}

/** A trade with nothing left in it ends, and its chain with it where nothing follows. */
export function removeIfFlat(draft: Draft, id: string, how: string): void {
  const trade = draft.state.trades.find((one) => one.id === id)
  if (trade === undefined || trade.lots.open.length > 0 || trade.futures.length > 0) return
  draft.state = { ...draft.state, trades: draft.state.trades.filter((one) => one.id !== id) }
  endChain(draft, trade.chain, how)
  draft.effects.push({ kind: 'trade-closed', trade: id, chain: trade.chain, how })
}

/**
 * Says how a chain ended, the first time that nothing but wings nobody bids for is left of it; a roll that opens its next trade takes
 * that back. Wings of an earlier trade that settle meanwhile end nothing.
 */
export function endChain(draft: Draft, id: string, how: string): void {
  const goesOn = draft.state.trades.some(({ chain, condor }) => chain === id && condor !== null)
  if (!goesOn) changeChain(draft, id, (one) => ({ ...one, ended: one.ended ?? how }))
}
