import { yearFraction } from '../../base/calendar/year-fraction.ts'
import { normalPdf } from '../../base/numerics/normal.ts'
import type { EpochMs, IsoDate, Years } from '../../base/vocabulary/quantity.ts'
import { logMoneyness, outOfTheMoneyValue } from '../pricing/normalised-black.ts'
import type { ExpirySlice } from '../quote/chain.ts'
import type { ModelExpiry } from './model-expiries.ts'
import { type ModelSide, modelSide } from './model-side.ts'
import { type ListedRange, strikeLadder } from './strike-ladder.ts'
import type { Surface, SurfaceSmile } from './surface-model.ts'
import { varianceYears } from './variance-clock.ts'

export interface SliceMarket {
  readonly sessionDate: IsoDate
  readonly quotedAt: EpochMs
  readonly spot_points: number
  /** Index levels between which strikes were listed; the spot alone where nothing else is said. */
  readonly listed?: ListedRange
  readonly vix_points: number
  /** Quotes so many times as wide as the model's. Default 1. */
  readonly widthFactor?: number
  /** Continuously compounded, per 365-day year. */
  readonly rate: number
  readonly dividendYield: number
}

/** What all strikes of a modelled expiry share. */
export interface ModelTerms {
  /** Calendar-365. */
  readonly years: Years
  readonly forward_points: number
  readonly discount: number
}

export function modelTerms({ settlesAt }: ModelExpiry, market: SliceMarket): ModelTerms {
  const { quotedAt, spot_points, rate, dividendYield } = market
  const years = yearFraction('calendar-365', quotedAt, settlesAt)
  return {
    years,
    forward_points: spot_points * Math.exp((rate - dividendYield) * years),
    discount: Math.exp(-rate * years),
  }
}

export const modelSmile = ({ settlesAt }: ModelExpiry, surface: Surface, { quotedAt }: SliceMarket) =>
  surface.smile(varianceYears(quotedAt, settlesAt, surface.clock))

/** An expiry's quotes from the surface. */
export function modelSlice(expiry: ModelExpiry, surface: Surface, market: SliceMarket): ExpirySlice {
  const quotes = modelQuotes(expiry, modelTerms(expiry, market), modelSmile(expiry, surface, market), market)
  const { strikes_points, calls, puts } = quotes
  return { ...expiry, strikes_points, calls, puts }
}

/** Quotes of one expiry, and the volatility of each strike that made them. */
export interface ModelQuotes extends Pick<ExpirySlice, 'strikes_points' | 'calls' | 'puts'> {
  /** Decimal per calendar year, along the strikes. */
  readonly vols: Float64Array
}

/** Calls and puts share one volatility, so put-call parity holds up to the width of the quotes. */
export function modelQuotes(
  expiry: ModelExpiry,
  terms: ModelTerms,
  smile: SurfaceSmile,
  market: SliceMarket,
): ModelQuotes {
  const strikes_points = listedStrikes(terms, market)
  const n = strikes_points.length
  const calls = modelSide(n, { ...market, root: expiry.root })
  const puts = modelSide(n, { ...market, root: expiry.root })
  const quote = quoteMaker({ terms, strikes_points, calls, puts })
  const rootT = Math.sqrt(terms.years)
  const vols = new Float64Array(n)
  for (let i = 0; i < n; i += 1) vols[i] = quote(smile, i, true, true) / rootT
  return { strikes_points, vols, calls: calls.columns, puts: puts.columns }
}

/** Where the expiry's forward stood while strikes were listed says which there are. */
export function listedStrikes(
  { years, forward_points: forward }: ModelTerms,
  { spot_points, listed }: SliceMarket,
): Float64Array {
  const carry = forward / spot_points
  const { low_points = spot_points, high_points = spot_points } = listed ?? {}
  return strikeLadder({ low_points: low_points * carry, high_points: high_points * carry }, years * 365)
}

/** Quotes the call, the put or both of a strike at a smile, and returns its total deviation, volatility x sqrt(years). */
export type QuoteMaker = (smile: SurfaceSmile, row: number, call: boolean, put: boolean) => number

export function quoteMaker(into: {
  readonly terms: ModelTerms
  readonly strikes_points: Float64Array
  readonly calls: ModelSide
  readonly puts: ModelSide
}): QuoteMaker {
  const { terms, strikes_points, calls, puts } = into
  const { years, forward_points: forward, discount } = terms
  const vegaScale = (discount * forward * Math.sqrt(years)) / 100
  const logs = strikes_points.map((strike) => logMoneyness(forward, strike))
  return (smile, row, call, put) => {
    const strike = strikes_points[row]
    const x = logs[row]
    const deviation = Math.sqrt(smile.totalVariance(-x))
    const outside = discount * Math.min(forward, strike) * outOfTheMoneyValue(Math.abs(x), deviation)
    const vega = vegaScale * normalPdf(x / deviation + deviation / 2)
    const gap = discount * (forward - strike)
    if (call) calls.quote(row, Math.max(0, gap) + outside, vega, Math.max(0, gap))
    if (put) puts.quote(row, Math.max(0, -gap) + outside, vega, Math.max(0, -gap))
    return deviation
  }
}
