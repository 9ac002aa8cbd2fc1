/** Pool calculators at the edges of their inputs: an answer or a refusal, never NaN; integers exact. */
import { describe, expect, it } from 'vitest'
import { calculate } from '../../calculate.ts'
import { POOL_OPERATIONS } from './index.ts'

function outputs(op: string, inputs: unknown): Readonly<Record<string, unknown>> {
  const result = calculate(op, inputs)
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const field = (op: string, inputs: unknown): string => {
  const result = calculate(op, inputs)
  return result.ok ? JSON.stringify(result.value) : result.refusal.field
}

const EDGES: readonly unknown[] = [
  0,
  -1,
  1e-320,
  1e60,
  1e308,
  0.5,
  1,
  887272,
  -887273,
  '0',
  '-1',
  String(2n ** 255n),
  String(2n ** 256n),
  '1/0',
  'max',
  '',
  null,
  [],
  true,
]

describe('every pool calculator', () => {
  it.each(POOL_OPERATIONS.map((op) => [op.name, op] as const))(
    '%s answers its example, and answers or refuses at every edge',
    (name, op) => {
      expect(calculate(name, op.example).ok).toBe(true)
      for (const key of Object.keys(op.example)) {
        for (const edge of EDGES) {
          for (const value of [edge, [edge], [[edge, edge]]]) {
            const result = calculate(name, { ...op.example, [key]: value })
            if (result.ok)
              expect(
                JSON.stringify(result.value, (_key, v: unknown) =>
                  typeof v === 'number' && !Number.isFinite(v) ? 'NOT FINITE' : v,
                ),
              ).not.toContain('NOT FINITE')
            else expect(result.refusal.fix).not.toBe('')
          }
          const { [key]: _gone, ...rest } = op.example
          calculate(name, rest)
        }
      }
    },
  )
})

describe('alternatives in the fields', () => {
  it('lvr: weights, horizons and units', () => {
    expect(outputs('lvr', { amm: 'weighted', theta: 0.8, sigma: 1, horizon: 2, unit: 'year' })).toEqual({
      lvr_over_value: expect.closeTo(0.16, 14) as number,
      bp_per_day: expect.closeTo(800 / 365, 10) as number,
    })
    expect(field('lvr', { sigma: 1, sigma_daily: 1 })).toBe('sigma')
    expect(field('lvr', { amm: 'weighted', sigma: 1 })).toBe('theta')
  })
  it('lvr_discrete_path: any pool', () => {
    expect(outputs('lvr_discrete_path', { K: 100, L: 2, path: [90, 110, 95] })['lvr']).toBe(30)
    expect(outputs('lvr_discrete_path', { Pa: 90, Pb: 110, path: [120, 130] })['lvr']).toBe(0)
    expect(outputs('lvr_discrete_path', { theta: 0.5, L: 1, path: [1000, 4000] })['lvr']).toBeCloseTo(
      outputs('lvr_discrete_path', { L: 1, path: [1000, 4000] })['lvr'] as number,
      9,
    )
  })
  it('v3_real: every unknown, and back', () => {
    const given = { P: 2000, Pa: 1500, Pb: 2500 }
    const { y } = outputs('v3_real', { ...given, x: 2 })
    expect(outputs('v3_real', { ...given, y })['x']).toBeCloseTo(2, 12)
    expect(outputs('v3_real', { P: 2000, Pb: 2500, x: 2, y })['Pa']).toBeCloseTo(1500, 8)
    expect(outputs('v3_real', { P: 2000, Pa: 1500, x: 2, y })['Pb']).toBeCloseTo(2500, 8)
    expect(outputs('v3_real', { P0: 2000, Pa: 1500, Pb: 2500, x0: 2, y0: y, P1: 3000 })['x1']).toBe(0)
    expect(field('v3_real', { P: 2000, Pb: 2500, x: 1e-9, y: 1e9 })).toBe('Pa')
    expect(field('v3_real', { P: 2500, Pa: 1500, Pb: 2500, x: 1 })).toBe('P')
  })
  it('v3_integer: amounts either way round, beyond 2^53 as text', () => {
    const position = { liquidity: '1000000', tickLower: -10, tickUpper: 10, tickCurrent: 0 }
    expect(outputs('v3_integer', position)).toEqual({ amount0: '499', amount1: '499' })
    expect(outputs('v3_integer', { ...position, rounding: 'up' })).toEqual({ amount0: '500', amount1: '500' })
    expect(field('v3_integer', { ...position, tickUpper: 887273 })).toBe('tick')
    expect(field('v3_integer', { ...position, tickUpper: -10 })).toBe('tickUpper')
    expect(
      field('v3_integer', { ...position, sqrtPriceX96: '79228162514264337593543950336', tickCurrent: 5 }),
    ).toBe('tickCurrent')
    expect(
      outputs('v3_integer', { fn: 'getTickAtSqrtRatio', sqrtRatioX96: '79228162514264337593543950336' }),
    ).toEqual({ tick: 0 })
    const rows = [{ sqrtP: '1/1', amount0: 'max', amount1: 'max' }]
    expect(outputs('v3_integer', { range: ['100/110', '110/100'], rows })['liquidity']).toEqual([
      expect.stringMatching(/^\d{78,}$/),
    ])
  })
  it('v3_swap_step: towards the lower tick, and below any tick', () => {
    const step = { sqrtP: '1/1', liquidity: '1000000000000000000', fee_pips: 3000 }
    const down = outputs('v3_swap_step', {
      ...step,
      tickLower: -100,
      tickUpper: 100,
      zeroForOne: true,
      amountRemaining: '1000',
    })
    expect(down['tick']).toBe(-1)
    expect(outputs('v3_swap_step', { ...step, tickUpper: 100, amountRemaining: -1000 })['amountOut']).toBe(
      '1000',
    )
    expect(
      outputs('v3_swap_step', { ...step, sqrtP: '2', sqrtTarget: '1', amountRemaining: '1' })['tick'],
    ).toBeNull()
    expect(field('v3_swap_step', { ...step, tickUpper: 100, amountRemaining: String(2n ** 255n) })).toBe(
      'amountRemaining',
    )
  })
  it('lvr_fees: one fee or a list, however time is given', () => {
    const one = outputs('lvr_fees', { sigma_daily: 0.05, mean_block_time_s: 12, fee_bp: 30 })
    expect(one['P_trade_pct']).toBeCloseTo(12.195, 3)
    expect(one['arb_over_value']).toBeCloseTo(3.810980062511583e-5, 15)
    expect(field('lvr_fees', { sigma: 0.05, mean_block_time_s: 12, fee_bp: 30 })).toBe('sigma')
    expect(field('lvr_fees', { sigma_daily: 0.05, mean_block_time_s: 12 })).toBe('gamma')
  })
})
