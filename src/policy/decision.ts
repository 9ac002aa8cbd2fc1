/**
 * A decision is plain frozen data with its reasons; the command line, the API, the page and an alert print the same
 * one. Names carry their units. Null means unknown, never zero.
 */
import type { Rung } from '../base/vocabulary/rung.ts'
import type { WalkStep } from '../book/structure/walk.ts'
import type { BookDelta } from './delta/book-delta.ts'
import type { HedgeLadder } from './hedge/hedge-ladder.ts'
import type { Intent } from './intent.ts'
import type { PositionDecision } from './position/position-decision.ts'
import type { Blend } from './regime/blend.ts'
import type { BookCorrelations } from './book-moves/book-correlations.ts'
import type { RegimeVerdict } from './regime/regime.ts'
import type { CandidateYields } from './yields.ts'

export type { Intent, Order, OrderLeg } from './intent.ts'
export type { WalkStep } from '../book/structure/walk.ts'
export type { BreakEvenVol, CandidateYields, SmileYields, SpikeYields } from './yields.ts'

/** How a figure is to be read and printed. */
export type Unit =
  | 'index points'
  | 'vol points'
  | 'dollars'
  | 'dollars per day'
  | 'dollars per vol point'
  | 'dollars per point'
  | 'dollars per point squared'
  | 'fraction'
  | 'ratio'
  | 'days'
  | 'years'
  | 'contracts'
  | 'expected moves'
  | 'per year'
  | 'text'
  | 'date'
  | 'natural log'
  | 'count'

/** One number with its provenance. `value` null is unknown, and `note` says why. */
export interface Figure {
  readonly id: string
  readonly label: string
  readonly value: number | string | null
  readonly unit: Unit
  readonly rung: Rung
  readonly note: string | null
}

export type Verdict = 'pass' | 'fail' | 'unknown' | 'note'

/**
 * One node of the reason tree. `says` is a sentence with `{figure-id}` placeholders; the face fills them in, so numbers
 * are turned to words once.
 */
export interface Reason {
  readonly id: string
  readonly verdict: Verdict
  readonly says: string
  readonly figures: readonly Figure[]
  readonly because: readonly Reason[]
}

export interface CandidateLeg {
  readonly right: 'C' | 'P'
  readonly strike_points: number
  /** Signed: short is negative. */
  readonly quantity: number
  /** OCC symbol, 21 characters: `SPXW  240216P04500000`. */
  readonly occSymbol: string
  readonly bid_points: number
  readonly ask_points: number
  readonly bidSize_contracts: number | null
  readonly askSize_contracts: number | null
  readonly openInterest_contracts: number | null
  /** Traded on the day of the quotes. */
  readonly volume_contracts: number | null
  /** Decimal per year, of the mid; null where there is none. */
  readonly volatility: number | null
  /** Of one long option: N(d1), or N(d1) - 1, on the parity forward, undiscounted, at the smile's volatility. */
  readonly delta: number | null
}

/** An invariant's reading at entry (the baseline) and now. At entry the deviations are zero. */
export interface InvariantReading {
  readonly id: string
  readonly label: string
  readonly xLabel: string
  readonly yLabel: string
  readonly x: number | null
  readonly y: number | null
  readonly k: number | null
  readonly units: string
  /** Baseline aged to now. */
  readonly baseline: number | null
  /** ln(k / baseline). */
  readonly deviation: number | null
  readonly note: string
}

