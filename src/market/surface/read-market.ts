/**
 * A chain, read: forwards and discounts from parity, one rate curve, volatilities of the mids, a smile per expiry with its
 * arbitrage checks, and the volatility indices. The same path for a quoted and a modelled chain.
 *
 * All times run from the instant the quotes were struck, not from the as-of time: a price belongs to its own instant, and
 * an hour of age must not pass for an hour of decay. How old the quotes may be is the decision's business.
 */
import { yearFraction } from '../../base/calendar/year-fraction.ts'
import type { EpochMs, IndexPoints, Volatility, VolPoints, Years } from '../../base/vocabulary/quantity.ts'
import { refuse, refusalLine } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot, ExpirySlice } from '../quote/chain.ts'
import { impliedSpot } from './implied-spot.ts'
import type {
  ExpiryForward,
  ExpiryState,
  MarketState,
  RateSource,
  SmileFit,
  YearClock,
} from './market-state.ts'
import { midVols } from './mid-vols.ts'
import { fitParity, type ParityFit } from './parity.ts'
import { parityRateStands, type RateCurve, rateCurve } from './rate-curve.ts'
import { smileQuotes } from './smile-quotes.ts'
import { smileVol } from './smile-vol.ts'
import { calendarShortfall } from './static-arbitrage.ts'
import { fitSvi, type SviData } from './svi.ts'
import { vixReading } from './vix-reading.ts'
import { VIX9D_DAYS, VIX_DAYS } from './vix-terms.ts'

const MS_PER_DAY = 86_400_000

export interface ReadMarketOptions {
  /** The time for which a decision is wanted; not before the quotes. */
  readonly asOf: EpochMs
  /** Continuously compounded, per 365-day year; overrides every parity rate. */
  readonly rate?: number | null
  /** Default `calendar-365`. */
  readonly yearClock?: YearClock
}

/** An expiry on its way to becoming an {@link ExpiryState}. */
interface Draft {
  readonly slice: ExpirySlice
  readonly days: number
  /** Years of 365 days, which rates are quoted on. */
  readonly calendarYears: number
  /** Years on the market's clock, which volatilities are quoted on. */
  readonly years: number
  readonly own: ParityFit | null
}

/**
 * Reads the market. Refuses `quote.future` where the quotes are later than `asOf`, `number.out-of-range` for an absurd rate,
 * and `chain.empty` where no expiry has a forward and a volatility.
 */
export function readMarket(chain: ChainSnapshot, options: ReadMarketOptions): Result<MarketState> {
  const { asOf, rate = null, yearClock = 'calendar-365' } = options
  const source = chain.source.name
  if (!(asOf >= chain.quotedAt)) {
    const was = `${(chain.quotedAt - asOf) / 60_000} minutes after the as-of time`
    return refused(
      refuse('quote.future', { field: 'quotedAt', was, wanted: 'quotes not after the as-of time', source }),
    )
  }
  if (rate !== null && !(Math.abs(rate) <= 1)) {
    return refused(
      refuse('number.out-of-range', { field: 'rate', was: rate, wanted: 'a decimal in [-1, 1]', source }),
    )
  }
  const leftOut: { root: string; expiration: string; reason: string }[] = []
  const leave = ({ root, expiration }: ExpirySlice, reason: string): void => {
    leftOut.push({ root, expiration, reason })
  }
  const drafts = draftsOf(chain, yearClock, leave)
  const curve = rate === null ? curveOf(drafts) : null
  const expiries: ExpiryState[] = []
  for (const draft of drafts) {
    const forward = forwardOf(draft, rate, curve)
    if (!forward.ok) {
      leave(draft.slice, refusalLine(forward.refusal))
      continue
    }
    const state = readExpiry(draft, forward.value, lastFit(expiries))
    if (state === null) leave(draft.slice, 'no mid from which a volatility can be taken')
    else expiries.push(state)
  }
  if (expiries.length === 0) {
    const was = leftOut.map(({ root, expiration, reason }) => `${root} ${expiration}: ${reason}`).join('; ')
    const wanted = 'an expiry with a parity forward and a volatility'
    return refused(refuse('chain.empty', { field: 'expiries', was, wanted, source }))
  }
  return accepted({
    chain,
    asOf,
    yearClock,
    expiries,
    leftOut,
    impliedSpot_points: impliedSpot(expiries) as IndexPoints,
    vix: vixReading(expiries, chain, VIX_DAYS),
    vix9d: vixReading(expiries, chain, VIX9D_DAYS),
  })
}

