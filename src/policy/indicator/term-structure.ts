/** Shape of the volatility term structure: the indices against one another, and the VX futures against spot VIX. */
import { dayNumber, isoOfDay, monthOf, yearOf } from '../../base/calendar/civil.ts'
import { vixExpiration } from '../../base/calendar/expirations.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { FuturesHistory } from '../../market/series/series.ts'
import { readVxCurve } from '../../market/surface/vx-curve.ts'
import { columnUnfit, columnUpTo, type DatedColumn } from './dated-column.ts'
import { type IndicatorReading, knownReading, unknownReading } from './reading.ts'

/**
 * Ratio of two volatility indices on the newest day both have: VIX9D / VIX, VIX / VIX3M. Below 1 the nearer volatility is
 * the lower one, which is the ordinary state; above 1 the term structure is inverted.
 */
export function indexRatio(
  near: DatedColumn | null,
  far: DatedColumn | null,
  asOfDay: number,
  id: string,
): IndicatorReading {
  const convention = 'ratio of closes of one day; below 1 the term structure rises'
  if (near === null || far === null)
    return unknownReading(id, convention, 'a series of the ratio is not at hand')
  const [one, other] = [columnUpTo(near, asOfDay), columnUpTo(far, asOfDay)]
  const unfit = columnUnfit(one, asOfDay, 1) ?? columnUnfit(other, asOfDay, 1)
  if (unfit !== null) return unknownReading(id, convention, unfit)
  const day = Math.min(one.days[one.days.length - 1], other.days[other.days.length - 1])
  const [a, b] = [indexAtOrBefore(one.days, day), indexAtOrBefore(other.days, day)]
  if (one.days[a] !== day || other.days[b] !== day || !(other.values[b] > 0)) {
    return unknownReading(id, convention, 'the two series have no newest day in common')
  }
  return knownReading(id, one.values[a] / other.values[b], day, convention)
}

/** One monthly VX contract as of a day. */
export interface VxPoint {
  readonly expirationDay: number
  /** Settlement price of the as-of day's session, index points. */
  readonly settle_points: number
  /** Calendar days to final settlement. */
  readonly days: number
}

/**
 * Monthly VX contracts by settlement price of exactly `asOfDay`, nearest first. A contract in its settlement week still
 * counts up to the day before it settles; on the day itself it is gone. Weekly contracts are left out: M1 and M2 are
 * months.
 */
export function vxCurve(futures: readonly FuturesHistory[], asOfDay: number): readonly VxPoint[] {
  const curve = readVxCurve(futures, asOfDay)
  if (curve.settledDay !== asOfDay) return []
  return curve.futures
    .filter(({ expirationDay }) => isMonthlyVx(expirationDay))
    .map(({ expirationDay, settle_vol_points }) => ({
      expirationDay,
      settle_points: settle_vol_points,
      days: expirationDay - asOfDay,
    }))
}

function isMonthlyVx(expirationDay: number): boolean {
  const day = quantity<DayNumber>(expirationDay)
  return dayNumber(vixExpiration(yearOf(day), monthOf(day))) === expirationDay
}

const CONTANGO = 'M2 / M1 - 1 of VX settlement prices, monthly contracts, a share; above 0 is contango'
const SLOPE = 'ln(M7 / M4) x 365 / days between them, per year: the far half of the VX curve'
const BASIS = 'M1 / VIX - 1, a share; above 0 the future is above spot VIX'

/** M2 / M1 - 1: "contango 8 %" is 0.08. Unknown unless M1 and M2 are the next two months and both settled on the day. */
export function vxContango(futures: readonly FuturesHistory[], asOfDay: number): IndicatorReading {
  const id = 'VX M2/M1 - 1'
  const [first, second] = vxCurve(futures, asOfDay)
  if (first === undefined || second === undefined) {
    return unknownReading(id, CONTANGO, `fewer than two monthly VX settlement prices on ${dateOf(asOfDay)}`)
  }
  if (monthIndex(second) - monthIndex(first) !== 1 || first.days > 35) {
    return unknownReading(id, CONTANGO, `a month is missing from the VX curve of ${dateOf(asOfDay)}`)
  }
  return knownReading(id, second.settle_points / first.settle_points - 1, asOfDay, CONTANGO)
}

/** Slope of the fourth to the seventh month, as log per year: what long-dated layers of a hedge roll down. */
export function vxSlope(futures: readonly FuturesHistory[], asOfDay: number): IndicatorReading {
  const curve = vxCurve(futures, asOfDay)
  const [near, far] = [curve[3], curve[6]]
  if (near === undefined || far === undefined) {
    return unknownReading('VX M4-M7 slope', SLOPE, `fewer than seven monthly VX prices on ${dateOf(asOfDay)}`)
  }
  const years = (far.days - near.days) / 365
  return knownReading(
    'VX M4-M7 slope',
    Math.log(far.settle_points / near.settle_points) / years,
    asOfDay,
    SLOPE,
  )
}

/** Front future over spot VIX less one. */
export function vxBasis(
  futures: readonly FuturesHistory[],
  vix: DatedColumn | null,
  asOfDay: number,
): IndicatorReading {
  const id = 'VX M1/VIX - 1'
  const [first] = vxCurve(futures, asOfDay)
  if (first === undefined) return unknownReading(id, BASIS, `no VX settlement price on ${dateOf(asOfDay)}`)
  if (vix === null) return unknownReading(id, BASIS, 'no VIX at hand')
  const at = indexAtOrBefore(vix.days, asOfDay)
  if (at < 0 || vix.days[at] !== asOfDay || !(vix.values[at] > 0)) {
    return unknownReading(id, BASIS, `no VIX close of ${dateOf(asOfDay)}`)
  }
  return knownReading(id, first.settle_points / vix.values[at] - 1, asOfDay, BASIS)
}

function monthIndex(point: VxPoint): number {
  const day = quantity<DayNumber>(point.expirationDay)
  return yearOf(day) * 12 + monthOf(day)
}

const dateOf = (day: number): string => isoOfDay(quantity<DayNumber>(day))
