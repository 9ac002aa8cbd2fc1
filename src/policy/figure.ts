import { assert } from '../base/vocabulary/assert.ts'
import type { Rung } from '../base/vocabulary/rung.ts'
import type { Figure, Reason, Unit, Verdict } from './decision.ts'

/** Builds a figure; stops on a number that is not finite. */
export function figure(
  id: string,
  label: string,
  value: Figure['value'],
  unit: Unit,
  rung: Rung,
  note: string | null = null,
): Figure {
  assert(typeof value !== 'number' || Number.isFinite(value), 'a figure must be finite', { id, value })
  return { id, label, value, unit, rung, note }
}

/** Builds a reason; stops where its sentence names a figure it does not carry. */
export function reason(
  id: string,
  verdict: Verdict,
  says: string,
  figures: readonly Figure[] = [],
  because: readonly Reason[] = [],
): Reason {
  for (const [, name] of says.matchAll(/\{([^{}]+)\}/g)) {
    assert(
      figures.some((one) => one.id === name),
      'a reason names a figure it does not carry',
      { id, name },
    )
  }
  return { id, verdict, says, figures, because }
}
