import { assert } from '../../base/vocabulary/assert.ts'

/**
 * QLIKE loss of a variance forecast (Patton, Journal of Econometrics 160, 2011): r / f - ln(r / f) - 1, never negative, 0
 * where the forecast is right. Its ranking survives noise in the realised proxy as long as the proxy is unbiased, which is
 * why squared returns may judge. Too low a forecast costs more than too high a one. Both are variances in one unit,
 * positive.
 */
export function qlike(realised: number, forecast: number): number {
  assert(realised > 0 && forecast > 0, 'QLIKE compares positive variances', { realised, forecast })
  const ratio = realised / forecast
  return ratio - Math.log(ratio) - 1
}
