/**
 * A condor beside the liquidity pools it equals: plain frozen data that every face prints. Names carry their units; null means
 * unknown, never zero. Money is dollars for one condor; S is the forward of its expiry, the price of every pool.
 */
import type { CandidateCondor, Decision, Figure } from '../decision.ts'

export interface Bridge extends Pick<
  Decision,
  'asOf' | 'sessionDate' | 'rung' | 'underlying' | 'shock' | 'data' | 'rules' | 'disclaimer'
> {
  readonly schema: 'kondor.bridge/1'
  /** Whether the decision opens the condor; otherwise it is the one declined. */
  readonly advised: boolean
  readonly condor: CandidateCondor | null
  readonly equivalence: Equivalence | null
  /** Why there is no condor to compare. */
  readonly why: string | null
}

export interface Equivalence {
  /** One axis for every column below: levels of the forward, ascending, holding every strike and every edge of a range. */
  readonly levels_points: readonly number[]
  readonly curves: CondorCurves
  /** Empty where the condor is not short gamma: no pool is long it. `noPools` then says so. */
  readonly pools: readonly EquivalentPoolCurve[]
  readonly noPools: string | null
  /** L = -2 S^1.5 V'' of the condor at the forward, dollars per square root of a point; negative where it is long gamma. */
  readonly liquidityAtForward: number
  /** The levels around the forward beyond which the wings buy convexity back: L is negative there. Null where none does. */
  readonly negativeBelow_points: number | null
  readonly negativeAbove_points: number | null
  readonly dictionary: readonly DictionaryRow[]
}

export interface CondorCurves {
  /** Profit and loss from the natural credit. */
  readonly atExpiry_dollars: readonly number[]
  readonly today_dollars: readonly number[]
  /** Change of value from the forward, the delta there hedged: its tangent taken off. */
  readonly hedged_dollars: readonly number[]
  /** Null where the second derivative does not exist. */
  readonly liquidity: readonly (number | null)[]
}

export type PoolId = 'full-range' | 'between-shorts' | 'same-capital'

/** A pool with the condor's dollar gamma at the forward, and so with its LVR there whatever volatility is realised. */
export interface EquivalentPoolCurve {
  readonly id: PoolId
  readonly label: string
  /** Null: from zero, and without end. */
  readonly low_points: number | null
  readonly high_points: number | null
  readonly liquidity: number
  /** V(P) at the forward: the capital it takes. */
  readonly value_dollars: number
  /** The full-range pool's value over this one's. */
  readonly leverage: number
  readonly values_dollars: readonly number[]
  readonly hedged_dollars: readonly number[]
}

/** One line of the dictionary: the same thing in the words, and in the numbers, of both worlds. */
export interface DictionaryRow {
  readonly id: string
  /** Of the full-range pool. */
  readonly pool: Figure
  /** The same of the range with the condor's own capital. */
  readonly range: Figure
  readonly condor: Figure
  /** The index level the line speaks of, where it speaks of another than the forward. */
  readonly level_points: number | null
}
