/**
 * Verdicts on claims whose thresholds are registered. The function decides; nobody's judgement enters between the interval and the
 * verdict.
 */
import type { Interval } from '../../base/numerics/bootstrap-interval.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'

/** One registered threshold on one end of an interval. */
export interface ClaimCriterion {
  /** `win-rate-above-trigger`. */
  readonly id: string
  /** What it asks, in words: `win rate less that of the 50-delta trigger`. */
  readonly of: string
  readonly end: 'low' | 'high'
  readonly must: 'exceed' | 'be under'
  readonly threshold: number
}

/** What was found for the quantity of a criterion. */
export interface ClaimFinding {
  readonly value: number | null
  readonly interval: Interval | null
}

export interface CriterionAnswer extends ClaimCriterion {
  readonly value: number | null
  readonly interval: Interval | null
  /** Null: no interval, so it neither holds nor fails. */
  readonly holds: boolean | null
}

export type ClaimStatus = 'supported' | 'refuted' | 'unresolved' | 'untestable'

/** A claim as it is registered. */
export interface RegisteredClaim {
  /** `H1`. */
  readonly id: string
  readonly claim: string
  /** The claim is supported where all of these hold and no refutation does. */
  readonly supportedIf: readonly ClaimCriterion[]
  /** The claim is refuted where any of these holds; refutation goes first. */
  readonly refutedIf: readonly ClaimCriterion[]
  /** What would change a verdict. */
  readonly wouldChange: string
}

export interface ClaimVerdict {
  readonly id: string
  readonly claim: string
  readonly status: ClaimStatus
  /** Why, in one sentence, with the span of the data where it is given. */
  readonly because: string
  readonly rung: Rung
  readonly trials: number
  readonly supportedIf: readonly CriterionAnswer[]
  readonly refutedIf: readonly CriterionAnswer[]
  readonly wouldChange: string
}

export interface ClaimSpan {
  readonly from: string | null
  readonly to: string | null
}

const NO_SPAN: ClaimSpan = { from: null, to: null }

/**
 * Decides a claim. `untestable` gives the reason why the data cannot speak at all. A simulated world can refute a claim of edge, but
 * never support it: what it shows was put into it.
 */
export function decideClaim(
  claim: RegisteredClaim,
  evidence: {
    /** By criterion id. */
    readonly findings: ReadonlyMap<string, ClaimFinding>
    readonly rung: Rung
    readonly trials: number
    readonly untestable?: string | null
    /** First and last day of the data that decides. */
    readonly span?: ClaimSpan | undefined
  },
): ClaimVerdict {
  const { findings, rung, trials, untestable = null, span = NO_SPAN } = evidence
  assert(claim.supportedIf.length > 0, 'a claim without a criterion cannot be supported', { id: claim.id })
  const answers = (criteria: readonly ClaimCriterion[]): readonly CriterionAnswer[] =>
    criteria.map((criterion) => {
      const { value, interval } = findings.get(criterion.id) ?? { value: null, interval: null }
      return { ...criterion, value, interval, holds: interval === null ? null : holds(criterion, interval) }
    })
  const supportedIf = answers(claim.supportedIf)
  const refutedIf = answers(claim.refutedIf)
  const { status, because: why } = decide(supportedIf, refutedIf, rung, untestable)
  const because = span.from === null || span.to === null ? why : `on ${span.from} to ${span.to}, ${why}`
  const { id, wouldChange } = claim
  return { id, claim: claim.claim, status, because, rung, trials, supportedIf, refutedIf, wouldChange }
}

function holds({ end, must, threshold }: ClaimCriterion, interval: Interval): boolean {
  return must === 'exceed' ? interval[end] > threshold : interval[end] < threshold
}

function decide(
  supportedIf: readonly CriterionAnswer[],
  refutedIf: readonly CriterionAnswer[],
  rung: Rung,
  untestable: string | null,
): { readonly status: ClaimStatus; readonly because: string } {
  if (untestable !== null) return { status: 'untestable', because: untestable }
  const refuting = refutedIf.find((one) => one.holds === true)
  if (refuting !== undefined) return { status: 'refuted', because: sentence(refuting) }
  const unknown = [...supportedIf, ...refutedIf].find((one) => one.holds === null)
  if (unknown !== undefined) return { status: 'unresolved', because: `no interval for ${unknown.of}` }
  const failing = supportedIf.find((one) => one.holds === false)
  if (failing !== undefined) return { status: 'unresolved', because: sentence(failing) }
  if (rung === 'simulated') {
    return {
      status: 'unresolved',
      because: 'every criterion holds, but a simulated world supports no claim of edge',
    }
  }
  return { status: 'supported', because: 'every registered criterion holds, and none that refutes' }
}

function sentence({ of, end, must, threshold, holds }: CriterionAnswer): string {
  const bound = end === 'low' ? 'lower' : 'upper'
  const relation = must === 'exceed' ? 'above' : 'under'
  return `the ${bound} bound of ${of} is ${holds === true ? '' : 'not '}${relation} ${threshold}`
}
