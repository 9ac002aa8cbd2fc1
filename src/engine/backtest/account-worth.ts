import { type AccountState, HEDGE_LAYER } from '../kernel/account-state.ts'
import { type HeldItem, itemsOf, markCents } from './held-item.ts'
import type { QuoteBook } from './quote-book.ts'

export interface AccountWorth {
  /** Cash and marks of everything held. */
  readonly equity_cents: number
  /** Of it, options of the hedge: paid for in full, they carry no margin. */
  readonly hedges_cents: number
}

/** What an account is worth on a snapshot, what has been settled and filled on it included. `known` gives the marks of what is not quoted. */
export function accountWorth(
  state: AccountState,
  quotes: QuoteBook,
  known: ReadonlyMap<string, HeldItem>,
): AccountWorth {
  let equity_cents: number = state.cash_cents
  let hedges_cents = 0
  for (const item of itemsOf(state, quotes, known, () => undefined).values()) {
    const cents = markCents(item)
    equity_cents += cents
    if (item.layer.startsWith(HEDGE_LAYER)) hedges_cents += cents
  }
  return { equity_cents, hedges_cents }
}
