/**
 * The contract of an invariant k = x y: what it measures, and how a reading now is compared with its baseline.
 */
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { InvariantReading } from '../decision.ts'

/** A held structure at one instant: all an invariant may look at. */
export interface InvariantState {
  readonly model: StructureModel
  readonly legs: CondorLegs<OptionLeg>
  /** Credit received at entry, points. */
  readonly entryCredit_points: number
  /** Expected daily range at entry, index points; null where it was unknown. */
  readonly entryEdr_points: number | null
  /** Forecast variance, decimal squared per year; null where unknown. */
  readonly forecastVariance: number | null
}

export interface InvariantMeasure {
  readonly x: number | null
  readonly y: number | null
  /** Why a factor is null, or what the sign guard found; empty where there is nothing to say. */
  readonly note: string
}

export interface Invariant {
  readonly id: string
  readonly label: string
  readonly xLabel: string
  readonly yLabel: string
  readonly units: string
  measure(state: InvariantState): InvariantMeasure
}

/**
 * Reads an invariant. The baseline is not the k of entry but that k aged: the structure as it was at entry (forward,
 * volatilities, forecast) re-priced with the time that is left now, so that the mere passing of time is not a signal.
 * The deviation is the natural log of k over the aged baseline; null where either is unknown or not positive (a k that
 * has turned negative is a breach by definition, and the note says so). At entry it is zero.
 */
export function readInvariant(
  invariant: Invariant,
  entry: InvariantState,
  now: InvariantState = entry,
): InvariantReading {
  const measured = invariant.measure(now)
  const aged: InvariantState = { ...entry, model: { ...entry.model, years: now.model.years } }
  const k = product(measured)
  const baseline = product(invariant.measure(aged))
  const comparable = k !== null && baseline !== null && k > 0 && baseline > 0
  return {
    id: invariant.id,
    label: invariant.label,
    xLabel: invariant.xLabel,
    yLabel: invariant.yLabel,
    x: measured.x,
    y: measured.y,
    k,
    units: invariant.units,
    baseline,
    deviation: comparable ? Math.log(k / baseline) : null,
    note: measured.note,
  }
}

const product = ({ x, y }: InvariantMeasure): number | null => (x === null || y === null ? null : x * y)
