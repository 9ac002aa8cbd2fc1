import { CALL, PUT } from '../../base/vocabulary/option-right.ts'
import { type ExpiryTerms, impliedVolColumn } from '../pricing/chain-kernels.ts'
import { type ExpirySlice, type OptionalColumn, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'

export interface MidVols {
  readonly callVols: OptionalColumn
  readonly putVols: OptionalColumn
}

/**
 * Implied volatility of the mid of each side of each strike. Absent where a side has no bid (its mid is half an ask, not a
 * price) and where no volatility explains the mid.
 */
export function midVols(slice: ExpirySlice, terms: ExpiryTerms): MidVols {
  const length = slice.strikes_points.length
  const volsOf = (side: SideColumns, right: number): OptionalColumn => {
    const out = emptyColumn(length)
    impliedVolColumn(terms, right, slice.strikes_points, midsOf(side), out)
    return out
  }
  return { callVols: volsOf(slice.calls, CALL), putVols: volsOf(slice.puts, PUT) }
}

function midsOf(side: SideColumns): OptionalColumn {
  const { bids_points, asks_points, state } = side
  const mids = emptyColumn(bids_points.length)
  for (let i = 0; i < bids_points.length; i++) {
    const quoted = (state[i] & QUOTE_STATE.HAS_QUOTE) !== 0 && (state[i] & QUOTE_STATE.ZERO_BID) === 0
    if (!quoted || !(bids_points[i] > 0)) continue
    mids.values[i] = (bids_points[i] + asks_points[i]) / 2
    mids.present[i] = 1
  }
  return mids
}

function emptyColumn(length: number): OptionalColumn {
  return { values: new Float64Array(length), present: new Uint8Array(length) }
}
