/** Time-shifting over many made-up positions: what it may never do, and that its net is that of the quotes. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { ExpirySlice } from '../../market/quote/chain.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import type { HeldPosition } from '../book-facts.ts'
import type { Reason } from '../decision.ts'
import type { Order } from '../intent.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'
import { TIME_SHIFT } from '../rules/preset-parts.ts'
import type { RollRules } from '../rules/rule-set.ts'
import { type RollInputs, planRoll } from './plan-roll.ts'

const COSTS = { commission_dollars: 0.65, fees_dollars: 0.66 }
const FEES_OF_A_CONTRACT = 1.31
const EXPIRIES = ['2024-01-08', '2024-01-09', '2024-01-11', '2024-01-12', '2024-01-16', '2024-01-19'] as const

function marketAt(atm: number): MarketState {
  const chain = syntheticChain({
    volatilityAt: indexSmile(atm),
    halfSpreadAt: (price) => 0.02 + 0.01 * price,
    expiries: EXPIRIES.map((expiration) => ({
      root: 'SPXW',
      expiration,
      strikes_points: strikesBetween(4400, 5000, 5),
    })),
  })
  return mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
}

const MARKETS = [0.09, 0.14, 0.25].map(marketAt)

interface Made {
  readonly market: MarketState
  readonly expiration: string
  readonly strikes: readonly [number, number, number, number]
  readonly contracts: number
  readonly rolls: number
  readonly credit: number
  readonly edr: number | null
  readonly vix: number | null
  readonly vwap: number | null
  readonly rules: RollRules
}

function inputsOf(made: Made): RollInputs {
  const { market, strikes } = made
  const leg = (right: 'C' | 'P', strike_points: number, quantity: number): OptionLeg => ({
    right,
    strike_points,
    quantity,
  })
  const legs: CondorLegs<OptionLeg> = [
    leg('P', strikes[0], 1),
    leg('P', strikes[1], -1),
    leg('C', strikes[2], -1),
    leg('C', strikes[3], 1),
  ]
  const expiration = isoDate(made.expiration)
  const position: HeldPosition = {
    trade: 't-1',
    chain: ['t-1'],
    rulesHash: null,
    structureId: null,
    openedAt: market.asOf,
    root: 'SPXW',
    expiration,
    contracts: made.contracts,
    legs,
    entryCredit_points: made.credit,
    entry: null,
    entryNote: 'not asked for',
    entrySource: null,
    chainCash_cents: 9000 as Cents,
    rolls: made.rolls,
    adjustments: 0,
  }
  return {
    market,
    held: mustAccept(findHeldCondor(market, 'SPXW', expiration, legs)),
    position,
    edr: made.edr,
    vix_vol_points: made.vix,
    spot_points: 4700,
    vwap_points: made.vwap,
    rules: made.rules,
    costs: COSTS,
    shares: { openInterestShareMax: 0.1, volumeShareMax: 1 },
  }
}

const BACK = { edrBelow_share: 0.0094, spotBelowVwap: true }

const positions: fc.Arbitrary<Made> = fc
  .record({
    market: fc.constantFrom(...MARKETS),
    expiration: fc.constantFrom('2024-01-08', '2024-01-09', '2024-01-12'),
    put: fc.integer({ min: -4, max: 30 }),
    call: fc.integer({ min: 1, max: 30 }),
    putWidth: fc.constantFrom(5, 10, 25, 50),
    callWidth: fc.constantFrom(5, 10, 25, 50),
    contracts: fc.integer({ min: 1, max: 40 }),
    rolls: fc.integer({ min: 0, max: 3 }),
    credit: fc.constantFrom(-0.5, 0.3, 0.8, 2, 6),
    edr: fc.constantFrom(null, 0.004, 0.0093, 0.0095, 0.015),
    vix: fc.constantFrom(null, 12, 15.9, 16.1, 30),
    vwap: fc.constantFrom(null, 4690, 4710),
    rules: fc.record({
      creditTarget_dollars: fc.constantFrom(0, 20, 250),
      rollsMax: fc.integer({ min: 0, max: 3 }),
      putDeltaMax: fc.constantFrom(null, 0.24),
      rollBack: fc.constantFrom(0, 2, 4).map((daysMax) => ({ ...BACK, daysMax })),
    }),
  })
  .map(({ put, call, putWidth, callWidth, rules, ...rest }) => {
    const shortPut = 4700 - 5 * put
    const shortCall = Math.max(4700, shortPut) + 5 * call
    return {
      ...rest,
      strikes: [shortPut - putWidth, shortPut, shortCall, shortCall + callWidth],
      rules: { ...TIME_SHIFT, ...rules },
    }
  })

/** Rolled once and calm again, with nearer expirations: where turning back is likely. */
const calmAgain = positions.map((made): Made => ({
  ...made,
  expiration: '2024-01-12',
  rolls: 1,
  edr: 0.004,
  vix: 12,
  vwap: 4710,
  rules: { ...made.rules, rollsMax: 2, rollBack: { ...BACK, daysMax: 6 } },
}))
const any = fc.oneof({ weight: 4, arbitrary: positions }, { weight: 1, arbitrary: calmAgain })

