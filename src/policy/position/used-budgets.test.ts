import { describe, expect, it } from 'vitest'
import { sampleFacts } from '../../../test/support/sample-bridge.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import { type BookFacts, type HeldPosition, NOTHING_HELD } from '../book-facts.ts'
import { decide } from '../decide.ts'
import type { MarketFacts } from '../facts.ts'
import { judge } from '../judge.ts'
import { presetNamed } from '../rules/presets.ts'
import type { RuleSet } from '../rules/rule-set.ts'

const FACTS = sampleFacts({ realised: 0.09 })
const PRESET = mustAccept(presetNamed('lvr-budget'))
const rules = (positionsMax: number | null): RuleSet => ({
  ...PRESET,
  entry: { ...PRESET.entry, rungFloor: 'simulated' },
  events: null,
  sizing: { ...PRESET.sizing, positionsMax },
})
const [CANDIDATE] = decide(FACTS, rules(null)).candidates

/** Two of the condor the rules would open, sold at natural. */
function book(expiration = CANDIDATE.expiration): BookFacts {
  const leg = (at: number): OptionLeg => CANDIDATE.legs[at]
  const legs: CondorLegs<OptionLeg> = [leg(0), leg(1), leg(2), leg(3)]
  const position: HeldPosition = {
    trade: 't-1',
    chain: ['t-1'],
    rulesHash: null,
    structureId: null,
    openedAt: FACTS.market.asOf,
    root: CANDIDATE.root,
    expiration: isoDate(expiration),
    contracts: 2,
    legs,
    entryCredit_points: CANDIDATE.credit.natural_points,
    entry: null,
    entryNote: 'not asked for',
    entrySource: null,
    chainCash_cents: 0 as Cents,
    rolls: 0,
    adjustments: 0,
  }
  return { ...NOTHING_HELD, positions: [position] }
}

const sizingOf = (facts: MarketFacts, by: RuleSet, held: BookFacts) => {
  const [priced] = judge(facts, by, held).priced
  if (priced.kind !== 'priced') throw new Error('the condor is on the chain')
  return priced.sizing
}

describe('what open positions use', () => {
  it('is their margin and their bleed, and is gone from the size of a new one', () => {
    const { used, contracts } = sizingOf(FACTS, rules(null), book())
    expect(used.margin_dollars).toBeCloseTo(2 * CANDIDATE.margin_dollars, 6)
    const bleed = CANDIDATE.lvr.atForecast_dollars_per_day ?? Number.NaN
    expect(used.lvr_dollars_per_day).toBeCloseTo(2 * bleed, 9)
    expect(used.positions).toBe(1)
    expect(contracts).toBe(sizingOf(FACTS, rules(null), NOTHING_HELD).contracts - 2)
  })
  it('keeps a second condor from being opened where one is the most', () => {
    const kinds = (most: number | null) => decide(FACTS, rules(most), book()).intents.map(({ kind }) => kind)
    expect(kinds(1)).toEqual(['hold', 'stand-aside'])
    expect(kinds(2)).toEqual(['hold', 'open-condor'])
  })
  it('is unknown in bleed where a condor cannot be marked, or there is no forecast', () => {
    const lost = sizingOf(FACTS, rules(null), book('2024-03-15'))
    expect(lost.used.lvr_dollars_per_day).toBeNull()
    expect(lost.byLvr).toBeNull()
    const blind = sizingOf({ ...FACTS, history: null }, rules(null), book())
    expect(blind.used.lvr_dollars_per_day).toBeNull()
  })
})
