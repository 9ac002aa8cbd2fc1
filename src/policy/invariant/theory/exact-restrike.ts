/**
 * The same question in exact Black-Scholes for a condor with wings at a fixed number of points: shorts at S exp(-m s) and
 * S exp(m s), flat volatility. Here `credit_x_be_distance` has two roots as well, because wings cap the credit.
 */
import { findAllRoots } from '../../../base/numerics/roots.ts'
import { blackScholesGreeks, blackScholesPrice } from '../../../market/pricing/black-scholes.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'

export const EXACT_PRODUCTS = [
  'width_x_premium',
  'credit_x_be_distance',
  'extrinsic_x_iv',
  'credit_squared',
  'credit_over_S_sigma_sqrtT',
] as const

export type ExactProduct = (typeof EXACT_PRODUCTS)[number]

export interface ExactSetting {
  readonly spot_points: number
  readonly years: number
  readonly rate: number
  readonly wing_points: number
}

/** A condor at distance m, or at given short strikes, under one volatility. Points. */
export interface ExactCondor {
  readonly m: number
  readonly volatility: number
  readonly shortPut_points: number
  readonly shortCall_points: number
  readonly credit_points: number
  /** Of the short call, undiscounted by any yield. */
  readonly callDelta: number
}

export function exactCondorAt(setting: ExactSetting, m: number, volatility: number): ExactCondor {
  const reach = Math.exp(m * volatility * Math.sqrt(setting.years))
  return exactCondor(setting, setting.spot_points / reach, setting.spot_points * reach, volatility)
}

export function exactCondor(
  setting: ExactSetting,
  shortPut_points: number,
  shortCall_points: number,
  volatility: number,
): ExactCondor {
  const { spot_points, years, rate, wing_points } = setting
  const option = (right: 'C' | 'P', strike_points: number) => ({
    right,
    strike_points,
    spot_points,
    years,
    volatility,
    rate,
    dividendYield: 0,
  })
  const call = option('C', shortCall_points)
  return {
    m: Math.log(shortCall_points / spot_points) / (volatility * Math.sqrt(years)),
    volatility,
    shortPut_points,
    shortCall_points,
    credit_points:
      blackScholesPrice(option('P', shortPut_points)) -
      blackScholesPrice(option('P', shortPut_points - wing_points)) +
      blackScholesPrice(call) -
      blackScholesPrice(option('C', shortCall_points + wing_points)),
    callDelta: mustAccept(blackScholesGreeks(call)).delta,
  }
}

/** k of a condor. The distance to the break-even is the smaller of the two sides'. */
export function exactProduct(product: ExactProduct, setting: ExactSetting, condor: ExactCondor): number {
  const { credit_points: credit, shortCall_points, shortPut_points, volatility } = condor
  const { spot_points, years } = setting
  switch (product) {
    case 'width_x_premium':
      return (shortCall_points - shortPut_points) * credit
    case 'credit_x_be_distance':
      return credit * (Math.min(shortCall_points - spot_points, spot_points - shortPut_points) + credit)
    case 'extrinsic_x_iv':
      return credit * volatility
    case 'credit_squared':
      return credit * credit
    case 'credit_over_S_sigma_sqrtT':
      return credit / (spot_points * volatility * Math.sqrt(years))
  }
}

const M_MAX = 8
const SAMPLES = 800

/** Every condor at `volatility` whose k equals `k`, outermost first; empty where none does. */
export function exactRestrikes(
  product: ExactProduct,
  setting: ExactSetting,
  k: number,
  volatility: number,
  samples: number = SAMPLES,
): readonly ExactCondor[] {
  const gap = (m: number): number =>
    exactProduct(product, setting, exactCondorAt(setting, m, volatility)) / k - 1
  return findAllRoots(gap, 0, highest(setting, volatility), { samples, what: 'm' })
    .toReversed()
    .map((m) => exactCondorAt(setting, m, volatility))
}

/** The long put's strike must stay above zero. */
function highest({ spot_points, years, wing_points }: ExactSetting, volatility: number): number {
  const room = Math.log(spot_points / (wing_points * 1.01)) / (volatility * Math.sqrt(years))
  return Math.min(M_MAX, Math.max(0.1, room))
}
