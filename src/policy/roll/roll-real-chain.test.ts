/** Time-shifting on a real chain: SPX of 2024-01-05, the condor with its short put 18 points from spot. */
import { describe, expect } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'
import { TIME_SHIFT } from '../rules/preset-parts.ts'
import { planRoll } from './plan-roll.ts'

const CHAIN = 'spx-chain-2024-01-05/spx_quotedata.csv'

function planFor(market: MarketState, expiration: string, strikes: readonly number[], credit: number) {
  const leg = (right: 'C' | 'P', at: number, quantity: number): OptionLeg => ({
    right,
    strike_points: strikes[at],
    quantity,
  })
  const legs: CondorLegs<OptionLeg> = [leg('P', 0, 1), leg('P', 1, -1), leg('C', 2, -1), leg('C', 3, 1)]
  return planRoll({
    market,
    held: mustAccept(findHeldCondor(market, 'SPXW', expiration, legs)),
    position: {
      trade: 't-1',
      chain: ['t-1'],
      rulesHash: null,
      structureId: null,
      openedAt: market.asOf,
      root: 'SPXW',
      expiration: isoDate(expiration),
      contracts: 3,
      legs,
      entryCredit_points: credit,
      entry: null,
      entryNote: 'not asked for',
      entrySource: null,
      chainCash_cents: 300_000 as Cents,
      rolls: 0,
      adjustments: 0,
    },
    // VIX was 13.35 that day: a higher one fires the rule.
    edr: 0.0095,
    vix_vol_points: 17,
    spot_points: market.impliedSpot_points,
    vwap_points: null,
    rules: TIME_SHIFT,
    costs: { commission_dollars: 0.65, fees_dollars: 0.66 },
    shares: { openInterestShareMax: 0.1, volumeShareMax: 1 },
  })
}

describe('the chain of 2024-01-05', () => {
  itWithRealData('rolls a 50-wide condor near its short put, and not a 5-wide one', CHAIN, async (file) => {
    const { chains } = mustAccept(await readMarketFile(file))
    const market = mustAccept(readMarket(chains[0], { asOf: chains[0].quotedAt }))
    const wide = planFor(market, '2024-01-12', [4630, 4680, 4780, 4830], 10)
    expect(wide.outcome).toBe('roll')
    expect(wide.target).toMatchObject({
      root: 'SPXW',
      expiration: '2024-01-17',
      strikes_points: [4600, 4650, 4750, 4800],
    })
    // By hand from the file: 15.45 to close; 18.20 for the new one.
    expect(wide.close?.natural_points).toBeCloseTo(-15.45, 9)
    expect(wide.open?.natural_points).toBeCloseTo(18.2, 9)
    expect(wide.target?.net_dollars).toBeCloseTo(275 - 8 * 1.31, 6)
    expect(wide.close?.legs.map((one) => one.instrument)).toEqual([
      'SPXW  240112P04630000',
      'SPXW  240112P04680000',
      'SPXW  240112C04780000',
      'SPXW  240112C04830000',
    ])
    expect(wide.open?.units).toBe(3)
    // Five points wide, nothing outside one expected daily range pays 250 dollars beyond a debit of 1.80.
    const narrow = planFor(market, '2024-01-08', [4675, 4680, 4730, 4735], 0.9)
    expect(narrow.outcome).toBe('defined-loss')
    expect(narrow.considered).toHaveLength(4)
    expect(Math.max(...narrow.considered.map((one) => one.net_dollars))).toBeLessThan(10)
    const quiet = planFor(market, '2024-02-16', [4445, 4495, 4895, 4945], 12)
    expect(quiet.outcome).toBe('none')
  })
})
