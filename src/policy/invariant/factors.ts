/** The quantities that invariants are made of, each defined once. Spot is the forward of the expiry throughout. */
import { structureGreeks } from '../../book/structure/greeks.ts'
import { breakEvensAtExpiry } from '../../book/structure/break-evens.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import { structureValue } from '../../book/structure/structure-model.ts'
import type { InvariantMeasure, InvariantSeries, InvariantState } from './invariant.ts'

const CALENDAR_DAYS_PER_YEAR = 365

/** Live cost to close, points, re-priced at the legs' volatilities. */
export const costToClose = ({ model }: InvariantState): number => -structureValue(model)

/** Cost to close less what settlement at the forward would cost: the time value still to be earned, points. */
export function extrinsic(state: InvariantState): number {
  const { model } = state
  const discount = Math.exp(-model.rate * model.years)
  return costToClose(state) + settlementValue(model.legs, model.forward_points) * discount
}

/** Extrinsic of the two shorts alone, points. */
export function extrinsicOfShorts(state: InvariantState): number {
  const shorts = state.model.legs.filter(({ quantity }) => quantity < 0)
  return extrinsic({ ...state, model: { ...state.model, legs: shorts } })
}

/** Smaller distance from the forward to a short strike, points; negative past it. */
export function shortDistance({ legs, model }: InvariantState): number {
  const [, put, call] = legs
  return Math.min(model.forward_points - put.strike_points, call.strike_points - model.forward_points)
}

/** Smaller distance from the forward to a long strike, points; negative past it. */
export function wingDistance({ legs, model }: InvariantState): number {
  const [put, , , call] = legs
  return Math.min(model.forward_points - put.strike_points, call.strike_points - model.forward_points)
}

/** Smaller distance to a break-even at expiry of the legs sold for `credit_points`; null where that leaves none. */
export function breakEvenDistance(state: InvariantState, credit_points: number): number | null {
  const { low_points, high_points } = breakEvensAtExpiry(state.legs, credit_points)
  const { forward_points } = state.model
  const distances = [
    ...(low_points === null ? [] : [forward_points - low_points]),
    ...(high_points === null ? [] : [high_points - forward_points]),
  ]
  return distances.length === 0 ? null : Math.min(...distances)
}

/** Distance between the short strikes, points. */
export const shortWidth = ({ legs: [, put, call] }: InvariantState): number =>
  call.strike_points - put.strike_points

/** Mean volatility of the two shorts, decimal: what "its implied volatility" means for a condor. */
export function shortVol({ model }: InvariantState): number {
  const shorts = model.legs.filter(({ quantity }) => quantity < 0)
  return shorts.reduce((sum, { volatility }) => sum + volatility, 0) / shorts.length
}

/** Calendar days to settlement. */
export const daysLeft = ({ model }: InvariantState): number => model.years * CALENDAR_DAYS_PER_YEAR

/** Delta of the whole position, points per point; null at expiry, where there is none. */
export const netDelta = ({ model }: InvariantState): number | null =>
  model.years > 0 ? structureGreeks(model).delta : null

/** A series' value, or the note that it is missing. */
export function seriesValue(
  state: InvariantState,
  name: InvariantSeries,
): { readonly value: number | null; readonly note: string } {
  const value = state.series?.[name] ?? null
  return { value, note: value === null ? `needs the series ${name}` : '' }
}

export const NO_BREAK_EVEN = 'the credit leaves no break-even'
export const PAST_BREAK_EVEN = 'at or past a break-even: a breach by definition'

/** A distance as y, with what the sign guard says of it. */
export function guardedDistance(x: number, y: number | null, past: string): InvariantMeasure {
  if (y === null) return { x, y, note: NO_BREAK_EVEN }
  return { x, y, note: y > 0 ? '' : past }
}
