import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { type OptionalColumn, QUOTE_STATE, type SideColumns } from '../../market/quote/chain.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import type { WingTarget } from './condor-contract.ts'
import type { ResolvedLeg } from './legs.ts'
import { deltaAt, smileVolAt } from './listed-strikes.ts'

/** A short strike that can be sold, with a wing that can be bought. */
export interface WingedStrike {
  readonly shortIndex: number
  readonly wingIndex: number
  readonly strike_points: number
  readonly width_points: number
  /** Absolute, see {@link deltaAt}. */
  readonly delta: number
}

/** Both sides chosen, and what a trader must know of how. */
export interface ChosenStrikes {
  readonly put: WingedStrike
  readonly call: WingedStrike
  readonly warnings: readonly string[]
}

export const sideOf = (expiry: ExpiryState, right: OptionRight): SideColumns =>
  right === 'C' ? expiry.slice.calls : expiry.slice.puts

/** Quoted with an ask: can be bought. */
export function isBuyable(side: SideColumns, index: number): boolean {
  return (side.state[index] & QUOTE_STATE.HAS_QUOTE) !== 0 && side.asks_points[index] > 0
}

/** Quoted with a bid above zero: can be sold. */
function isSellable(side: SideColumns, index: number): boolean {
  return (
    (side.state[index] & QUOTE_STATE.HAS_QUOTE) !== 0 &&
    (side.state[index] & QUOTE_STATE.ZERO_BID) === 0 &&
    side.bids_points[index] > 0
  )
}

export type WingWish =
  | { readonly width_points: number; readonly tolerance_points: number }
  | { readonly delta: number; readonly tolerance: number }

/** What a contract asks of the wing of one side. */
export function wingWish(wings: WingTarget, right: OptionRight): WingWish {
  if ('kind' in wings) {
    return { delta: right === 'P' ? wings.put : wings.call, tolerance: wings.tolerance }
  }
  const { put_points, call_points, tolerance_points } = wings
  return { width_points: right === 'P' ? put_points : call_points, tolerance_points }
}

/** The wish in words, for refusals. */
export const wishText = (wish: WingWish): string =>
  'delta' in wish
    ? `wing of delta ${wish.delta} within ${wish.tolerance}`
    : `wing ${wish.width_points} points out`

/**
 * Out-of-the-money strikes of one side (puts below the forward, calls above) that can be sold and have a wing that can
 * be bought, furthest out first. `reject` hears of strikes that could be sold but have no such wing.
 */
export function wingedStrikes(
  expiry: ExpiryState,
  right: OptionRight,
  wish: WingWish,
  reject: (index: number, why: string) => void = () => {},
): readonly WingedStrike[] {
  const { strikes_points: strikes } = expiry.slice
  const side = sideOf(expiry, right)
  const forward = expiry.forward.forward_points
  const found: WingedStrike[] = []
  for (let i = 0; i < strikes.length; i += 1) {
    const outOfTheMoney = right === 'P' ? strikes[i] < forward : strikes[i] > forward
    if (!outOfTheMoney) continue
    if (!isSellable(side, i)) {
      reject(i, (side.state[i] & QUOTE_STATE.HAS_QUOTE) === 0 ? 'has no quote' : 'has a zero bid')
      continue
    }
    const wing = wingOf(expiry, right, i, wish)
    if (wing === null) {
      reject(i, `has no quoted ${wishText(wish)}`)
      continue
    }
    found.push({
      shortIndex: i,
      wingIndex: wing,
      strike_points: strikes[i],
      width_points: Math.abs(strikes[i] - strikes[wing]),
      delta: Math.abs(deltaAt(expiry, right, i)),
    })
  }
  // Strikes ascend: for calls the furthest out is the last.
  return right === 'P' ? found : found.reverse()
}

/** The buyable strike outside `short` whose width is nearest the wish, within its tolerance; the narrower of equals. */
function wingOf(expiry: ExpiryState, right: OptionRight, short: number, wish: WingWish): number | null {
  const { strikes_points: strikes } = expiry.slice
  const side = sideOf(expiry, right)
  const step = right === 'P' ? -1 : 1
  if ('delta' in wish) return wingByDelta(expiry, right, short, wish)
  let best: number | null = null
  let bestError = Number.MAX_VALUE
  for (let i = short + step; i >= 0 && i < strikes.length; i += step) {
    const error = Math.abs(Math.abs(strikes[i] - strikes[short]) - wish.width_points)
    if (Math.abs(strikes[i] - strikes[short]) > wish.width_points + wish.tolerance_points + 1e-9) break
    if (error > wish.tolerance_points + 1e-9 || !isBuyable(side, i) || error >= bestError) continue
    best = i
    bestError = error
  }
  return best
}

/** The buyable strike outside `short` whose delta is nearest the wish, within its tolerance; the further out of equals. */
function wingByDelta(
  expiry: ExpiryState,
  right: OptionRight,
  short: number,
  wish: { readonly delta: number; readonly tolerance: number },
): number | null {
  const { strikes_points: strikes } = expiry.slice
  const side = sideOf(expiry, right)
  const step = right === 'P' ? -1 : 1
  let best: number | null = null
  let bestError = wish.tolerance + 1e-12
  for (let i = short + step; i >= 0 && i < strikes.length; i += step) {
    if (!isBuyable(side, i)) continue
    const error = Math.abs(Math.abs(deltaAt(expiry, right, i)) - wish.delta)
    if (error > bestError) continue
    best = i
    bestError = error
  }
  return best
}

/** Binds one listed strike as a leg. The volatility is the mid's own; the smile's where there is no two-sided quote. */
export function bindLeg(
  expiry: ExpiryState,
  right: OptionRight,
  index: number,
  quantity: number,
): ResolvedLeg {
  const side = sideOf(expiry, right)
  const strike_points = expiry.slice.strikes_points[index]
  const vols = right === 'C' ? expiry.callVols : expiry.putVols
  const own = valueAt(vols, index)
  return {
    right,
    strike_points,
    quantity,
    bid_points: side.bids_points[index],
    ask_points: side.asks_points[index],
    zeroBid: (side.state[index] & QUOTE_STATE.ZERO_BID) !== 0 || side.bids_points[index] <= 0,
    bidSize_contracts: valueAt(side.bidSizes, index),
    askSize_contracts: valueAt(side.askSizes, index),
    openInterest_contracts: valueAt(side.openInterests, index),
    volume_contracts: valueAt(side.volumes, index),
    volatility: own ?? smileVolAt(expiry, index),
    volatilitySource: own === null ? 'smile' : 'mid',
    delta: deltaAt(expiry, right, index),
  }
}

const valueAt = (column: OptionalColumn, index: number): number | null =>
  column.present[index] === 1 ? column.values[index] : null
