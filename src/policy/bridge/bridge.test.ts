import { describe, expect, it } from 'vitest'
import { strikesBetween } from '../../../test/support/synthetic-chain.ts'
import { sampleBridge } from '../../../test/support/sample-bridge.ts'
import { bridgeSchema } from '../../face/api/bridge-schema.ts'
import type { Bridge, Equivalence, PoolId } from './bridge.ts'
import { equivalentPools } from './equivalent-pools.ts'

const whole = (bridge: Bridge): { condor: NonNullable<Bridge['condor']>; equal: Equivalence } => {
  if (bridge.condor === null || bridge.equivalence === null) throw new Error('no condor')
  return { condor: bridge.condor, equal: bridge.equivalence }
}
const at = (levels: readonly number[], values: readonly (number | null)[], level: number): number => {
  const value = values[levels.indexOf(level)]
  if (value === undefined || value === null) throw new Error(`no value at ${level}`)
  return value
}
const poolOf = (equal: Equivalence, id: PoolId) => {
  const found = equal.pools.find((pool) => pool.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}
const line = (equal: Equivalence, id: string) => {
  const found = equal.dictionary.find((row) => row.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return {
    pool: found.pool.value as number | null,
    range: found.range.value as number | null,
    condor: found.condor.value as number | null,
  }
}
const near = (a: number, b: number, relative: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(relative * Math.abs(b))

describe('the bridge', () => {
  const bridge = sampleBridge()
  const { condor, equal } = whole(bridge)
  const forward = condor.forward_points

  it('has pools with the dollar gamma of the condor, so that value is four times it', () => {
    const full = poolOf(equal, 'full-range')
    near(full.value_dollars, 4 * -condor.dollarGamma_dollars, 1e-12)
    near(full.value_dollars, condor.equivalentPool_dollars ?? 0, 1e-12)
    for (const pool of equal.pools) near(pool.liquidity, equal.liquidityAtForward, 1e-12)
    near(at(equal.levels_points, equal.curves.liquidity, forward), equal.liquidityAtForward, 1e-12)
  })

  it('fits the condor’s own capital into a range of the same curvature, symmetric in log price', () => {
    const own = poolOf(equal, 'same-capital')
    near(own.value_dollars, condor.margin_dollars, 1e-9)
    near(Math.sqrt((own.low_points ?? 0) * (own.high_points ?? 0)), forward, 1e-12)
    // Independently of the closed form: (sigma^2 / 8) / (1 - e^(-h/2)) of its value is the LVR of the full range.
    const h = Math.log((own.high_points ?? 0) / forward)
    near(own.value_dollars / (1 - Math.exp(-h / 2)), poolOf(equal, 'full-range').value_dollars, 1e-9)
    near(own.leverage * own.value_dollars, poolOf(equal, 'full-range').value_dollars, 1e-9)
  })

  it('touches the condor to second order: all hedged curves agree near the forward', () => {
    const i = equal.levels_points.indexOf(forward)
    expect(equal.curves.hedged_dollars[i]).toBeCloseTo(0, 9)
    // A second difference of the columns on their own uneven grid, against the dollar gamma.
    const curvature = (values: readonly number[]): number => {
      const [x0, x1, x2] = [i - 1, i, i + 1].map((k) => equal.levels_points[k] ?? 0) as [
        number,
        number,
        number,
      ]
      const [y0, y1, y2] = [i - 1, i, i + 1].map((k) => values[k] ?? 0) as [number, number, number]
      return (2 * ((y2 - y1) / (x2 - x1) - (y1 - y0) / (x1 - x0))) / (x2 - x0)
    }
    const wanted = condor.greeks.gamma_dollars_per_point2
    near(curvature(equal.curves.hedged_dollars), wanted, 0.02)
    near(curvature(poolOf(equal, 'full-range').hedged_dollars), wanted, 0.02)
    near(curvature(poolOf(equal, 'between-shorts').hedged_dollars), wanted, 0.02)
  })

  it('shows liquidity that is the second difference of the value, negative where the wings are', () => {
    const { levels_points: levels, curves } = equal
    const { today_dollars: values, liquidity } = curves
    const scale = Math.max(...liquidity.map((each) => Math.abs(each ?? 0)))
    let checked = 0
    for (let i = 1; i + 1 < levels.length; i += 1) {
      const [left, mid, right] = [levels[i - 1] ?? 0, levels[i] ?? 0, levels[i + 1] ?? 0]
      // Only where the grid is even does a second difference converge to second order.
      if (Math.abs(right - 2 * mid + left) > 0.02) continue
      const step = mid - left
      const second = ((values[i + 1] ?? 0) - 2 * (values[i] ?? 0) + (values[i - 1] ?? 0)) / (step * step)
      const wanted = -2 * mid * Math.sqrt(mid) * second
      expect(Math.abs((liquidity[i] ?? 0) - wanted)).toBeLessThan(0.01 * scale)
      checked += 1
    }
    expect(checked).toBeGreaterThan(80)
    const [longPut, shortPut, shortCall] = condor.legs.map((leg) => leg.strike_points)
    expect(equal.negativeBelow_points).toBeLessThan(shortPut ?? 0)
    expect(equal.negativeAbove_points).toBeGreaterThan(shortCall ?? 0)
    expect(at(levels, liquidity, longPut ?? 0)).toBeLessThan(equal.liquidityAtForward)
    const beyond = levels.findLast((level) => level < (equal.negativeBelow_points ?? 0)) ?? 0
    expect(at(levels, liquidity, beyond)).toBeLessThan(0)
  })

  it('says the same in both languages, by each side’s own formula', () => {
    near(line(equal, 'gamma').pool ?? 0, line(equal, 'gamma').condor ?? 1, 1e-9)
    near(line(equal, 'lvr').pool ?? 0, line(equal, 'lvr').condor ?? 1, 1e-9)
    near(line(equal, 'lvr').range ?? 0, line(equal, 'lvr').condor ?? 1, 1e-9)
    near(line(equal, 'break-even-vol').pool ?? 0, line(equal, 'break-even-vol').condor ?? 1, 1e-9)
    near(line(equal, 'break-even-vol').range ?? 0, line(equal, 'break-even-vol').condor ?? 1, 1e-9)
    near(line(equal, 'coverage').pool ?? 0, line(equal, 'coverage').condor ?? 1, 1e-9)
    // Fee APR of a full-range pool is an eighth of the break-even variance.
    const vol = (line(equal, 'break-even-vol').condor ?? 0) / 100
    near(line(equal, 'fees').pool ?? 0, (vol * vol) / 8, 1e-9)
    near(line(equal, 'value').range ?? 0, condor.margin_dollars, 1e-9)
    near(line(equal, 'value').condor ?? 0, -100 * condor.credit.mid_points, 0.02)
    expect(line(equal, 'delta').pool).toBeGreaterThan(0)
    // Loss against holding of L between P and P': L (sqrt P' - sqrt P)^2 / sqrt P.
    const level = forward - condor.expectedMove_points
    const step = Math.sqrt(level) - Math.sqrt(forward)
    near(
      line(equal, 'holding-down').pool ?? 0,
      (equal.liquidityAtForward * step * step) / Math.sqrt(forward),
      1e-6,
    )
  })

  it('is data of its own schema, frozen, every column as long as the axis', () => {
    expect(bridgeSchema.parse(JSON.parse(JSON.stringify(bridge)))).toEqual(JSON.parse(JSON.stringify(bridge)))
    expect(Object.isFrozen(equal.curves.liquidity)).toBe(true)
    const columns = [...Object.values(equal.curves), ...equal.pools.map((pool) => pool.hedged_dollars)]
    for (const column of columns) expect(column).toHaveLength(equal.levels_points.length)
    expect(JSON.stringify(bridge)).not.toMatch(/NaN|Infinity/)
  })
})

describe('what is not known or has no equal', () => {
  it('leaves what needs a forecast unknown, with the reason, and keeps the rest', () => {
    const { equal } = whole(sampleBridge({ realised: null }))
    const lvr = equal.dictionary.find((row) => row.id === 'lvr')
    expect([lvr?.pool.value, lvr?.range.value, lvr?.condor.value]).toEqual([null, null, null])
    expect(lvr?.condor.note).toContain('no index history')
    expect(line(equal, 'coverage')).toEqual({ pool: null, range: null, condor: null })
    expect(line(equal, 'break-even-vol').condor).toBeGreaterThan(5)
  })

  it('has no pool for a condor that is long gamma at the forward, and says so', () => {
    const wanted = {
      forward_points: 4700,
      capital_dollars: 4000,
      shortPut_points: 4500,
      shortCall_points: 4900,
    }
    for (const dollarGamma_dollars of [0, 1_000_000]) {
      const { pools, note } = equivalentPools({ ...wanted, dollarGamma_dollars })
      expect(pools).toEqual([])
      expect(note).toContain('not short gamma')
    }
  })

  it('has no range for a capital that the full-range pool does not need', () => {
    const wanted = {
      forward_points: 4700,
      capital_dollars: 4000,
      shortPut_points: 4500,
      shortCall_points: 4900,
    }
    const { pools, note } = equivalentPools({ ...wanted, dollarGamma_dollars: -900 })
    expect(pools.map(({ id }) => id)).toEqual(['full-range', 'between-shorts'])
    expect(note).toContain('exceeds')
  })

  it('stands for one-day condors too', () => {
    const { equal } = whole(sampleBridge({ rules: 'icc-1dte' }))
    near(line(equal, 'break-even-vol').pool ?? 0, line(equal, 'break-even-vol').condor ?? 1, 1e-9)
    near(line(equal, 'lvr').pool ?? 0, line(equal, 'lvr').condor ?? 1, 1e-9)
  })

  it('says why there is no condor', () => {
    const bridge = sampleBridge({
      expiries: [{ root: 'SPXW', expiration: '2024-02-16', strikes_points: strikesBetween(3000, 6400, 100) }],
    })
    expect(bridge.condor).toBeNull()
    expect(bridge.equivalence).toBeNull()
    expect(bridge.why).toMatch(/\S/)
    expect(bridgeSchema.parse(JSON.parse(JSON.stringify(bridge))).why).toBe(bridge.why)
  })
})
