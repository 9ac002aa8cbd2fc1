import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { calculate } from './calculate.ts'
import { nearestName } from './nearest-name.ts'

describe('a mistyped calculation', () => {
  it('is answered with the name meant, where one is near', () => {
    expect(nearestName('implied_vo', ['vix', 'implied_vol', 'implied_vol_error'])).toBe('implied_vol')
    expect(nearestName('implide_vol', ['vix', 'implied_vol'])).toBe('implied_vol')
    expect(nearestName('quaternion', ['vix', 'implied_vol'])).toBeNull()
    const unknown = calculate('implied_vo', {})
    expect(unknown.ok ? '' : unknown.refusal.fix).toContain('Did you mean implied_vol?')
  })
  it('names a stray field before the one it stands for', () => {
    const stray = calculate('implied_vol', { type: 'C', F: 100, strike: 100, T: 0.5, price: 5 })
    expect(stray.ok ? '' : stray.refusal.field).toBe('strike')
    expect(
      mustAccept(calculate('implied_vol', { type: 'C', F: 100, K: 100, T: 0.5, price: 5 })),
    ).toBeDefined()
  })
})
