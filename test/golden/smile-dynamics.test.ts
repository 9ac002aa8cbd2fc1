/** Smile dynamics and coverage on a real chain: the sizes that make the choice worth printing. */
import { expect, it } from 'vitest'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { itemsOfCondor } from '../../src/book/ledger/items-of-condor.ts'
import { bookDelta, bookValue } from '../../src/book/ledger/move-book.ts'
import type { SmileDynamics } from '../../src/book/ledger/smile-dynamics.ts'
import { resolveCondor } from '../../src/book/structure/resolve-condor.ts'
import { rentAndBleed } from '../../src/book/yields/rent-and-bleed.ts'
import { readMarket } from '../../src/market/surface/read-market.ts'
import { readMarketFile } from '../../src/shell/importer/read-file.ts'
import { realData } from '../support/real-data.ts'

const file = realData('spx-chain-2024-01-05/spx_quotedata.csv')

it.skipIf(file === null)('a 42-day condor on the chain of 2024-01-05', async () => {
  const { chains } = mustAccept(await readMarketFile(file ?? '', { allowPartial: true }))
  const market = mustAccept(readMarket(chains[0], { asOf: chains[0].quotedAt }))
  const condor = mustAccept(
    resolveCondor(
      {
        kind: 'condor',
        expiry: {
          kind: 'nearest-days',
          days: 42,
          tolerance_days: 7,
          settlement: 'PM preferred',
          monthlyOnly: false,
        },
        shorts: { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.03 },
        wings: { put_points: 50, call_points: 50, tolerance_points: 0 },
      },
      market,
    ),
  )
  const items = itemsOfCondor(condor, { driver: 'SPX', layer: 'core', trade: 'condor' })
  const forward = condor.expiry.forward.forward_points
  const delta = (dynamics: SmileDynamics): number => bookDelta(items, forward, dynamics) / 100
  const fall = (dynamics: SmileDynamics): number =>
    (bookValue(items, { logReturn: Math.log(0.97), dynamics }) - bookValue(items)) / 100
  expect(delta({ kind: 'sticky-strike' })).toBeCloseTo(-0.028, 2)
  expect(delta({ kind: 'sticky-moneyness' })).toBeCloseTo(-0.047, 2)
  const costs = [
    fall({ kind: 'sticky-strike' }),
    fall({ kind: 'sticky-moneyness' }),
    fall({ kind: 'vix-beta', beta_vol_points_per_percent: 1.2 }),
  ]
  // Points: about 2.0, 1.0 and 4.3.
  ;[-2, -1, -4.3].forEach((wanted, i) => expect(Math.abs(costs[i] - wanted)).toBeLessThan(0.2))
  const { atmVol } = condor.expiry
  const forecasts = new Map([['SPX', { forecaster: 'at-the-money implied', variance: atmVol * atmVol }]])
  const [{ kappa }] = mustAccept(rentAndBleed({ items, forecasts }))
  // Not one, although realised is taken at implied: each leg has its own volatility, and the bought put's is the dearest.
  expect(kappa).toBeGreaterThan(0.85)
  expect(kappa).toBeLessThan(0.91)
})
