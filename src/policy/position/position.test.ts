import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import { describeShock, shockChain } from '../../market/model/shock-chain.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { SideColumns } from '../../market/quote/chain.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { type HeldPosition, NOTHING_HELD } from '../book-facts.ts'
import { decide } from '../decide.ts'
import { type MarketFacts, assembleFacts } from '../facts.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'
import { judge } from '../judge.ts'
import { readLevels } from '../market-readings.ts'
import { canonicalJson } from '../rules/canonical.ts'
import { presetNamed } from '../rules/presets.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { entryState } from './entry-state.ts'
import { positionIntent } from './position-intent.ts'
import { judgePosition } from './judge-position.ts'
import { closingPrice, sideAboveWidth } from './position-orders.ts'

const SESSION = isoDate('2024-01-05')
const AS_OF = newYorkInstant(SESSION, 16 * 60 + 15)

const dates = sessionsFrom(isoDate('2020-01-02'), SESSION)
const history: DailyBars = {
  symbol: 'SPX',
  source: 'invented',
  rung: 'indexed',
  days: Int32Array.from(dates, (date) => dayNumber(date)),
  closes: Float64Array.from(dates, (_, i) => 4700 * Math.exp(i % 2 === 0 ? 0.012 : 0)),
  opens: null,
  highs: null,
  lows: null,
}

const chain = syntheticChain({
  volatilityAt: indexSmile(0.13),
  halfSpreadAt: () => 0.05,
  expiries: [
    { root: 'SPXW', expiration: '2024-01-12', strikes_points: strikesBetween(3800, 5500, 5) },
    { root: 'SPXW', expiration: '2024-02-02', strikes_points: strikesBetween(3400, 6000, 10) },
    { root: 'SPXW', expiration: '2024-02-16', strikes_points: strikesBetween(3200, 6200, 10) },
    { root: 'SPXW', expiration: '2024-02-23', strikes_points: strikesBetween(3200, 6200, 10) },
  ],
})
const facts = assembleFacts({
  market: mustAccept(readMarket(chain, { asOf: AS_OF })),
  history,
  vixHistory: null,
})

const rulesOf = (name: string, more: Partial<RuleSet> = {}): RuleSet => {
  const rules = mustAccept(presetNamed(name))
  return { ...rules, entry: { ...rules.entry, rungFloor: 'simulated' }, roll: null, ...more }
}
const CREDIT_DISTANCE = rulesOf('credit-distance')

const acting = (more: Partial<NonNullable<RuleSet['actions']>>): RuleSet => {
  const rules = rulesOf('credit-distance')
  return { ...rules, actions: rules.actions === null ? null : { ...rules.actions, ...more } }
}

const legsAt = (...strikes: readonly [number, number, number, number]): CondorLegs<OptionLeg> => [
  { right: 'P', strike_points: strikes[0], quantity: 1 },
  { right: 'P', strike_points: strikes[1], quantity: -1 },
  { right: 'C', strike_points: strikes[2], quantity: -1 },
  { right: 'C', strike_points: strikes[3], quantity: 1 },
]
const LEGS = legsAt(4450, 4500, 4890, 4940)

function held(more: Partial<HeldPosition> = {}): HeldPosition {
  const legs = more.legs ?? LEGS
  const root = 'SPXW'
  const expiration = isoDate('2024-02-16')
  const found = findHeldCondor(facts.market, root, expiration, legs)
  const credit = found.ok ? -closingPrice(found.value.legs).mid_points : 10
  const entry = entryState(facts, readLevels(facts, CREDIT_DISTANCE), {
    root,
    expiration,
    legs,
    credit_points: credit,
  })
  return {
    trade: 'a',
    chain: ['a'],
    rulesHash: null,
    structureId: null,
    openedAt: AS_OF,
    root,
    expiration,
    contracts: 2,
    legs,
    entryCredit_points: credit,
    entry: entry.ok ? entry.value : null,
    entryNote: 'invented',
    entrySource: null,
    chainCash_cents: Math.round(credit * 2 * 100 * 100) as Cents,
    rolls: 0,
    adjustments: 0,
    ...more,
  }
}

const moved = (spot_share: number, volatility: number): MarketFacts => ({
  ...facts,
  market: mustAccept(readMarket(shockChain(facts.market, { spot_share, volatility }), { asOf: AS_OF })),
})

const judged = (at: MarketFacts, rules = CREDIT_DISTANCE, position = held(), motionLeft = 2) =>
  judgePosition({
    facts: at,
    readings: readLevels(at, rules),
    rules,
    position,
    motionLeft,
    hedgeAllocation_dollars: null,
  })

