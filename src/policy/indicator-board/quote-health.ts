import { formatNewYork } from '../../base/calendar/new-york.ts'
import { optionDelta } from '../../book/structure/listed-strikes.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { dislocatedVols } from '../indicator/dislocated-vols.ts'
import { staleVols } from '../indicator/stale-vols.ts'
import type { QuoteHealth } from './board.ts'
import { NEEDS } from './needs.ts'

const DISLOCATED =
  'out-of-the-money quotes whose own volatilities, bid to ask, lie outside the fitted smile by over three times its error'
const STALE =
  'bid and ask unchanged since, although delta alone should have carried the price across the spread'

/** Quotes that the rest of the chain does not believe, and quotes that stood still since an earlier reading. */
export function quoteHealth(market: MarketState, before: MarketState | null): QuoteHealth {
  return { dislocated: dislocated(market), stale: stale(market, before) }
}

function dislocated({ expiries }: MarketState): QuoteHealth['dislocated'] {
  let [count, expiriesJudged] = [0, 0]
  let worst: QuoteHealth['dislocated']['worst'] = null
  for (const expiry of expiries) {
    const found = dislocatedVols(expiry)
    if (found === null) continue
    expiriesJudged += 1
    count += found.length
    const [furthest] = found
    if (furthest === undefined) continue
    if (worst === null || Math.abs(furthest.distance_vol_points) > Math.abs(worst.distance_vol_points)) {
      worst = { root: expiry.slice.root, expiration: expiry.slice.expiration, ...furthest }
    }
  }
  return { count, expiriesJudged, worst, convention: DISLOCATED }
}

type Stale = Extract<QuoteHealth['stale'], { readonly known: true }>['value']

function stale(market: MarketState, before: MarketState | null): QuoteHealth['stale'] {
  if (before === null) {
    return { known: false, reason: 'no earlier reading of the chain at hand', needs: NEEDS.earlierChain }
  }
  let [count, expiriesJudged] = [0, 0]
  let worst: Stale['worst'] = null
  for (const expiry of market.expiries) {
    const { root, expiration } = expiry.slice
    const old = before.expiries.find(({ slice }) => slice.root === root && slice.expiration === expiration)
    if (old === undefined) continue
    const found = staleVols(old, expiry, (right, strike) => optionDelta(expiry, right, strike))
    if (found === null) continue
    expiriesJudged += 1
    count += found.length
    for (const one of found) {
      const over = one.expectedMove_points - one.spread_points
      if (worst === null || over > worst.expectedMove_points - worst.spread_points) {
        worst = { root, expiration, ...one }
      }
    }
  }
  if (expiriesJudged === 0) {
    return {
      known: false,
      reason: 'the earlier reading has no expiry in common with this one',
      needs: NEEDS.earlierChain,
    }
  }
  const since = formatNewYork(before.chain.quotedAt)
  return { known: true, value: { count, expiriesJudged, since, worst, convention: STALE } }
}
