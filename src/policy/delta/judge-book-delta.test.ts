import cdf from '@stdlib/stats-base-dists-normal-cdf'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { type CondorLegs, type OptionLeg, occSymbol } from '../../book/structure/legs.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { type BookFacts, type HeldPosition, NOTHING_HELD } from '../book-facts.ts'
import { decide } from '../decide.ts'
import { type MarketFacts, assembleFacts } from '../facts.ts'
import { judge } from '../judge.ts'
import { usedBudgets } from '../position/used-budgets.ts'
import { presetNamed } from '../rules/presets.ts'
import type { BookDeltaRules, RuleSet, SizingRules } from '../rules/rule-set.ts'
import type { FutureQuote } from './future-quote.ts'

const EXPIRATION = isoDate('2024-02-16')
const LATER = isoDate('2024-03-15')

function factsWith(more: { readonly sizes?: number; readonly future?: FutureQuote } = {}): MarketFacts {
  const chain = syntheticChain({
    volatilityAt: indexSmile(0.13),
    ticks: 'none',
    halfSpreadAt: () => 0.25,
    sizeAt: () => more.sizes ?? null,
    expiries: [EXPIRATION, LATER].map((expiration) => ({
      root: 'SPXW',
      expiration,
      strikes_points: strikesBetween(4000, 5400, 10),
    })),
  })
  const market = mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
  return assembleFacts({ market, history: null, vixHistory: null, indexFuture: more.future ?? null })
}
const FACTS = factsWith()

const LIMIT: BookDeltaRules = { deltaMax_dollars_per_point: 100, costToDayMoveMax: 0.05 }
function rulesWith(bookDelta: BookDeltaRules | null, sizing: Partial<SizingRules> = {}): RuleSet {
  const preset = mustAccept(presetNamed('monthly-16-delta'))
  return {
    ...preset,
    ...(bookDelta === null ? {} : { bookDelta }),
    sizing: { ...preset.sizing, account_dollars: 2_000_000, ...sizing },
  }
}

/** Off centre on purpose: the short call at 4710 makes it short delta. */
function held(contracts: number, strikes = [4300, 4350, 4710, 4760], expiration = EXPIRATION): HeldPosition {
  const leg = (right: 'C' | 'P', i: number, quantity: number): OptionLeg => ({
    right,
    strike_points: strikes[i],
    quantity,
  })
  const legs: CondorLegs<OptionLeg> = [leg('P', 0, 1), leg('P', 1, -1), leg('C', 2, -1), leg('C', 3, 1)]
  return {
    trade: 'a',
    chain: ['a'],
    rulesHash: null,
    structureId: null,
    openedAt: FACTS.market.asOf,
    root: 'SPXW',
    expiration,
    contracts,
    legs,
    entryCredit_points: 20,
    entry: null,
    entryNote: 'invented',
    entrySource: null,
    chainCash_cents: 0 as Cents,
    rolls: 0,
    adjustments: 0,
  }
}
const bookOf = (...positions: readonly HeldPosition[]): BookFacts => ({ ...NOTHING_HELD, positions })
const deltaOf = (facts: MarketFacts, rules: RuleSet, book: BookFacts) => {
  const { delta } = decide(facts, rules, book)
  if (delta === null) throw new Error('a book has a delta')
  return delta
}

