import { describe, expect, it } from 'vitest'
import { inventedWorld } from '../../../test/support/backtest-world.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { accountCorrelations } from './account-correlations.ts'

const { bars } = inventedWorld(5, 120)
const random = createRandom({ seed: 8, stream: 1 })

/** An account whose change each day is so many dollars of index return, and noise of its own. */
function accountOf(exposure: number, noise: number) {
  const equity_cents = new Float64Array(bars.days.length).fill(10_000_000)
  for (let i = 1; i < equity_cents.length; i += 1) {
    const gain = exposure * (bars.closes[i] / bars.closes[i - 1] - 1) + noise * random.nextNormal()
    equity_cents[i] = equity_cents[i - 1] + gain
  }
  return { days: bars.days, equity_cents, rung: 'indexed' as const }
}

describe('the correlation of an account with other assets', () => {
  it('is 1 for a holding of the asset, -1 for a debt in it, over all sessions and the last 60', () => {
    for (const exposure of [1e7, -1e7]) {
      const [row] = accountCorrelations(accountOf(exposure, 0), [bars])
      expect(row).toMatchObject({ symbol: 'SPX', sessions: 119, rung: 'indexed', reason: null })
      expect(row.whole).toBeCloseTo(Math.sign(exposure), 9)
      expect(row.last60).toBeCloseTo(Math.sign(exposure), 9)
    }
  })

  it('is small for an account that moves by itself', () => {
    const [row] = accountCorrelations(accountOf(0, 1e5), [bars])
    // Three standard errors of 119 independent days.
    expect(Math.abs(row.whole ?? 1)).toBeLessThan(3 / Math.sqrt(119))
  })

  it('is unknown for an account that stands still and for an asset of other years', () => {
    const [still] = accountCorrelations(accountOf(0, 0), [bars])
    expect(still).toMatchObject({ whole: null, last60: null })
    expect(still.reason).toContain('no finite variation')
    const later = { ...bars, days: bars.days.map((day) => day + 2_000) }
    expect(accountCorrelations(accountOf(1e7, 0), [later])[0]).toMatchObject({ whole: null, sessions: 0 })
  })
})
