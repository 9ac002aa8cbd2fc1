/** The size is the least of its limits, never more than the market would take nor than open positions leave. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleFacts } from '../../test/support/sample-bridge.ts'
import { mustAccept } from '../base/vocabulary/result.ts'
import { candidateGates } from './candidate-gates.ts'
import { decide } from './decide.ts'
import type { CandidateCondor, CandidateLeg } from './decision.ts'
import { readLevels } from './market-readings.ts'
import { presetNamed } from './rules/presets.ts'
import type { RuleSet, SizingRules } from './rules/rule-set.ts'
import { NOTHING_USED, type UsedBudgets, sizeOf } from './sizing.ts'

const FACTS = sampleFacts()
const LVR_BUDGET = mustAccept(presetNamed('lvr-budget'))
const [STRUCTURE] = LVR_BUDGET.structures
const [CANDIDATE] = decide(FACTS, LVR_BUDGET).candidates

const amount = fc.option(fc.integer({ min: 0, max: 400 }), { nil: null })
const depth = fc.record({ bid: amount, ask: amount, open: amount, volume: amount })

const sized: fc.Arbitrary<SizingRules> = fc.record({
  account_dollars: fc.constantFrom(20_000, 250_000, 3_000_000),
  lvrBudget_bp_per_day: fc.constantFrom(null, 1, 5, 40),
  marginShareMax: fc.constantFrom(0, 0.02, 0.1, 1),
  lossShareMax: fc.constantFrom(null, 0.01, 0.1),
  openInterestShareMax: fc.constantFrom(null, 0, 0.1, 1),
  volumeShareMax: fc.constantFrom(null, 0.1, 1),
  positionsMax: fc.constantFrom(null, 1, 2, 5),
  contractsMax: fc.constantFrom(0, 1, 10, 50),
})

const used: fc.Arbitrary<UsedBudgets> = fc.record({
  margin_dollars: fc.integer({ min: 0, max: 60_000 }),
  lvr_dollars_per_day: fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
  positions: fc.integer({ min: 0, max: 6 }),
})

function withDepth(
  legs: readonly {
    readonly bid: number | null
    readonly ask: number | null
    readonly open: number | null
    readonly volume: number | null
  }[],
): CandidateCondor {
  const dressed = (leg: CandidateLeg, i: number): CandidateLeg => ({
    ...leg,
    bidSize_contracts: legs[i].bid,
    askSize_contracts: legs[i].ask,
    openInterest_contracts: legs[i].open,
    volume_contracts: legs[i].volume,
  })
  return { ...CANDIDATE, legs: CANDIDATE.legs.map(dressed) }
}

describe('the size', () => {
  it('passes no limit, and one more condor would pass one', () => {
    const binds = new Set<string>()
    fc.assert(
      fc.property(
        fc.tuple(depth, depth, depth, depth),
        sized,
        used,
        fc.constantFrom(1, 0.5, 0),
        (legs, sizing, taken, factor) => {
          const rules: RuleSet = { ...LVR_BUDGET, sizing }
          const candidate = withDepth(legs)
          const size = sizeOf(candidate, STRUCTURE, rules, taken, factor)
          binds.add(size.binds.name)
          expect(Number.isInteger(size.contracts) && size.contracts >= 0).toBe(true)
          // Every limit by itself, written out again.
          const allows = (n: number): boolean => {
            const part = sizing.positionsMax === null ? 1 : 1 / sizing.positionsMax
            const margin = sizing.account_dollars * sizing.marginShareMax
            if (n * candidate.margin_dollars > Math.min(margin * part, margin - taken.margin_dollars) + 1e-6)
              return false
            const lvr = candidate.lvr.atForecast_dollars_per_day
            if (sizing.lvrBudget_bp_per_day !== null && taken.lvr_dollars_per_day !== null && lvr !== null) {
              const budget = (sizing.account_dollars * sizing.lvrBudget_bp_per_day) / 10_000
              if (n * lvr > Math.min(budget * part, budget - taken.lvr_dollars_per_day) + 1e-6) return false
            }
            const loss = candidate.maxLoss_dollars + 4 * 1.31
            if (
              sizing.lossShareMax !== null &&
              n * loss > sizing.account_dollars * sizing.lossShareMax + 1e-6
            )
              return false
            const takes = (there: number | null, share: number | null): boolean =>
              there === null || share === null || n <= there * share + 1e-6
            return (
              n <= sizing.contractsMax &&
              candidate.legs.every(
                (leg) =>
                  takes(leg.quantity < 0 ? leg.bidSize_contracts : leg.askSize_contracts, 1) &&
                  takes(leg.openInterest_contracts, sizing.openInterestShareMax) &&
                  takes(leg.volume_contracts, sizing.volumeShareMax),
              )
            )
          }
          const whole = size.binds.contracts
          expect(whole === 0 || allows(whole)).toBe(true)
          expect(allows(whole + 1)).toBe(false)
          expect(size.contracts).toBe(Math.floor(whole * factor))
        },
      ),
      { numRuns: 600, seed: 4 },
    )
    // All seven limits were seen to bind.
    expect(binds.size).toBe(7)
  })
  it('is never zero without a gate that says why', () => {
    const readings = readLevels(FACTS, LVR_BUDGET)
    const expiry = FACTS.market.expiries.find(({ slice }) => slice.expiration === CANDIDATE.expiration)
    if (expiry === undefined) throw new Error('the expiry of the candidate')
    fc.assert(
      fc.property(
        fc.tuple(depth, depth, depth, depth),
        sized,
        used,
        fc.constantFrom(1, 0.3),
        (legs, sizing, taken, factor) => {
          const rules: RuleSet = { ...LVR_BUDGET, sizing }
          const candidate = withDepth(legs)
          const size = sizeOf(candidate, STRUCTURE, rules, taken, factor)
          const gates = candidateGates({
            facts: FACTS,
            readings,
            rules,
            structure: STRUCTURE,
            candidate,
            expiry,
            sizing: size,
          })
          if (size.contracts < 1) {
            expect(gates.filter((one) => !one.opens && one.because !== '').length).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: 300, seed: 5 },
    )
  })
})

describe('what binds', () => {
  const plenty = { bid: 500, ask: 500, open: 5000, volume: 5000 }
  const gateOf = (
    legs: readonly (typeof plenty)[],
    taken: UsedBudgets = NOTHING_USED,
    more: Partial<SizingRules> = {},
  ) => {
    const rules: RuleSet = { ...LVR_BUDGET, sizing: { ...LVR_BUDGET.sizing, ...more } }
    const readings = readLevels(FACTS, rules)
    const candidate = withDepth(legs)
    const expiry = FACTS.market.expiries.find(({ slice }) => slice.expiration === candidate.expiration)
    if (expiry === undefined) throw new Error('the expiry of the candidate')
    const sizing = sizeOf(candidate, STRUCTURE, rules, taken)
    const gates = candidateGates({
      facts: FACTS,
      readings,
      rules,
      structure: STRUCTURE,
      candidate,
      expiry,
      sizing,
    })
    const of = (id: string) => gates.find((one) => one.reason.id === id)
    const value = (id: string, name: string) => of(id)?.reason.figures.find((one) => one.id === name)?.value
    return { of, value }
  }
  const all = (thin: Partial<typeof plenty> = {}) => [plenty, plenty, { ...plenty, ...thin }, plenty]
  it('is named by the size gate, and a thin leg fails it', () => {
    expect(gateOf(all()).value('size', 'binds')).toBe('the LVR budget')
    const open = gateOf(all({ open: 25 }))
    expect([open.value('size', 'binds'), open.value('size', 'size')]).toEqual(['open interest', 2])
    expect(
      gateOf(all({ volume: 3 }), NOTHING_USED, { lvrBudget_bp_per_day: null }).value('size', 'binds'),
    ).toBe('the volume of the day')
    expect(gateOf(all({ open: 9 })).of('size')).toMatchObject({
      opens: false,
      because: 'too little is open in a leg',
    })
    expect(gateOf(all({ volume: 0 })).of('size')?.because).toBe('too little traded in a leg that day')
  })
  it('says what is not known, which does not limit', () => {
    const legs = all().map((leg) => ({ ...leg, open: null, volume: null })) as unknown as (typeof plenty)[]
    const { of } = gateOf(legs)
    const figures = of('size')?.reason.figures ?? []
    expect(of('size')?.reason.verdict).toBe('pass')
    expect(figures.find((one) => one.id === 'by-volume')).toMatchObject({
      value: null,
      note: 'the file holds no volume',
    })
  })
  it('counts open positions, and deducts what they use', () => {
    const one = { margin_dollars: 23_000, lvr_dollars_per_day: 10, positions: 1 }
    const shut = gateOf(all(), one)
    expect(shut.of('positions')).toMatchObject({
      opens: false,
      because: 'as many positions are open as the rules allow',
    })
    expect(shut.value('margin', 'margin-cap')).toBeCloseTo(2000, 9)
    const two = gateOf(all(), one, { positionsMax: 2 })
    expect(two.of('positions')?.opens).toBe(true)
    // Half the budget for each, and no more than is left.
    expect(two.value('margin', 'margin-cap')).toBeCloseTo(2000, 9)
    expect(gateOf(all(), NOTHING_USED, { positionsMax: 2 }).value('margin', 'margin-cap')).toBeCloseTo(
      12_500,
      9,
    )
    const unknown = gateOf(all(), { ...one, lvr_dollars_per_day: null })
    expect(unknown.of('lvr-budget')).toMatchObject({
      opens: false,
      because: 'the LVR of the open positions is unknown',
    })
  })
})
