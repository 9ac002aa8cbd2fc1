import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/numerics/random.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { continuousVarianceSwap } from '../../surface/variance-swap.ts'
import { hestonSmile } from './heston-smile.ts'
import { hestonStep } from './heston-step.ts'
import { expectedTotalVariance, HESTON_DEFAULT, type HestonParameters } from './heston-types.ts'

/** Fang and Oosterlee, "A novel pricing method...", SIAM J. Sci. Comput. 31(2), 2008, table 4: rates of zero, S = K = 100. */
const FANG_OOSTERLEE: HestonParameters = {
  meanReversion: 1.5768,
  longVariance: 0.0398,
  volOfVariance: 0.5751,
  correlation: -0.5711,
}
const WORLDS = [
  HESTON_DEFAULT,
  FANG_OOSTERLEE,
  { ...HESTON_DEFAULT, volOfVariance: 1 },
  { ...HESTON_DEFAULT, correlation: 0.4 },
]
const TENORS = [1 / 365, 7 / 365, 30 / 365, 1]
const STARTS = [0.002, 0.035, 0.4]

type Complex = readonly [number, number]
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c]
const plus = (...terms: Complex[]): Complex => terms.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0])
const scaled = ([a, b]: Complex, k: number): Complex => [k * a, k * b]
const over = (x: Complex, [c, d]: Complex): Complex => scaled(times(x, [c, -d]), 1 / (c * c + d * d))
const logOf = ([a, b]: Complex): Complex => [Math.log(Math.hypot(a, b)), Math.atan2(b, a)]
const expOf = ([a, b]: Complex): Complex => [Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b)]
function rootOf([a, b]: Complex): Complex {
  const size = Math.sqrt(Math.hypot(a, b))
  const angle = Math.atan2(b, a) / 2
  return [size * Math.cos(angle), size * Math.sin(angle)]
}

/** E[exp(i z ln(S / F))] by Heston's own equations (1993, 17 with x = ln F), z complex, in complex arithmetic step by step. */
function characteristic(p: HestonParameters, v: number, t: number, z: Complex): Complex {
  const { meanReversion: kappa, longVariance: theta, volOfVariance: sigma, correlation: rho } = p
  const iz: Complex = [-z[1], z[0]]
  const beta = plus([kappa, 0], scaled(iz, -rho * sigma))
  const d = rootOf(plus(times(beta, beta), scaled(plus(iz, times(z, z)), sigma * sigma)))
  const g = over(plus(beta, scaled(d, -1)), plus(beta, d))
  const decay = expOf(scaled(d, -t))
  const bottom = plus([1, 0], scaled(times(g, decay), -1))
  const onV = scaled(over(times(plus(beta, scaled(d, -1)), plus([1, 0], scaled(decay, -1))), bottom), v)
  const ln = logOf(over(bottom, plus([1, 0], scaled(g, -1))))
  const rest = scaled(plus(scaled(plus(beta, scaled(d, -1)), t), scaled(ln, -2)), kappa * theta)
  return expOf(scaled(plus(onV, rest), 1 / (sigma * sigma)))
}

/** The out-of-the-money option over the forward from Heston's two probabilities, by Simpson's rule on a long range. */
function byProbabilities(p: HestonParameters, v: number, t: number, k: number): number {
  const high = 60 / Math.sqrt(expectedTotalVariance(p, v, t))
  const steps = 6_000
  const probability = (shift: number): number => {
    const inside = (u: number): number => {
      const phi = characteristic(p, v, t, [u, -shift])
      return times(over(phi, [0, u]), expOf([0, -u * k]))[0]
    }
    let sum = inside(high) + inside(1e-9)
    for (let i = 1; i < steps; i += 1) sum += (i % 2 === 1 ? 4 : 2) * inside((high * i) / steps)
    return 0.5 + (sum * high) / (3 * steps) / Math.PI
  }
  const call = probability(1) - Math.exp(k) * probability(0)
  return k >= 0 ? call : call - (1 - Math.exp(k))
}

