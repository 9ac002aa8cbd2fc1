import type { SweepEvidence } from '../../engine/evidence/sweep-evidence.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { RuleSetting } from '../../policy/rules/rules-variant.ts'
import type { DataDocument } from './run-document.ts'

/** A variant's place on the grid: the first of those whose settings came to the same rules. */
interface SweepVariant {
  readonly rulesHash: string
  readonly settings: readonly RuleSetting[]
}

/** The JSON of `kondor sweep`, and all that its page is drawn from. */
export interface SweepDocument {
  readonly schema: 'kondor.sweep/1'
  readonly command: string
  readonly data: DataDocument
  /** What the variants are variants of. */
  readonly rules: { readonly name: string; readonly hash: string }
  readonly banners: readonly string[]
  readonly grid: readonly string[]
  /** In the order of the grid. */
  readonly variants: readonly SweepVariant[]
  /** Days of the returns that the folds of the walk-forward count in. */
  readonly dates: readonly IsoDate[]
  readonly evidence: SweepEvidence
}
