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
  /**
   * Short for an event protocol that skips: no scheduled event of any kind this many calendar days ahead; null: `events`
   * alone says. Where both are given the stricter holds.
   */
  readonly eventWindow_days: number | null
  /** Whether a position may be opened while no calendar of the events the rules avoid is at hand. */
  readonly eventsUnknown: 'block' | 'note'
  /** Least score of the blend of the votes, -1 to 1; null: the votes are shown and decide nothing. */
  readonly blendMin: number | null
}

export interface SizingRules {
  readonly account_dollars: number
  /** LVR per trading day at the forecast, in basis points of the account; null: not limited by LVR. */
  readonly lvrBudget_bp_per_day: number | null
  /** Share of the account that the margin of all open positions may take. */
  readonly marginShareMax: number
  /** Share of the account that one position may lose, entry costs included; null: not limited so. */
  readonly lossShareMax: number | null
  /** Share of the open interest, and of the day's volume, of any leg; null: not looked at. Unknown does not limit. */
  readonly openInterestShareMax: number | null
  readonly volumeShareMax: number | null
  /** Most positions open at once; each gets its part of the budgets. Null: no limit, one entry may take all that is left. */
  readonly positionsMax: number | null
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

/** Which of the two sets of limits is in force. The mode changes limits only, never the arithmetic. */
export type Mode = (typeof MODES)[number]
export const MODES = ['steward', 'promoter'] as const

export interface ModeLimits {
  /** Discretionary adjustments a week over the whole book. */
  readonly motionBudget_per_week: number
  readonly adjustmentsMax_per_position: number
  /** Least hedge held, as a share of what the ladder asks for. */
  readonly hedgeFloor_share: number
}

/** What is read, and of what: `P/CF` of `VNQ`; `of` null where the field is a series by itself, as `REER`. */
export interface SeriesName {
  readonly field: string
  readonly of: string | null
}

/** A vote of one series in the blend; a series not at hand votes "unknown". */
export interface SeriesVote {
  readonly id: string
  readonly series: SeriesName
  readonly when: 'above' | 'below'
  readonly level: number
  /** Cast where the condition holds: for selling premium, or against it; otherwise the vote is neither. */
  readonly vote: 'for' | 'against'
  readonly weight: number
  /** An older value is unknown. */
  readonly ageMax_days: number
  /** True: the rules are refused while the series is missing. */
  readonly required: boolean
}

/** The invariant watched. Deviations are natural logarithms of the value over its baseline aged to now. */
export interface InvariantRules {
  /** One of the registry of invariants: `credit-distance`. */
  readonly id: string
  readonly signals: readonly ('k' | 'ratio')[]
  /** How a breach is put right. */
  readonly restore: 'widen' | 'tighten' | 'resize'
  /** A series that scales the baseline, itself a hypothesis to test; null: the baseline only ages. */
  readonly baselineAdjust: SeriesName | null
  readonly band: {
    readonly warn: number
    readonly act: number
    /** The band is multiplied by sqrt(tenor / days left), at most by `tenorScaleMax`. */
    readonly tenor_days: number
    readonly tenorScaleMax: number
  }
}

export const ACTIONS = ['hold', 're-strike', 'roll', 'resize', 'hedge', 'close'] as const
export type Action = (typeof ACTIONS)[number]

export interface ActionRules {
  /** The ratio is up and the distance falls: spot comes near. */
  readonly ratioUp: Action
  /** k is up with the distance unmoved: volatility alone. */
  readonly kUp: Action
  readonly kDown: Action
  /** The distance is zero or negative. */
  readonly signLost: Action
  /** Act only where the LVR saved is at least so many times the cost of acting. */
  readonly savedToCostMin: number
  /** Close at this share of the credit earned; null: never. */
  readonly takeProfit_share: number | null
  /** Close at a mark of so many credits; null: never. */
  readonly stopAtCredit_multiple: number | null
  /** Close when no more than so many calendar days are left; null: hold to settlement. */
  readonly closeAt_days: number | null
  /** Act where a short's absolute delta reaches this; null: deltas are not watched. */
  readonly shortDeltaMax: number | null
  readonly deltaUp: Action
  /**
   * What a re-strike sells: `restore`, listed condors that bring the watched product back; `entry`, what the structure of the
   * rules asks for today, at the expiration held.
   */
  readonly restrikeTo: 'restore' | 'entry'
}

/** Time-shifting: (EDR or VIX) and threatened, the whole condor, the same size. See docs/concepts/rolls.md. */
export interface RollRules {
  readonly edrAbove_share: number
  readonly vixAbove_vol_points: number
  /** Threatened: a short strike within so many expected daily ranges, or marked at so many credits. */
  readonly shortWithin_edr: number
  readonly markAtCredit_multiple: number
  /** Calendar days from the held expiration to the new one. */
  readonly daysMin: number
  readonly daysMax: number
  /** Most absolute delta of the new shorts, which are never within `shortWithin_edr` of spot either; null: any. */
  readonly putDeltaMax: number | null
  readonly callDeltaMax: number | null
  readonly creditTarget_dollars: number
  /** Rolls in one chain, forward and back together. */
  readonly rollsMax: number
  readonly rollBack: {
    readonly edrBelow_share: number
    readonly spotBelowVwap: boolean
    /** Calendar days from now to the nearer expiration, at most. */
    readonly daysMax: number
  } | null
}

export const HEDGE_INSTRUMENTS = ['vix-call', 'vix-call-spread', 'vix-future'] as const

export const HEDGE_WEIGHTINGS = ['vxth'] as const

export interface HedgeLayer {
  readonly id: string
  readonly instrument: (typeof HEDGE_INSTRUMENTS)[number]
  readonly tenor_days: number
  /** Not read under the weighting `vxth`. */
  readonly contractsPerTenCondors: number
  /** Of the option on the future of its own expiry; of a call spread, its long call. */
  readonly delta: number
  readonly rollAt_days: number
  /** Strike sold less strike bought of a call spread; not read for other instruments. */
  readonly spreadWidth_vol_points: number
}

/** Take a gain on a layer once, then leave the rest to its roll. */
export interface MonetiseRules {
  /** The contracts of the layer are worth so many times what they cost. */
  readonly atCost_multiple: number
  /** Share of the wanted contracts sold. */
  readonly sell_share: number
}

export interface HedgeRules {
  readonly activation: 'always' | 'regime'
  /** Under `regime`: layers are bought and rolled while any of these named regimes holds. Not read under `always`. */
  readonly regimes: readonly string[]
  /**
   * Left out: so many contracts for ten condors. `vxth`: on each VIX expiration a share of the account, by the VX future of the
   * calls' own expiration (policy/hedge/vxth-weight.ts), held to settlement, whatever the condors. Optional, so that rules written
   * before it keep their hash.
   */
  readonly weighting?: (typeof HEDGE_WEIGHTINGS)[number] | undefined
  readonly layers: readonly HedgeLayer[]
  /** Null: nothing is sold before its roll. */
  readonly monetise: MonetiseRules | null
  readonly budget_share_per_year: number
  /** Warn where one set costs more than this share of the maximum loss of the condors it covers. */
  readonly costToMaxLossWarn: number
}

/** Armed when the ratio's deviation acts and a short strike is near; long convexity only. */
export interface SecondEngineRules {
  readonly marginShareMin: number
  readonly marginShareMax: number
  readonly shortWithin_sd: number
  /** Long convexity only: a future is linear. The one with the highest return in the scenario is taken. */
  readonly instruments: readonly Exclude<HedgeLayer['instrument'], 'vix-future'>[]
  readonly tenor_days: number
  readonly delta: number
  readonly spreadWidth_vol_points: number
  /** What the overlay is bought for: its own future up by a share after so many days, or unchanged. */
  readonly scenario: {
    readonly vxRise_share: number
    readonly days: number
    /** Assumed, and the whole of the return: the decision prints the probability that would just meet the hurdle. */
    readonly probability: number
  }
  /** Internal rate of return asked for, a year; null: not asked for. */
  readonly irrHurdle: number | null
}

/** A limit on the book's delta. See docs/concepts/book-delta.md. */
export interface BookDeltaRules {
  /** Most absolute delta of all index options held, dollars per point of the index. */
  readonly deltaMax_dollars_per_point: number
  /** Most cost of closing it over fair value, as a share of what the delta closed moves by in an expected day; null: any. */
  readonly costToDayMoveMax: number | null
}

export interface EventRules {
  readonly kinds: readonly ('FOMC' | 'CPI' | 'PPI' | 'NFP')[]
  /** Calendar days; one or more reach at least to the next session, so that a Friday sees Monday. */
  readonly before_days: number
  readonly after_days: number
  readonly protocol: 'skip' | 'reduce'
  /** Size under `reduce`. */
  readonly sizeFactor: number
}

export interface RuleSet {
  readonly schema: 'kondor.rules/1'
  readonly name: string
  readonly title: string
  readonly about: string
  readonly underlying: 'SPX'
  readonly mode: Mode
  readonly limits: Readonly<Record<Mode, ModeLimits>>
  /** The first is the one shown first, opened or declined. */
  readonly structures: readonly StructureRule[]
  readonly entry: EntryRules
  readonly votes: readonly SeriesVote[]
  readonly invariant: InvariantRules | null
  readonly actions: ActionRules | null
  readonly roll: RollRules | null
  readonly hedge: HedgeRules | null
  readonly secondEngine: SecondEngineRules | null
  /** Left out: no limit, and rules written before there was one keep their hash. */
  readonly bookDelta?: BookDeltaRules | null | undefined
  readonly events: EventRules | null
  readonly sizing: SizingRules
  readonly forecast: ForecastRules
  readonly edr: EdrRules
  readonly costs: CostRules
  readonly walk: WalkRules
}
