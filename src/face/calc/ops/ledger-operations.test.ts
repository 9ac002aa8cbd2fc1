import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../../base/vocabulary/result.ts'
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
