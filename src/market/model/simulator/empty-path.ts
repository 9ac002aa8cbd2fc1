import type { SimulatedPath } from './simulated-market.ts'

/** A path still to be walked: every column at 0. */
export function emptyPath(rows: number): SimulatedPath {
  const column = (): Float64Array => new Float64Array(rows)
  return {
    spots_points: column(),
    opens_points: column(),
    vix_vol_points: column(),
    openVix_vol_points: column(),
    variances: column(),
  }
}
