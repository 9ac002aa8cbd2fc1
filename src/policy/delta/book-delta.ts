/** What a decision says of the book's delta: how large it is, what limit it has, and the leg that closes it most cheaply. */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { Reason } from '../decision.ts'
import type { Order, OrderLeg } from '../intent.ts'

/** One way to close delta, whole contracts, at natural. */
export interface ClosingLeg {
  readonly kind: 'synthetic' | 'future'
  /** `SPXW 2024-02-16 4700 synthetic`, `ES 2024-03-15`. */
  readonly name: string
  readonly side: 'buy' | 'sell'
  readonly contracts: number
  /** Contracts that would close it whole, to the nearest one. */
  readonly wanted_contracts: number
  /** Dollars per point of the index bought or sold. */
  readonly delta_dollars_per_point: number
  /** Paid over fair value: spread, commissions and fees. */
  readonly cost_dollars: number
  /** Margin by the rule for short options and what is paid; 0 where it takes off what is held, null for a future. */
  readonly tiesUp_dollars: number | null
  /** It takes off a synthetic that is held. */
  readonly unwinds: boolean
  /** What its market or the account allows less by, in words; null where it is whole. */
  readonly cap: string | null
  readonly order: Order
}

/** `hold`: the rules set a limit, and nothing is done. `reading`: they set none. */
export type DeltaAction = 'close' | 'hold' | 'unknown' | 'reading'

export interface BookDelta {
  readonly rung: Rung
  /** Of all index options held, dollars per point of the index; null where one of them is not quoted. */
  readonly delta_dollars_per_point: number | null
  /** The same once today's orders for positions are filled: what the limit is of. */
  readonly ordered_dollars_per_point: number | null
  /** Null where the rules set none. */
  readonly limit_dollars_per_point: number | null
  readonly action: DeltaAction
  readonly because: string
  /** What closes it: what is taken off of what is held first, then the cheapest. Empty where less than half a contract is left. */
  readonly closing: readonly ClosingLeg[]
  /** The next cheapest way; null where there is none. */
  readonly runnerUp: ClosingLeg | null
  /** Of the closing legs together; null where there are none. */
  readonly cost_dollars: number | null
  readonly after_dollars_per_point: number | null
  /** Those of the closing legs where the action is to close; else empty. */
  readonly orders: readonly Order[]
  /** Contracts held to close delta. */
  readonly held: readonly OrderLeg[]
  readonly warnings: readonly string[]
  readonly reason: Reason
}
