import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { createRandom } from '../../../base/numerics/random.ts'
import { calculate } from '../calculate.ts'

const CONDOR = [
  { right: 'P', strike: 4736, quantity: 1 },
  { right: 'P', strike: 4786, quantity: -1 },
  { right: 'C', strike: 5223, quantity: -1 },
  { right: 'C', strike: 5273, quantity: 1 },
]
const base = { S: 5000, sigma: 0.15, T_days_365: 30, legs: CONDOR }
const run = (op: string, inputs: object): Record<string, number> =>
  mustAccept(calculate(op, inputs)) as Record<string, number>
const refusal = (op: string, inputs: object): string => {
  const result = calculate(op, inputs)
  return result.ok ? 'accepted' : `${result.refusal.code} ${result.refusal.field}`
}

describe('condor_lvr', () => {
  it('answers for other realised volatilities, and the own one by name', () => {
    const outputs = run('condor_lvr', { ...base, sigma: 0.185, realised: [0.1] })
    expect(outputs['lvr_per_day_at_rv18.5']).toBeCloseTo(outputs['theta_per_day'], 10)
    expect(outputs['lvr_per_day_at_rv20'] / outputs['lvr_per_day_at_rv10']).toBeCloseTo(4, 12)
  })
  it('scales with the multiplier and with the days of the year', () => {
    const [one, hundred] = [1, 100].map((multiplier) => run('condor_lvr', { ...base, multiplier }))
    expect(hundred['amm_equivalent_tvl'] / one['amm_equivalent_tvl']).toBeCloseTo(100, 9)
    const calendar = run('condor_lvr', { ...base, trading_days: 365 })
    expect(calendar['breakeven_move_points']).toBeCloseTo(5000 * 0.15 * Math.sqrt(1 / 365), 9)
  })
  it('says where it is not a loss, and refuses at a strike with nothing left', () => {
    expect(run('condor_lvr', { ...base, S: 5323, T_days_365: 5 })['short_gamma']).toBe(false)
    expect(refusal('condor_lvr', { ...base, S: 5223, sigma: 0 })).toContain('number.out-of-range')
    expect(run('condor_lvr', { ...base, T_days_365: 0 })['breakeven_move_points']).toBeNull()
  })
})

describe('vol_shock_in_lvr_days', () => {
  it('is 2 (dsigma / sigma) tau_days to first order, with carry too', () => {
    const outputs = run('vol_shock_in_lvr_days', { ...base, r: 0.05, q: 0.015, dsigma: 0.03 })
    expect(outputs['lvr_days_first_order']).toBeCloseTo((2 * 0.03 * 30 * 252) / 365 / 0.15, 9)
    expect(
      run('vol_shock_in_lvr_days', { ...base, S: 5400, dsigma: 0.05 })['lvr_days_first_order'],
    ).toBeNull()
  })
})

describe('condor_pnl_decomposition', () => {
  const path = [
    [5000, 0.15, 30],
    [5000, 0.15, 30],
    [4700, 0, 12],
    [4786, 0.2, 0],
    [4800, 0.2, 0],
  ]
  it('adds up on a path with repeats, gaps, no volatility and no time, under carry', () => {
    for (const carry of [{}, { r: 0.05, q: 0.02 }]) {
      const o = run('condor_pnl_decomposition', { ...base, ...carry, path_S_sigma_dte: path })
      const rest = o['theta'] + o['vol']
      expect(rest + o['delta_pnl_delta_at_t_next'] - o['lvr_delta_at_t_next']).toBeCloseTo(
        o['total_change'],
        9,
      )
      expect(rest + o['delta_pnl_delta_at_t'] - o['lvr_delta_at_t']).toBeCloseTo(o['total_change'], 9)
      const symmetric =
        o['symmetric_theta'] + o['symmetric_delta_pnl'] - o['symmetric_lvr'] + o['symmetric_vol']
      expect(symmetric).toBeCloseTo(o['total_change'], 9)
    }
  })
  it('has no Taylor report through a strike with nothing left, and says so with null', () => {
    const o = run('condor_pnl_decomposition', { ...base, path_S_sigma_dte: path })
    expect([o['taylor_residual'], o['taylor2_plus_vanna_volga_charm']]).toEqual([null, null])
  })
  it('refuses time that runs backwards, with the step', () => {
    const backwards = { ...base, path_S_sigma_dte: [...path, [4800, 0.2, 3]] }
    expect(refusal('condor_pnl_decomposition', backwards)).toBe('number.out-of-range path_S_sigma_dte: years')
    expect(refusal('condor_pnl_decomposition', { ...base, path_S_sigma_dte: [] })).toContain(
      'path_S_sigma_dte',
    )
  })
})

describe('lifetime LVR', () => {
  it('is half the premium at the money when marked, all of it for the payoff', () => {
    const atm = { S: 100, sigma: 0.2, T: 1 / 12, legs: [{ right: 'P', strike: 100, quantity: -1 }] }
    const premium = run('bs_value', { ...atm, legs: [{ right: 'P', strike: 100, quantity: 1 }] })['price']
    const marked = run('lifetime_lvr_bs_marked', atm)
    expect(marked['E_lifetime_lvr_points'] / premium).toBeCloseTo(0.5, 3)
    expect(marked['short_vega']).toBe(true)
    expect(run('lifetime_lvr_static_payoff', atm)['E_static_lvr_points']).toBeCloseTo(premium, 12)
  })
  it('is zero without time', () => {
    expect(run('lifetime_lvr_static_payoff', { ...base, T_days_365: 0 })['E_static_lvr_points']).toBe(0)
    expect(run('lifetime_lvr_bs_marked', { ...base, sigma: 0 })['E_lifetime_lvr_points']).toBe(0)
  })
})

