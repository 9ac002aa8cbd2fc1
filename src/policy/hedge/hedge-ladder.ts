/** What a decision says of the hedge: what each layer holds, wants and costs, and whether the second engine is armed. */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { Reason } from '../decision.ts'
import type { Order, OrderLeg } from '../intent.ts'

/** One contract a layer would buy, priced off the future of its own expiry. */
export interface HedgeInstrument {
  /** OCC symbol of a VIX option, the long call of a spread; `VX 2024-02-14` for a future. */
  readonly instrument: string
  /** Everything bought and sold for one contract of the layer. */
  readonly legs: readonly OrderLeg[]
  readonly expiration: string
  readonly days: number
  /** The VX future of that expiry. */
  readonly future_vol_points: number
  /** Of the long option; null for a future. */
  readonly strike_vol_points: number | null
  /** Of all legs, in futures of that expiry. */
  readonly delta: number
  /** Of the long option, decimal per year; null for a future. */
  readonly volatility: number | null
  /** At the middle. */
  readonly price_points: number
  readonly bid_points: number
  readonly ask_points: number
  readonly multiplier: number
  /** Dollars of one contract at the ask; for a future its assumed margin, since nothing is paid. */
  readonly cost_dollars: number
  /** Of the price: an option stands on `indexed` even where its future was settled, since its volatility is assumed. */
  readonly rung: Rung
}

/** What the second engine's instruments are booked under: it is no layer. */
export const SECOND_ENGINE_ID = 'second-engine'

export type LayerAction = 'hold' | 'open' | 'roll' | 'monetise' | 'reduce' | 'stand aside' | 'unknown'

/** A held contract with its mark now; null marks are unknown. */
export interface MarkedHedge {
  readonly instrument: string
  readonly quantity: number
  /** Calendar days to expiry; 0 or less where it has settled. */
  readonly days: number
  readonly mark_points: number | null
  /** Both 0 for a future, which is settled in cash every day. */
  readonly paid_dollars: number
  readonly value_dollars: number | null
  /** Why the mark is unknown; null where it is not. */
  readonly note: string | null
}

export interface LayerReading {
  readonly id: string
  readonly instrument: 'vix-call' | 'vix-call-spread' | 'vix-future'
  readonly tenor_days: number
  readonly wants_contracts: number
  readonly holds_contracts: number
  readonly held: readonly MarkedHedge[]
  /** What would be bought; null where no future or option of that tenor is known. */
  readonly target: HedgeInstrument | null
  readonly action: LayerAction
  readonly orders: readonly Order[]
  /** Contracts held once the orders are filled. */
  readonly afterOrders_contracts: number
  /** Of the orders at natural, commissions and fees with them; positive is paid. */
  readonly cost_dollars: number | null
  /** Value of the wanted layer if its own future rises by half and to twice at once, dollars, less its price now. */
  readonly payoffUpHalf_dollars: number | null
  readonly payoffDouble_dollars: number | null
  /** Cost of keeping the wanted layer on for a year if the curve stays as it is: decay, roll-down, spread and fees. */
  readonly carry_dollars_per_year: number | null
  readonly reason: Reason
}

export interface SecondEngineReading {
  readonly armed: boolean | null
  /** Most that may be spent: the upper share of margin. */
  readonly budget_dollars: number
  readonly orders: readonly Order[]
  readonly cost_dollars: number | null
  /** The scenario, in words. */
  readonly scenario: string
  /** A year, of the overlay's expected payoff in the stated scenario against its cost; null where not armed or unknown. */
  readonly irr_per_year: number | null
  /** Chance of the scenario at which the return just meets the hurdle (or 0 without one); null as above. */
  readonly breakEvenProbability: number | null
  readonly reason: Reason
}

/** Whether the mode's least hedge is held once the orders are filled. */
export interface HedgeFloor {
  readonly share: number
  /** Contracts after the orders over contracts asked for; null where nothing is asked for. */
  readonly after_share: number | null
  readonly met: boolean | null
}

export interface HedgeLadder {
  /** The lowest of its prices. */
  readonly rung: Rung
  readonly source: string
  readonly layers: readonly LayerReading[]
  /** Held instruments of no layer of the rules: shown, never decided on. */
  readonly unassigned: readonly MarkedHedge[]
  /** Price at the ask of one full set for the condors held (or wanted), and the maximum loss that it covers. */
  readonly setCost_dollars: number | null
  readonly coveredLoss_dollars: number | null
  readonly costToMaxLoss: number | null
  /** A year, and what is left of it before today's orders. */
  readonly budget_dollars: number
  readonly budgetLeft_dollars: number
  /** Cost of keeping the ladder on for a year at today's prices if nothing happens; null where unknown. */
  readonly carry_dollars_per_year: number | null
  readonly floor: HedgeFloor
  readonly secondEngine: SecondEngineReading | null
  readonly warnings: readonly string[]
  readonly reason: Reason
}