function draftsOf(
  chain: ChainSnapshot,
  yearClock: YearClock,
  leave: (slice: ExpirySlice, reason: string) => void,
): Draft[] {
  const drafts: Draft[] = []
  for (const slice of chain.expiries) {
    const calendarYears = yearFraction('calendar-365', chain.quotedAt, slice.settlesAt)
    const years = yearFraction(yearClock, chain.quotedAt, slice.settlesAt)
    if (!(calendarYears > 0 && years > 0)) {
      leave(slice, 'settled before the quotes were struck')
      continue
    }
    const own = fitParity(slice, calendarYears)
    const days = (slice.settlesAt - chain.quotedAt) / MS_PER_DAY
    drafts.push({ slice, days, calendarYears, years, own: own.ok ? own.value : null })
  }
  return drafts.sort(
    (one, other) =>
      one.slice.settlesAt - other.slice.settlesAt || (one.slice.root < other.slice.root ? -1 : 1),
  )
}

function rateOf({ days, calendarYears, own }: Draft) {
  return own === null ? null : { days, years: calendarYears, rate: own.rate, error: own.rateError }
}

function curveOf(drafts: readonly Draft[]): RateCurve | null {
  return rateCurve(drafts.flatMap((draft) => rateOf(draft) ?? []))
}

/** Its own parity line where the rate may stand; otherwise the forward at the rate given, or the curve's. */
function forwardOf(draft: Draft, given: number | null, curve: RateCurve | null): Result<ExpiryForward> {
  const own = rateOf(draft)
  if (given === null && draft.own !== null && own !== null && parityRateStands(own)) {
    return accepted(expiryForward(draft, draft.own, 'parity'))
  }
  const { slice, calendarYears } = draft
  const rate = given ?? curve?.rateAt(calendarYears) ?? null
  if (rate === null) {
    return refused(
      refuse('surface.no-parity', {
        field: 'rate',
        was: 'no expiry whose parity rate is credible',
        wanted: 'a rate between -5 % and 30 % from any expiry',
        source: `${slice.root} ${slice.expiration}`,
      }),
    )
  }
  const fit = fitParity(slice, calendarYears, { rate })
  if (!fit.ok) return fit
  return accepted(expiryForward(draft, fit.value, given === null ? 'curve' : 'given'))
}

function expiryForward({ years }: Draft, fit: ParityFit, rateSource: RateSource): ExpiryForward {
  return {
    forward_points: fit.forward_points as IndexPoints,
    discount: fit.discount,
    rate: -Math.log(fit.discount) / years,
    rateSource,
    strikesUsed: fit.strikesUsed,
    outliersRejected: fit.outliersRejected,
    residual_points: fit.residual_points,
  }
}

function readExpiry(draft: Draft, forward: ExpiryForward, earlier: SmileFit | null): ExpiryState | null {
  const { slice, years, days } = draft
  const { forward_points, discount } = forward
  const vols = midVols(slice, { forward_points, years, discount })
  const quotes = smileQuotes(slice, vols, forward_points, years)
  if (quotes.ks.length === 0) return null
  const smile = smileOf(quotes, earlier, `${slice.root} ${slice.expiration}`)
  const state = { slice, years: years as Years, days, forward, ...vols, atmVol: 0 as Volatility, smile }
  return { ...state, atmVol: smileVol(state, forward_points) }
}

function smileOf(quotes: SviData, earlier: SmileFit | null, source: string): Result<SmileFit> {
  const fit = fitSvi(quotes, source)
  if (!fit.ok) return fit
  const { parameters, rmse, largestError, leastG, refit } = fit.value
  const range = { parameters, kLow: quotes.ks[0], kHigh: quotes.ks[quotes.ks.length - 1] }
  const shortfall = earlier === null ? 0 : calendarShortfall(earlier, range, quotes.years)
  return accepted({
    model: 'svi',
    ...range,
    rmse_vol_points: (100 * rmse) as VolPoints,
    largestError_vol_points: (100 * largestError) as VolPoints,
    quotesUsed: quotes.ks.length,
    butterflyArbitrage: leastG < 0,
    calendarArbitrage: shortfall > 0,
    calendarShortfall_vol_points: (100 * shortfall) as VolPoints,
    refit,
  })
}

function lastFit(expiries: readonly ExpiryState[]): SmileFit | null {
  const last = expiries.findLast(({ smile }) => smile.ok)
  return last?.smile.ok === true ? last.smile.value : null
}
