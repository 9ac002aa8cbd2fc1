/**
 * The distance between bid and ask of a modelled quote, before it is put on ticks: one tick, plus so many vol points of the
 * option's vega, plus a share of what it is in the money by. Widths in vol points grow with the square of VIX.
 * Measured against real quotes in docs/concepts/index-rung.md: as wide as those of 2024, a third of those of 2008.
 */
const WIDTH_VOL_POINTS_AT_20 = 0.16
const IN_THE_MONEY_SHARE = 0.0025

/** Index points. `vega_points` is the option's price change per vol point; `intrinsic_points` 0 out of the money. */
export function quoteWidth(input: {
  readonly vega_points: number
  readonly intrinsic_points: number
  readonly vix_points: number
  readonly tick_points: number
}): number {
  const { vega_points, intrinsic_points, vix_points, tick_points } = input
  const strain = vix_points / 20
  return (
    tick_points +
    WIDTH_VOL_POINTS_AT_20 * strain * strain * vega_points +
    IN_THE_MONEY_SHARE * Math.max(0, intrinsic_points)
  )
}
