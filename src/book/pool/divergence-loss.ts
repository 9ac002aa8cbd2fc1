/**
 * Divergence loss ("impermanent loss", loss-versus-holding): the pool against the tokens it began with, left alone. It looks at
 * the two ends of a path only and comes back to 0 with the price. It is not LVR, which measures against a portfolio that
 * trades along at market prices, depends on the path and never comes back. The two agree in one case: a single move.
 */
import { logMove, type Pool } from './pool.ts'
import { powerGap } from './power-gap.ts'

/** Value of the tokens held at `start`, at the price `end`, less the pool's value there: >= 0, numeraire units. */
export function divergenceLoss(pool: Pool, start: number, end: number): number {
  return pool.lvrOfMove(start, end)
}

/** Value at `end` of the tokens held at `start`. */
export function heldValue(pool: Pool, start: number, end: number): number {
  return pool.riskyHeld(start) * end + pool.numeraireHeld(start)
}

/** Divergence loss over the value of holding: a fraction from 0 to 1; 0 for an empty pool. */
export function divergenceLossFraction(pool: Pool, start: number, end: number): number {
  const held = heldValue(pool, start, end)
  return held > 0 ? divergenceLoss(pool, start, end) / held : 0
}

/** The same for a weighted pool from the price ratio k = P'/P alone: 1 - k^theta / (theta k + 1 - theta). Half for the constant product. */
export function divergenceLossOfRatio(priceRatio: number, riskyWeight = 0.5): number {
  const held = riskyWeight * priceRatio + 1 - riskyWeight
  return powerGap(riskyWeight, logMove(1, priceRatio)) / held
}
