/**
 * A rule set as data: what to look for, when to open, how much. Plain, frozen, hashed; every number of every preset is
 * listed with its source in docs/reference/presets.md.
 */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { CondorContract } from '../../book/structure/condor-contract.ts'
import type { WalkRules } from '../../book/structure/walk.ts'

export type Tier = 'conservative' | 'balanced' | 'aggressive'

/** One band of the VIX table. Bands ascend; the first whose upper edge is not passed applies. */
export interface VixBand {
  /** Upper edge in vol points; null is no edge. */
  readonly upTo_vol_points: number | null
  /** True where the edge itself belongs to this band. */
  readonly inclusive: boolean
  /** PLACE: new positions allowed. HOLD: keep what is open, open nothing. NONE: no position wanted. */
  readonly signal: 'PLACE' | 'HOLD' | 'NONE'
  /** Tiers that may be opened under PLACE. A structure without a tier may be opened under any PLACE. */
  readonly tiers: readonly Tier[]
}

export interface StructureRule {
  readonly id: string
  readonly label: string
  readonly tier: Tier | null
  readonly contract: CondorContract
  /** Share of the rule set's size that this structure gets; the shares of a rule set sum to one. */
  readonly sizeShare: number
}

export interface EntryRules {
  /** The chain may be this old at the as-of time. */
  readonly quoteAgeMax_minutes: number
  /** The lowest rung of data fidelity on which a position is opened. */
  readonly rungFloor: Rung
  readonly vixBands: readonly VixBand[] | null
  /** Least credit at natural, points. */
  readonly naturalCreditMin_points: number
  /** Least natural credit as a share of the mid credit. */
  readonly naturalToMidMin: number
  /** Rent over bleed must reach 1 + costs / (LVR per day x sessions to settlement); null: not asked for. */
  readonly coverage: { readonly floor: number; readonly costSides: 1 | 2 } | null
  /** No scheduled event (FOMC, CPI, employment) within this many calendar days; null: not asked for. */
  readonly eventWindow_days: number | null
}

export interface SizingRules {
  readonly account_dollars: number
  /** LVR per trading day at the forecast, in basis points of the account; null: not limited by LVR. */
  readonly lvrBudget_bp_per_day: number | null
  /** Share of the account that margin may take. */
  readonly marginShareMax: number
  readonly contractsMax: number
}

export interface ForecastRules {
  readonly method: 'ewma'
  readonly lambda: number
  readonly sessionsMin: number
  readonly sessionsMax: number
}

export interface EdrRules {
  readonly multiplier: number
  readonly vix9dWeight: number
  readonly hv20Weight: number
}

export interface CostRules {
  /** Per contract and leg, each way. */
  readonly commission_dollars: number
  /** Exchange, clearing and regulatory fees per contract and leg, each way. */
  readonly fees_dollars: number
}

export interface RuleSet {
  readonly schema: 'kondor.rules/1'
  readonly name: string
  readonly title: string
  readonly about: string
  readonly underlying: 'SPX'
  /** The first is the one shown first, opened or declined. */
  readonly structures: readonly StructureRule[]
  readonly entry: EntryRules
  readonly sizing: SizingRules
  readonly forecast: ForecastRules
  readonly edr: EdrRules
  readonly costs: CostRules
  readonly walk: WalkRules
}
