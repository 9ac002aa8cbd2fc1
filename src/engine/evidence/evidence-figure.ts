import type { BootstrapAnswer, Interval } from '../../base/numerics/bootstrap-interval.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { Figure, Unit } from '../../policy/decision.ts'
import { figure } from '../../policy/figure.ts'

/** A figure with its doubt. Where `interval` is null, `note` says why there is none. */
export interface EvidenceFigure extends Figure {
  readonly value: number | null
  readonly interval: Interval | null
}

/** What a figure is called and how it is read. */
export interface FigureName {
  readonly id: string
  readonly label: string
  readonly unit: Unit
}

/** A figure from a bootstrap's answer; its reason for having no interval joins the note. */
export function figureOf(
  name: FigureName,
  answer: Pick<BootstrapAnswer, 'value' | 'interval' | 'reason'>,
  rung: Rung,
  note: string | null = null,
): EvidenceFigure {
  const notes = [note, answer.reason].filter((text) => text !== null)
  const plain = figure(
    name.id,
    name.label,
    answer.value,
    name.unit,
    rung,
    notes.length === 0 ? null : notes.join('; '),
  )
  return { ...plain, value: answer.value, interval: answer.interval }
}

/** A figure that is counted, not estimated. */
export const countedFigure = (
  name: FigureName,
  value: number | null,
  rung: Rung,
  note: string | null = null,
): EvidenceFigure => figureOf(name, { value, interval: null, reason: null }, rung, note)

/** The answer after an increasing transformation, ends included: an interval of ln growth becomes one of growth. */
export function transformed(answer: BootstrapAnswer, increasing: (value: number) => number): BootstrapAnswer {
  const { value, interval } = answer
  return {
    ...answer,
    value: value === null ? null : increasing(value),
    interval:
      interval === null
        ? null
        : { ...interval, low: increasing(interval.low), high: increasing(interval.high) },
    standardError: null,
  }
}
