/** What a comparison holds, as data: the JSON of `kondor compare`, and all that its page is drawn from. */
import type { ComparisonEvidence } from '../../engine/evidence/evidence-report.ts'
import type { DataDocument, RunDocument } from './run-document.ts'

export interface CompareDocument {
  readonly schema: 'kondor.compare/1'
  readonly command: string
  readonly data: DataDocument
  readonly banners: readonly string[]
  /** In the order asked for; the first is the baseline. */
  readonly runs: readonly RunDocument[]
  /** Every other run against the first. */
  readonly againstFirst: ComparisonEvidence
  /** Every run against the same account in T-bills. */
  readonly againstNothing: ComparisonEvidence
  /** Each hedged rule set against the same rules without the hedge. */
  readonly againstTwins: readonly ComparisonEvidence[]
}
