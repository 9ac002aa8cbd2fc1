import { describe, expect, it } from 'vitest'
import { sampleFacts } from '../../test/support/sample-bridge.ts'
import { dayNumber, isoDate } from '../base/calendar/civil.ts'
import { mustAccept } from '../base/vocabulary/result.ts'
import type { ValueSeries } from '../market/series/series.ts'
import { decide } from './decide.ts'
import { type MarketFacts, assembleFacts } from './facts.ts'
import { presetNamed } from './rules/presets.ts'
import type { RuleSet, SeriesVote } from './rules/rule-set.ts'
import { voteGate } from './vote-gate.ts'

const FACTS = sampleFacts({ realised: 0.09 })
const PRESET = mustAccept(presetNamed('lvr-budget'))

const series = (symbol: string, value: number, date: string, published: string): ValueSeries => ({
  symbol,
  source: 'invented',
  rung: 'quoted',
  days: Int32Array.of(dayNumber(isoDate(date))),
  values: Float64Array.of(value),
  revised: false,
  publishedDays: Int32Array.of(dayNumber(isoDate(published))),
})

const vote = (field: string, of: string | null, more: Partial<SeriesVote> = {}): SeriesVote => ({
  id: field.toLowerCase(),
  series: { field, of },
  when: 'below',
  level: 18,
  vote: 'for',
  weight: 1,
  ageMax_days: 120,
  required: false,
  ...more,
})

const facts = (...all: ValueSeries[]): MarketFacts =>
  assembleFacts({ market: FACTS.market, history: FACTS.history, vixHistory: null, series: all })
const rules = (votes: readonly SeriesVote[], blendMin: number | null = null): RuleSet => ({
  ...PRESET,
  entry: { ...PRESET.entry, blendMin, rungFloor: 'simulated' },
  votes,
})

const CASH = series('P/CF:VNQ', 17.6, '2023-12-29', '2024-01-04')
const BASIS = series('FX BASIS', 60, '2024-01-04', '2024-01-05')
const VOTES = [
  vote('P/CF', 'VNQ', { weight: 3 }),
  vote('FX basis', null, { when: 'above', level: 50, vote: 'against' }),
  vote('REER', null),
]

const value = (of: MarketFacts, by: RuleSet, id: string) =>
  voteGate(of, by)[0]?.reason.figures.find((one) => one.id === id)?.value

describe('the votes of the rules', () => {
  it('score the weighted mean of the known, and show each with its date and why', () => {
    const known = facts(CASH, BASIS)
    // (3 x 1 + 1 x -1) / 4; the missing one is unknown, not zero.
    expect(value(known, rules(VOTES), 'score')).toBeCloseTo(0.5, 12)
    expect(value(known, rules(VOTES), 'known-share')).toBeCloseTo(0.8, 12)
    const [{ reason, opens }] = voteGate(known, rules(VOTES))
    expect([reason.verdict, opens]).toEqual(['note', true])
    expect(reason.because.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['vote-p/cf', 'note'],
      ['vote-fx basis', 'note'],
      ['vote-reer', 'unknown'],
    ])
    const figures = reason.because[0].figures.map((one) => one.value)
    expect(figures).toEqual(['P/CF:VNQ', 17.6, '2023-12-29', 'for', 3, 'for where below 18'])
    expect(reason.because[0].figures[1].note).toBe('invented, known on 2024-01-04')
    expect(reason.because[2].figures.find(({ id }) => id === 'why')?.value).toBe('no such series at hand')
  })
  it('decide only where the rules ask for a score', () => {
    const known = facts(CASH, BASIS)
    const kind = (of: MarketFacts, least: number | null) => decide(of, rules(VOTES, least)).intents[0].kind
    expect([kind(known, null), kind(known, 0.5), kind(known, 0.6)]).toEqual([
      'open-condor',
      'open-condor',
      'stand-aside',
    ])
    expect(decide(facts(), rules(VOTES, -1)).intents[0]).toMatchObject({
      kind: 'stand-aside',
      because: 'no vote of the rules is known',
    })
    expect(kind(facts(), null)).toBe('open-condor')
  })
  it('do not know what was published later, and forget what is too old', () => {
    const later = series('P/CF:VNQ', 17.6, '2023-12-29', '2024-01-06')
    expect(value(facts(later), rules([VOTES[0]]), 'score')).toBeNull()
    const old = rules([vote('P/CF', 'VNQ', { ageMax_days: 6 })])
    expect(value(facts(CASH), old, 'score')).toBeNull()
    expect(voteGate(facts(CASH), old)[0].reason.because[0].figures.at(-1)?.value).toBe(
      '7 days old, at most 6',
    )
  })
  it('stand in the one table of the decision, after the named regimes', () => {
    const { regimes } = decide(facts(CASH, BASIS), rules(VOTES))
    const rows = regimes?.blend.rows ?? []
    expect(
      rows.map(({ input, value: read, asOf, vote: cast, weight }) => [input, read, asOf, cast, weight]),
    ).toEqual([
      ['P/CF:VNQ', 17.6, '2023-12-29', 1, 3],
      ['FX BASIS', 60, '2024-01-04', -1, 1],
      ['REER', null, null, null, 1],
    ])
    expect(Object.keys(rows[0] ?? {})).toEqual(['input', 'value', 'asOf', 'vote', 'weight', 'note'])
    expect(decide(facts(), rules([])).regimes).toBeNull()
  })
  it('are no gate where there are none', () => {
    expect(voteGate(facts(), rules([]))).toEqual([])
  })
})
