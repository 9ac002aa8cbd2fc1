/**
 * The inverse of `outOfTheMoneyValue`: total volatility s from beta, our own method.
 *
 * 1. Guess. In the Bachelier model the standardised distance z = x / s solves phi(z) / z - Phi(-z) = price / x. With
 *    A = ln(1 + x / price) / 2, z^2 / A^2 is a smooth function of A alone; a minimax rational of degrees 4 and 5 on
 *    [0, 400] holds it to 3.2e-5. The lognormal correction 1 + s^2 / (8 (z^2 + 3)) is right both at the money
 *    (s^2 / 24) and in the far tail (s^2 / (8 z^2)). Common quotes start within 1e-3 of the answer.
 * 2. Householder steps of third order (the error is raised to the fourth power) on ln beta, where
 *    (ln beta)' = 1 / [R(a - t) - R(a + t)] needs no exponential; above beta = 1/2 on ln(1 - beta), where the
 *    complement is a sum of positive terms, so that prices near the upper bound keep their digits too.
 * 3. A bracket is kept; a step that leaves it is replaced by bisection in ln s. Common quotes take one or two steps.
 */
import { millsGap, millsRatio } from '../../base/numerics/mills.ts'
import { normalPdf } from '../../base/numerics/normal.ts'

const SQRT_TWO_PI = 2.5066282746310002
const LN_SQRT_TWO_PI = 0.9189385332046728
export const ITERATIONS_MAX = 60
/** A third-order step of this relative size leaves an error far below rounding. */
const STEP_ENOUGH = 2e-5

/** Where `solveTotalVolatility` writes, so that a loop over a chain allocates nothing. */
export interface TotalVolatilityWork {
  /** sigma * sqrt(T). */
  s: number
  iterations: number
}

export const totalVolatilityWork = (): TotalVolatilityWork => ({ s: 0, iterations: 0 })

/**
 * Total volatility s > 0 at which the out-of-the-money option with log-moneyness distance x >= 0 is worth
 * beta = value / bound, with 0 < value < bound. Writes the answer into `work` and returns true; false when 60 steps did not
 * suffice (no input is known to need more than 12).
 */
export function solveTotalVolatility(
  x: number,
  value: number,
  bound: number,
  work: TotalVolatilityWork,
): boolean {
  const beta = value / bound
  return beta > 0.5
    ? solveUpper(x, (bound - value) / bound, work)
    : solveLower(x, beta > 1e-300 ? Math.log(beta) : Math.log(value) - Math.log(bound), work)
}

/**
 * beta / (s dbeta/ds) at total volatility s: the relative error of s per relative error of beta. Below one half as
 * [R(a - t) - R(a + t)] / s, which has no exponential to lose digits in.
 */
export function conditionOfTotalVolatility(x: number, s: number, beta: number): number {
  const a = x / s
  const t = 0.5 * s
  return beta > 0.5 ? beta / (s * normalPdf(a - t)) : millsGap(a, t) / s
}

/** The guess of step 1 from x and price = value / sqrt(F K). */
function guess(x: number, price: number): number {
  const ratio = x / price
  if (ratio < 1e-9) return price * SQRT_TWO_PI
  const A = 0.5 * (ratio < 1e300 ? Math.log1p(ratio) : Math.log(x) - Math.log(price))
  const p =
    0.6365998088335247 +
    A *
      (0.8215951243511681 + A * (0.28298271347108206 + A * (0.07286709688572357 + A * 0.0008956824426618122)))
  const q =
    1 +
    A *
      (1.2895358389236573 +
        A *
          (0.47932904784851615 +
            A * (0.14554339019471735 + A * (0.019549550815072474 + A * 0.00022422351009365358))))
  const zz = (A * A * p) / q
  const s = x / Math.sqrt(zz)
  return s * (1 + (s * s) / (8 * (zz + 3)))
}

function solveLower(x: number, lnBeta: number, work: TotalVolatilityWork): boolean {
  const target = lnBeta + LN_SQRT_TWO_PI
  let low = 0
  let high = Infinity
  let s = lnBeta > -700 ? guess(x, Math.exp(lnBeta - 0.5 * x)) : x / Math.sqrt(-2 * lnBeta)
  if (!(s > 0)) s = 1e-8
  for (let step = 1; step <= ITERATIONS_MAX; step += 1) {
    const a = x / s
    const t = 0.5 * s
    const z = a - t
    if (z > 1e8 || z < -8) {
      // So far out that the value is a double's 0 or 1; only the bracket may move.
      if (z > 0) low = s
      else high = s
      s = between(low, high)
      continue
    }
    const gap = millsGap(a, t)
    const f = Math.log(gap) - 0.5 * z * z - target
    if (f < 0) low = s
    else high = s
    const next = s + s * householder(f, s / gap, z * (a + t), a, t)
    const change = Math.abs(next - s)
    if (change <= STEP_ENOUGH * s) {
      work.s = next
      work.iterations = step
      return true
    }
    s = next > low && next < high ? next : between(low, high)
  }
  return false
}

function solveUpper(x: number, complement: number, work: TotalVolatilityWork): boolean {
  const target = Math.log(complement) + LN_SQRT_TWO_PI
  let low = 0
  let high = Infinity
  // At the money 1 - beta = 2 (1 - Phi(s / 2)); away from it s is larger: z = s / 2 - x / s with Phi(-z) in proportion.
  const w = Math.sqrt(-2 * Math.log(0.5 * complement))
  let s = w + Math.sqrt(w * w + 2 * x)
  for (let step = 1; step <= ITERATIONS_MAX; step += 1) {
    const a = x / s
    const t = 0.5 * s
    const z = t - a
    if (z > 1e8 || z < -8) {
      if (z > 0) high = s
      else low = s
      s = between(low, high)
      continue
    }
    const sum = millsRatio(z) + millsRatio(a + t)
    // f decreases in s: ln(1 - beta) - ln(complement).
    const f = Math.log(sum) - 0.5 * z * z - target
    if (f > 0) low = s
    else high = s
    const next = s + s * householder(f, -s / sum, -z * (a + t), a, t)
    const change = Math.abs(next - s)
    if (change <= STEP_ENOUGH * s) {
      work.s = next
      work.iterations = step
      return true
    }
    s = next > low && next < high ? next : between(low, high)
  }
  return false
}

/**
 * A third-order Householder step relative to s, for f = ln beta - target or its complement. In units of s, with g = f' s
 * (`slope`) and v = beta'' s / beta' = (a - t)(a + t) (`curve`): f'' / f' = v - g and
 * f''' / f' = v^2 - 3 a^2 - t^2 - 3 g v + 2 g^2.
 */
function householder(f: number, slope: number, curve: number, a: number, t: number): number {
  const newton = -f / slope
  const second = curve - slope
  const third = curve * curve - 3 * a * a - t * t - 3 * slope * curve + 2 * slope * slope
  return (newton * (1 + 0.5 * newton * second)) / (1 + newton * second + newton * newton * third * (1 / 6))
}

/** A point inside the bracket: the geometric mean, or a doubling or halving while one side is open. */
function between(low: number, high: number): number {
  if (high === Infinity) return low === 0 ? 1 : 2 * low
  return low === 0 ? 0.5 * high : Math.sqrt(low) * Math.sqrt(high)
}
