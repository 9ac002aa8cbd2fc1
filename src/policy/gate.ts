import type { Figure, Reason, Verdict } from './decision.ts'
import { reason } from './figure.ts'

/** One condition of entry, judged. */
export interface Gate {
  readonly reason: Reason
  /** False where it keeps the position from being opened. An unknown keeps it from being opened where the rule needs it. */
  readonly opens: boolean
  /** Why not, in words without figures; empty where it opens, or where another gate names the same cause. */
  readonly because: string
}

/** A gate that must pass: `fail` and `unknown` both keep the position from being opened. */
export function gate(
  id: string,
  verdict: Verdict,
  says: string,
  figures: readonly Figure[],
  because: string,
): Gate {
  const opens = verdict === 'pass' || verdict === 'note'
  return { reason: reason(id, verdict, says, figures), opens, because: opens ? '' : because }
}

/** A gate whose unknown does not keep the position from being opened, but is shown. */
export function lenientGate(
  id: string,
  verdict: Verdict,
  says: string,
  figures: readonly Figure[],
  because: string,
): Gate {
  const opens = verdict !== 'fail'
  return { reason: reason(id, verdict, says, figures), opens, because: opens ? '' : because }
}

/** The verdict of several gates together: any that fails, then any unknown that keeps from opening, then pass. */
export function verdictOf(gates: readonly Gate[]): Verdict {
  const closed = gates.filter((one) => !one.opens)
  if (closed.some((one) => one.reason.verdict === 'fail')) return 'fail'
  return closed.length > 0 ? 'unknown' : 'pass'
}
