/** The bound on what each open condor may cost, held against what it did: a breach is our own mistake, and stops. */
import { assert } from '../../base/vocabulary/assert.ts'
import { centsRoundedUp } from '../../book/money.ts'
import { verticalsOf } from '../../book/structure/vertical.ts'
import type { CondorTerms } from '../kernel/account-state.ts'
import type { KernelEffect, LegFill } from '../kernel/kernel-event.ts'
import { cashOfFills } from './cash-of-fills.ts'

/** Each leg of a condor may be rounded down by a cent, at every part of it that is closed. */
const ROUNDED_CENTS = 32

/** The bound of one open condor: the least that its cash may come to, and what it is so far. */
export interface LossBound {
  readonly trade: string
  readonly least_cents: number
  readonly cash_cents: number
}

export class LossBounds {
  private readonly bounds = new Map<string, { least_cents: number; cash_cents: number }>()

  constructor(carried: readonly LossBound[] = []) {
    for (const { trade, ...bound } of carried) this.bounds.set(trade, bound)
  }

  all(): readonly LossBound[] {
    return [...this.bounds].map(([trade, bound]) => ({ trade, ...bound }))
  }

  /** The least a condor's cash can come to before fees: its wider side lost, its credit kept. */
  opened(terms: CondorTerms, fills: readonly LegFill[], effects: readonly KernelEffect[]): void {
    const opened = effects.find((effect) => effect.kind === 'trade-opened')
    assert(opened?.kind === 'trade-opened', 'a condor that is filled is opened')
    const { put, call } = verticalsOf(terms.legs)
    const width = Math.max(put.width_points, call.width_points)
    const multiplier = fills[0]?.multiplier ?? 0
    const lost = centsRoundedUp((width - terms.entryCredit_points) * multiplier * terms.contracts)
    this.bounds.set(opened.trade, { least_cents: 0 - lost - ROUNDED_CENTS, cash_cents: cashOfFills(fills) })
  }

  moved(trade: string, cash: number, effects: readonly KernelEffect[]): void {
    const bound = this.bounds.get(trade)
    if (bound === undefined) return
    bound.cash_cents += cash
    if (!effects.some((effect) => effect.kind === 'trade-closed' && effect.trade === trade)) return
    this.bounds.delete(trade)
    const { least_cents, cash_cents } = bound
    assert(cash_cents >= least_cents, 'a condor cannot lose more than its width less its credit and costs', {
      trade,
      cash_cents,
      least_cents,
    })
  }
}
