import type { QuotedLeg } from './legs.ts'

/** Prices of one structure in points; a credit is positive. */
export interface StructurePrice {
  /**
   * Every leg at the middle of its bid and ask. A leg whose bid is zero has no middle: when bought it counts at its ask,
   * when sold at nothing.
   */
  readonly mid_points: number
  /** Selling at bids, buying at asks: what can be had at once. */
  readonly natural_points: number
}

/** The credit of opening the legs, at mid and at natural. Sums are exact to a tenth of a cent: prices are decimal. */
export function priceStructure(legs: readonly QuotedLeg[]): StructurePrice {
  let mid = 0
  let natural = 0
  for (const leg of legs) {
    natural -= leg.quantity * (leg.quantity > 0 ? leg.ask_points : leg.bid_points)
    mid -= leg.quantity * markOf(leg)
  }
  return { mid_points: tidy(mid), natural_points: tidy(natural) }
}

function markOf(leg: QuotedLeg): number {
  if (leg.zeroBid) return leg.quantity > 0 ? leg.ask_points : 0
  return (leg.bid_points + leg.ask_points) / 2
}

/** Ticks are hundredths and mids half of them: rounding to 1e-6 removes only what binary fractions added. */
function tidy(points: number): number {
  return Math.round(points * 1e6) / 1e6 + 0
}
