import type { ForwardQuote } from '../indicator/parity-dislocation.ts'

/** A future on the index as it is quoted. Fair is the forward of its own date, by which its cost is measured. */
export interface FutureQuote extends ForwardQuote {
  /** `ES 2024-03-15`. */
  readonly instrument: string
  readonly root: 'ES' | 'MES'
  readonly fair_points: number
  /** Commission and fees a contract. */
  readonly cost_dollars: number
}
