import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { type ExpirySlice, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'
import type { ExpiryState } from './market-state.ts'
import { fittedVariance } from './smile-vol.ts'
import {
  continuousVarianceSwap,
  type StripOption,
  stripVarianceSwap,
  type VarianceSwapValue,
} from './variance-swap.ts'

export interface ChainVarianceSwap {
  /** From the quoted mids alone: too high by the spacing of strikes, too low by the strikes nobody bids for. */
  readonly strip: VarianceSwapValue
  /** From the fitted smile and its straight wings, over all strikes; refused where there is no fit. */
  readonly smile: Result<VarianceSwapValue>
}

/**
 * Fair variance of a real expiry to its settlement, both ways. The strip takes the options a volatility index would: out of
 * the money from the first strike at or below the forward, with a bid, up to two zero bids in a row.
 *
 * Refuses `surface.no-parity` where no strike at or below the forward is bid on both sides.
 */
export function chainVarianceSwap(expiry: ExpiryState): Result<ChainVarianceSwap> {
  const { slice, years, forward } = expiry
  const { forward_points, discount } = forward
  const boundary = boundaryOf(slice, forward_points)
  if (boundary < 0) {
    return refused(
      refuse('surface.no-parity', {
        field: 'strikes',
        was: `none at or below ${forward_points} bid on both sides`,
        wanted: 'a strike from which puts and calls can be told apart',
        source: `${slice.root} ${slice.expiration}`,
      }),
    )
  }
  const strip = stripVarianceSwap({
    forward_points,
    years,
    discount,
    boundary_points: slice.strikes_points[boundary],
    puts: outward(slice, slice.puts, boundary, -1),
    calls: outward(slice, slice.calls, boundary, 1),
  })
  if (!strip.ok) return strip
  const fit = expiry.smile
  const smile = fit.ok
    ? continuousVarianceSwap({
        forward_points,
        years,
        discount,
        volatilityAt: (k) => Math.sqrt(fittedVariance(fit.value, k) / years),
      })
    : fit
  return accepted({ strip: strip.value, smile })
}

const isBid = (side: SideColumns, i: number): boolean =>
  (side.state[i] & QUOTE_STATE.HAS_QUOTE) !== 0 && side.bids_points[i] > 0

function boundaryOf({ strikes_points, calls, puts }: ExpirySlice, forward_points: number): number {
  for (let i = strikes_points.length - 1; i >= 0; i--) {
    if (strikes_points[i] <= forward_points && isBid(calls, i) && isBid(puts, i)) return i
  }
  return -1
}

function outward(slice: ExpirySlice, side: SideColumns, boundary: number, step: 1 | -1): StripOption[] {
  const options: StripOption[] = []
  let zeroBids = 0
  for (let i = boundary; i >= 0 && i < slice.strikes_points.length && zeroBids < 2; i += step) {
    if (isBid(side, i)) {
      const price_points = (side.bids_points[i] + side.asks_points[i]) / 2
      options.push({ strike_points: slice.strikes_points[i], price_points })
      zeroBids = 0
    } else zeroBids++
  }
  return options
}
