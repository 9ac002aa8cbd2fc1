/** A condor at an earlier snapshot after it was sold: what "since yesterday" is counted from. */
import { formatNewYork } from '../../base/calendar/new-york.ts'
import { refusalLine } from '../../base/vocabulary/refusal.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import type { HeldPosition } from '../book-facts.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'
import { closingOf } from '../roll/closing.ts'
import type { MarkedModel } from './position-ledger.ts'
import { closingPrice } from './position-orders.ts'

/** Markets of earlier snapshots of the same source, the one wanted first; and why there is none. */
export interface EarlierMarkets {
  readonly markets: readonly MarketState[]
  readonly note: string
}

export const NO_EARLIER: EarlierMarkets = { markets: [], note: 'no earlier snapshot was asked for' }

export type EarlierMark =
  ({ readonly quotedAt: string; readonly source: string } & MarkedModel) | { readonly unknown: string }

/** The first market that was struck after the trade was opened and that quotes the condor. */
export function earlierMark(position: HeldPosition, { markets, note }: EarlierMarkets): EarlierMark {
  let unknown = note
  for (const market of markets) {
    const { quotedAt, source } = market.chain
    const when = formatNewYork(quotedAt)
    if (quotedAt < position.openedAt) {
      unknown = `opened after the snapshot before (${when}): since entry is all there is`
      continue
    }
    const found = findHeldCondor(market, position.root, position.expiration, position.legs)
    if (found.ok && closingOf(found.value) !== null) {
      const { model, legs } = found.value
      return { quotedAt: when, source: source.name, model, mid_points: closingPrice(legs).mid_points }
    }
    unknown = `${source.name} of ${when}: ${found.ok ? 'a leg has no quote' : refusalLine(found.refusal)}`
  }
  return { unknown }
}
