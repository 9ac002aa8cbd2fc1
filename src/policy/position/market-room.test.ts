import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { type HeldPosition, NOTHING_HELD } from '../book-facts.ts'
import { decide } from '../decide.ts'
import { type MarketFacts, assembleFacts } from '../facts.ts'
import { TIME_SHIFT } from '../rules/preset-parts.ts'
import { presetNamed } from '../rules/presets.ts'
import type { ActionRules, RuleSet } from '../rules/rule-set.ts'

const EXPIRATION = isoDate('2024-01-12')
const dates = sessionsFrom(isoDate('2022-01-03'), isoDate('2024-01-05'))
const history = {
  symbol: 'SPX',
  source: 'invented',
  rung: 'indexed',
  days: Int32Array.from(dates, (date) => dayNumber(date)),
  closes: Float64Array.from(dates, (_, i) => 4700 * Math.exp(i % 2 === 0 ? 0.012 : 0)),
  opens: null,
  highs: null,
  lows: null,
} as const

/** Everything shows `all` contracts but one strike. */
function factsShowing(
  all: number | null,
  thin: { readonly strike: number; readonly size: number } | null,
): MarketFacts {
  const chain = syntheticChain({
    volatilityAt: indexSmile(0.2),
    halfSpreadAt: () => 0.05,
    sizeAt: ({ strike_points }) => (strike_points === thin?.strike ? thin.size : all),
    expiries: ['2024-01-12', '2024-01-16', '2024-01-19'].map((expiration) => ({
      root: 'SPXW',
      expiration,
      strikes_points: strikesBetween(4200, 5200, 5),
    })),
  })
  const market = mustAccept(readMarket({ ...chain, rung: 'quoted' }, { asOf: chain.quotedAt }))
  return assembleFacts({ market, history, vixHistory: null })
}

const leg = (right: 'C' | 'P', strike_points: number, quantity: number): OptionLeg => ({
  right,
  strike_points,
  quantity,
})
const LEGS: CondorLegs<OptionLeg> = [
  leg('P', 4640, 1),
  leg('P', 4690, -1),
  leg('C', 4900, -1),
  leg('C', 4950, 1),
]

function held(contracts: number): HeldPosition {
  return {
    trade: 'a',
    chain: ['a'],
    rulesHash: null,
    structureId: null,
    openedAt: factsShowing(null, null).market.asOf,
    root: 'SPXW',
    expiration: EXPIRATION,
    contracts,
    legs: LEGS,
    entryCredit_points: 8,
    entry: null,
    entryNote: 'invented',
    entrySource: null,
    chainCash_cents: 0 as Cents,
    rolls: 0,
    adjustments: 0,
  }
}

const preset = mustAccept(presetNamed('credit-distance'))
const acting = (more: Partial<ActionRules>, rest: Partial<RuleSet> = {}): RuleSet => ({
  ...preset,
  roll: null,
  actions: preset.actions === null ? null : { ...preset.actions, ...more },
  ...rest,
})
const CLOSE = acting({ closeAt_days: 30 })
const RESTRIKE = acting({ shortDeltaMax: 0.3, deltaUp: 're-strike', restrikeTo: 'entry', savedToCostMin: 0 })
const FAR = { kind: 'delta', put: 0.08, call: 0.08, tolerance: 0.03 } as const
const ROLL = { ...acting({}), roll: { ...TIME_SHIFT, creditTarget_dollars: 0 } }

const decided = (facts: MarketFacts, rules: RuleSet, contracts: number) => {
  const decision = decide(facts, rules, { ...NOTHING_HELD, positions: [held(contracts)] })
  return { position: decision.positions[0], intent: decision.intents[0] }
}

