import { QUOTE_STATE } from '../../market/quote/chain.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import type { ForwardQuote } from './parity-dislocation.ts'

/** A way to buy or sell one unit of delta. */
export interface DeltaLeg {
  readonly kind: 'synthetic' | 'future'
  /** Strike of the synthetic; null for the future. */
  readonly strike_points: number | null
  readonly side: 'buy' | 'sell'
  /** Units of the index bought or sold: contracts x 100 for the synthetic, x its multiplier for the future. */
  readonly delta_index_units: number
  /** Dollars paid over fair value to close the whole delta, spread and costs together. */
  readonly cost_dollars: number
  readonly contracts: number
}

/**
 * Ways to close a delta (index units: dollars per point), cheapest first: a synthetic forward (buy call and sell put of one
 * strike, or the reverse) at natural, or a future at its own bid and ask. Cost is measured from the parity forward, so a
 * leg quoted through it costs less than nothing. Whole contracts, rounded to nearest; a delta under half a contract of
 * either kind leaves that kind out. Empty where nothing is needed or nothing is quoted.
 */
export function deltaClosingLegs(inputs: {
  readonly delta_dollars_per_point: number
  readonly expiry: ExpiryState
  readonly optionCost_dollars: number
  readonly future:
    | (ForwardQuote & {
        readonly multiplier: number
        readonly cost_dollars: number
        readonly fair_points: number
      })
    | null
}): readonly DeltaLeg[] {
  const { delta_dollars_per_point: delta, expiry, future } = inputs
  const side = delta < 0 ? 'buy' : 'sell'
  const sign = delta < 0 ? 1 : -1
  const legs: DeltaLeg[] = []
  const { forward_points, discount } = expiry.forward
  const contracts = Math.round(Math.abs(delta) / (100 * discount))
  const { strikes_points, calls, puts } = expiry.slice
  strikes_points.forEach((strike, i) => {
    const both = calls.state[i] & puts.state[i] & QUOTE_STATE.HAS_QUOTE
    if (contracts === 0 || both === 0 || !(calls.bids_points[i] > 0 && puts.bids_points[i] > 0)) return
    const buy = calls.asks_points[i] - puts.bids_points[i]
    const sell = calls.bids_points[i] - puts.asks_points[i]
    const fair = discount * (forward_points - strike)
    const over_points = sign > 0 ? buy - fair : fair - sell
    legs.push({
      kind: 'synthetic',
      strike_points: strike,
      side,
      contracts,
      delta_index_units: sign * contracts * 100 * discount,
      cost_dollars: contracts * (100 * over_points + 2 * inputs.optionCost_dollars),
    })
  })
  const lots = future === null ? 0 : Math.round(Math.abs(delta) / future.multiplier)
  if (future !== null && lots > 0) {
    const over_points =
      sign > 0 ? future.ask_points - future.fair_points : future.fair_points - future.bid_points
    legs.push({
      kind: 'future',
      strike_points: null,
      side,
      contracts: lots,
      delta_index_units: sign * lots * future.multiplier,
      cost_dollars: lots * (future.multiplier * over_points + future.cost_dollars),
    })
  }
  return legs.sort((a, b) => a.cost_dollars - b.cost_dollars)
}
