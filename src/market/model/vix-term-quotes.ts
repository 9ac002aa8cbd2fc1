import type { CboeVixTermInput } from '../surface/cboe-vix.ts'
import type { ModelExpiry } from './model-expiries.ts'
import { modelSide } from './model-side.ts'
import { listedStrikes, modelSmile, modelTerms, quoteMaker, type SliceMarket } from './model-slice.ts'
import type { Surface } from './surface-model.ts'

const MS_PER_MINUTE = 60_000
/**
 * Within this share of the forward calls and puts are both quoted. The method looks for the strike where they differ least: by
 * parity one next to the forward, since a middle is off by a tick at most and strikes this near are a few points apart.
 */
const BOTH_WITHIN = 0.02
/** The method reads no further than so many strikes in a row without a bid. */
const ZERO_BIDS_MAX = 2

/**
 * The quotes of an expiry that the Cboe method reads, as a function of the surface: what a calibration prices again and again. To
 * the method they are the whole slice of {@link modelSlice}: what is left out counts as not quoted, and lies in the money or beyond
 * two zero bids. The columns are the same ones at every call.
 */
export function vixTermQuotes(
  expiry: ModelExpiry,
  market: SliceMarket,
): (surface: Surface) => CboeVixTermInput {
  const terms = modelTerms(expiry, market)
  const { forward_points } = terms
  const strikes_points = listedStrikes(terms, market)
  const n = strikes_points.length
  const calls = modelSide(n, { ...market, root: expiry.root })
  const puts = modelSide(n, { ...market, root: expiry.root })
  const quote = quoteMaker({ terms, strikes_points, calls, puts })
  const { bids_points: callBids, asks_points: callAsks } = calls.columns
  const { bids_points: putBids, asks_points: putAsks } = puts.columns
  const input = {
    strikes_points,
    callBids,
    callAsks,
    putBids,
    putAsks,
    minutes: (expiry.settlesAt - market.quotedAt) / MS_PER_MINUTE,
    rate: market.rate,
  }
  const middle = strikes_points.findIndex((strike) => strike >= forward_points)
  const isNear = (row: number): boolean =>
    Math.abs(strikes_points[row] - forward_points) <= BOTH_WITHIN * forward_points
  return (surface) => {
    const smile = modelSmile(expiry, surface, market)
    for (const column of [callBids, callAsks, putBids, putAsks]) column.fill(0)
    for (let row = middle, zeroBids = 0; row < n && zeroBids < ZERO_BIDS_MAX; row += 1) {
      quote(smile, row, true, isNear(row))
      zeroBids = callBids[row] > 0 ? 0 : zeroBids + 1
    }
    for (let row = middle - 1, zeroBids = 0; row >= 0 && zeroBids < ZERO_BIDS_MAX; row -= 1) {
      quote(smile, row, isNear(row), true)
      zeroBids = putBids[row] > 0 ? 0 : zeroBids + 1
    }
    return input
  }
}
