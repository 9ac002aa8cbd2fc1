import { type ChainSnapshot, type ExpirySlice, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'

/** How many quotes a chain made by a model has: it refuses none. */
export function chainCounts(slices: readonly ExpirySlice[]): ChainSnapshot['counts'] {
  let quotes = 0
  let zeroBids = 0
  const count = ({ state }: SideColumns): void => {
    quotes += state.length
    for (const bits of state) if ((bits & QUOTE_STATE.ZERO_BID) !== 0) zeroBids += 1
  }
  for (const { calls, puts } of slices) {
    count(calls)
    count(puts)
  }
  return { quotesRead: quotes, quotesAccepted: quotes, refusedByCode: {}, zeroBids, locked: 0 }
}
