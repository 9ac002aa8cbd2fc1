import type { SweepEvidence } from '../../engine/evidence/sweep-evidence.ts'
import type { DataDocument } from './run-document.ts'

/** The JSON of `kondor sweep`. */
export interface SweepDocument {
  readonly schema: 'kondor.sweep/1'
  readonly command: string
  readonly data: DataDocument
  /** What the variants are variants of. */
  readonly rules: { readonly name: string; readonly hash: string }
  readonly banners: readonly string[]
  readonly grid: readonly string[]
  readonly evidence: SweepEvidence
}
