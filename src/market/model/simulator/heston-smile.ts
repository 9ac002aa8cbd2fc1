/**
 * European options under Heston by one integral (Lewis 2001), all strikes of an expiry sharing the characteristic function.
 * What is integrated is the difference to Black's formula at the same expected variance, so that the error stays below 1e-11 of
 * the forward: C = C_Black + exp(k / 2) / pi * integral of Re[exp(-iuk) (phi_Black - phi_Heston)(u - i/2)] / (u^2 + 1/4).
 * The integrand is analytic in a strip, so the trapezoidal rule converges faster than any power of its step, and equally
 * spaced nodes turn the sines of a strike into one rotation.
 */
import { assert } from '../../../base/vocabulary/assert.ts'
import { outOfTheMoneyValue } from '../../pricing/normalised-black.ts'
import { solveTotalVolatility, totalVolatilityWork } from '../../pricing/solve-total-volatility.ts'
import type { SurfaceSmile } from '../surface-model.ts'
import { expectedTotalVariance, type HestonParameters } from './heston-types.ts'
import { keptByNumber } from './kept.ts'

const NODES_MAX = 4096
/** Nodes end where what is left of the integrand cannot matter. */
const INTEGRAND_ENOUGH = 1e-13
/** Prices below this share of the forward (0.000004 points at 4,000) carry no volatility: it is held from the last strike that does. */
const PRICE_LEAST = 1e-9
/** The smile is held, too, beyond this share of the distance at which the trapezoidal rule repeats itself. */
const REACH = 0.4

/** A smile that also prices: undiscounted, over the forward. */
export interface HestonSmile extends SurfaceSmile {
  /** The out-of-the-money option, put below the forward and call above, at log-moneyness k = ln(K/F). */
  outOfTheMoney(k: number): number
}

/** `years` on the variance clock, > 0; `variance` >= 0 now. */
export function hestonSmile(parameters: HestonParameters, variance: number, years: number): HestonSmile {
  assert(years > 0 && Number.isFinite(years), 'a smile needs time to expiry', { years })
  assert(variance >= 0 && Number.isFinite(variance), 'variance must not be negative', { variance })
  const control = expectedTotalVariance(parameters, variance, years)
  const deviation = Math.sqrt(control)
  const step = stepOf(parameters, years, deviation)
  const { real, imaginary, count } = integrandNodes(parameters, { variance, years, control, step })
  const work = totalVolatilityWork()
  let low: number | null = null
  let high: number | null = null

  const outOfTheMoney = (k: number): number => {
    const cosine = Math.cos(step * k)
    const sine = Math.sin(step * k)
    let c = 1
    let s = 0
    let sum = 0.5 * real[0]
    for (let j = 1; j < count; j += 1) {
      const next = c * cosine - s * sine
      s = s * cosine + c * sine
      c = next
      // Re[exp(-iuk) (a + ib)] = a cos(uk) + b sin(uk)
      sum += real[j] * c + imaginary[j] * s
    }
    const half = Math.exp(0.5 * k)
    const black = Math.min(1, half * half) * outOfTheMoneyValue(Math.abs(k), deviation)
    return black + (half * step * sum) / Math.PI
  }
  const impliedVariance = (k: number, price: number): number => {
    const bound = Math.min(1, Math.exp(k))
    const solved = solveTotalVolatility(Math.abs(k), price, bound, work)
    assert(solved, 'a Heston price must have a volatility', { k, price, variance, years })
    return work.s * work.s
  }
  const reach = (REACH * 2 * Math.PI) / step
  // Rules that share a day look at the same strikes, and an integral costs more than keeping its answer.
  const totalVariance = keptByNumber((k) => {
    const held = Math.max(-reach, Math.min(reach, k))
    const price = outOfTheMoney(held)
    if (price >= PRICE_LEAST) return impliedVariance(held, price)
    if (k < 0) {
      low ??= edge(outOfTheMoney, held)
      return impliedVariance(low, outOfTheMoney(low))
    }
    high ??= edge(outOfTheMoney, held)
    return impliedVariance(high, outOfTheMoney(high))
  })
  return { years, atmVol: Math.sqrt(totalVariance(0) / years), totalVariance, outOfTheMoney }
}

/** The log-moneyness, between the money and a strike too cheap, where the price falls to the least that carries a volatility. */
function edge(price: (k: number) => number, tooCheap: number): number {
  let inside = 0
  let outside = tooCheap
  for (let i = 0; i < 40; i += 1) {
    const middle = 0.5 * (inside + outside)
    if (price(middle) >= PRICE_LEAST) inside = middle
    else outside = middle
  }
  return inside
}

