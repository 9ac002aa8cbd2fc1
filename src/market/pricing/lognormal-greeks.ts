import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { normalCdf, normalPdf } from '../../base/numerics/normal.ts'
import { GREEK_NAMES, type Greeks } from './greeks.ts'
import { outOfTheMoneyValue } from './normalised-black.ts'

/** A lognormal option at one instant, with everything that the two public models work out differently. */
export interface LognormalState {
  readonly right: OptionRight
  /** S: spot with its dividend yield, or forward with q = r. */
  readonly underlying_points: number
  readonly strike_points: number
  readonly years: number
  readonly volatility: number
  readonly rate: number
  readonly dividendYield: number
  /** ln(forward / strike). */
  readonly logMoneyness: number
  /** What the call is worth if it must be exercised: asset less cash, both discounted; rounded once. */
  readonly assetLessCash: number
  /** exp(-q T) and exp(-r T). */
  readonly dividendDiscount: number
  readonly discount: number
}

/** Beyond it phi is 0 in a double; keeps products with d1 and d2 finite. */
const DISTANCE_MAX = 1e4

/** Present value in index points; discounted intrinsic value where no variance is left. */
export function lognormalPrice(state: LognormalState): number {
  const asset = state.underlying_points * state.dividendDiscount
  const cash = state.strike_points * state.discount
  const s = state.volatility * Math.sqrt(state.years)
  const x = state.logMoneyness
  const outside = Math.min(asset, cash) * outOfTheMoneyValue(Math.abs(x), s)
  const inTheMoney = state.right === 'C' ? state.assetLessCash : -state.assetLessCash
  return inTheMoney > 0 ? inTheMoney + outside : outside
}

/**
 * Price and derivatives to third order (Haug, The Complete Guide to Option Pricing Formulas, 2nd ed., chapter 2, with
 * calendar-time signs). Without variance left the limits are given: a step in delta, zero beyond; refused exactly on the
 * step, where delta has none, and where a derivative leaves the range of a double.
 */
export function lognormalGreeks(state: LognormalState): Result<Greeks> {
  const s = state.volatility * Math.sqrt(state.years)
  if (s === 0) return limitGreeks(state)
  const h = state.logMoneyness / s
  const d1 = Math.max(-DISTANCE_MAX, Math.min(DISTANCE_MAX, h + 0.5 * s))
  const d2 = Math.max(-DISTANCE_MAX, Math.min(DISTANCE_MAX, h - 0.5 * s))
  return checked(regularGreeks(state, s, d1, d2), state)
}

function regularGreeks(state: LognormalState, s: number, d1: number, d2: number): Greeks {
  const { underlying_points: S, years: T, volatility, rate: r, dividendYield: q } = state
  const sign = state.right === 'C' ? 1 : -1
  const rootT = Math.sqrt(T)
  const asset = S * state.dividendDiscount
  const cash = state.strike_points * state.discount
  const density = state.dividendDiscount * normalPdf(d1)
  const assetShare = sign * normalCdf(sign * d1)
  const cashShare = sign * normalCdf(sign * d2)
  const gamma = density / (S * s)
  const vega = S * density * rootT
  const dd = d1 * d2
  // d(d1)/dT, the one place where the drift enters the density's motion.
  const d1PerYear = (r - q) / s - d2 / (2 * T)
  return {
    price: lognormalPrice(state),
    delta: state.dividendDiscount * assetShare,
    gamma,
    vega,
    theta: -(S * density * volatility) / (2 * rootT) + q * asset * assetShare - r * cash * cashShare,
    rho: T * cash * cashShare,
    dividendRho: -T * asset * assetShare,
    vanna: (-density * d2) / volatility,
    volga: (vega * dd) / volatility,
    charm: q * state.dividendDiscount * assetShare - density * d1PerYear,
    veta: vega * (q + d1 * d1PerYear - 1 / (2 * T)),
    speed: (-gamma / S) * (d1 / s + 1),
    zomma: (gamma * (dd - 1)) / volatility,
    color: gamma * (q + d1 * d1PerYear + 1 / (2 * T)),
    ultima: ((-vega / volatility) * (dd * (1 - dd) + d1 * d1 + d2 * d2)) / volatility,
  }
}

/** No variance left: the option is a forward or nothing. */
function limitGreeks(state: LognormalState): Result<Greeks> {
  const x = state.logMoneyness
  if (x === 0) {
    return refused(
      refuse('number.out-of-range', {
        field: 'volatility * sqrt(years)',
        was: 0,
        wanted: 'more than 0 where forward and strike are equal: the Greeks have no limit there',
        source: 'greeks',
      }),
    )
  }
  const held = (state.right === 'C') === x > 0 ? (state.right === 'C' ? 1 : -1) : 0
  const asset = state.underlying_points * state.dividendDiscount
  const cash = state.strike_points * state.discount
  const greeks: Greeks = {
    ...zeroGreeks(),
    price: lognormalPrice(state),
    delta: state.dividendDiscount * held,
    theta: (state.dividendYield * asset - state.rate * cash) * held,
    rho: state.years * cash * held,
    dividendRho: -state.years * asset * held,
    charm: state.dividendYield * state.dividendDiscount * held,
  }
  return checked(greeks, state)
}

function zeroGreeks(): Greeks {
  return Object.fromEntries(GREEK_NAMES.map((name) => [name, 0])) as unknown as Greeks
}

function checked(greeks: Greeks, state: LognormalState): Result<Greeks> {
  for (const name of GREEK_NAMES) {
    if (!Number.isFinite(greeks[name])) {
      return refused(
        refuse('number.not-finite', {
          field: name,
          was: greeks[name],
          wanted: `a derivative a double can hold (volatility ${state.volatility}, years ${state.years})`,
          source: 'greeks',
        }),
      )
    }
  }
  return accepted(greeks)
}
