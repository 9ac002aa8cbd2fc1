import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'
import type { AcceptancePolicy } from './acceptance-policy.ts'
import { QUOTE_STATE } from './chain.ts'
import type { QuoteTable } from './quote-table.ts'
import { isOnTick, tickFor } from './ticks.ts'

/** Why a quote is left out. */
export interface Judgement {
  readonly code: RefusalCode
  readonly field: string
  readonly was: unknown
  readonly wanted: string
}

const COUNTS = ['bidSizes', 'askSizes', 'volumes', 'openInterests'] as const
const NAME_OF_COUNT = {
  bidSizes: 'bid size',
  askSizes: 'ask size',
  volumes: 'volume',
  openInterests: 'open interest',
} as const

/**
 * Judges one quote by itself: its {@link QUOTE_STATE} bits, or why it is left out (one reason, the worst first). A bid of
 * zero or none is accepted with a flag, since such an option can be bought and never sold; a locked quote likewise.
 */
export function judgeQuote(
  table: QuoteTable,
  row: number,
  root: string,
  date: IsoDate,
  policy: AcceptancePolicy,
): Judgement | number {
  const bid = table.bids_points.present[row] === 1 ? table.bids_points.values[row] : 0
  const ask = table.asks_points.present[row] === 1 ? table.asks_points.values[row] : 0
  if (bid < 0) return { code: 'quote.negative', field: 'bid', was: bid, wanted: 'zero or more' }
  if (ask < 0) return { code: 'quote.negative', field: 'ask', was: ask, wanted: 'zero or more' }
  for (const name of COUNTS) {
    const { present, values } = table[name]
    if (present[row] === 1 && values[row] < 0) {
      return {
        code: 'quote.negative',
        field: NAME_OF_COUNT[name],
        was: values[row],
        wanted: 'zero or more',
      }
    }
  }
  const asked = table.asks_points.present[row] === 1
  if (asked && bid > ask) {
    return { code: 'quote.crossed', field: 'bid', was: bid, wanted: `at most the ask of ${ask}` }
  }
  if (ask === 0) {
    // An ask of zero is not an offer at zero: feeds write 0 for "none".
    const was = bid === 0 ? 'neither bid nor ask' : `a bid of ${bid} and no ask`
    return { code: 'quote.no-ask', field: 'ask', was, wanted: 'an ask above zero' }
  }
  const widest = policy.absurdAskToBid * Math.max(bid, policy.absurdBidFloor_points)
  if (ask > widest) {
    const wanted = `at most ${widest} against a bid of ${bid}`
    return { code: 'quote.absurd-width', field: 'ask', was: ask, wanted }
  }
  return judgeTicks(bid, ask, root, date, policy)
}

function judgeTicks(
  bid: number,
  ask: number,
  root: string,
  date: IsoDate,
  policy: AcceptancePolicy,
): Judgement | number {
  let state: number = QUOTE_STATE.HAS_QUOTE
  const bidOff = !isOnTick(root, bid, date)
  if (bidOff || !isOnTick(root, ask, date)) {
    if (policy.offTick === 'refuse') {
      const was = bidOff ? bid : ask
      const wanted = `a multiple of ${tickFor(root, was, date)}`
      return { code: 'quote.off-tick', field: bidOff ? 'bid' : 'ask', was, wanted }
    }
    state |= QUOTE_STATE.OFF_TICK
  }
  if (bid === 0) state |= QUOTE_STATE.ZERO_BID
  if (bid === ask) state |= QUOTE_STATE.LOCKED
  return state
}