describe('the delta of the book', () => {
  it('is that of a small move of the index, all forwards moving with it', () => {
    const delta = deltaOf(FACTS, rulesWith(null), bookOf(held(3)))
    const { impliedSpot_points: spot, expiries } = FACTS.market
    const [expiry] = expiries
    const step = 0.0001
    const worth = (share: number): number => {
      const legs = decide(FACTS, rulesWith(null), bookOf(held(3))).positions[0].legs
      return legs.reduce((sum, leg) => {
        const forward = expiry.forward.forward_points * (1 + share)
        const total = (leg.volatility ?? 0) * Math.sqrt(expiry.years)
        const d1 = Math.log(forward / leg.strike_points) / total + total / 2
        const sign = leg.right === 'C' ? 1 : -1
        const price =
          expiry.forward.discount *
          sign *
          (forward * cdf(sign * d1, 0, 1) - leg.strike_points * cdf(sign * (d1 - total), 0, 1))
        return sum + leg.quantity * price * 100 * 3
      }, 0)
    }
    const numeric = (worth(step) - worth(-step)) / (2 * step * spot)
    expect(delta.delta_dollars_per_point).toBeCloseTo(numeric, 3)
    expect(numeric).toBeLessThan(-20)
  })

  it('is a reading where the rules set no limit: the cheapest leg is shown, and nothing is ordered', () => {
    const decision = decide(FACTS, rulesWith(null), bookOf(held(40)))
    expect(decision.delta).toMatchObject({ action: 'reading', limit_dollars_per_point: null, orders: [] })
    expect(decision.delta?.closing).toHaveLength(1)
    expect(decision.intents.some(({ kind }) => kind === 'close-delta')).toBe(false)
    expect(decide(FACTS, rulesWith(LIMIT)).delta).toBeNull()
    // Nor does a backtest wait for a reading.
    expect(judge(FACTS, rulesWith(null), bookOf(held(6))).delta).toBeNull()
  })

  it('past its limit is closed by a complete order whose settlement is that of the forward', () => {
    const decision = decide(FACTS, rulesWith(LIMIT), bookOf(held(40)))
    const { delta } = decision
    const intent = decision.intents.find(({ kind }) => kind === 'close-delta')
    if (delta === null || intent?.kind !== 'close-delta') throw new Error('past its limit it is closed')
    expect(delta.action).toBe('close')
    const [order] = intent.orders
    const before = delta.ordered_dollars_per_point ?? 0
    expect(before).toBeLessThan(-100)
    expect(delta.after_dollars_per_point).toBeCloseTo(before + delta.closing[0].delta_dollars_per_point, 9)
    expect(Math.abs(delta.after_dollars_per_point ?? 999)).toBeLessThanOrEqual(51)
    expect(order.units).toBe(Math.round(-before / 100))
    // A call bought and a put sold at one strike of the expiration held: at settlement, index less strike.
    const strike = Number(order.legs[0].instrument.slice(13)) / 1000
    expect(order.legs.map(({ instrument, quantity }) => [instrument.slice(0, 13), quantity])).toEqual([
      ['SPXW  240216C', 1],
      ['SPXW  240216P', -1],
    ])
    for (const index of [4100, 4700, 5100]) {
      const legs = [
        { right: 'C', strike_points: strike, quantity: 1 },
        { right: 'P', strike_points: strike, quantity: -1 },
      ] as const
      expect(settlementValue(legs, index)).toBeCloseTo(index - strike, 9)
    }
    // Two half spreads of a quarter point, and the fees of two legs.
    expect(delta.cost_dollars).toBeCloseTo(order.units * (100 * 0.5 + 2 * 1.31), 1)
    expect(decision.reason.because.map(({ id }) => id)).toContain('book-delta')
    expect(JSON.stringify(delta.reason)).toContain('No quote of an ES future is at hand')
    expect(delta.runnerUp?.cost_dollars ?? 0).toBeGreaterThanOrEqual(delta.closing[0].cost_dollars - 1e-6)
  })

  it('inside its limit is left, and so is one that costs too much beside the move it takes away', () => {
    const inside = { ...LIMIT, deltaMax_dollars_per_point: 10_000 }
    expect(deltaOf(FACTS, rulesWith(inside), bookOf(held(40)))).toMatchObject({ action: 'hold', orders: [] })
    const dear = deltaOf(FACTS, rulesWith({ ...LIMIT, costToDayMoveMax: 0.001 }), bookOf(held(40)))
    expect(dear).toMatchObject({ action: 'hold', orders: [] })
    expect(dear.because).toContain('closing it costs')
    expect(deltaOf(FACTS, rulesWith({ ...LIMIT, costToDayMoveMax: null }), bookOf(held(40))).action).toBe(
      'close',
    )
  })

  it('is never closed by more than the market shows or the account can carry, and says what binds', () => {
    const thin = deltaOf(factsWith({ sizes: 1 }), rulesWith(LIMIT), bookOf(held(40)))
    expect(thin.orders[0]?.units).toBe(1)
    expect(thin.closing[0]).toMatchObject({ contracts: 1 })
    expect(thin.closing[0]?.cap).toMatch(/of the \d+ (call|put) shows 1/)
    const poor = deltaOf(FACTS, rulesWith(LIMIT, { account_dollars: 160_000 }), bookOf(held(40)))
    expect(poor).toMatchObject({ action: 'hold', orders: [] })
    expect(poor.because).toContain('left for margin')
  })

  it('takes the future where one is quoted for less, and never one that is not', () => {
    const forward = FACTS.market.expiries[0].forward.forward_points
    const future = (half: number): FutureQuote => ({
      instrument: 'ES 2024-03-15',
      root: 'ES',
      bid_points: forward - half,
      ask_points: forward + half,
      fair_points: forward,
      cost_dollars: 2.25,
      source: 'test',
    })
    const cheap = deltaOf(factsWith({ future: future(0.125) }), rulesWith(LIMIT), bookOf(held(40)))
    expect(cheap.closing[0]).toMatchObject({ kind: 'future', side: 'buy', tiesUp_dollars: null })
    expect(cheap.orders[0]).toMatchObject({
      legs: [{ instrument: 'ES 2024-03-15', quantity: 1 }],
      multiplier: 50,
      natural_points: -(forward + 0.125),
    })
    // A point of the index moves the future by its own forward over spot, whatever expirations are held.
    const later = { ...future(0.125), fair_points: 1.02 * forward, ask_points: 1.02 * forward + 0.125 }
    const { closing } = deltaOf(factsWith({ future: later }), rulesWith(LIMIT), bookOf(held(40)))
    expect((closing[0]?.delta_dollars_per_point ?? 0) / (closing[0]?.contracts ?? 1)).toBeCloseTo(
      (50 * 1.02 * forward) / FACTS.market.impliedSpot_points,
      6,
    )
    const dear = deltaOf(factsWith({ future: future(5) }), rulesWith(LIMIT), bookOf(held(40)))
    expect(dear.closing[0]?.kind).toBe('synthetic')
  })

  it('takes off a synthetic that is held before it makes another, and all of it once no condor is left', () => {
    const options = (quantity: number) =>
      (['C', 'P'] as const).map((right) => ({
        trade: 'd',
        instrument: occSymbol('SPXW', EXPIRATION, right, 4700),
        quantity: right === 'C' ? quantity : -quantity,
        closesDelta: true,
      }))
    const over = { ...bookOf(held(40)), indexOptions: options(9) }
    const { closing } = deltaOf(FACTS, rulesWith(LIMIT), over)
    expect(closing[0]).toMatchObject({ unwinds: true, side: 'sell', tiesUp_dollars: 0 })
    expect(closing[0]?.name).toContain('4700')
    const left = deltaOf(FACTS, rulesWith({ ...LIMIT, deltaMax_dollars_per_point: 500 }), {
      ...NOTHING_HELD,
      indexOptions: options(2),
    })
    expect(left).toMatchObject({ action: 'close', limit_dollars_per_point: 0 })
    expect(left.orders.map(({ units }) => units)).toEqual([2])
    expect(left.after_dollars_per_point).toBeCloseTo(0, 6)
  })

  it('leaves less margin for a condor, as much as its shorts tie up', () => {
    const synthetic = (['C', 'P'] as const).map((right) => ({
      trade: 'd',
      instrument: occSymbol('SPXW', EXPIRATION, right, 4700),
      quantity: right === 'C' ? 2 : -2,
      closesDelta: true,
    }))
    const usedOf = (book: BookFacts) => usedBudgets(FACTS.market, book, null).margin_dollars
    const spot = FACTS.market.impliedSpot_points
    const each = 100 * Math.max(0.15 * spot - Math.max(0, spot - 4700), 0.1 * 4700)
    expect(usedOf({ ...bookOf(held(3)), indexOptions: synthetic }) - usedOf(bookOf(held(3)))).toBeCloseTo(
      2 * each,
      6,
    )
    // But not legs of a trade that no rule speaks of, or of one that has expired.
    for (const legs of [
      synthetic.map((one) => ({ ...one, closesDelta: false })),
      synthetic.map((one) => ({
        ...one,
        instrument: occSymbol('SPXW', isoDate('2023-12-29'), one.quantity > 0 ? 'C' : 'P', 4700),
      })),
    ]) {
      expect(usedOf({ ...NOTHING_HELD, indexOptions: legs })).toBe(0)
    }
  })

  it('is unknown where a holding is not quoted, and then nothing is ordered', () => {
    const odd = held(40, [4300, 4350, 4713, 4760])
    const delta = deltaOf(FACTS, rulesWith(LIMIT), bookOf(odd))
    expect(delta).toMatchObject({ action: 'unknown', delta_dollars_per_point: null, orders: [] })
    expect(delta.because).toContain('the delta of a is unknown')
  })

  it('is nothing of what settled today, whatever the chain still quotes', () => {
    const today = isoDate(FACTS.market.chain.sessionDate)
    const gone = { ...held(40, [4300, 4350, 4710, 4760], today), trade: 'gone' }
    const option = {
      trade: 'o',
      instrument: occSymbol('SPXW', today, 'C', 4700),
      quantity: 1,
      closesDelta: false,
    }
    const both = { ...bookOf(held(40), gone), indexOptions: [option] }
    const { delta_dollars_per_point: now, because } = deltaOf(FACTS, rulesWith(LIMIT), both)
    expect(because).not.toContain('unknown')
    expect(now).toBe(deltaOf(FACTS, rulesWith(LIMIT), bookOf(held(40))).delta_dollars_per_point)
    // In the morning it has all of its delta still, and this chain does not say how much.
    const morning = { ...FACTS, market: { ...FACTS.market, asOf: newYorkInstant(today, 10 * 60) } }
    expect(deltaOf(morning, rulesWith(LIMIT), both).action).toBe('unknown')
  })

  it('after the orders is nearer to nothing than before, whatever is held', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            contracts: fc.integer({ min: 1, max: 30 }),
            put: fc.integer({ min: 5, max: 60 }),
            call: fc.integer({ min: 62, max: 120 }),
            later: fc.boolean(),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        (all) => {
          const positions = all.map(({ contracts, put, call, later }, i) => ({
            ...held(
              contracts,
              [4000 + 10 * put - 50, 4000 + 10 * put, 4000 + 10 * call, 4000 + 10 * call + 50],
              later ? LATER : EXPIRATION,
            ),
            trade: `t${i}`,
          }))
          const rules = rulesWith(
            { deltaMax_dollars_per_point: 60, costToDayMoveMax: null },
            { account_dollars: 1e9 },
          )
          const delta = deltaOf(FACTS, rules, bookOf(...positions))
          const before = Math.abs(delta.ordered_dollars_per_point ?? 0)
          if (before <= 60) return delta.orders.length === 0
          return delta.orders.length > 0 && Math.abs(delta.after_dollars_per_point ?? 1e9) <= 51
        },
      ),
      { numRuns: 60 },
    )
  })
})
