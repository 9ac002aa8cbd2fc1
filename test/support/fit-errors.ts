import type { ExpiryState } from '../../src/market/surface/market-state.ts'
import { smileVol } from '../../src/market/surface/smile-vol.ts'

/** |d1| at a delta of 5 %. */
const D1_MAX = 1.645

/** Errors of the smiles against every out-of-the-money mid of 5 to 50 delta, unweighted, vol points. */
export function fitErrors(expiries: readonly ExpiryState[]): {
  readonly rms: number
  readonly largest: number
  readonly quotes: number
} {
  let squares = 0
  let quotes = 0
  let largest = 0
  for (const expiry of expiries) {
    const { slice, forward, years, callVols, putVols } = expiry
    for (let i = 0; i < slice.strikes_points.length; i++) {
      const strike = slice.strikes_points[i]
      const column = strike >= forward.forward_points ? callVols : putVols
      if (column.present[i] === 0) continue
      const deviation = column.values[i] * Math.sqrt(years)
      const d1 = Math.log(forward.forward_points / strike) / deviation + deviation / 2
      if (Math.abs(d1) > D1_MAX) continue
      const error = 100 * (smileVol(expiry, strike) - column.values[i])
      squares += error * error
      largest = Math.max(largest, Math.abs(error))
      quotes++
    }
  }
  return { rms: Math.sqrt(squares / Math.max(1, quotes)), largest, quotes }
}
