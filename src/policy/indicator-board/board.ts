/**
 * The indicator board: every indicator as of one day, as plain data. A value that is not known is null, its reason says why
 * and `needs` what to import; nothing in it is from after the day.
 */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { BookCorrelations } from '../book-moves/book-correlations.ts'
import type { Decision, Unit } from '../decision.ts'
import type { EdrVariant } from '../indicator/edr-variants.ts'
import type { DislocationKind } from '../indicator/parity-dislocation.ts'

/** One indicator: a value with its date and convention, or why there is none. */
export interface BoardLine {
  readonly id: string
  readonly label: string
  readonly value: number | null
  readonly unit: Unit
  /** The date the value speaks of; null where it is unknown. */
  readonly asOf: string | null
  /** Null where the value is unknown. */
  readonly rung: Rung | null
  /** Seeding, window and formula, in words. */
  readonly convention: string
  /** Why it is unknown. */
  readonly reason: string | null
  /** What to import; null where nothing is missing or nothing that can be imported would help. */
  readonly needs: string | null
}

export const GROUP_IDS = ['index', 'breadth', 'vix', 'realised', 'term'] as const

export interface BoardGroup {
  readonly id: (typeof GROUP_IDS)[number]
  readonly title: string
  readonly lines: readonly BoardLine[]
}

/** Something that is there as a whole, or not, with the reason. */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly reason: string; readonly needs: string | null }

export interface ForecastRow {
  readonly id: string
  readonly label: string
  /** Sessions ahead that it forecasts; EWMA says the same for all. */
  readonly horizonSessions: number
  readonly volatility_vol_points: number | null
  /** The same on the weekend and event clock of those sessions. */
  readonly clocked_vol_points: number | null
  readonly rung: Rung | null
  /** What it was made from, or why it is unknown. */
  readonly sample: string
  readonly needs: string | null
  /** True where implied volatility is an input: such a forecast never stands on one side of coverage. */
  readonly fromImplied: boolean
  /** The forecast that decisions by the board's rules are made with. */
  readonly usedByRules: boolean
}

export interface GammaBoard {
  readonly total_dollars_per_percent: number
  /** Null: the total does not change sign within the range searched. */
  readonly flip_points: number | null
  readonly flipLow_points: number
  readonly flipHigh_points: number
  readonly spot_points: number
  /** Strikes with the largest gamma, by size. */
  readonly top: readonly { readonly strike_points: number; readonly gamma_dollars_per_percent: number }[]
  /** Sums over strikes from `low` (included) to `high`, ascending, near the money. */
  readonly bins: readonly {
    readonly low_points: number
    readonly high_points: number
    readonly gamma_dollars_per_percent: number
  }[]
  /** Of strikes beyond the bins. */
  readonly outside_dollars_per_percent: number
  readonly contractsCounted: number
  readonly assumption: string
  readonly convention: string
  readonly rung: Rung
}

export interface ParityRow {
  readonly root: string
  readonly expiration: string
  readonly days: number
  /** Of the expiry's forward, a year, continuously compounded. */
  readonly impliedRate_per_year: number
  readonly rateSource: string
  /** What it is held against, a year, continuously compounded; null where none is known. */
  readonly reference_per_year: number | null
  readonly kinds: readonly {
    readonly kind: DislocationKind
    readonly lowStrike_points: number
    readonly highStrike_points: number
    /** Locked in at natural after costs; of a conversion or reversal null. */
    readonly rate_per_year: number | null
    /** Over the reference, present value of one unit; null without a reference. */
    readonly gain_points: number | null
  }[]
}

export interface ParityBoard {
  readonly rows: readonly ParityRow[]
  /** Rows and kinds with a gain after costs; 0 is the ordinary answer, null where no reference is known. */
  readonly open: number | null
  /** Where the reference comes from, or why there is none. */
  readonly referenceSource: string
  readonly unknown: readonly string[]
  readonly convention: string
  readonly needs: string | null
  readonly rung: Rung
}