/** A condor on listed strikes, priced at mid and at natural, with everything said about it. One contract a side. */
export interface CandidateCondor {
  readonly id: string
  readonly label: string
  /** What was asked for, in words: "16-delta shorts, 50 wide, expiry nearest 45 days (PM preferred)". */
  readonly asked: string
  readonly rung: Rung
  readonly root: string
  readonly expiration: string
  readonly settlement: 'AM' | 'PM'
  readonly counterfactual: boolean
  readonly days: number
  readonly years: number
  readonly forward_points: number
  readonly discount: number
  readonly multiplier: number
  /** Long put, short put, short call, long call. */
  readonly legs: readonly CandidateLeg[]
  readonly putWidth_points: number
  readonly callWidth_points: number
  readonly credit: {
    readonly mid_points: number
    /** Selling at bids, buying at asks. */
    readonly natural_points: number
    readonly walk: readonly WalkStep[]
  }
  /** From the natural credit. */
  readonly maxLoss_dollars: number
  readonly maxGain_dollars: number
  readonly margin_dollars: number
  /** Index levels at which P&L from the natural credit is zero; null where there is none on that side. */
  readonly breakEvens: {
    readonly expiryLow_points: number | null
    readonly expiryHigh_points: number | null
    readonly todayLow_points: number | null
    readonly todayHigh_points: number | null
  }
  /** Parallel shift of all legs' volatilities, vol points, that costs the mid credit back after one and five days. */
  readonly breakEvenVolShift: readonly {
    readonly afterDays: number
    readonly shift_vol_points: number | null
  }[]
  readonly expectedMove_points: number
  /** Distance from the forward to the short strikes in expected moves. */
  readonly putDistance_moves: number
  readonly callDistance_moves: number
  readonly greeks: {
    /** Dollars per index point. */
    readonly delta_dollars_per_point: number
    /** Dollars per index point squared. */
    readonly gamma_dollars_per_point2: number
    readonly vega_dollars_per_vol_point: number
    /** Per calendar day. */
    readonly theta_dollars_per_day: number
  }
  /** S^2 |Gamma| x multiplier; signed: negative where the position is short gamma. */
  readonly dollarGamma_dollars: number
  readonly lvr: {
    /** Per trading day, at the named forecast; null where the history is missing. */
    readonly atForecast_dollars_per_day: number | null
    /** Per trading day, if realised volatility equals each leg's implied. */
    readonly atImplied_dollars_per_day: number
  }
  /** Rent over bleed; null where the forecast is unknown or the position is not short gamma. */
  readonly coverageKappa: number | null
  /** Value of the full-range constant-product pool with the same LVR; null where the position is not short gamma. */
  readonly equivalentPool_dollars: number | null
  readonly probabilities: {
    readonly riskNeutralProfit: number | null
    readonly riskNeutralMaxLoss: number | null
    /** From the index's own history of moves over the same number of sessions; null without history. */
    readonly historicalProfit: number | null
    readonly historicalSample: string | null
  }
  /** What it yields and what a stress costs, see `yields.ts`; null on the price board, which is no candidate. */
  readonly yields: CandidateYields | null
  readonly invariants: readonly InvariantReading[]
  readonly payoff: {
    readonly spots_points: readonly number[]
    readonly atExpiry_dollars: readonly number[]
    readonly today_dollars: readonly number[]
    /** LVR per trading day at implied volatility at each spot; negative where the wings buy convexity back. */
    readonly lvr_dollars_per_day: readonly number[]
  }
  /** Things a trader must see beside the price: "short put's bid is zero", "natural credit below tier". */
  readonly warnings: readonly string[]
}

/** A structure asked for that the chain cannot give, and why. */
export interface DeclinedCandidate {
  readonly id: string
  readonly label: string
  readonly asked: string
  readonly why: string
}

export interface Decision {
  readonly schema: 'kondor.decision/1'
  /** The time decided for: ISO instant with New York offset, for example `2024-01-05T16:15:00-05:00`. */
  readonly asOf: string
  readonly sessionDate: string
  readonly rung: Rung
  readonly underlying: string
  /** The whole market moved by hand, in words: then this is a what-if and no advice. Null: the market as it is. */
  readonly shock: string | null
  readonly data: {
    readonly source: string
    readonly format: string
    readonly contentHash: string
    /** When the quotes were struck, ISO with New York offset: at or before `asOf`. */
    readonly quotedAt: string
    readonly quotedAtNote: string
    readonly quotesRead: number
    readonly quotesAccepted: number
    readonly refusedByCode: Readonly<Record<string, number>>
  }
  readonly rules: { readonly name: string; readonly hash: string }
  /** Level figures of the market: implied spot, VIX and VIX9D reconstructed, EDR, forecast, and so on. */
  readonly market: readonly Figure[]
  /** Term structure for the page: one row per expiry. */
  readonly expiries: readonly {
    readonly root: string
    readonly expiration: string
    readonly settlement: 'AM' | 'PM'
    readonly days: number
    readonly forward_points: number
    readonly rate_per_year: number
    readonly rateSource: string
    readonly atmVol_vol_points: number
    readonly fitError_vol_points: number | null
  }[]
  readonly intents: readonly Intent[]
  readonly reason: Reason
  /**
   * Every named regime with its tests, and one open table of votes: theirs, then those of the rules. Null where no history is at
   * hand to judge regimes and the rules have no votes. Entries are gated by the votes of the rules alone.
   */
  readonly regimes: { readonly verdicts: readonly RegimeVerdict[]; readonly blend: Blend } | null
  /** The open condors, in the order in which they were opened. */
  readonly positions: readonly PositionDecision[]
  /** Held trades that no rule speaks of, and why. */
  readonly others: readonly { readonly trade: string; readonly says: string }[]
  /** The delta of all index options held; null where none is held. */
  readonly delta: BookDelta | null
  /** How the book moves with the index and with other assets; null where nothing is held. */
  readonly correlations: BookCorrelations | null
  /** Null where the rules have no ladder. */
  readonly ladder: HedgeLadder | null
  /** The condors of the rule set: the one opened or declined first. */
  readonly candidates: readonly CandidateCondor[]
  readonly declined: readonly DeclinedCandidate[]
  /** The daily product's one-day tiers, always priced where a next-session expiry is listed: a price board, not advice. */
  readonly tiers: readonly CandidateCondor[]
  readonly tiersDeclined: readonly DeclinedCandidate[]
  readonly notes: readonly string[]
  readonly disclaimer: string
}
