/** The reference condor of the mathematics, and random structures, for the tests of ledger and yields. */
import { createRandom } from '../../src/base/numerics/random.ts'
import type { BookItem } from '../../src/book/ledger/book-item.ts'
import { optionPosition } from '../../src/book/ledger/option-position.ts'
import type { RiskFactors } from '../../src/book/ledger/risk-factors.ts'

export type Strike = readonly ['C' | 'P', number, number]

export const REFERENCE: readonly Strike[] = [
  ['P', 4736, 1],
  ['P', 4786, -1],
  ['C', 5223, -1],
  ['C', 5273, 1],
]
export const REFERENCE_FACTORS: RiskFactors = {
  underlying: 5000,
  volatility: 0.15,
  years: 30 / 365,
  rate: 0,
  dividendYield: 0,
}

export function itemsOf(
  legs: readonly Strike[],
  factors: RiskFactors = REFERENCE_FACTORS,
  options: {
    readonly multiplier?: number
    readonly smile?: (k: number) => number
    readonly on?: 'spot' | 'forward'
  } = {},
): BookItem[] {
  const { multiplier = 1, smile, on = 'forward' } = options
  return legs.map(([right, strike_points, quantity], i) => {
    const k = Math.log(strike_points / factors.underlying)
    const volatility = smile === undefined ? factors.volatility : smile(k)
    return {
      id: `leg ${i + 1}`,
      layer: 'core',
      trade: 'condor',
      driver: 'SPX',
      position: optionPosition({ right, strike_points, quantity, multiplier, on }),
      factors: { ...factors, volatility },
      exposure: { to: 'index', smile: { strike_points, volatilityAt: smile ?? (() => volatility) } },
    }
  })
}

/** A random walk of factors whose time runs down, with repeats in time and jumps in everything. */
export function randomPath(seed: number, steps: number): RiskFactors[] {
  const random = createRandom({ seed, stream: 7 })
  let at: RiskFactors = {
    underlying: 3000 + 3000 * random.nextUniform(),
    volatility: 0.05 + 0.5 * random.nextUniform(),
    years: 0.3 * random.nextUniform(),
    rate: 0.1 * random.nextUniform() - 0.02,
    dividendYield: 0.03 * random.nextUniform(),
  }
  const path = [at]
  for (let i = 0; i < steps; i += 1) {
    at = {
      underlying: at.underlying * Math.exp(0.05 * random.nextNormal()),
      volatility:
        random.nextUniform() < 0.05 ? 0 : Math.max(0, at.volatility * Math.exp(0.2 * random.nextNormal())),
      years: random.nextUniform() < 0.2 ? at.years : Math.max(0, at.years - 0.05 * random.nextUniform()),
      rate: random.nextUniform() < 0.5 ? at.rate : at.rate + 0.002 * random.nextNormal(),
      dividendYield: at.dividendYield,
    }
    path.push(at)
  }
  return path
}
