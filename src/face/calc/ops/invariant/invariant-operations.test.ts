import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../../../base/vocabulary/result.ts'
import { PRODUCT_NAMES } from '../../../../policy/invariant/theory/product-definition.ts'
import { calculate } from '../../calculate.ts'

const run = (op: string, inputs: object): Record<string, unknown> => mustAccept(calculate(op, inputs))
const refusal = (op: string, inputs: object): string => {
  const result = calculate(op, inputs)
  return result.ok ? 'accepted' : `${result.refusal.code} ${result.refusal.field}`
}

describe('invariant', () => {
  it('answers lists with lists and a number with a number, by distance or by delta', () => {
    expect(run('invariant', { fn: 'strangle_premium_g', m: 1 })['g']).toBeCloseTo(0.1666309412, 9)
    const rows = run('invariant', { fn: 'elasticity', delta: [0.16, 0.1] })
    expect(rows['m']).toHaveLength(2)
    expect((rows['eps_width_x_premium'] as number[])[0]).toBeCloseTo(0.89, 3)
  })
  it('restores k through the name of the product or its number', () => {
    const inputs = { m0: 0.9, s_ratio: 1.4 }
    expect(run('invariant', { ...inputs, k: 'I3' })).toEqual(
      run('invariant', { ...inputs, k: 'width_x_premium' }),
    )
    const sized = run('invariant', { ...inputs, k: 'dollar_gamma_x_variance', n_fixed: false })
    expect(sized['n_ratio']).toBeCloseTo(1 / 1.4, 9)
    expect(run('invariant', { ...inputs, k: 'credit_over_S_sigma_sqrtT' })['m_outer']).toBeCloseTo(0.9, 12)
  })
  it('has the elasticity m^2 + 1 of dollar gamma x variance at fixed strikes', () => {
    const rows = run('invariant', { fn: 'fixed_strikes', m: [0.5, 1.5] })
    expect((rows['dlnk_dlnsigma_dollar_gamma_x_variance'] as number[])[1]).toBeCloseTo(3.25, 6)
  })
  it('refuses what it cannot answer, with the field', () => {
    expect(refusal('invariant', {})).toBe('command.bad-input fn')
    expect(refusal('invariant', { k: 'credit_x_luck', m0: 1, s_ratio: 2 })).toBe('command.bad-input k')
    expect(refusal('invariant', { k: 'I3', s_ratio: 2 })).toBe('command.bad-input m0')
    expect(refusal('invariant', { k: 'I3', m0: 1 })).toBe('command.bad-input s_ratio')
    expect(refusal('invariant', { k: 'I3', m0: 1, s_ratio: 0.5 })).toBe('number.no-root m')
    expect(refusal('invariant', { fn: 'elasticity' })).toBe('command.bad-input m')
    expect(refusal('invariant', { k: 'I3', m0: 1, s_ratio: 2, model: 'Bachelier condor' })).toBe(
      'command.bad-input wing_over_S_s',
    )
  })
  it('answers or refuses anywhere in its range, never with a number that is not finite', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PRODUCT_NAMES),
        fc.constantFrom('Bachelier strangle', 'Bachelier narrow condor', 'Bachelier condor'),
        fc.double({ min: 0, max: 30, noNaN: true }),
        fc.double({ min: 0.002, max: 1000, noNaN: true }),
        fc.double({ min: 1e-3, max: 50, noNaN: true }),
        (k, model, m0, s_ratio, wing) => {
          const condor = model === 'Bachelier condor' ? { wing_over_S_s: wing } : {}
          const outcome = calculate('invariant', { k, model, m0, s_ratio, ...condor })
          if (outcome.ok) expect(Object.keys(outcome.value).length).toBeGreaterThan(2)
          calculate('invariant_feasibility', { k, model, start_m: m0, ...condor })
        },
      ),
      { numRuns: 300, seed: 3 },
    )
  })
})

describe('invariant_restrike_exact_bs', () => {
  const inputs = { S: 5000, T_days_365: 30, r: 0, wing: 50, m0: 1.016, sigma0: 0.15, sigma1: 0.3 }
  it('names the volatility in its fields and finds both roots', () => {
    const outputs = run('invariant_restrike_exact_bs', { ...inputs, sigma1: 0.225 })
    expect(outputs['hold_strikes_credit_at_22.5']).toBeGreaterThan(12.93)
    const roots = outputs['roots'] as Record<string, { m: number }>
    expect(roots['width_x_premium_outer'].m).toBeGreaterThan(roots['width_x_premium_inner'].m)
  })
  it('gives the published ratios of k at strikes that stay', () => {
    const { hold_strikes_k_ratio: ratios } = run('invariant_restrike_exact_bs', inputs) as Record<
      string,
      Record<string, number>
    >
    const published = {
      credit_x_be_distance: 2.36,
      credit_squared: 4.89,
      extrinsic_x_iv: 4.42,
      width_x_premium: 2.21,
    }
    for (const [name, ratio] of Object.entries(published)) expect(ratios[name]).toBeCloseTo(ratio, 2)
  })
  it('says null where no condor restores k, and refuses a wing below zero', () => {
    const roots = run('invariant_restrike_exact_bs', { ...inputs, sigma1: 0.08 })['roots'] as Record<
      string,
      unknown
    >
    expect(roots['width_x_premium_outer']).toBeNull()
    expect(refusal('invariant_restrike_exact_bs', { ...inputs, wing: 4990 })).toBe('number.out-of-range wing')
  })
})
