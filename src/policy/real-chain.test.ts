/** The decision on a real chain: SPX of 2024-01-05, where the VIX closed at 13.35. */
import { describe, expect } from 'vitest'
import { normalCdf } from '../base/numerics/normal.ts'
import { mustAccept } from '../base/vocabulary/result.ts'
import type { MarketState } from '../market/surface/market-state.ts'
import { readMarket } from '../market/surface/read-market.ts'
import { readMarketFile } from '../shell/importer/read-file.ts'
import { itWithRealData } from '../../test/support/real-data.ts'
import { decide } from './decide.ts'
import type { CandidateCondor, Decision } from './decision.ts'
import { type ScheduledEvent, assembleFacts } from './facts.ts'
import { presetNamed } from './rules/presets.ts'

const CHAIN = 'spx-chain-2024-01-05/spx_quotedata.csv'

/** The file is read once for all tests. */
let market: Promise<MarketState> | null = null

async function readOnce(file: string): Promise<MarketState> {
  const outcome = await readMarketFile(file)
  if (!outcome.ok) throw new Error(outcome.refusal.fix)
  const [chain] = outcome.value.chains
  return mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
}

async function decisionOf(
  file: string,
  rules: string,
  events: readonly ScheduledEvent[] | null = null,
): Promise<Decision> {
  market ??= readOnce(file)
  const facts = assembleFacts({ market: await market, history: null, vixHistory: null, events })
  return decide(facts, mustAccept(presetNamed(rules)))
}

const strikes = (condor: CandidateCondor): string => condor.legs.map((leg) => leg.strike_points).join('/')

describe('the chain of 2024-01-05', () => {
  itWithRealData('gives the 16-delta condor of the expiry nearest 45 days, PM', CHAIN, async (file) => {
    const { candidates } = await decisionOf(file, 'lvr-budget')
    const [condor] = candidates
    expect([condor.root, condor.expiration, condor.settlement]).toEqual(['SPXW', '2024-02-16', 'PM'])
    expect(strikes(condor)).toBe('4445/4495/4895/4945')
    // Bids 20.30 + 13.00 less asks 15.80 + 6.90; mids 20.45 + 13.15 - 15.60 - 6.75.
    expect(condor.credit.natural_points).toBeCloseTo(10.6, 9)
    expect(condor.credit.mid_points).toBeCloseTo(11.25, 9)
    expect(condor.maxLoss_dollars).toBeCloseTo(3940, 6)
    // Independent of the smile: each short's delta at its own mid volatility is within half a point of 16.
    for (const leg of condor.legs.filter((one) => one.quantity < 0)) {
      const total = (leg.volatility ?? Number.NaN) * Math.sqrt(condor.years)
      const d1 = Math.log(condor.forward_points / leg.strike_points) / total + total / 2
      expect(Math.abs((leg.right === 'C' ? normalCdf(d1) : normalCdf(-d1)) - 0.16)).toBeLessThan(0.005)
    }
  })
  itWithRealData('prices the three one-day tiers at mid and at natural', CHAIN, async (file) => {
    const { tiers } = await decisionOf(file, 'lvr-budget')
    const found = tiers.map((tier) => [
      tier.label,
      tier.expiration,
      strikes(tier),
      tier.credit.mid_points,
      tier.credit.natural_points,
    ])
    expect(found).toEqual([
      ['Conservative 0.70', '2024-01-08', '4655/4660/4735/4740', 0.65, 0.45],
      ['Balanced 1.15', '2024-01-08', '4665/4670/4730/4735', 1.2, 1.05],
      ['Aggressive 1.60', '2024-01-08', '4670/4675/4725/4730', 1.55, 1.35],
    ])
  })
  itWithRealData('stands aside for want of a forecast and shows the condor', CHAIN, async (file) => {
    const decision = await decisionOf(file, 'lvr-budget')
    expect(decision.intents[0]).toMatchObject({ kind: 'stand-aside', candidateId: 'condor-16-delta' })
    expect(decision.reason.verdict).toBe('unknown')
    expect(Number(decision.market.find(({ id }) => id === 'vix')?.value)).toBeCloseTo(13.35, 1)
    expect(decision.candidates[0].coverageKappa).toBeNull()
  })
  itWithRealData('opens all tiers under icc-1dte, whose rules need no forecast', CHAIN, async (file) => {
    const { intents } = await decisionOf(file, 'icc-1dte', [])
    expect(intents.map((intent) => intent.kind)).toEqual(['open-condor', 'open-condor', 'open-condor'])
  })
})
