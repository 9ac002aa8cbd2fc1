import type { Invariant } from './invariant.ts'

/**
 * Short-put notional x short-call notional (F13): strikes times multiplier. It moves with trades, never with the market, so
 * it watches that the two sides stay as they were built.
 */
export const putCallNotional: Invariant = {
  id: 'put-call-notional',
  codes: ['F13'],
  label: 'Put × call notional',
  xLabel: 'short-put notional',
  yLabel: 'short-call notional',
  units: 'dollars squared',
  needs: [],
  measure(state) {
    const [, put, call] = state.legs
    const notional = (leg: typeof put): number =>
      Math.abs(leg.quantity) * leg.strike_points * state.model.multiplier
    return { x: notional(put), y: notional(call), note: '' }
  },
}