/**
 * The trapezoidal rule repeats the answer at distances of 2 pi / step in log-moneyness. The distance is set so that the
 * repeat of one tail cannot be seen in the other: a Gaussian part, and an exponential one as long as volOfVariance x years.
 */
function stepOf(
  { volOfVariance, meanReversion }: HestonParameters,
  years: number,
  deviation: number,
): number {
  const spread = (volOfVariance * -Math.expm1(-meanReversion * years)) / meanReversion
  return (2 * Math.PI) / (REPEAT_DEVIATIONS * deviation + REPEAT_SPREADS * spread)
}

const REPEAT_DEVIATIONS = 24
const REPEAT_SPREADS = 12

interface IntegrandNodes {
  readonly real: Float64Array
  readonly imaginary: Float64Array
  readonly count: number
}

const scratchReal = new Float64Array(NODES_MAX)
const scratchImaginary = new Float64Array(NODES_MAX)

/** (phi_Black - phi_Heston)(u - i/2) / (u^2 + 1/4) at u = 0, step, 2 step, ... */
function integrandNodes(
  { meanReversion, longVariance, volOfVariance, correlation }: HestonParameters,
  at: { readonly variance: number; readonly years: number; readonly control: number; readonly step: number },
): IntegrandNodes {
  const { variance, years, control, step } = at
  const square = volOfVariance * volOfVariance
  const drift = (meanReversion * longVariance) / square
  const bRe = meanReversion - 0.5 * correlation * volOfVariance
  let count = 0
  while (count < NODES_MAX) {
    const u = count * step
    const weight = u * u + 0.25
    // beta = meanReversion - correlation volOfVariance (1/2 + iu); d = sqrt(beta^2 + square (u^2 + 1/4)), Re d > 0.
    const bIm = -correlation * volOfVariance * u
    const qRe = bRe * bRe - bIm * bIm + square * weight
    const qIm = 2 * bRe * bIm
    const modulus = Math.sqrt(0.5 * (Math.sqrt(qRe * qRe + qIm * qIm) + Math.abs(qRe)))
    const dRe = qRe >= 0 ? modulus : Math.abs(qIm) / (2 * modulus)
    const dIm = qRe >= 0 ? qIm / (2 * modulus) : qIm >= 0 ? modulus : -modulus
    // g = (beta - d) / (beta + d), the choice that never crosses the logarithm's cut (Lord and Kahl 2010).
    const mRe = bRe - dRe
    const mIm = bIm - dIm
    const pRe = bRe + dRe
    const pIm = bIm + dIm
    const pNorm = pRe * pRe + pIm * pIm
    const gRe = (mRe * pRe + mIm * pIm) / pNorm
    const gIm = (mIm * pRe - mRe * pIm) / pNorm
    const size = Math.exp(-dRe * years)
    const eRe = size * Math.cos(dIm * years)
    const eIm = -size * Math.sin(dIm * years)
    // x = 1 - g e, y = 1 - g
    const xRe = 1 - (gRe * eRe - gIm * eIm)
    const xIm = -(gRe * eIm + gIm * eRe)
    const yRe = 1 - gRe
    const yIm = -gIm
    const lnRe = 0.5 * Math.log((xRe * xRe + xIm * xIm) / (yRe * yRe + yIm * yIm))
    const lnIm = Math.atan2(xIm, xRe) - Math.atan2(yIm, yRe)
    // (beta - d) / square * (1 - e) / (1 - g e)
    const tRe = mRe * (1 - eRe) + mIm * eIm
    const tIm = mIm * (1 - eRe) - mRe * eIm
    const xNorm = (xRe * xRe + xIm * xIm) * square
    const exponentRe = drift * (mRe * years - 2 * lnRe) + (variance * (tRe * xRe + tIm * xIm)) / xNorm
    const exponentIm = drift * (mIm * years - 2 * lnIm) + (variance * (tIm * xRe - tRe * xIm)) / xNorm
    const heston = Math.exp(exponentRe)
    const black = Math.exp(-0.5 * control * weight)
    scratchReal[count] = (black - heston * Math.cos(exponentIm)) / weight
    scratchImaginary[count] = -(heston * Math.sin(exponentIm)) / weight
    count += 1
    if ((heston + black) * step < INTEGRAND_ENOUGH * weight) break
  }
  return { real: scratchReal.slice(0, count), imaginary: scratchImaginary.slice(0, count), count }
}