export interface QuoteHealth {
  readonly dislocated: {
    readonly count: number
    readonly expiriesJudged: number
    readonly worst: {
      readonly root: string
      readonly expiration: string
      readonly right: 'C' | 'P'
      readonly strike_points: number
      readonly bid_vol_points: number
      readonly ask_vol_points: number
      readonly smile_vol_points: number
      readonly distance_vol_points: number
    } | null
    readonly convention: string
  }
  readonly stale: Known<{
    readonly count: number
    readonly expiriesJudged: number
    /** When the earlier reading was quoted: ISO with New York's offset. */
    readonly since: string
    readonly worst: {
      readonly root: string
      readonly expiration: string
      readonly right: 'C' | 'P'
      readonly strike_points: number
      readonly expectedMove_points: number
      readonly spread_points: number
    } | null
    readonly convention: string
  }>
}

/** One figure of the economy or of a company, through the series door. */
export interface SeriesRow {
  readonly symbol: string
  readonly value: number | null
  /** The date the value speaks of. */
  readonly date: string | null
  /** The day it became known. */
  readonly published: string | null
  readonly lagDays: number | null
  readonly lagSource: 'file' | 'table' | 'assumed' | null
  /** True: later revisions stand in the file, not the number that was read on the day. */
  readonly revised: boolean | null
  readonly source: string | null
  readonly rung: Rung | null
  readonly reason: string | null
}

/** Actual less consensus of a release, in the units of both. */
export interface SurpriseRow {
  readonly symbol: string
  readonly actual: number | null
  readonly consensus: number | null
  readonly surprise: number | null
  readonly date: string | null
  readonly reason: string | null
}

export interface ValuationRow {
  readonly ticker: string
  readonly lines: readonly BoardLine[]
}

export interface AssetBoardRow {
  readonly symbol: string
  readonly lines: readonly BoardLine[]
}

export interface BoardEvent {
  readonly name: string
  readonly date: string
  /** Sessions from the as-of day: 0 today, negative before it. */
  readonly sessions: number
  readonly scheduled: boolean
}

export interface EventBoard {
  readonly beforeSessions: number
  readonly afterSessions: number
  readonly ahead: readonly BoardEvent[]
  readonly behind: readonly BoardEvent[]
  /** Kinds whose calendar does not cover the windows. */
  readonly unknown: readonly string[]
  /** Scheduled events after the day, for the chart. */
  readonly scheduled: readonly { readonly name: string; readonly date: string; readonly days: number }[]
}

export interface VxRow {
  readonly expiration: string
  readonly days: number
  readonly settle_points: number
}

export interface BoardRegime {
  readonly id: string
  readonly label: string
  readonly meaning: string
  readonly source: string
}

export interface IndicatorBoard {
  readonly schema: 'kondor.indicators/1'
  readonly asOf: string
  readonly sessionDate: string
  /** The newest day whose close is known at the as-of time. */
  readonly knownDay: string
  readonly rung: Rung
  readonly underlying: string
  readonly data: Decision['data']
  readonly rules: Decision['rules']
  readonly groups: readonly BoardGroup[]
  readonly edr: {
    readonly variants: readonly EdrVariant[]
    readonly rung: Rung
    /** The longer implied volatility of the ratio form. */
    readonly longerFrom: 'VIX3M' | 'VIX'
    readonly needs: string | null
  }
  readonly forecasts: readonly ForecastRow[]
  readonly expiries: Decision['expiries']
  readonly vx: readonly VxRow[]
  readonly gamma: Known<GammaBoard>
  readonly parity: ParityBoard
  readonly quotes: QuoteHealth
  readonly series: Known<readonly SeriesRow[]>
  readonly surprises: Known<readonly SurpriseRow[]>
  readonly valuations: Known<readonly ValuationRow[]>
  readonly assets: Known<{ readonly reference: string; readonly rows: readonly AssetBoardRow[] }>
  /** How what is held moves with the index and with other assets. */
  readonly book: Known<BookCorrelations>
  readonly events: Known<EventBoard>
  readonly regimes: Known<NonNullable<Decision['regimes']> & { readonly named: readonly BoardRegime[] }>
  readonly disclaimer: string
}
