/**
 * Legal prices. All arithmetic is on whole numbers of ten-thousandths of a point, divided once at the end, so that a price is the
 * double nearest its decimal: never 0.30000000000000004.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { calendarRoot } from '../../base/calendar/roots.ts'
import { FALLBACK_TICK, type TickRow, TICKS, UNITS_PER_POINT } from './tick-table.ts'

/** `nearest` takes the price farther from zero where two are equally near. */
export type SnapDirection = 'down' | 'up' | 'nearest'

/** How far from a whole unit a decimal price may lie for having been stored as a double, relative to its size. */
const DECIMAL_SLACK = 1e-9

const rowsByRoot = Map.groupBy(TICKS, (row) => row.root)

/** Are the ticks of the root tabled? Others are held to a penny. SPXPM and SPXQ count as SPXW. */
export const hasTickTable = (root: string): boolean => rowsByRoot.has(tabledName(root))

const tabledName = (root: string): string => {
  const known = calendarRoot(root) ?? root
  return known === 'XSPAM' ? 'XSP' : known
}

function rowFor(root: string, date: IsoDate): TickRow {
  return rowsByRoot.get(tabledName(root))?.findLast((row) => row.from <= date) ?? FALLBACK_TICK
}

const legUnits = (row: TickRow, price_units: number): number =>
  Math.abs(price_units) < row.breakpoint_units ? row.below_units : row.above_units

/** The price in units: a whole number where the price is a decimal of at most four places, else as it comes. */
function unitsOf(price_points: number): number {
  assert(Number.isFinite(price_points), 'a price must be finite', { price_points })
  const units = price_points * UNITS_PER_POINT
  const whole = Math.round(units)
  return Math.abs(units - whole) <= DECIMAL_SLACK * Math.max(1, Math.abs(whole)) ? whole : units
}

const pointsOf = (ticks: number, tick_units: number): number => {
  const units = ticks * tick_units
  // Adding zero turns -0 into 0: a snapped price is printed.
  return units / UNITS_PER_POINT + 0
}

/** The smallest step, in points, of a single leg quoted at the price on the date. */
export const tickFor = (root: string, price_points: number, date: IsoDate): number =>
  legTicks(root, date).tickFor(price_points)

/** The smallest step, in points, of the net price of an order of several legs. */
export const complexTick = (root: string, date: IsoDate): number =>
  rowFor(root, date).complex_units / UNITS_PER_POINT

/** The steps of single legs of one root on one date, looked up once: for loops over a chain. */
export interface LegTicks {
  /** As {@link tickFor}. */
  tickFor(price_points: number): number
  /** As {@link snapToTick}. */
  snap(price_points: number, direction: SnapDirection): number
}

export function legTicks(root: string, date: IsoDate): LegTicks {
  const row = rowFor(root, date)
  return {
    tickFor: (price_points) => legUnits(row, unitsOf(price_points)) / UNITS_PER_POINT,
    snap: (price_points, direction) => {
      const units = unitsOf(price_points)
      return snapUnits(units, legUnits(row, units), direction)
    },
  }
}

/** Is the price a legal quote of a single leg on the date? */
export function isOnTick(root: string, price_points: number, date: IsoDate): boolean {
  const units = unitsOf(price_points)
  return units % legUnits(rowFor(root, date), units) === 0
}

/** Is the net price legal for an order of several legs? */
export const isOnComplexTick = (root: string, price_points: number, date: IsoDate): boolean =>
  unitsOf(price_points) % rowFor(root, date).complex_units === 0

/** The nearest legal price of a single leg in the direction: `down` is towards minus infinity. */
export function snapToTick(
  root: string,
  price_points: number,
  date: IsoDate,
  direction: SnapDirection,
): number {
  return legTicks(root, date).snap(price_points, direction)
}

/** The nearest legal net price of an order of several legs; net prices may be negative, a debit against a credit. */
export const snapToComplexTick = (
  root: string,
  price_points: number,
  date: IsoDate,
  direction: SnapDirection,
): number => snapUnits(unitsOf(price_points), rowFor(root, date).complex_units, direction)

function snapUnits(units: number, tick_units: number, direction: SnapDirection): number {
  // The breakpoint is a whole number of both steps, so a price snapped up to it is legal on its far side too.
  const ticks = units / tick_units
  if (direction === 'down') return pointsOf(Math.floor(ticks), tick_units)
  if (direction === 'up') return pointsOf(Math.ceil(ticks), tick_units)
  return pointsOf(Math.sign(ticks) * Math.floor(Math.abs(ticks) + 0.5), tick_units)
}
