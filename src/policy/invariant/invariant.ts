/**
 * The contract of an invariant k = x y: what it measures, and how a reading now is compared with its baseline.
 */
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { InvariantReading } from '../decision.ts'

/** Series that some formulations ask for beyond the structure itself. */
export const INVARIANT_SERIES = [
  'vix-future',
  'vix',
  'vix-mean',
  'vix-percentile',
  'vix-rsi',
  'hedge-allocation',
] as const

/**
 * `vix-future`, `vix`, `vix-mean` (of 20 or 50 sessions) in vol points; `vix-percentile` in 0..1; `vix-rsi` in 0..100;
 * `hedge-allocation` in dollars.
 */
export type InvariantSeries = (typeof INVARIANT_SERIES)[number]

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
  /** Values of series at this instant; what is missing or null is unknown. */
  readonly series?: Readonly<Partial<Record<InvariantSeries, number | null>>>
}

export interface InvariantMeasure {
  readonly x: number | null
  readonly y: number | null
  /** Why a factor is null, or what the sign guard found; empty where there is nothing to say. */
  readonly note: string
}

export interface Invariant {
  readonly id: string
  /** Its numbers in the lists of formulations: F2, I3. */
  readonly codes: readonly string[]
  readonly label: string
  readonly xLabel: string
  readonly yLabel: string
  readonly units: string
  /** Series without which a factor is unknown. */
  readonly needs: readonly InvariantSeries[]
  measure(state: InvariantState): InvariantMeasure
}

/** A factor for the baseline from any series (breadth, RSI, a cost of capital): a hypothesis to test, 1 unless given. */
export interface BaselineAdjust {
  readonly series: string
  /** Null where the series is unknown: then so is the baseline. */
  readonly factor: number | null
}

/** k* and r* = x / y of the baseline; null where unknown. */
export interface Baseline {
  readonly k: number | null
  readonly ratio: number | null
}

/** The structure as it was at entry, forward, volatilities, forecast and series, with the time that is left now. */
export function agedEntry(entry: InvariantState, now: InvariantState): InvariantState {
  return { ...entry, model: { ...entry.model, years: now.model.years } }
}

/** The baseline now. Only k is adjusted: a factor says how much exposure is wanted, not how it is split into x and y. */
export function agedBaseline(
  invariant: Invariant,
  entry: InvariantState,
  now: InvariantState,
  adjust: BaselineAdjust | null = null,
): Baseline {
  const measured = invariant.measure(agedEntry(entry, now))
  const k = productOf(measured)
  const factor = adjust === null ? 1 : adjust.factor
  return { k: k === null || factor === null ? null : k * factor, ratio: ratioOf(measured) }
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
  adjust: BaselineAdjust | null = null,
): InvariantReading {
  const measured = invariant.measure(now)
  const k = productOf(measured)
  const { k: baseline } = agedBaseline(invariant, entry, now, adjust)
  const unadjusted = adjust !== null && adjust.factor === null
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
    deviation: logOver(k, baseline),
    note: unadjusted ? `the series ${adjust.series} that adjusts the baseline is unknown` : measured.note,
  }
}

export const productOf = ({ x, y }: InvariantMeasure): number | null =>
  x === null || y === null ? null : x * y

/** x / y; null where y is not positive: past a guard the ratio means nothing and is never formed. */
export const ratioOf = ({ x, y }: InvariantMeasure): number | null =>
  x === null || y === null || y <= 0 ? null : x / y

/** ln(value / base) where both are known and positive. */
export function logOver(value: number | null, base: number | null): number | null {
  if (value === null || base === null || !(value > 0) || !(base > 0)) return null
  const log = Math.log(value / base)
  return Number.isFinite(log) ? log : null
}