describe('a market moved by hand', () => {
  it('moves the forward and the volatilities by what was asked, and is no longer quoted', () => {
    const { market } = moved(-0.03, 0.05)
    for (const [i, expiry] of market.expiries.entries()) {
      const before = facts.market.expiries[i]
      expect(expiry.forward.forward_points / before.forward.forward_points).toBeCloseTo(0.97, 3)
      const at = before.slice.strikes_points.indexOf(4600)
      if (expiry.days > 20) {
        expect(expiry.putVols.values[at] - before.putVols.values[at]).toBeCloseTo(0.05, 2)
      }
    }
    expect([market.chain.rung, market.chain.source.format]).toEqual(['indexed', 'shock'])
    expect(describeShock({ spot_share: -0.03, volatility: 0.05 })).toBe('spot −3 %, volatility +5 points')
  })
  it('keeps every quote on its tick, its bid below its ask', () => {
    for (const { slice } of moved(0.02, -0.04).market.expiries) {
      for (const { bids_points, asks_points, state } of [slice.calls, slice.puts]) {
        for (let i = 0; i < state.length; i += 1)
          expect(asks_points[i]).toBeGreaterThanOrEqual(bids_points[i])
      }
    }
  })
})

describe('a position', () => {
  it('is held while its invariant is quiet, with the share of the band in the reason', () => {
    const one = judged(facts)
    expect([one.action, one.orders.length, one.cost_dollars]).toEqual(['hold', 0, null])
    expect(one.because).toContain('0 % of its act band')
    expect(one.reason.verdict).toBe('pass')
  })
  it('asks for convexity where volatility alone moved, and only says so where the rules have none', () => {
    const spike = moved(0, 0.06)
    expect(judged(spike, rulesOf('credit-distance+alvh')).action).toBe('hedge')
    const bare = judged(spike)
    expect(bare.action).toBe('hold')
    expect(bare.because).toContain('the rules have no hedge')
  })
  it('is re-struck where spot comes near, if the LVR saved pays for it; and stays where it does not', () => {
    const near = moved(-0.035, 0.02)
    const widening = acting({ savedToCostMin: 0.5 })
    const tightening = {
      ...widening,
      invariant: widening.invariant && { ...widening.invariant, restore: 'tighten' as const },
    }
    // Here only nearer strikes bleed less: the rules that widen stay, those that tighten act.
    expect(judged(near, widening).because).toMatch(/no-action region: the best saves -\d+ dollars/)
    const eager = judged(near, tightening)
    const dear = judged(
      near,
      rulesOf('credit-distance', { costs: { commission_dollars: 900, fees_dollars: 0 } }),
    )
    expect(dear.action).toBe('hold')
    expect(dear.because).toMatch(/no-action region: the best saves -?\d+ dollars of LVR and costs \d+/)
    expect(eager.action).toBe('re-strike')
    expect(eager.because).toMatch(/saves \d+ dollars of LVR for \d+/)
    expect(eager.evidence?.solve?.restorations[0].direction).toBeDefined()
    expect(eager.orders.map(({ units }) => units)).toEqual([2, 2])
  })
  it('never acts beyond the limits of the mode', () => {
    const sizing = { ...rulesOf('lvr-budget').sizing, account_dollars: 50_000_000 }
    const rules = rulesOf('lvr-budget', { costs: { commission_dollars: 0, fees_dollars: 0 }, sizing })
    const big = held({ contracts: 40, adjustments: 0 })
    const spike = {
      ...moved(0, 0),
      history: {
        ...history,
        closes: history.closes.map((c, i) => (i > dates.length - 30 && i % 2 === 0 ? c * 1.05 : c)),
      },
    }
    const free = judged(spike, rules, big)
    expect(free.because).toMatch(/bleeds [\d.]+ times its budget of LVR a day: \d+ of 40 contracts keep it/)
    expect(free.action).toBe('resize')
    const [order] = free.orders
    expect(order.units).toBeGreaterThan(0)
    expect(order.units).toBeLessThan(40)
    expect(judged(spike, rules, big, 0)).toMatchObject({ action: 'hold' })
    expect(judged(spike, rules, { ...big, adjustments: 1 }).because).toContain('adjustments are used up')
    expect(judged(spike, { ...rules, mode: 'promoter' }, { ...big, adjustments: 1 }).action).toBe('resize')
  })
  it('counts of a cut in portions what the portion costs', () => {
    const cutting = acting({ kUp: 'resize', ratioUp: 'resize', savedToCostMin: 0 })
    const big = held({ contracts: 40 })
    const showing = (size: number | null): MarketFacts => {
      const { market } = moved(0, 0.06)
      const sized = (side: SideColumns): SideColumns => {
        const values = new Float64Array(side.bids_points.length).fill(size ?? 0)
        const sizes = { values, present: new Uint8Array(values.length).fill(size === null ? 0 : 1) }
        return { ...side, bidSizes: sizes, askSizes: sizes }
      }
      const expiries = market.chain.expiries.map((slice) => ({
        ...slice,
        calls: sized(slice.calls),
        puts: sized(slice.puts),
      }))
      return {
        ...facts,
        market: mustAccept(readMarket({ ...market.chain, expiries }, { asOf: AS_OF })),
      }
    }
    const [whole, part] = [judged(showing(null), cutting, big), judged(showing(3), cutting, big)]
    expect([whole.action, part.action]).toEqual(['resize', 'resize'])
    const [all, now] = [whole.orders[0]?.units ?? 0, part.orders[0]?.units ?? 0]
    expect(all).toBeGreaterThan(3)
    expect(now).toBe(3)
    expect(part.cost_dollars).toBeCloseTo(((whole.cost_dollars ?? 0) * 3) / all, 6)
  })
  it('closes at a stop and at a profit, at prices from the quotes', () => {
    const stopped = judged(moved(0, 0.12), acting({ stopAtCredit_multiple: 1.5 }))
    expect(stopped.action).toBe('close')
    const taken = judged(moved(0.005, -0.07), acting({ takeProfit_share: 0.5 }))
    expect(taken.action).toBe('close')
    for (const { evidence, orders } of [stopped, taken]) {
      expect(orders[0].natural_points).toBeCloseTo(
        (evidence?.held.legs ?? []).reduce(
          (sum, { quantity, ask_points, bid_points, zeroBid }) =>
            sum + (quantity < 0 ? -ask_points : zeroBid ? 0 : bid_points),
          0,
        ),
        9,
      )
    }
  })
  it('sells the structure of the rules again where a short reaches the delta limit', () => {
    const trigger = acting({
      shortDeltaMax: 0.3,
      deltaUp: 're-strike',
      restrikeTo: 'entry',
      savedToCostMin: 0,
    })
    expect(judged(facts, trigger).action).toBe('hold')
    const one = judged(moved(-0.025, 0.01), trigger)
    expect([one.action, one.orders.length]).toEqual(['re-strike', 2])
    expect(one.because).toMatch(/short put is at delta 0\.[3-9]\d, 0\.3 is the limit; sold again at/)
    const [close, open] = one.orders
    expect(close.legs.map(({ quantity }) => quantity)).toEqual([-1, 1, 1, -1])
    // The same expiration, and other strikes.
    expect(open.legs.every(({ instrument }) => instrument.startsWith('SPXW  240216'))).toBe(true)
    expect(open.legs.map(({ instrument }) => instrument)).not.toEqual(
      close.legs.map(({ instrument }) => instrument),
    )
    const dear = judged(moved(-0.025, 0.01), acting({ ...trigger.actions, savedToCostMin: 1000 }))
    expect(dear.because).toContain('no-action region')
  })
  it('is closed by the clock', () => {
    expect(judged(facts, acting({ closeAt_days: 45 })).because).toContain('days are left, 45 is the last')
    expect(judged(facts, acting({ closeAt_days: 21 })).action).toBe('hold')
  })
  it('says what it lacks: no baseline, no listing', () => {
    const blind = judged(facts, CREDIT_DISTANCE, held({ entry: null, entryNote: 'no chain of that day' }))
    expect([blind.action, blind.because]).toEqual([
      'hold',
      'the state it was sold in is unknown: no chain of that day',
    ])
    const gone = judged(facts, CREDIT_DISTANCE, held({ expiration: isoDate('2024-03-15') }))
    expect([gone.action, gone.reason.verdict, gone.evidence]).toEqual(['hold', 'unknown', null])
  })
  it('is never bought back above its width', () => {
    const wide = syntheticChain({
      volatilityAt: indexSmile(0.13),
      halfSpreadAt: () => 40,
      expiries: [{ root: 'SPXW', expiration: '2024-02-16', strikes_points: strikesBetween(3200, 6200, 10) }],
    })
    const market = mustAccept(readMarket(wide, { asOf: AS_OF, rate: 0.05 }))
    const one = judged({ ...facts, market }, acting({ stopAtCredit_multiple: 0.5 }))
    expect(sideAboveWidth(one.evidence?.held.legs ?? mustLegs())).not.toBeNull()
    expect(one.action).toBe('hold')
    expect(one.toSettlement).toBe(true)
    expect(positionIntent(one)).toMatchObject({ kind: 'hold', toSettlement: true })
  })
})

