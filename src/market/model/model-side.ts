import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { type OptionalColumn, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'
import { snapToTick, tickFor } from '../quote/ticks.ts'
import { quoteWidth } from './quote-width.ts'

export interface ModelOption {
  /** Present value, index points. */
  readonly price_points: number
  readonly vega_points: number
  readonly intrinsic_points: number
}

/** Unknown for every row: a model displays no size and knows no open interest. */
const unknownColumn = (length: number): OptionalColumn => ({
  values: new Float64Array(length),
  present: new Uint8Array(length),
})

/**
 * Quotes of one side: half the width on either side of the price, the bid down and the ask up to a legal tick, the ask at
 * least a tick. A bid that would fall below the first tick is zero: such an option cannot be sold.
 */
export function modelSide(
  options: readonly ModelOption[],
  at: { readonly root: string; readonly sessionDate: IsoDate; readonly vix_points: number },
): SideColumns {
  const n = options.length
  const bids_points = new Float64Array(n)
  const asks_points = new Float64Array(n)
  const state = new Uint8Array(n)
  options.forEach(({ price_points, vega_points, intrinsic_points }, i) => {
    assert(Number.isFinite(price_points) && price_points >= 0, 'a model price is finite and not negative', {
      i,
    })
    const tick_points = tickFor(at.root, price_points, at.sessionDate)
    const half = quoteWidth({ vega_points, intrinsic_points, vix_points: at.vix_points, tick_points }) / 2
    const bid = snapToTick(at.root, Math.max(0, price_points - half), at.sessionDate, 'down')
    const ask = snapToTick(at.root, price_points + half, at.sessionDate, 'up')
    bids_points[i] = bid
    asks_points[i] = ask
    state[i] = QUOTE_STATE.HAS_QUOTE | (bid === 0 ? QUOTE_STATE.ZERO_BID : 0)
  })
  const unknown = unknownColumn(n)
  return {
    bids_points,
    asks_points,
    state,
    bidSizes: unknown,
    askSizes: unknown,
    volumes: unknown,
    openInterests: unknown,
    vendorVols: unknown,
  }
}
