import type { Rung } from '../../base/vocabulary/rung.ts'
import type { Unit } from '../decision.ts'
import type { IndicatorReading } from '../indicator/reading.ts'
import type { BoardLine } from './board.ts'

/** A reading as a line of the board. `needs` is what to import where it is unknown. */
export function boardLine(
  id: string,
  label: string,
  unit: Unit,
  { value, asOf, convention, reason }: IndicatorReading,
  about: { readonly rung: Rung | null | undefined; readonly needs: string | null },
): BoardLine {
  const known = value !== null
  return {
    id,
    label,
    value,
    unit,
    asOf,
    rung: known ? (about.rung ?? null) : null,
    convention,
    reason,
    needs: known ? null : about.needs,
  }
}