describe('hestonSmile', () => {
  it('gives the published prices', () => {
    // Published 5.785155450 and 22.318945791; later work puts the first at 5.785155435.
    expect(100 * hestonSmile(FANG_OOSTERLEE, 0.0175, 1).outOfTheMoney(0)).toBeCloseTo(5.785155435, 8)
    expect(100 * hestonSmile(FANG_OOSTERLEE, 0.0175, 10).outOfTheMoney(0)).toBeCloseTo(22.318945791, 8)
  })

  it("agrees with Heston's two probabilities by another integral", () => {
    for (const world of WORLDS.slice(0, 3)) {
      for (const t of [30 / 365, 1]) {
        const smile = hestonSmile(world, 0.035, t)
        const deviation = smile.atmVol * Math.sqrt(t)
        for (const z of [-4, -1, 0, 1.5]) {
          const k = z * deviation
          expect(Math.abs(smile.outOfTheMoney(k) - byProbabilities(world, 0.035, t, k))).toBeLessThan(2e-8)
        }
      }
    }
  })

  it('prices what the simulated steps pay, to Monte-Carlo error', () => {
    const t = 42 / 504
    const paths = 20_000
    const step = hestonStep(HESTON_DEFAULT, t / 42)
    const smile = hestonSmile(HESTON_DEFAULT, 0.05, t)
    const random = createRandom({ seed: 5, stream: 9 })
    const ends = Float64Array.from({ length: paths }, () => {
      const state = { variance: 0.05, logLevel: 0 }
      for (let i = 0; i < 42; i += 1) step.advance(state, random)
      return Math.exp(state.logLevel)
    })
    for (const k of [-0.12, -0.05, 0, 0.03, 0.06]) {
      const payoff = (end: number): number => Math.max(0, k >= 0 ? end - Math.exp(k) : Math.exp(k) - end)
      let [sum, squares] = [0, 0]
      for (const end of ends) {
        sum += payoff(end)
        squares += payoff(end) * payoff(end)
      }
      const error = Math.sqrt(squares - (sum * sum) / paths) / paths
      expect(Math.abs(sum / paths - smile.outOfTheMoney(k))).toBeLessThan(3 * error)
      expect(error).toBeLessThan(0.06 * smile.outOfTheMoney(k))
    }
  })

  it('holds the variance that the model expects in its own strip of options', () => {
    for (const world of WORLDS) {
      for (const t of [7 / 365, 30 / 365]) {
        const smile = hestonSmile(world, 0.035, t)
        const swap = continuousVarianceSwap({
          forward_points: 4_000,
          years: t,
          discount: 1,
          volatilityAt: (k) => Math.sqrt(smile.totalVariance(k) / t),
        })
        const expected = expectedTotalVariance(world, 0.035, t) / t
        expect(Math.abs(mustAccept(swap).fairVariance / expected - 1)).toBeLessThan(2e-4)
      }
    }
  })

  it('becomes Black with the mean variance as variance stops moving', () => {
    const still = { ...HESTON_DEFAULT, volOfVariance: 1e-3 }
    for (const t of TENORS) {
      const smile = hestonSmile(still, 0.05, t)
      for (const z of [-3, 0, 2]) {
        const k = z * smile.atmVol * Math.sqrt(t)
        expect(smile.totalVariance(k) / expectedTotalVariance(still, 0.05, t)).toBeCloseTo(1, 2)
      }
    }
  })

  it('is finite, positive and free of butterflies at every strike, tenor and state looked at', () => {
    for (const world of WORLDS) {
      for (const t of [1 / 2_000, ...TENORS]) {
        for (const v of [0, ...STARTS]) {
          const smile = hestonSmile(world, v, t)
          const deviation = smile.atmVol * Math.sqrt(t)
          for (const z of [-60, -12, -5, 0, 5, 12, 60]) {
            const total = smile.totalVariance(z * deviation)
            expect(Number.isFinite(total) && total > 0).toBe(true)
          }
          const call = (strike: number): number => {
            const price = smile.outOfTheMoney(Math.log(strike))
            return strike >= 1 ? price : price + 1 - strike
          }
          for (let z = -3; z <= 2; z += 0.5) {
            const [low, mid] = [1 + z * deviation * 0.9, 1 + (z + 0.1) * deviation * 0.9]
            if (low < 0.05) continue
            const fly = call(low) - 2 * call(mid) + call(2 * mid - low)
            expect(fly).toBeGreaterThan(-1e-11)
          }
        }
      }
    }
  })

  it('leans down: a put is dearer in volatility than the call as far out', () => {
    for (const t of TENORS) {
      const smile = hestonSmile(HESTON_DEFAULT, 0.035, t)
      const k = 1.5 * smile.atmVol * Math.sqrt(t)
      expect(smile.totalVariance(-k)).toBeGreaterThan(smile.totalVariance(k))
    }
  })
})
