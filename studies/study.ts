/** What a study is, and what it leaves behind. */
import { canonicalHash } from '../src/policy/rules/canonical.ts'
import type { RuleSet } from '../src/policy/rules/rule-set.ts'
import type { ClaimVerdict, RegisteredClaim } from '../src/engine/evidence/claim-verdict.ts'
import type {
  Amendment,
  PrimaryFinding,
  StudyData,
  StudyTable,
} from '../src/engine/evidence/claim-results.ts'
import type { FindData, StudyInput } from './world/study-inputs.ts'
import type { StudyWorld } from './world/study-world.ts'

/** Metric, thresholds and seed of a study. All of it is hashed; the hash stands in the results. */
export interface Registration extends RegisteredClaim {
  readonly title: string
  /** Where the claim is made: pages of the method by code. */
  readonly source: string
  /** The one quantity that decides, in words. */
  readonly metric: string
  /** How it is measured, a sentence each. */
  readonly design: readonly string[]
  readonly seed: number
}

export interface StudyFinding {
  readonly verdict: ClaimVerdict
  readonly primary: PrimaryFinding | null
  readonly data: StudyData
  /** Findings that the verdict is to be read with, in words made of the figures; none of them decides. */
  readonly beside: readonly string[]
  readonly tables: readonly StudyTable[]
  readonly notes: readonly string[]
}

export interface StudyContext {
  readonly world: StudyWorld
  /** The same index with a modelled VIX throughout. */
  readonly modelled: StudyWorld
  /** Hears how far a long part of the study has come, 0 to 1. */
  readonly progress: (part: string, share: number) => void
}

export interface Study {
  readonly registration: Registration
  /** Rule sets the study runs; their hashes are part of what is registered. */
  readonly rules: readonly RuleSet[]
  /** Files read beside the world, those that are at hand; none without it. */
  readonly inputs?: (find?: FindData) => readonly StudyInput[]
  /** Which results were known when it was registered, and how that is known; without it none are known to have been. */
  readonly resultsKnown?: string
  /** Words that were changed after the results were known. Metric and thresholds never are. */
  readonly amendments?: readonly Amendment[]
  readonly run: (context: StudyContext) => Promise<StudyFinding>
}

export const registrationHash = ({ registration, rules }: Study): string =>
  canonicalHash({ registration, rules: rules.map((one) => canonicalHash(one)) })

export const rulesHash = ({ rules }: Study): string | null =>
  rules.length === 0 ? null : canonicalHash(rules.map((one) => canonicalHash(one)))
