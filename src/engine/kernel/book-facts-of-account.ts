import { assert } from '../../base/vocabulary/assert.ts'
import { dayNumber } from '../../base/calendar/civil.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import type {
  BookFacts,
  HeldHedge,
  HeldIndexOption,
  HeldOther,
  HeldPosition,
} from '../../policy/book-facts.ts'
import { hedgeSpentLastYear } from '../../policy/hedge/hedge-spent.ts'
import {
  type AccountState,
  type CondorTerms,
  DELTA_LAYER,
  HEDGE_LAYER,
  type OpenTrade,
} from './account-state.ts'

/** What a decision may know of the account. Positions whose settlement is awaited are past deciding on. */
export function bookFactsOfAccount(state: AccountState): BookFacts {
  const positions: HeldPosition[] = []
  const hedges: HeldHedge[] = []
  const indexOptions: HeldIndexOption[] = []
  const others: HeldOther[] = []
  for (const trade of state.trades) {
    const waits = trade.lots.open.some(({ instrument }) => state.awaiting.includes(instrument))
    if (trade.layer !== 'core' && trade.layer !== DELTA_LAYER) hedges.push(...hedgesOf(trade))
    else if (waits) others.push({ trade: trade.id, says: 'expired, unsettled', margin_dollars: 0 })
    else if (trade.layer === DELTA_LAYER) indexOptions.push(...optionsOf(trade, true))
    else if (trade.condor === null) {
      others.push({ trade: trade.id, says: 'legs left to settle', margin_dollars: 0 })
      indexOptions.push(...optionsOf(trade, false))
    } else positions.push(positionOf(state, trade, trade.condor))
  }
  return {
    positions,
    hedges,
    indexOptions,
    others,
    adjustmentsLastWeek: state.adjustmentDays.length,
    hedgeSpentLastYear_dollars: hedgeSpentLastYear(
      state.hedgeSpending.map(({ day, cents }) => ({ day, dollars: cents / 100 })),
      state.date === null ? 0 : dayNumber(state.date),
    ),
  }
}

function positionOf(state: AccountState, trade: OpenTrade, condor: CondorTerms): HeldPosition {
  const chain = state.chains.find(({ id }) => id === trade.chain)
  assert(chain !== undefined, 'an open trade has its chain', { trade: trade.id })
  const { root, expiration, contracts, legs, entryCredit_points, entry, entryNote } = condor
  return {
    trade: trade.id,
    chain: chain.trades,
    rulesHash: null,
    structureId: chain.structureId,
    openedAt: trade.openedAt,
    root,
    expiration,
    contracts,
    legs,
    entryCredit_points,
    entry,
    entryNote,
    entrySource: null,
    chainCash_cents: chain.cash_cents,
    rolls: chain.rolls,
    adjustments: chain.adjustments,
  }
}

const optionsOf = ({ id, lots }: OpenTrade, closesDelta: boolean): HeldIndexOption[] =>
  lots.open.map(({ instrument, quantity }) => ({ trade: id, instrument, quantity, closesDelta }))

function hedgesOf({ id, layer, lots, futures }: OpenTrade): HeldHedge[] {
  const layerId = layer.slice(HEDGE_LAYER.length)
  const held = new Map<string, HeldHedge>()
  for (const { instrument, quantity, cash_cents } of lots.open) {
    const before = held.get(instrument)
    held.set(instrument, {
      trade: id,
      instrument,
      quantity: quantity + (before?.quantity ?? 0),
      cost_cents: ((before?.cost_cents ?? 0) - cash_cents) as Cents,
      layerId,
    })
  }
  for (const { instrument, quantity } of futures) {
    held.set(instrument, { trade: id, instrument, quantity, cost_cents: 0 as Cents, layerId })
  }
  return [...held.values()]
}
