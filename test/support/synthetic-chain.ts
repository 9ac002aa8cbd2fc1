/**
 * Chains made from a known surface: Black-76 prices of a smile that the test chooses, quoted on ticks around the truth. What
 * a test then reads back out of the chain can be compared with what went in.
 */
import { newYorkInstant } from '../../src/base/calendar/new-york.ts'
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import type { OptionRight } from '../../src/base/vocabulary/option-right.ts'
import type { EpochMs, IndexPoints } from '../../src/base/vocabulary/quantity.ts'
import { black76Price } from '../../src/market/pricing/black76.ts'
import {
  type ChainSnapshot,
  type ExpirySlice,
  type OptionalColumn,
  QUOTE_STATE,
  type SideColumns,
} from '../../src/market/quote/chain.ts'

const MS_PER_YEAR = 365 * 86_400_000
const QUOTED_MINUTES = 16 * 60 + 15
const AM_MINUTES = 9 * 60 + 30
const PM_MINUTES = 16 * 60

export interface SyntheticExpiry {
  readonly root: string
  readonly expiration: string
  /** Default: 10 points apart, within eight deviations of 20 % of the forward. */
  readonly strikes_points?: readonly number[]
  /** Overrides spot grown at `rate` - `dividendYield`. */
  readonly forward_points?: number
  /** Overrides the chain's rate. */
  readonly rate?: number
  readonly counterfactual?: boolean
}

export interface SyntheticChainOptions {
  readonly underlying?: string
  /** Default 2024-01-05, 16:15 New York. */
  readonly sessionDate?: string
  readonly quotedAt?: EpochMs
  readonly spot_points?: number
  readonly rate?: number
  readonly dividendYield?: number
  /** The truth: decimal volatility at k = ln(K/F) and `years`. Default flat 0.15. */
  readonly volatilityAt?: (k: number, years: number) => number
  readonly expiries: readonly SyntheticExpiry[]
  /** Half the spread at a fair price, before rounding to ticks. Default 0.05 + 1 % of the price. */
  readonly halfSpreadAt?: (price_points: number) => number
  /** 'index': 0.05 below 3.00, else 0.10, bid rounded down and ask up. 'none': exact doubles. Default 'index'. */
  readonly ticks?: 'index' | 'none'
  /** Prices below it have no bid. Default 0.05. */
  readonly smallestBid_points?: number
  /** Contracts at bid and ask, by right and strike; null or left out: unknown, as volumes and open interest are. */
  readonly sizeAt?: (quote: { readonly right: OptionRight; readonly strike_points: number }) => number | null
  /** Moves a side's fair price before it is quoted: noise and outliers. Default none. */
  readonly disturb?: (quote: {
    readonly right: OptionRight
    readonly strike_points: number
    readonly price_points: number
    readonly expiration: string
  }) => number
}

/** A smile shaped like an index's, at every tenor: `atm` at the money, falling with the strike, curved. */
export function indexSmile(atm = 0.14): (k: number, years: number) => number {
  return (k, years) => {
    const x = k / (atm * Math.sqrt(years))
    return atm * Math.sqrt(1 - 0.16 * x + 0.035 * x * x)
  }
}

export function syntheticChain(options: SyntheticChainOptions): ChainSnapshot {
  const sessionDate = isoDate(options.sessionDate ?? '2024-01-05')
  const quotedAt = options.quotedAt ?? newYorkInstant(sessionDate, QUOTED_MINUTES)
  const expiries = options.expiries
    .map((expiry) => syntheticSlice(expiry, quotedAt, options))
    .sort((one, other) => one.settlesAt - other.settlesAt || (one.root < other.root ? -1 : 1))
  const quotes = expiries.reduce((total, slice) => total + 2 * slice.strikes_points.length, 0)
  return {
    underlying: options.underlying ?? 'SPX',
    sessionDate,
    quotedAt,
    quotedAtNote: 'synthetic: quotes made for a test',
    rung: 'simulated',
    source: { name: 'synthetic', format: 'synthetic', contentHash: '0'.repeat(64) },
    underlyingLast_points: (options.spot_points ?? 4700) as IndexPoints,
    expiries,
    counts: { quotesRead: quotes, quotesAccepted: quotes, refusedByCode: {}, zeroBids: 0, locked: 0 },
    refusals: [],
  }
}