/** Bid and ask by the OCC symbol alone. */
function quoteOf(market: MarketState, symbol: string): { readonly bid: number; readonly ask: number } {
  const expiration = `20${symbol.slice(6, 8)}-${symbol.slice(8, 10)}-${symbol.slice(10, 12)}`
  const root = symbol.slice(0, 6).trim()
  const slice = market.chain.expiries.find(
    (one: ExpirySlice) => one.root === root && one.expiration === expiration,
  )
  if (slice === undefined) throw new Error(`no expiry of ${symbol}`)
  const at = slice.strikes_points.indexOf(Number(symbol.slice(13)) / 1000)
  const side = symbol.charAt(12) === 'C' ? slice.calls : slice.puts
  return { bid: side.bids_points[at], ask: side.asks_points[at] }
}

/** What comes in for one unit: bids for what is sold, asks for what is bought. */
const received = (market: MarketState, order: Order): number =>
  order.legs.reduce((sum, { instrument, quantity }) => {
    const { bid, ask } = quoteOf(market, instrument)
    return sum - quantity * (quantity > 0 ? ask : bid)
  }, 0)

/** Whether it fires, by trying what an unknown input could be: null where that matters. */
function firesBy({ market, strikes, expiration, credit, edr, vix, rules }: Made): boolean | null {
  const mark = (right: string, strike: number, sold: boolean): number => {
    const date = expiration.slice(2).replaceAll('-', '')
    const { bid, ask } = quoteOf(market, `SPXW  ${date}${right}${String(strike * 1000).padStart(8, '0')}`)
    return bid === 0 ? (sold ? 0 : ask) : (bid + ask) / 2
  }
  const toClose =
    mark('P', strikes[1], false) +
    mark('C', strikes[2], false) -
    mark('P', strikes[0], true) -
    mark('C', strikes[3], true)
  const nearest = Math.min(4700 - strikes[1], strikes[2] - 4700)
  const outcomes = new Set<boolean>()
  for (const range of edr === null ? [0, 1] : [edr]) {
    for (const level of vix === null ? [0, 100] : [vix]) {
      for (const marked of credit <= 0 ? [false, true] : [toClose >= 2 * credit - 1e-9]) {
        const high = range > rules.edrAbove_share || level > rules.vixAbove_vol_points
        outcomes.add(high && (nearest <= range * 4700 || marked))
      }
    }
  }
  return outcomes.size > 1 ? null : outcomes.has(true)
}

const find = (reason: Reason, id: string): Reason | null => {
  if (reason.id === id) return reason
  for (const child of reason.because) {
    const found = find(child, id)
    if (found !== null) return found
  }
  return null
}

