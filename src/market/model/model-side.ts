import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { type OptionalColumn, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'
import { legTicks } from '../quote/ticks.ts'
import { quoteWidth } from './quote-width.ts'

/** Unknown for every row, one for all sides of a length: a model displays no size and knows no open interest. */
const unknownColumns = new Map<number, OptionalColumn>()

function unknownColumn(length: number): OptionalColumn {
  const known = unknownColumns.get(length)
  if (known !== undefined) return known
  const column = { values: new Float64Array(length), present: new Uint8Array(length) }
  unknownColumns.set(length, column)
  return column
}

/** One side on its way: columns that are filled row by row. */
export interface ModelSide {
  readonly columns: SideColumns
  /** Quotes an option of this present value; `vega_points` per vol point, all in index points. */
  quote(row: number, price_points: number, vega_points: number, intrinsic_points: number): void
}

/**
 * Quotes of one side: half the width on either side of the price, the bid down and the ask up to a legal tick, the ask at
 * least a tick. A bid that would fall below the first tick is zero: such an option cannot be sold.
 */
export function modelSide(
  length: number,
  at: {
    readonly root: string
    readonly sessionDate: IsoDate
    readonly vix_points: number
    /** Quotes so many times as wide. Default 1. */
    readonly widthFactor?: number
  },
): ModelSide {
  const bids_points = new Float64Array(length)
  const asks_points = new Float64Array(length)
  const state = new Uint8Array(length)
  const { vix_points, widthFactor = 1 } = at
  const ticks = legTicks(at.root, at.sessionDate)
  const unknown = unknownColumn(length)
  return {
    columns: {
      bids_points,
      asks_points,
      state,
      bidSizes: unknown,
      askSizes: unknown,
      volumes: unknown,
      openInterests: unknown,
      vendorVols: unknown,
    },
    quote(row, price_points, vega_points, intrinsic_points) {
      assert(price_points >= 0 && price_points < Infinity, 'a model price is finite and not negative')
      const tick_points = ticks.tickFor(price_points)
      const half = (widthFactor * quoteWidth({ vega_points, intrinsic_points, vix_points, tick_points })) / 2
      const bid = ticks.snap(Math.max(0, price_points - half), 'down')
      bids_points[row] = bid
      asks_points[row] = ticks.snap(price_points + half, 'up')
      state[row] = QUOTE_STATE.HAS_QUOTE | (bid === 0 ? QUOTE_STATE.ZERO_BID : 0)
    },
  }
}
