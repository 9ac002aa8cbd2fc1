/** Opens a trade on a draft: of a chain that goes on, or of a chain of its own. Gives its identifier. */
import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { EMPTY_LOTS } from '../../book/position/lots.ts'
import type { CondorTerms, OpenTrade, TradeChainState } from './account-state.ts'
import { changeChain, type Draft } from './draft.ts'

interface NewTrade {
  readonly at: EpochMs
  readonly layer: string
  readonly chain: string | null
  readonly structureId: string | null
  readonly condor: CondorTerms | null
  readonly how: string
}

export function newTrade(draft: Draft, { at, layer, chain, structureId, condor, how }: NewTrade): string {
  const { state } = draft
  assert(state.date !== null, 'a trade is opened in a session')
  const id = `T${state.nextTrade}`
  const root = chain ?? id
  const trade: OpenTrade = {
    id,
    chain: root,
    layer,
    openedAt: at,
    condor,
    lots: EMPTY_LOTS,
    futures: [],
    fills: 0,
  }
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