describe('hedging_error', () => {
  const atm = { type: 'C', S: 100, K: 100, sigma: 0.2, T: 1 / 12, hedges: 21 }
  it('has the published figures, and a simulation where asked', () => {
    const formula = run('hedging_error', atm)
    expect(formula['kamal_derman']).toBeCloseTo(0.4452, 4)
    expect(formula['leading_order']).toBeCloseTo(0.4453, 4)
    expect(formula['simulated']).toBeNull()
    const simulated = run('hedging_error', { ...atm, paths: 5000 })
    expect(Math.abs(simulated['simulated'] - 0.428)).toBeLessThan(0.02)
    expect(run('hedging_error', { ...atm, paths: 5000 })).toEqual(simulated)
    expect(refusal('hedging_error', { ...atm, paths: 1_000_000 })).toContain('command.bad-input')
    expect(refusal('hedging_error', { ...atm, hedges: 0 })).toContain('hedges')
  })
})

describe('pool_of_condor', () => {
  it('is four times the dollar gamma, and refuses what is long gamma', () => {
    const outputs = run('pool_of_condor', { ...base, multiplier: 100, capital: 3706.91 })
    expect(outputs['full_range_value']).toBeCloseTo(5128750.811167862, 3)
    expect(outputs['leverage']).toBeCloseTo(5128750.811167862 / 3706.91, 6)
    const long = { ...base, legs: [{ right: 'C', strike: 5000, quantity: 1 }], capital: 100 }
    expect(refusal('pool_of_condor', long)).toBe('number.out-of-range dollarGamma')
  })
})

describe('return_on_margin', () => {
  it('tells one rate, several and none apart', () => {
    const kind = (rows: number[][]): unknown =>
      run('return_on_margin', { events_years_cash_margin: rows, hurdle: 0.08 })['irr_kind']
    expect(
      kind([
        [0, 0, 100],
        [1, 10, 0],
      ]),
    ).toBe('one')
    expect(
      kind([
        [0, -1600, 0],
        [1, 10_000, 0],
        [2, -10_000, 0],
      ]),
    ).toBe('several')
    expect(
      kind([
        [0, 10, 0],
        [1, 10, 0],
      ]),
    ).toBe('none')
    const disordered = {
      events_years_cash_margin: [
        [1, 0, 1],
        [0, 1, 0],
      ],
      hurdle: 0,
    }
    expect(refusal('return_on_margin', disordered)).toContain('events_years_cash_margin')
  })
})

describe('the calculators of the ledger', () => {
  it('answer or refuse 20,000 inputs at the edges of what they take, and print nothing that is no number', () => {
    const random = createRandom({ seed: 1, stream: 5 })
    const pick = (values: readonly number[]): number =>
      values[Math.floor(random.nextUniform() * values.length)]
    const spot = (): number => pick([5000, 1e-9, 1e12, 4786, 1, 5000 * random.nextUniform() + 1])
    const vol = (): number => pick([0, 0.15, 10, 1e-9, 1e-300, 5e-324, random.nextUniform()])
    const days = (): number => pick([0, 30, 36_500, 1e-9, 1e-300, 365 * random.nextUniform()])
    const rate = (): number => pick([0, 0.05, -1, 1])
    const operations = [
      'condor_lvr',
      'vol_shock_in_lvr_days',
      'condor_pnl_decomposition',
      'lifetime_lvr_bs_marked',
      'lifetime_lvr_static_payoff',
      'hedging_error',
      'pool_of_condor',
    ]
    let answered = 0
    for (let n = 0; n < 20_000; n += 1) {
      const op = operations[n % operations.length]
      const legs = Array.from({ length: 1 + (n % 4) }, () => ({
        right: random.nextUniform() < 0.5 ? 'C' : 'P',
        strike: spot(),
        quantity: pick([1, -1, 0, 1e9, -1e9, 0.5]),
      }))
      const inputs: Record<string, unknown> = {
        S: spot(),
        sigma: vol(),
        T_days_365: days(),
        legs,
        multiplier: pick([1, 100, 1e9, 1e-9]),
        ...(op === 'hedging_error' ? { hedges: 3, paths: pick([0, 2]) } : { r: rate(), q: rate() }),
        ...(op === 'pool_of_condor' ? { capital: pick([1e-9, 1, 1e12]) } : {}),
        ...(op === 'vol_shock_in_lvr_days' ? { dsigma: pick([0, 0.05, -10, 10]) } : {}),
      }
      if (op === 'condor_pnl_decomposition') {
        const last = days()
        inputs['path_S_sigma_dte'] = [0, 1, 2].map((i) => [spot(), vol(), i === 2 ? days() : last])
      }
      const result = calculate(op, inputs)
      if (!result.ok) continue
      answered += 1
      JSON.stringify(result.value, (key, value: unknown) => {
        if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${op}: ${key} is ${value}`)
        return value
      })
    }
    expect(answered).toBeGreaterThan(10_000)
  })
})
