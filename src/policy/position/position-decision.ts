/** What a decision says of one open condor: what it is worth, what it earns and bleeds, and what is to be done with it. */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { CandidateCondor, CandidateLeg, Reason } from '../decision.ts'
import type { Order } from '../intent.ts'
import type { Attribution } from '../invariant/attribution.ts'
import type { Bands } from '../invariant/bands.ts'
import type { InvariantReading } from '../decision.ts'
import type { MonitorSuggestion, MonitorVerdict } from '../invariant/monitor.ts'
import type { Restoration } from '../invariant/solve.ts'
import type { PositionAction } from '../intent.ts'

/** One invariant of an open condor; natural logarithms. */
export interface PositionInvariant {
  readonly reading: InvariantReading
  readonly ratioDeviation: number | null
  readonly kBands: Bands
  readonly ratioBands: Bands
  /** Null where a factor is unknown or past a guard; `attributionNote` says why. */
  readonly kAttribution: Attribution | null
  readonly ratioAttribution: Attribution | null
  readonly attributionNote: string
  readonly verdict: MonitorVerdict
  readonly suggestion: MonitorSuggestion | null
  readonly says: string
  /** True for the one the rules act on; the others are diagnostics. */
  readonly watched: boolean
}

/** P&L of the trade between two states, by the convexity ledger, dollars; the lines add up to the total. */
export interface PositionLedger {
  readonly time_dollars: number
  readonly delta_dollars: number
  /** Negative where convexity was lost. */
  readonly lvr_dollars: number
  readonly volatility_dollars: number
  readonly rates_dollars: number
  /** Mid at which it is marked less the model's value: 0 where the volatilities explain the mark. */
  readonly mark_dollars: number
  /** What the fill stood away from the model's value; fees are in the chain's P&L. */
  readonly costs_dollars: number
  readonly total_dollars: number
  readonly convention: string
}

export interface PositionMark {
  readonly entryCredit_points: number
  /** Cost of closing one condor at the middle, and at natural; positive is paid. */
  readonly mid_points: number
  readonly natural_points: number
  /** P&L of this trade, all contracts, fees left out. */
  readonly pnlAtMid_dollars: number
  readonly pnlAtNatural_dollars: number
  /** Cash of the whole chain of rolls, fees paid, less closing all of it that is open at natural; null where a part cannot be marked. */
  readonly chainPnlAtNatural_dollars: number | null
}

/** What a marked position is, besides its price. All contracts together. */
export interface PositionReadings {
  readonly forward_points: number
  readonly greeks: CandidateCondor['greeks']
  readonly dollarGamma_dollars: number
  readonly lvr: CandidateCondor['lvr']
  readonly coverageKappa: number | null
  readonly equivalentPool_dollars: number | null
  readonly breakEvens: CandidateCondor['breakEvens']
  /** Parallel shift of all volatilities, vol points, at which it costs today what was received. */
  readonly breakEvenVolShift_vol_points: number | null
  readonly expectedMove_points: number
  /** From the forward to the short strikes; negative beyond. */
  readonly putDistance_moves: number
  readonly callDistance_moves: number
  /** The same in expected daily ranges; null where that is unknown. */
  readonly putDistance_edr: number | null
  readonly callDistance_edr: number | null
  readonly riskNeutralProfit: number | null
}

export interface PositionDecision {
  readonly trade: string
  readonly chain: readonly string[]
  readonly rolls: number
  readonly adjustments: number
  /** `2 x SPXW 2024-02-16 4445/4495/4895/4945`. */
  readonly label: string
  readonly rung: Rung
  readonly root: string
  readonly expiration: string
  readonly contracts: number
  /** ISO with the New York offset. */
  readonly openedAt: string
  /** Calendar days left; null where the chain lacks the expiry. */
  readonly days: number | null
  /** In words, where a shock was asked for by hand: this is then not the market. */
  readonly shock: string | null
  /** Of one condor; empty where the chain lacks it. */
  readonly legs: readonly CandidateLeg[]
  /** Null where it cannot be marked; the reason says why. */
  readonly mark: PositionMark | null
  readonly readings: PositionReadings | null
  /** Null where the state of entry is unknown. */
  readonly ledger: PositionLedger | null
  /** The same since the snapshot before, and when that was struck; null where there is none after entry: `previousNote` says why. */
  readonly sincePrevious: { readonly quotedAt: string; readonly ledger: PositionLedger } | null
  readonly previousNote: string
  readonly entryNote: string
  readonly invariants: readonly PositionInvariant[]
  /** What restores the watched invariant, best first; empty where nothing is to be restored. */
  readonly restorations: readonly Restoration[]
  readonly action: PositionAction
  readonly because: string
  /** Spread and fees of acting at natural; null for a hold. */
  readonly cost_dollars: number | null
  readonly orders: readonly Order[]
  readonly reason: Reason
  readonly warnings: readonly string[]
}
