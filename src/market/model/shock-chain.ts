/**
 * A market moved by hand: every quote re-priced at a spot and volatilities that are so much higher or lower, keeping the width
 * it is quoted at. Volatilities stay with their strikes and shift in parallel. Nobody quoted the result: it is `indexed`.
 */
import { createHash } from 'node:crypto'
import { assert } from '../../base/vocabulary/assert.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import type { IndexPoints } from '../../base/vocabulary/quantity.ts'
import { black76Price } from '../pricing/black76.ts'
import { type ChainSnapshot, type ExpirySlice, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'
import { snapToTick } from '../quote/ticks.ts'
import type { ExpiryState, MarketState } from '../surface/market-state.ts'
import { smileVol } from '../surface/smile-vol.ts'

export interface MarketShock {
  /** Relative move of every forward: -0.03 is a fall of 3 %. */
  readonly spot_share: number
  /** Added to every implied volatility, decimal: 0.05 is five points. */
  readonly volatility: number
}

/** No volatility falls below this: a shock may not make an option worthless in law. */
const VOLATILITY_MIN = 0.01

/** In words: `spot -3 %, volatility +5 points`. */
export function describeShock({ spot_share, volatility }: MarketShock): string {
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value)}`
  const parts = [
    ...(spot_share === 0 ? [] : [`spot ${signed(tidy(spot_share * 100))} %`]),
    ...(volatility === 0 ? [] : [`volatility ${signed(tidy(volatility * 100))} points`]),
  ]
  return parts.join(', ') || 'no move'
}

/** The chain of `market` after the move. Expiries that the market left out are left out here. */
export function shockChain(market: MarketState, shock: MarketShock): ChainSnapshot {
  const { spot_share, volatility } = shock
  assert(spot_share > -1 && Number.isFinite(spot_share) && Number.isFinite(volatility), 'a shock is finite', {
    spot_share,
    volatility,
  })
  const { chain } = market
  const words = describeShock(shock)
  const last = chain.underlyingLast_points
  return {
    ...chain,
    rung: 'indexed',
    quotedAtNote: `${chain.quotedAtNote}; moved by hand: ${words}`,
    source: {
      name: `${chain.source.name}, moved by hand: ${words}`,
      format: 'shock',
      shock: chain.source.shock === undefined ? words : `${chain.source.shock}, then ${words}`,
      contentHash: createHash('sha256')
        .update(`${chain.source.contentHash}\n${spot_share}\n${volatility}`)
        .digest('hex'),
    },
    underlyingLast_points: last === null ? null : ((last * (1 + spot_share)) as IndexPoints),
    expiries: market.expiries.map((expiry) => shockedSlice(expiry, market, shock)),
  }
}

const tidy = (value: number): number => Math.round(value * 1e6) / 1e6

function shockedSlice(expiry: ExpiryState, { chain }: MarketState, shock: MarketShock): ExpirySlice {
  const { slice } = expiry
  const side = (right: OptionRight): SideColumns => shockedSide(expiry, right, chain, shock)
  return { ...slice, strikes_points: slice.strikes_points, calls: side('C'), puts: side('P') }
}

function shockedSide(
  expiry: ExpiryState,
  right: OptionRight,
  { sessionDate }: ChainSnapshot,
  { spot_share, volatility: shift }: MarketShock,
): SideColumns {
  const { slice, years, forward } = expiry
  const side = right === 'C' ? slice.calls : slice.puts
  const own = right === 'C' ? expiry.callVols : expiry.putVols
  const { root, strikes_points: strikes } = slice
  const bids_points = new Float64Array(strikes.length)
  const asks_points = new Float64Array(strikes.length)
  const state = new Uint8Array(strikes.length)
  for (let i = 0; i < strikes.length; i += 1) {
    if ((side.state[i] & QUOTE_STATE.HAS_QUOTE) === 0) continue
    const vol = own.present[i] === 1 ? own.values[i] : smileVol(expiry, strikes[i])
    const price = black76Price({
      right,
      forward_points: forward.forward_points * (1 + spot_share),
      strike_points: strikes[i],
      years,
      volatility: Math.max(VOLATILITY_MIN, vol + shift),
      discount: forward.discount,
    })
    const half = (side.asks_points[i] - side.bids_points[i]) / 2
    const bid = snapToTick(root, Math.max(0, price - half), sessionDate, 'down')
    bids_points[i] = bid
    asks_points[i] = Math.max(snapToTick(root, price + half, sessionDate, 'up'), bid)
    state[i] = QUOTE_STATE.HAS_QUOTE | (bid === 0 ? QUOTE_STATE.ZERO_BID : 0)
  }
  return { ...side, bids_points, asks_points, state }
}