describe('time-shifting, whatever the position', () => {
  const seen = new Map<string, number>()
  it('never changes the size, never passes the rolls allowed, and nets what the quotes net', () => {
    fc.assert(
      fc.property(any, (made) => {
        const plan = planRoll(inputsOf(made))
        const { market, rules, strikes, rolls } = made
        seen.set(plan.outcome, (seen.get(plan.outcome) ?? 0) + 1)
        for (const target of plan.considered) {
          expect(target.strikes_points[1] - target.strikes_points[0]).toBe(strikes[1] - strikes[0])
          expect(target.strikes_points[3] - target.strikes_points[2]).toBe(strikes[3] - strikes[2])
        }
        if (plan.outcome !== 'roll' && plan.outcome !== 'roll-back') {
          expect([plan.target, plan.close, plan.open, plan.cost_dollars]).toEqual([null, null, null, null])
          return
        }
        const { target, close, open } = plan
        if (target === null || close === null || open === null) throw new Error('a roll has its orders')
        expect(rolls).toBeLessThan(rules.rollsMax)
        expect([close.units, open.units]).toEqual([made.contracts, made.contracts])
        for (const { quantity } of [...close.legs, ...open.legs]) expect(Math.abs(quantity)).toBe(1)
        for (const { instrument, quantity } of open.legs) {
          const { bid, ask } = quoteOf(market, instrument)
          expect(quantity < 0 ? bid : ask).toBeGreaterThan(0)
        }
        const back = plan.outcome === 'roll-back'
        expect(back ? target.expiration < made.expiration : target.expiration > made.expiration).toBe(true)
        // Independent of the planner: quotes by symbol, fees by counting legs.
        const [paid, got] = [-received(market, close), received(market, open)]
        expect(close.natural_points).toBeCloseTo(-paid, 9)
        expect(open.natural_points).toBeCloseTo(got, 9)
        expect(target.net_points).toBeCloseTo(got - paid, 9)
        const fees = (close.legs.length + open.legs.length) * FEES_OF_A_CONTRACT
        expect(target.net_dollars).toBeCloseTo((got - paid) * 100 - fees, 6)
        expect(target.net_dollars).toBeGreaterThanOrEqual((back ? 0 : rules.creditTarget_dollars) - 1e-6)
        expect(paid).toBeLessThanOrEqual(Math.max(strikes[1] - strikes[0], strikes[3] - strikes[2]))
        // Not threatened at once.
        const [, shortPut, shortCall] = target.strikes_points
        expect(Math.min(4700 - shortPut, shortCall - 4700)).toBeGreaterThan((made.edr ?? 0) * 4700)
        expect(plan.considered.find((one) => one.meetsTarget)).toEqual(target)
        // Asked for from mid on, never less than natural by a tick.
        expect(open.limit_points).toBeGreaterThan(open.natural_points - 0.05)
        expect(close.limit_points).toBeGreaterThan(close.natural_points - 0.05)
      }),
      { numRuns: 400, seed: 20240105 },
    )
    // Each outcome was met, so that none of the above holds for want of cases.
    for (const outcome of ['none', 'roll', 'roll-back', 'defined-loss', 'used-up', 'unknown'])
      expect([outcome, seen.get(outcome) ?? 0]).toEqual([outcome, expect.toSatisfy((n: number) => n > 2)])
  })
  it('fires exactly where it must whatever the unknown inputs are, and says unknown where they matter', () => {
    fc.assert(
      fc.property(any, (made) => {
        const fires = firesBy(made)
        const { outcome, reason } = planRoll(inputsOf(made))
        if (fires === null) expect([outcome, reason.verdict]).toEqual(['unknown', 'unknown'])
        else if (fires) expect(['none', 'roll-back']).not.toContain(outcome)
        else expect(['none', 'roll-back', 'unknown']).toContain(outcome)
        if (!(fires ?? true)) expect(find(reason, 'fires')?.verdict).toBe('note')
      }),
      { numRuns: 300, seed: 11 },
    )
  })
})

const THREATENED: Made = {
  market: MARKETS[1],
  expiration: '2024-01-09',
  strikes: [4630, 4680, 4790, 4840],
  contracts: 3,
  rolls: 0,
  credit: 4,
  edr: 0.0095,
  vix: 15,
  vwap: null,
  rules: { ...TIME_SHIFT, creditTarget_dollars: 50 },
}

