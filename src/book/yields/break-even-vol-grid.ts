import { type Result, valueOrNull } from '../../base/vocabulary/result.ts'
import { type VarianceSwapSmile, continuousVarianceSwap } from '../../market/surface/variance-swap.ts'
import type { BookItem } from '../ledger/book-item.ts'
import { bookValue } from '../ledger/move-book.ts'
import { type SmileDynamics, dynamicsText } from '../ledger/smile-dynamics.ts'
import { nearestVolShift } from '../structure/break-even-vol.ts'

export interface BreakEvenVolInputs {
  readonly items: readonly BookItem[]
  readonly daysLater: readonly number[]
  /** ln(S' / S) of the index: the spot grid. */
  readonly logReturns: readonly number[]
  readonly dynamics: SmileDynamics
  /** Value at which nothing is won or lost, money; what the items are worth now where absent. */
  readonly entryValue?: number
  /** Level of the VIX (vol points) and a smile of about its horizon; null where unknown. */
  readonly vix: { readonly level_vol_points: number; readonly smile: VarianceSwapSmile } | null
}

export interface BreakEvenVolCell {
  readonly daysLater: number
  readonly logReturn: number
  /** Parallel shift of all volatilities (decimal) that closing can bear; null where no shift breaks even. */
  readonly shift: number | null
  /** The VIX that goes with that shift, vol points; null where it is unknown. */
  readonly vix_vol_points: number | null
  /** Why `shift` is null. */
  readonly reason: string | null
}

export interface BreakEvenVolGrid {
  /** The assumption under which volatilities move along the spot grid, in words. */
  readonly dynamics: string
  readonly cells: readonly BreakEvenVolCell[]
}

/**
 * How far the whole smile may rise, after so many days and at each spot, before closing costs the entry: the break-even in
 * volatility. The shift comes on top of what the dynamics do to volatilities on the way to that spot.
 */
export function breakEvenVolGrid(inputs: BreakEvenVolInputs): BreakEvenVolGrid {
  const { items, dynamics } = inputs
  const entry = inputs.entryValue ?? bookValue(items)
  const vixNow = inputs.vix === null ? null : continuousVarianceSwap(inputs.vix.smile)
  const cells = inputs.daysLater.flatMap((daysLater) =>
    inputs.logReturns.map((logReturn): BreakEvenVolCell => {
      const move = { daysLater, logReturn, dynamics }
      const anyLeft = items.some(({ factors }) => factors.years > daysLater / 365)
      if (!anyLeft) return none(daysLater, logReturn, 'everything has settled by then')
      const shift = nearestVolShift((volShift) => bookValue(items, { ...move, volShift }) - entry)
      if (!shift.ok) return none(daysLater, logReturn, 'no parallel shift costs the entry back')
      const vix = vixAfterShift(inputs.vix, shift.value, vixNow)
      return { daysLater, logReturn, shift: shift.value, vix_vol_points: vix, reason: null }
    }),
  )
  return { dynamics: dynamicsText(dynamics), cells }
}

const none = (daysLater: number, logReturn: number, reason: string): BreakEvenVolCell => ({
  daysLater,
  logReturn,
  shift: null,
  vix_vol_points: null,
  reason,
})

/**
 * The VIX that a parallel shift of its smile makes: the level plus the change of the root of the strip's fair variance. More
 * than the shift itself where the smile is curved. `before` is the strip's fair variance unshifted, where it is at hand.
 */
export function vixAfterShift(
  vix: BreakEvenVolInputs['vix'],
  shift: number,
  before: Result<{ readonly fairVol_vol_points: number }> | null = null,
): number | null {
  if (vix === null) return null
  const now = before ?? continuousVarianceSwap(vix.smile)
  const shifted = valueOrNull(shiftedSwap(vix.smile, shift))
  if (!now.ok || shifted === null) return null
  return vix.level_vol_points + shifted.fairVol_vol_points - now.value.fairVol_vol_points
}

function shiftedSwap(
  smile: VarianceSwapSmile,
  shift: number,
): Result<{ readonly fairVol_vol_points: number }> {
  return continuousVarianceSwap({
    ...smile,
    volatilityAt: (k) => Math.max(1e-4, smile.volatilityAt(k) + shift),
  })
}
