import type { MarketState } from '../../market/surface/market-state.ts'
import type { MarketFacts } from '../../policy/facts.ts'

/**
 * Facts for an entry filled on the snapshot it is decided on: prices and strikes of this one, every signal (histories, VIX, the VX
 * curve, regimes, series) as of the snapshot before.
 */
export function signalFacts(now: MarketFacts, before: MarketFacts): MarketFacts {
  const { knownDay, history, vixHistory, volatility, regimes, vwap_points, series } = before
  const market = withVixOf(now.market, before.market)
  return { ...now, market, knownDay, history, vixHistory, volatility, regimes, vwap_points, series }
}

function withVixOf(now: MarketState, before: MarketState): MarketState {
  const { chain, asOf, yearClock, expiries, leftOut, impliedSpot_points } = now
  return {
    chain,
    asOf,
    yearClock,
    expiries,
    leftOut,
    impliedSpot_points,
    get vix() {
      return before.vix
    },
    get vix9d() {
      return before.vix9d
    },
  }
}
