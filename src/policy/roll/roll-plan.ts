/** What time-shifting says of one open condor: whether it fires, what it would roll into, and what it takes otherwise. */
import type { Reason } from '../decision.ts'
import type { Order } from '../intent.ts'

export interface RollTarget {
  readonly root: string
  readonly expiration: string
  readonly days: number
  /** Long put, short put, short call, long call. */
  readonly strikes_points: readonly number[]
  /** New credit less the debit of closing, both at natural, per condor; positive is received. */
  readonly net_points: number
  /** Net dollars per condor after commissions and fees. */
  readonly net_dollars: number
  readonly meetsTarget: boolean
  /** Why its market does not take all contracts at once, in words; null where it does, or where nothing is known of it. */
  readonly thin: string | null
}

export interface RollPlan {
  /**
   * `none`: not fired. `roll`: forward. `roll-back`: nearer again. `defined-loss`: fired, and no expiry pays for it.
   * `used-up`: fired, and the rolls of the chain are spent. `too-thin`: fired, and the market does not take it at one size.
   * `unknown`: an input is.
   */
  readonly outcome: 'none' | 'roll' | 'roll-back' | 'defined-loss' | 'used-up' | 'too-thin' | 'unknown'
  readonly target: RollTarget | null
  /** Under `too-thin`: the leg, what it shows and what is wanted. */
  readonly thin: string | null
  /** Everything looked at, nearest expiry first. */
  readonly considered: readonly RollTarget[]
  readonly close: Order | null
  readonly open: Order | null
  readonly cost_dollars: number | null
  readonly reason: Reason
}
