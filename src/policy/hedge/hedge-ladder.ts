/** What a decision says of the hedge: what each layer holds, wants and costs, and whether the second engine is armed. */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { Reason } from '../decision.ts'
import type { Order } from '../intent.ts'

/** One contract a layer would buy, priced off the future of its own expiry. */
export interface HedgeInstrument {
  /** OCC symbol of a VIX option; `VX 2024-02-14` for a future. */
  readonly instrument: string
  readonly expiration: string
  readonly days: number
  /** The VX future of that expiry. */
  readonly future_vol_points: number
  readonly strike_vol_points: number | null
  readonly delta: number
  /** Decimal per year; null for a future. */
  readonly volatility: number | null
  readonly price_points: number
  /** Dollars of one contract; for a future its margin, since nothing is paid. */
  readonly cost_dollars: number
  readonly rung: Rung
}

export type LayerAction = 'hold' | 'open' | 'roll' | 'monetise' | 'reduce' | 'stand aside' | 'unknown'

export interface LayerReading {
  readonly id: string
  readonly instrument: 'vix-call' | 'vix-call-spread' | 'vix-future'
  readonly tenor_days: number
  readonly wants_contracts: number
  readonly holds_contracts: number
  /** Held contracts, each with its mark now; null marks are unknown. */
  readonly held: readonly {
    readonly instrument: string
    readonly quantity: number
    readonly days: number
    readonly mark_points: number | null
    readonly paid_dollars: number
    readonly value_dollars: number | null
  }[]
  /** What would be bought; null where no future or option of that tenor is known. */
  readonly target: HedgeInstrument | null
  readonly action: LayerAction
  readonly orders: readonly Order[]
  /** Of the orders, at the prices stated; positive is paid. */
  readonly cost_dollars: number | null
  /** Value of the wanted layer if VX rises by half and by twice, dollars, less its price now. */
  readonly payoffUpHalf_dollars: number | null
  readonly payoffDouble_dollars: number | null
  readonly reason: Reason
}

export interface SecondEngineReading {
  readonly armed: boolean | null
  readonly budget_dollars: number
  readonly orders: readonly Order[]
  readonly cost_dollars: number | null
  /** A year, of the overlay's payoff in the stated scenario against its cost; null where not armed or unknown. */
  readonly irr_per_year: number | null
  readonly reason: Reason
}

export interface HedgeLadder {
  readonly rung: Rung
  readonly source: string
  readonly layers: readonly LayerReading[]
  /** Price of one full set for the condors held (or wanted), and the maximum loss that it covers. */
  readonly setCost_dollars: number | null
  readonly coveredLoss_dollars: number | null
  readonly costToMaxLoss: number | null
  /** A year, and what is left of it. */
  readonly budget_dollars: number
  readonly budgetLeft_dollars: number
  /** Cost of keeping the ladder on for a year at today's prices if nothing happens; null where unknown. */
  readonly carry_dollars_per_year: number | null
  readonly secondEngine: SecondEngineReading | null
  readonly warnings: readonly string[]
  readonly reason: Reason
}
