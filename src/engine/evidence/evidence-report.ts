/** What the evidence room says of a run, and of runs side by side: plain data, ready to be printed as JSON or drawn as a page. */
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { ClaimVerdict } from './claim-verdict.ts'
import type { EvidenceFigure } from './evidence-figure.ts'
import type { MonthRow } from './months.ts'
import type { Overfitting } from './overfitting.ts'
import type { EntryRefusal } from './run-record.ts'
import type { TimingLuck } from './timing-luck.ts'
import type { TrialSummary } from './trial-log.ts'
import type { WalkForward } from './walk-forward.ts'

/** Where a report's numbers come from: enough to make them again. */
export interface Provenance {
  readonly label: string
  readonly rung: Rung
  readonly rulesHash: string
  readonly dataHash: string
  /** Of the world or of random entries; null where the run has neither. */
  readonly seed: number | null
}

/** How the intervals were made. */
export interface ResamplingTerms {
  readonly seed: number
  readonly level: number
  readonly resamples: number
}

/** Dates instead of day numbers; see `Drawdown`. */
export interface DrawdownRow {
  readonly peak: IsoDate
  readonly trough: IsoDate
  /** Null: not recovered on the last day. */
  readonly recovery: IsoDate | null
  /** Share of the peak, negative. */
  readonly depth: number
  readonly depth_dollars: number
  readonly days: number
}

export interface AttributionRow {
  readonly id: string
  readonly label: string
  readonly total_dollars: number
  /** Share of the gross of all lines, sum of |totals|: its weight, not its sign. */
  readonly weight: number
}

export interface RunEvidence {
  readonly kind: 'run'
  readonly provenance: Provenance
  readonly study: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly sessions: number
  readonly resampling: ResamplingTerms
  /** In the order to be shown; the win rate is last and says what it is not. */
  readonly figures: readonly EvidenceFigure[]
  /** Deepest first, at most ten. */
  readonly drawdowns: readonly DrawdownRow[]
  readonly months: readonly MonthRow[]
  /** The ledger of the whole run: the lines add up to the total P&L to the cent. */
  readonly attribution: readonly AttributionRow[]
  readonly trials: TrialSummary
  /** Where other first days were tried. */
  readonly timingLuck: TimingLuck | null
  /** Why nothing was opened on the sessions on which nothing was, most often first. */
  readonly entryRefusals: readonly EntryRefusal[]
  readonly notes: readonly string[]
}

/** A difference against the baseline, arm less baseline. */
export interface DifferenceFigure extends EvidenceFigure {
  /** Two-sided, of no difference; null where unknown. */
  readonly pOfZero: number | null
  /** The same after Holm over all arms but the pre-registered one, whose own p-value stands. */
  readonly adjustedP: number | null
  /** Both are the smallest that so many resamples can show: the true ones are smaller. */
  readonly pAtFloor: boolean
  /** Smallest true difference that this study finds with 80 % power at 5 %. */
  readonly minimumDetectable: number | null
}

export interface ArmEvidence {
  readonly provenance: Provenance
  readonly preRegistered: boolean
  /** The lower of the two rungs: what the differences stand on. */
  readonly rung: Rung
  readonly sessions: number
  readonly cycles: number
  readonly onlyInArm: number
  readonly onlyInBaseline: number
  /** Money first, win rates last. */
  readonly differences: readonly DifferenceFigure[]
}

export interface ComparisonEvidence {
  readonly kind: 'comparison'
  readonly study: string
  readonly baseline: Provenance
  readonly resampling: ResamplingTerms
  readonly arms: readonly ArmEvidence[]
  /**
   * Are any of the arms' daily P&L other than the baseline's? One test over all of them (max-t, stepped down), on the days that
   * all have; null where those are too few.
   */
  readonly family: {
    readonly sessions: number
    readonly criticalT: number
    readonly level: number
    readonly rows: readonly {
      readonly label: string
      readonly t: number | null
      readonly adjustedP: number
      /** The smallest that so many resamples can show: the true one is smaller. */
      readonly pAtFloor: boolean
    }[]
  } | null
  readonly trials: TrialSummary
  /** Of a sweep: how often the best in one half of the time is below the median in the other; null where not asked. */
  readonly overfitting: Overfitting | null
  /** Of a sweep: what choosing on the past would have brought; null where not asked. */
  readonly walkForward: Pick<WalkForward, 'folds' | 'efficiency'> | null
  readonly verdicts: readonly ClaimVerdict[]
  readonly notes: readonly string[]
}

export type EvidenceReport = RunEvidence | ComparisonEvidence
