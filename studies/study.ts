/** What a study is, and what it leaves behind. */
import { canonicalHash } from '../src/policy/rules/canonical.ts'
import type { RuleSet } from '../src/policy/rules/rule-set.ts'
import type { ClaimVerdict, RegisteredClaim } from '../src/engine/evidence/claim-verdict.ts'
import type { PrimaryFinding, StudyData, StudyTable } from '../src/engine/evidence/claim-results.ts'
import type { StudyWorld } from './world/study-world.ts'

/** What was written down before any data was looked at. All of it is hashed; the hash stands in the results. */
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
  readonly run: (context: StudyContext) => Promise<StudyFinding>
}

export const registrationHash = ({ registration, rules }: Study): string =>
  canonicalHash({ registration, rules: rules.map((one) => canonicalHash(one)) })

export const rulesHash = ({ rules }: Study): string | null =>
  rules.length === 0 ? null : canonicalHash(rules.map((one) => canonicalHash(one)))
