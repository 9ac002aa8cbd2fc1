/** Which quotes are accepted. Limits are policy: stated here once, named in the reference, never hidden in a loop. */
export interface AcceptancePolicy {
  /** Prices off the tick grid of their date: exchanges do not make them, vendors that average do. */
  readonly offTick: 'refuse' | 'flag'
  /** A spread is absurd where the ask exceeds this many times the bid... */
  readonly absurdAskToBid: number
  /** ...or this many times the following price where the bid is lower still: cheap options are wide in proportion. */
  readonly absurdBidFloor_points: number
}

/**
 * On the complete SPX chain of 2024-01-05 (21,038 quotes) these refuse nothing but what is broken: its widest honest
 * quote asks 5.5 times the bid, and its dearest quote without a bid asks 2.20.
 */
export const EXCHANGE_QUOTES: AcceptancePolicy = {
  offTick: 'refuse',
  absurdAskToBid: 10,
  absurdBidFloor_points: 5,
}

/** Vendors whose end-of-day prices are averaged or smoothed: off-tick prices stand, with a flag. */
export const AVERAGED_QUOTES: AcceptancePolicy = { ...EXCHANGE_QUOTES, offTick: 'flag' }

const AVERAGING_FORMATS: ReadonlySet<string> = new Set([
  'historicaloptiondata-l2',
  'historicaloptiondata-l3',
  'ivolatility',
  'optionsdx',
  'orats',
  'orats-legacy',
])

/** The policy of a format where the user names none. */
export function acceptanceFor(format: string): AcceptancePolicy {
  return AVERAGING_FORMATS.has(format) ? AVERAGED_QUOTES : EXCHANGE_QUOTES
}