describe('a threatened condor', () => {
  it('rolls to the earliest expiration that pays, at the furthest strikes that do', () => {
    const { market } = THREATENED
    const plan = planRoll(inputsOf(THREATENED))
    expect(plan.outcome).toBe('roll')
    const target = plan.target
    if (target === null || plan.close === null) throw new Error('a roll has a target')
    const debit = -received(market, plan.close)
    // Both shorts one strike further out pay less than is asked for.
    const [longPut, shortPut, shortCall, longCall] = target.strikes_points
    const date = target.expiration.slice(2).replaceAll('-', '')
    const symbol = (right: string, strike: number): string =>
      `SPXW  ${date}${right}${String(strike * 1000).padStart(8, '0')}`
    const further: Order = {
      legs: [
        { instrument: symbol('P', longPut - 5), quantity: 1 },
        { instrument: symbol('P', shortPut - 5), quantity: -1 },
        { instrument: symbol('C', shortCall + 5), quantity: -1 },
        { instrument: symbol('C', longCall + 5), quantity: 1 },
      ],
      units: 1,
      limit_points: 0,
      natural_points: 0,
      multiplier: 100,
    }
    const net = (received(market, further) - debit) * 100 - 8 * FEES_OF_A_CONTRACT
    expect(net).toBeLessThan(50)
    for (const one of plan.considered) {
      if (one.expiration < target.expiration) expect(one.meetsTarget).toBe(false)
    }
    // The spread of both packages from mid, and fees, for all three.
    expect(plan.cost_dollars ?? 0).toBeGreaterThan(3 * 8 * FEES_OF_A_CONTRACT)
  })
  it('is left to its defined loss where nothing pays, and where the rolls are spent', () => {
    const poor = planRoll(inputsOf({ ...THREATENED, rules: { ...TIME_SHIFT, creditTarget_dollars: 4000 } }))
    expect([poor.outcome, poor.considered.length > 0]).toEqual(['defined-loss', true])
    expect(planRoll(inputsOf({ ...THREATENED, rolls: 2 })).outcome).toBe('used-up')
  })
  it('is never bought back above its width', () => {
    const chain = syntheticChain({
      volatilityAt: indexSmile(0.14),
      // So wide that closing five points at natural costs more than five.
      halfSpreadAt: () => 1.5,
      expiries: EXPIRIES.map((expiration) => ({
        root: 'SPXW',
        expiration,
        strikes_points: strikesBetween(4400, 5000, 5),
      })),
    })
    const market = mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
    const plan = planRoll(inputsOf({ ...THREATENED, market, strikes: [4685, 4690, 4710, 4715] }))
    expect(plan.outcome).toBe('defined-loss')
    expect(plan.reason.says).toContain('above its width')
    expect(find(plan.reason, 'debit')).toMatchObject({
      verdict: 'fail',
      says: expect.stringContaining('costs more than its width'),
    })
  })
  it('names the numbers in its reasons', () => {
    const { reason } = planRoll(inputsOf(THREATENED))
    const values = (id: string) => find(reason, id)?.figures.map(({ value }) => value) ?? []
    expect(values('trigger')).toEqual([0.0095, 0.0094, 15, 16])
    expect(values('threatened')).toEqual(expect.arrayContaining([20, 90, 0.0095 * 4700, 8]))
    expect(find(reason, 'trigger')?.says).toMatch(/\{edr\}.*\{edr-above\}.*\{vix\}/)
  })
})

describe('turning back', () => {
  const ROLLED: Made = {
    ...THREATENED,
    expiration: '2024-01-12',
    strikes: [4550, 4560, 4850, 4860],
    rolls: 1,
    edr: 0.005,
    vix: 13,
    vwap: 4710,
  }
  it('goes to a nearer expiration, at most two days or a session away, that pays for itself', () => {
    const market = marketAt(0.14)
    const plan = planRoll(inputsOf({ ...ROLLED, market, expiration: '2024-01-09' }))
    // Friday to Monday is three days and one session: two days reach it.
    expect(plan.outcome).toBe('roll-back')
    expect(plan.considered.map(({ expiration }) => expiration)).toEqual(['2024-01-08'])
    expect(plan.target?.net_dollars ?? -1).toBeGreaterThanOrEqual(0)
    const rollBack = { edrBelow_share: 0.0094, spotBelowVwap: true, daysMax: 0 }
    const none = planRoll(inputsOf({ ...ROLLED, market, rules: { ...ROLLED.rules, rollBack } }))
    expect([none.outcome, none.considered]).toEqual(['none', []])
    expect(find(none.reason, 'choice')?.says).toContain('No such expiration is on this chain')
  })
  it('waits where VWAP is unknown, and says so', () => {
    const plan = planRoll(inputsOf({ ...ROLLED, vwap: null }))
    expect(plan.outcome).toBe('none')
    expect(find(plan.reason, 'roll-back')).toMatchObject({
      verdict: 'unknown',
      says: expect.stringContaining('unknown, so it is not rolled back'),
    })
  })
  it('does not concern a condor that was never rolled', () => {
    const plan = planRoll(inputsOf({ ...ROLLED, rolls: 0 }))
    expect([plan.outcome, find(plan.reason, 'roll-back')?.verdict]).toEqual(['none', 'note'])
  })
})
