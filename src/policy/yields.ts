/**
 * What a condor yields and what a stress costs, per condor: plain data of the decision. Null is unknown, and the `note`
 * beside it says why. Money is signed from the holder: negative is a loss.
 */

/** Figures that depend on what volatilities do when the index moves, under one named assumption. */
export interface SmileYields {
  readonly kind: 'sticky-strike' | 'sticky-moneyness'
  /** The assumption in words. */
  readonly dynamics: string
  /** Dollars per point of the expiry's forward. */
  readonly delta_dollars_per_point: number
  /** Futures that close the delta, fractions kept: positive is bought. Ten MES are one ES. */
  readonly hedge_es_contracts: number
  readonly hedge_mes_contracts: number
  /** Change of value at the stress fall, at once, nothing traded. */
  readonly fall_dollars: number
  /** The same with the delta laid off in futures beforehand: the hedged twin's change. */
  readonly hedgedFall_dollars: number
}

/** A parallel rise of all legs' volatilities, index unchanged: vega, booked apart from LVR. */
export interface SpikeYields {
  readonly shift_vol_points: number
  /** Vega x shift. */
  readonly firstOrder_dollars: number
  readonly fullRevaluation_dollars: number
  /** The loss in trading days of LVR at implied volatility; null where the condor is not short gamma. */
  readonly firstOrder_lvr_days: number | null
  readonly fullRevaluation_lvr_days: number | null
  readonly note: string | null
}

/** How far the whole smile may rise before closing costs what the condor is worth now. */
export interface BreakEvenVol {
  readonly afterDays: number
  /** Simple change of the index, decimal. */
  readonly spotChange: number
  readonly shift_vol_points: number | null
  /** Today's VIX moved by the same shift of its smile; null where it or the shift is unknown. */
  readonly vix_vol_points: number | null
  readonly note: string | null
}

export interface CandidateYields {
  /** The stress fall, simple, decimal: -0.03. */
  readonly fall: number
  /** Sticky strike, the default everywhere else, comes first. */
  readonly bySmile: readonly SmileYields[]
  readonly volSpike: SpikeYields
  /** Move of the index over one trading day at which gamma's loss equals theta: sqrt(2 theta / gamma). */
  readonly breakEvenMove: { readonly points: number | null; readonly note: string | null }
  readonly breakEvenVol: {
    /** The assumption under which volatilities move along the spots, in words. */
    readonly dynamics: string
    readonly cells: readonly BreakEvenVol[]
    /** Where the VIX comes from, or why it is unknown. */
    readonly vixNote: string
  }
  readonly lifetimeLvr: {
    /** Marked and re-hedged until settlement: sum of -sigma vega / 2. */
    readonly marked_dollars: number
    /** Payoff at the forward less value: what the static payoff is expected to lose, the credit of an opening. */
    readonly staticPayoff_dollars: number
  }
  /** Standard deviation that hedging once a session leaves, to leading order in the interval. */
  readonly hedgingError: {
    readonly dollars: number
    readonly hedges: number
    /** Volatility assumed to be realised and hedged at: at-the-forward implied. */
    readonly volatility_vol_points: number
  }
  /** The concentrated range with the condor's margin as its capital and the condor's dollar gamma. */
  readonly range: {
    readonly low_points: number | null
    readonly high_points: number | null
    /** Full-range value over capital. */
    readonly leverage: number | null
    readonly note: string | null
  }
  /** If every dollar of the natural credit is kept, entry commissions paid: the most the margin can earn. */
  readonly onMargin: {
    /** P&L over margin x years. */
    readonly simple_per_year: number | null
    /** Effective annual; null where there is no rate or several. */
    readonly internal_per_year: number | null
    /** The hurdle: what cash earns to the same settlement, effective annual, from this expiry's discount factor. */
    readonly hurdle_per_year: number
    /** What the margin costs at the hurdle until settlement. */
    readonly marginCost_dollars: number
    readonly note: string | null
  }
}
