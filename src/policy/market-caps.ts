/** How much of an order its own market can take: advice is never larger than that. */
import type { CandidateLeg } from './decision.ts'
import type { SizingRules } from './rules/rule-set.ts'

/** A leg signed as it is traded: bought is positive. */
export type SizedLeg = Pick<
  CandidateLeg,
  | 'right'
  | 'strike_points'
  | 'quantity'
  | 'bidSize_contracts'
  | 'askSize_contracts'
  | 'openInterest_contracts'
  | 'volume_contracts'
>

/** Shares of what a leg has that may be taken; null: not looked at. */
export type MarketShares = Pick<SizingRules, 'openInterestShareMax' | 'volumeShareMax'>

/** What closes is held already: of its market only what is shown at the touch counts, not the open interest it is part of. */
export const SHOWN_ONLY: MarketShares = { openInterestShareMax: null, volumeShareMax: null }

/** The leg that allows least, by what, and how many units of the order. */
export interface SizeCap {
  readonly units: number
  readonly by: 'touch' | 'open interest' | 'volume'
  readonly leg: SizedLeg
  /** Contracts shown, open or traded. */
  readonly there_contracts: number
}

/** `the bid of the 4500 put shows 3`; a share of open interest or volume says what it allows. */
export function capWords({ by, leg, units, there_contracts: there }: SizeCap): string {
  switch (by) {
    case 'touch':
      return `the ${leg.quantity < 0 ? 'bid' : 'ask'} of ${nameOf(leg)} shows ${there}`
    case 'open interest':
      return `the open interest of ${nameOf(leg)} is ${there}, of which the rules take ${units}`
    case 'volume':
      return `${there} of ${nameOf(leg)} traded today, of which the rules take ${units}`
  }
}

export interface MarketCaps {
  /** Units of the order by each limit; null where no leg's is known, or the rules do not look. */
  readonly byDisplayedSize: number | null
  readonly byOpenInterest: number | null
  readonly byVolume: number | null
  /** The least of them; null where nothing is known. What is not known of a leg does not limit. */
  readonly least: SizeCap | null
}

/**
 * Units that every leg can take: no more than it shows at the touch (bids of what is sold, asks of what is bought), and no more
 * than the shares of its open interest and of the day's volume.
 */
export function marketCaps(legs: readonly SizedLeg[], shares: MarketShares): MarketCaps {
  const shown = leastOf(legs, 'touch', 1, touchSize)
  const interest = leastOf(
    legs,
    'open interest',
    shares.openInterestShareMax,
    (leg) => leg.openInterest_contracts,
  )
  const volume = leastOf(legs, 'volume', shares.volumeShareMax, (leg) => leg.volume_contracts)
  let least: SizeCap | null = null
  for (const cap of [shown, interest, volume]) {
    if (cap !== null && (least === null || cap.units < least.units)) least = cap
  }
  return {
    byDisplayedSize: shown?.units ?? null,
    byOpenInterest: interest?.units ?? null,
    byVolume: volume?.units ?? null,
    least,
  }
}

/** Legs whose size at the touch nobody states, in words: the order is not held to it. Null where all are known. */
export function unknownSize(legs: readonly SizedLeg[]): string | null {
  const unknown = legs.filter((leg) => touchSize(leg) === null)
  if (unknown.length === 0) return null
  const which = unknown.length === legs.length ? 'its legs' : unknown.map(nameOf).join(' and ')
  return `the size at the touch of ${which} is unknown: the order is not held to it`
}

const touchSize = (leg: SizedLeg): number | null =>
  leg.quantity < 0 ? leg.bidSize_contracts : leg.askSize_contracts

const nameOf = ({ right, strike_points }: SizedLeg): string =>
  `the ${strike_points} ${right === 'P' ? 'put' : 'call'}`

function leastOf(
  legs: readonly SizedLeg[],
  by: SizeCap['by'],
  share: number | null,
  of: (leg: SizedLeg) => number | null,
): SizeCap | null {
  if (share === null) return null
  let found: SizeCap | null = null
  for (const leg of legs) {
    const there = of(leg)
    if (there === null) continue
    const units = wholeOf((there * share) / Math.abs(leg.quantity))
    if (found === null || units < found.units) found = { units, by, leg, there_contracts: there }
  }
  return found
}

/** Whole contracts; a billionth forgives binary fractions. */
export const wholeOf = (contracts: number): number => Math.floor(contracts + 1e-9)
