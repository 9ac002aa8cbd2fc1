import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/numerics/random.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { deterministicArbitrage, managedPoolExcess, poissonArbitrage } from './fees-and-blocks.ts'
import {
  breakEvenVolatility,
  impliedVolatilityOfPool,
  tickImpliedVolatility,
  tickValue,
} from './implied-volatility.ts'

/**
 * Arbitrage per block over sigma_b^2 P^2 |x*'|, simulated: the log mispricing is a walk kept inside the band of half width
 * `fee`; what sticks out beyond the band is traded away and pays its square over two.
 */
function simulated(fee: number, blocks: number, poisson: boolean): { profit: number; traded: number } {
  const random = createRandom({ seed: 7, stream: poisson ? 1 : 2 })
  let [z, profit, traded] = [0, 0, 0]
  for (let i = 0; i < blocks; i += 1) {
    // Exponential waiting times of mean one leave the mean variance of a block at one.
    const scale = poisson ? Math.sqrt(-Math.log(random.nextUniform())) : 1
    z += scale * random.nextNormal()
    const beyond = Math.abs(z) - fee
    if (beyond <= 0) continue
    profit += (beyond * beyond) / 2
    traded += 1
    z = Math.sign(z) * fee
  }
  return { profit: profit / blocks, traded: traded / blocks }
}

describe('arbitrage in blocks', () => {
  it.each([0, 0.5, 1, 3])(
    'evenly spaced: the band is twice the fee (fee %d sigma_b), by simulation',
    (fee) => {
      const { perBlock } = deterministicArbitrage(fee)
      expect(simulated(fee, 400_000, false).profit / perBlock).toBeCloseTo(1, 1.7)
      // With the fee itself as the band the figure would be off by 30 % and more.
      if (fee > 0) expect(perBlock / deterministicArbitrage(fee / 2).perBlock).toBeLessThan(0.77)
    },
  )
  it.each([0.5, 2])('Poisson: probability and profit, by simulation (fee %d sigma_b)', (fee) => {
    const scale = 1e-4
    const result = mustAccept(poissonArbitrage({ volatility: scale, blocksPerTime: 1, fee: fee * scale }))
    const run = simulated(fee, 400_000, true)
    expect(run.traded / result.tradeProbability).toBeCloseTo(1, 1.7)
    // Per block and sigma_b^2 P^2 |x*'|: a constant product pool has P^2 |x*'| = V / 4.
    expect(run.profit / ((4 * result.arbitrageOverValue) / (scale * scale))).toBeCloseTo(1, 1.5)
  })
  it('splits LVR into profit and fees, to leading order in fast blocks', () => {
    const { arbitrageOverValue, feeIncomeOverValue, lvrOverValue } = mustAccept(
      poissonArbitrage({ volatility: 0.05, blocksPerTime: 43_200, fee: 0.003 }),
    )
    expect((arbitrageOverValue + feeIncomeOverValue) / lvrOverValue).toBeCloseTo(1, 5)
  })
  it('answers or refuses at the edges', () => {
    expect(
      mustAccept(poissonArbitrage({ volatility: 0.05, blocksPerTime: 10, fee: 0 })).tradeProbability,
    ).toBe(1)
    expect(
      mustAccept(poissonArbitrage({ volatility: 0, blocksPerTime: 10, fee: 0 })).arbitrageOverValue,
    ).toBe(0)
    expect(poissonArbitrage({ volatility: 0, blocksPerTime: 10, fee: 0.003 }).ok).toBe(false)
    expect(poissonArbitrage({ volatility: 9, blocksPerTime: 10, fee: 0.003 }).ok).toBe(false)
    expect(mustAccept(managedPoolExcess({ volatility: 0, blocksPerTime: 1, fee: 0.01 }))).toBe(0)
    expect(managedPoolExcess({ volatility: 3, blocksPerTime: 1, fee: 0.01 }).ok).toBe(false)
    expect(deterministicArbitrage(1e300).perBlock).toBeGreaterThan(0)
  })
})

describe('pool implied volatility', () => {
  it('is one figure in three forms', () => {
    const [L, P, fee, volume] = [1e6, 2000, 0.003, 3e7]
    const value = 2 * L * Math.sqrt(P)
    const implied = impliedVolatilityOfPool(fee, volume, value)
    expect(breakEvenVolatility(fee * volume, value / 4)).toBeCloseTo(implied, 14)
    const tick = tickImpliedVolatility(fee, volume, tickValue(L, P, fee))
    expect(tick / implied).toBeCloseTo(1 - fee / 4, 6)
  })
})