describe('what the market of a position takes', () => {
  it('closes in portions: as many as are shown, never none, and says which leg', () => {
    const { position, intent } = decided(factsShowing(500, { strike: 4640, size: 3 }), CLOSE, 10)
    expect(position).toMatchObject({ action: 'close', orders: [{ units: 3 }] })
    expect(position.because).toContain('the bid of the 4640 put shows 3: 3 of 10 now')
    expect(intent).toMatchObject({ kind: 'close', order: { units: 3 } })
    expect(decided(factsShowing(500, { strike: 4640, size: 0 }), CLOSE, 10).position.orders[0]?.units).toBe(1)
    expect(decided(factsShowing(500, null), CLOSE, 10).position.orders[0]?.units).toBe(10)
  })

  it('re-strikes at the same size or not at all, whichever of the eight legs is thin', () => {
    const free = decided(factsShowing(500, null), RESTRIKE, 4).position
    expect(free.action).toBe('re-strike')
    const strikes = free.orders.flatMap(({ legs }) =>
      legs.map(({ instrument }) => Number(instrument.slice(13)) / 1000),
    )
    expect(new Set(strikes).size).toBeGreaterThan(4)
    for (const strike of strikes) {
      const { position, intent } = decided(factsShowing(500, { strike, size: 3 }), RESTRIKE, 4)
      // Where the thin strike is one of the new condor's, its choice of strikes is still that of the rules.
      expect(position).toMatchObject({ action: 'hold', orders: [] })
      expect(position.because).toMatch(
        new RegExp(`of the ${strike} (put|call) shows 3, 4 are wanted at once`),
      )
      expect(intent?.kind).toBe('hold')
    }
  })

  it('rolls the whole condor where there is room, and says the leg where there is none', () => {
    const free = decided(factsShowing(500, null), ROLL, 4).position
    expect(free.action).toBe('roll')
    const none = decided(factsShowing(3, null), ROLL, 4).position
    expect(none).toMatchObject({ action: 'hold', orders: [] })
    expect(none.because).toContain('shows 3, 4 are wanted at once')
    expect(JSON.stringify(none.reason)).toContain('at one size or not at all')
    // One thin strike of the target is walked around: other strikes or a later expiration pay too.
    const strike = Number(free.orders[1]?.legs[1]?.instrument.slice(13)) / 1000
    const around = decided(factsShowing(500, { strike, size: 3 }), ROLL, 4).position
    expect(around.action).toBe('roll')
    expect(around.orders[1]?.legs).not.toEqual(free.orders[1]?.legs)
  })

  it('re-strikes as the structure it was opened as, and says where nobody said which', () => {
    const [one] = RESTRIKE.structures
    const far = { ...one, id: 'far', contract: { ...one.contract, shorts: { ...FAR } } }
    const two = { ...RESTRIKE, structures: [one, far] }
    const book = (structureId: string | null) => ({
      ...NOTHING_HELD,
      positions: [{ ...held(1), structureId }],
    })
    const act = (structureId: string | null) =>
      decide(factsShowing(500, null), two, book(structureId)).positions[0]
    expect(act('far').orders[1]?.legs).not.toEqual(act(one.id).orders[1]?.legs)
    expect(act(null)).toMatchObject({ action: 'hold', orders: [] })
    expect(act(null).because).toContain('nobody said')
  })

  it('is not held to what nobody states, and warns of it', () => {
    const { position } = decided(factsShowing(null, null), CLOSE, 10)
    expect(position.orders[0]?.units).toBe(10)
    expect(
      position.warnings.some((text) => text.includes('the size at the touch of its legs is unknown')),
    ).toBe(true)
  })

  it('no order of a position is larger than what every leg of it shows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(CLOSE, RESTRIKE, ROLL),
        (size, contracts, rules) => {
          const { position } = decided(SHOWING[size - 1] ?? factsShowing(size, null), rules, contracts)
          for (const { units } of position.orders) expect(units).toBeLessThanOrEqual(size)
          if (size >= contracts) expect(position.action).not.toBe('hold')
        },
      ),
      { numRuns: 40 },
    )
  })
})

const SHOWING = Array.from({ length: 30 }, (_, i) => factsShowing(i + 1, null))