/** Strikes from `low` to `high`, `step` apart. */
export function strikesBetween(low: number, high: number, step: number): number[] {
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step)
}

function syntheticSlice(
  expiry: SyntheticExpiry,
  quotedAt: EpochMs,
  options: SyntheticChainOptions,
): ExpirySlice {
  const expiration = isoDate(expiry.expiration)
  const settlement = expiry.root === 'SPX' ? 'AM' : 'PM'
  const settlesAt = newYorkInstant(expiration, settlement === 'AM' ? AM_MINUTES : PM_MINUTES)
  const years = Math.max(0, settlesAt - quotedAt) / MS_PER_YEAR
  const { spot_points = 4700, rate: chainRate = 0.05, dividendYield = 0.014 } = options
  const rate = expiry.rate ?? chainRate
  const forward = expiry.forward_points ?? spot_points * Math.exp((rate - dividendYield) * years)
  const reach = 8 * 0.2 * Math.sqrt(Math.max(years, 1 / 365)) * forward
  const lowest = Math.max(10, Math.ceil((forward - reach) / 10) * 10)
  const strikes = expiry.strikes_points ?? strikesBetween(lowest, forward + reach, 10)
  const terms = { forward, years, discount: Math.exp(-rate * years), expiration: expiry.expiration }
  return {
    root: expiry.root,
    expiration,
    expirationDay: dayNumber(expiration),
    settlement,
    settlesAt,
    lastTradeAt: settlesAt,
    counterfactual: expiry.counterfactual ?? false,
    strikes_points: Float64Array.from(strikes),
    calls: syntheticSide('C', strikes, terms, options),
    puts: syntheticSide('P', strikes, terms, options),
  }
}

function syntheticSide(
  right: OptionRight,
  strikes: readonly number[],
  terms: {
    readonly forward: number
    readonly years: number
    readonly discount: number
    readonly expiration: string
  },
  options: SyntheticChainOptions,
): SideColumns {
  const volatilityAt = options.volatilityAt ?? (() => 0.15)
  const halfSpreadAt = options.halfSpreadAt ?? ((price: number) => 0.05 + 0.01 * price)
  const smallestBid = options.smallestBid_points ?? 0.05
  const bids = new Float64Array(strikes.length)
  const asks = new Float64Array(strikes.length)
  const state = new Uint8Array(strikes.length).fill(QUOTE_STATE.HAS_QUOTE)
  strikes.forEach((strike_points, i) => {
    const { forward, years, discount, expiration } = terms
    const volatility = years > 0 ? volatilityAt(Math.log(strike_points / forward), years) : 0
    const fair = black76Price({
      right,
      forward_points: forward,
      strike_points,
      years,
      volatility,
      discount,
    })
    const price = options.disturb?.({ right, strike_points, price_points: fair, expiration }) ?? fair
    const half = halfSpreadAt(price)
    const exact = options.ticks === 'none'
    const bid = exact ? price - half : onTick(price - half, 'down')
    asks[i] = exact ? price + half : onTick(price + half, 'up')
    bids[i] = bid >= smallestBid ? bid : 0
    if (bids[i] === 0) state[i] |= QUOTE_STATE.ZERO_BID
    if (bids[i] === asks[i]) state[i] |= QUOTE_STATE.LOCKED
  })
  const sizes = absent(strikes.length)
  strikes.forEach((strike_points, i) => {
    const size = options.sizeAt?.({ right, strike_points }) ?? null
    if (size === null) return
    sizes.values[i] = size
    sizes.present[i] = 1
  })
  return {
    bids_points: bids,
    asks_points: asks,
    state,
    bidSizes: sizes,
    askSizes: sizes,
    volumes: absent(strikes.length),
    openInterests: absent(strikes.length),
    vendorVols: absent(strikes.length),
  }
}

function onTick(price: number, way: 'down' | 'up'): number {
  const perPoint = price < 3 ? 20 : 10
  const count = price * perPoint
  // A price already on the grid stays on it, whatever its last bit says.
  const near = Math.round(count)
  if (Math.abs(count - near) < 1e-9) return near / perPoint
  return (way === 'down' ? Math.floor(count) : Math.ceil(count)) / perPoint
}

function absent(length: number): OptionalColumn {
  return { values: new Float64Array(length), present: new Uint8Array(length) }
}
