import { dayNumber } from '../../base/calendar/civil.ts'
import type { TradeChainState } from '../kernel/account-state.ts'
import type { ClosedChain } from './backtest-run.ts'

/** A chain the kernel closed, as a run keeps it; `exitDay` is of its last fill or settlement. */
export function closedChain(
  chain: TradeChainState,
  exitDay: number,
  keptBack: ClosedChain['keptBack'],
): ClosedChain {
  const { id, layer, structureId, cash_cents, fees_cents, contracts, entryCredit_points } = chain
  return {
    id,
    layer,
    structureId,
    entryDay: dayNumber(chain.openedOn),
    exitDay,
    pnl_cents: cash_cents,
    fees_cents,
    margin_cents: chain.days === 0 ? 0 : chain.marginDays_cents / chain.days,
    marginMax_cents: chain.marginMax_cents,
    lvr_cents: 0 - chain.lvr_cents,
    won: cash_cents > 0,
    contracts,
    entryCredit_points,
    trades: chain.trades.length,
    rolls: chain.rolls,
    adjustments: chain.adjustments,
    entryFill: chain.entryFill,
    ended: chain.ended ?? 'closed',
    keptBack: keptBack ?? null,
  }
}
