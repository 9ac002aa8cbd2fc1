/** Results of the studies of the method's claims, as they are kept: plain data with the hashes of what they were found with. */
import type { Interval } from '../../base/numerics/bootstrap-interval.ts'
import type { ClaimVerdict } from './claim-verdict.ts'

/** The quantity that decides, as found. */
export interface PrimaryFinding {
  readonly of: string
  /** `fraction`, `dollars`, `trading days`. */
  readonly unit: string
  readonly value: number | null
  readonly interval: Interval | null
  /** Smallest true value that would be found with 80 % power at 5 %; null where it is unknown. */
  readonly minimumDetectable: number | null
  readonly observations: number
}

export interface StudyTable {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly note: string | null
}

export interface StudyData {
  /** Of every series and file read; empty where none was. */
  readonly dataHash: string
  readonly vix: 'published' | 'modelled' | 'none'
  readonly sources: readonly string[]
  readonly from: string | null
  /** The date of the data: its last day. */
  readonly to: string | null
}

/** Words of a registration that were changed after its results were known. */
export interface Amendment {
  /** What was changed: `wouldChange`, `about of k-20`. */
  readonly of: string
  /** As it was registered. */
  readonly was: string
  readonly why: string
}

/** One claim: what was registered, what was found, and how to find it again. */
export interface ClaimResult {
  readonly id: string
  readonly title: string
  readonly claim: string
  /** Where the claim is made. */
  readonly source: string
  /** The one quantity that decides, in words. */
  readonly metric: string
  /** How it was to be measured, as registered. */
  readonly design: readonly string[]
  /** Which results were known when it was registered, and how that is known; null: none are known to have been. */
  readonly resultsKnown: string | null
  /** Changed afterwards; metric and thresholds never are. */
  readonly amendments: readonly Amendment[]
  readonly verdict: ClaimVerdict
  /** Findings that the verdict is to be read with; none of them decides. */
  readonly beside: readonly string[]
  readonly primary: PrimaryFinding | null
  readonly data: StudyData
  readonly seed: number
  /** Of what was registered, thresholds and rule sets with it. */
  readonly registrationHash: string
  readonly rulesHash: string | null
  readonly command: string
  readonly tables: readonly StudyTable[]
  readonly notes: readonly string[]
}

/** A short stretch that anybody can run again in seconds: where it differs, the engine has changed since. */
export interface ClaimSlice {
  readonly from: string
  readonly to: string
  readonly dataHash: string
  readonly arms: readonly {
    readonly label: string
    readonly rulesHash: string
    readonly trades: number
    readonly won: number
    readonly pnl_cents: number
    readonly adjustments: number
  }[]
}

export const CLAIM_RESULTS_SCHEMA = 'kondor.claims/1'

export interface ClaimResults {
  readonly schema: typeof CLAIM_RESULTS_SCHEMA
  readonly slice: ClaimSlice | null
  readonly claims: readonly ClaimResult[]
}