function mustLegs(): never {
  throw new Error('the condor is on the chain')
}

describe('a decision on a book', () => {
  const book = { ...NOTHING_HELD, positions: [held(), held({ trade: 'b', chain: ['b'] })] }
  const shocks = new Map([['b', { facts: moved(-0.03, 0.03), says: 'spot −3 %, volatility +3 points' }]])
  const rules = rulesOf('credit-distance')
  it('gives the same bytes twice, and intents that the judgement alone gives', () => {
    const decision = decide(facts, rules, book, shocks)
    expect(canonicalJson(decide(facts, rules, book, shocks))).toBe(canonicalJson(decision))
    expect(canonicalJson(judge(facts, rules, book, shocks).intents)).toBe(canonicalJson(decision.intents))
  })
  it('decides a shocked trade in its own market, and says so', () => {
    const [a, b] = decide(facts, rules, book, shocks).positions
    expect([a.shock, b.shock]).toEqual([null, 'spot −3 %, volatility +3 points'])
    expect(b.mark?.mid_points).toBeGreaterThan(a.mark?.mid_points ?? Infinity)
    expect(b.warnings[0]).toContain('nobody quotes these prices')
    expect(a.invariants[0]).toMatchObject({ watched: true, verdict: 'quiet' })
  })
  it('since an earlier snapshot adds up to the change of its mark, and both together to the P&L since entry', () => {
    const day = 86_400_000
    const later = (ms: number, spot_share: number, volatility: number) => {
      const shocked = shockChain(facts.market, { spot_share, volatility })
      const asOf = (AS_OF + ms) as typeof AS_OF
      return mustAccept(readMarket({ ...shocked, quotedAt: asOf }, { asOf }))
    }
    fc.assert(
      fc.property(
        fc.double({ min: -0.06, max: 0.06, noNaN: true }),
        fc.double({ min: -0.03, max: 0.1, noNaN: true }),
        fc.double({ min: -0.06, max: 0.06, noNaN: true }),
        (spotBefore, vol, spotNow) => {
          const before = later(3 * day, spotBefore, vol)
          const now = { ...facts, market: later(4 * day, spotNow, 0.01) }
          const earlier = { markets: [before], note: '' }
          const book = { ...NOTHING_HELD, positions: [held()] }
          const [position] = decide(now, CREDIT_DISTANCE, book, undefined, earlier).positions
          const [then] = decide({ ...facts, market: before }, CREDIT_DISTANCE, book).positions
          if (position.sincePrevious === null || position.mark === null || then.mark === null) {
            throw new Error(`the snapshot before is known: ${position.previousNote}`)
          }
          const { total_dollars, convention: _, ...lines } = position.sincePrevious.ledger
          const sum = Object.values(lines).reduce((all, line) => all + Math.round(line * 100), 0)
          expect(sum).toBe(Math.round(total_dollars * 100))
          expect(lines.costs_dollars).toBe(0)
          // The mark before closes the other way: what was paid to close then less what is paid now.
          const change = (then.mark.mid_points - position.mark.mid_points) * 100 * 2
          expect(total_dollars).toBeCloseTo(change, 2)
          expect(total_dollars + then.mark.pnlAtMid_dollars).toBeCloseTo(
            position.ledger?.total_dollars ?? 0,
            1,
          )
        },
      ),
      { numRuns: 8, seed: 4 },
    )
  })

  it('has no ledger since a snapshot that was struck before it was opened, and says so', () => {
    const opened = { ...held(), openedAt: (AS_OF + 1) as typeof AS_OF }
    const book = { ...NOTHING_HELD, positions: [opened] }
    const at = (earlier: Parameters<typeof decide>[4]) =>
      decide(facts, CREDIT_DISTANCE, book, undefined, earlier).positions[0]
    expect(at({ markets: [facts.market], note: '' })).toMatchObject({
      sincePrevious: null,
      previousNote: expect.stringContaining('opened after the snapshot before') as string,
    })
    expect(at({ markets: [], note: 'nothing stored' }).previousNote).toBe('nothing stored')
  })

  it('adds up: ledger lines to the P&L at the middle, to the cent, in any market', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.08, max: 0.08, noNaN: true }),
        fc.double({ min: -0.06, max: 0.25, noNaN: true }),
        (spot, vol) => {
          const only = { ...NOTHING_HELD, positions: [held()] }
          const [{ ledger, mark }] = decide(moved(spot, vol), rules, only).positions
          if (ledger === null || mark === null) throw new Error('a baseline is known')
          const { total_dollars, convention: _, ...lines } = ledger
          const sum = Object.values(lines).reduce((all, line) => all + Math.round(line * 100), 0)
          expect(sum).toBe(Math.round(total_dollars * 100))
          expect(total_dollars).toBeCloseTo(mark.pnlAtMid_dollars, 2)
          expect(mark.natural_points).toBeGreaterThanOrEqual(mark.mid_points - 1e-9)
        },
      ),
      { numRuns: 40, seed: 4 },
    )
  })
})
