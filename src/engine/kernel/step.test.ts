import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { type CondorLegs, occSymbol, type OptionLeg } from '../../book/structure/legs.ts'
import type { Intent, Order } from '../../policy/intent.ts'
import { type AccountState, openAccount } from './account-state.ts'
import { bookFactsOfAccount } from './book-facts-of-account.ts'
import type { KernelEvent, LegFill } from './kernel-event.ts'
import { step } from './step.ts'

const EXPIRATION = isoDate('2019-03-15')
const LEGS: CondorLegs<OptionLeg> = [
  { right: 'P', strike_points: 2650, quantity: 1 },
  { right: 'P', strike_points: 2700, quantity: -1 },
  { right: 'C', strike_points: 2850, quantity: -1 },
  { right: 'C', strike_points: 2900, quantity: 1 },
]
const at = (day: number): EpochMs => (Date.UTC(2019, 1, day, 21, 15) + 0) as EpochMs
const order: Order = { legs: [], units: 1, limit_points: 0, natural_points: 0, multiplier: 100 }
const fills = (contracts: number, prices: readonly number[]): LegFill[] =>
  LEGS.flatMap(({ right, strike_points, quantity }, i) => {
    const price_points = prices[i] ?? 0
    if (price_points === 0) return []
    const instrument = occSymbol('SPXW', EXPIRATION, right, strike_points)
    const fees_cents = (100 * Math.abs(contracts)) as Cents
    return [
      {
        instrument,
        quantity: quantity * contracts,
        price_points,
        multiplier: 100,
        fees_cents,
        future: false,
      },
    ]
  })

function after(...events: readonly KernelEvent[]): AccountState {
  let state = openAccount(10_000_000 as Cents)
  for (const event of events) state = step(state, event).state
  return state
}
const decided = (day: number, ...intents: readonly Intent[]): KernelEvent => ({
  kind: 'orders-decided',
  at: at(day),
  intents,
})
const opened: readonly KernelEvent[] = [
  { kind: 'session-opened', at: at(4), date: isoDate('2019-02-04') },
  decided(4, { kind: 'open-condor', candidateId: 'plain', contracts: 3, limit_points: 5, order }),
  {
    kind: 'order-filled',
    at: at(4),
    order: 'O1',
    closing: [],
    opening: fills(3, [5, 8, 7, 4]),
    opened: {
      root: 'SPXW',
      expiration: EXPIRATION,
      legs: LEGS,
      contracts: 3,
      entryCredit_points: 6,
      entry: null,
      entryNote: 'none',
    },
    how: 'same-snapshot',
  },
]
const filled = (day: number, id: string, closing: readonly LegFill[]): KernelEvent => ({
  kind: 'order-filled',
  at: at(day),
  order: id,
  closing,
  opening: [],
  opened: null,
  how: 'next-snapshot',
})
const close: Intent = { kind: 'close', trade: 'T1', because: 'told', order }

describe('step', () => {
  it('opens a condor for its credit less fees, and shows it to the decision', () => {
    const state = after(...opened)
    expect(state.cash_cents).toBe(10_000_000 + 3 * 600 * 100 - 1200)
    const { positions, adjustmentsLastWeek } = bookFactsOfAccount(state)
    expect(positions).toHaveLength(1)
    expect(positions[0]).toMatchObject({
      trade: 'T1',
      structureId: 'plain',
      contracts: 3,
      entryCredit_points: 6,
      chain: ['T1'],
    })
    expect(adjustmentsLastWeek).toBe(0)
  })

  it('leaves the state it was given as it was', () => {
    const before = after(...opened)
    const copy = JSON.stringify(before)
    step(before, decided(5, close))
    expect(JSON.stringify(before)).toBe(copy)
  })

  it('cuts a condor: fewer contracts of the same trade, one adjustment against the week, forgotten after it', () => {
    const cut: Intent = { kind: 'resize', trade: 'T1', because: 'told', contracts: 2, order }
    const state = after(...opened, decided(4, cut), filled(5, 'O2', fills(-1, [4, 7, 6, 3])))
    const book = bookFactsOfAccount(state)
    expect(book.positions[0]).toMatchObject({ contracts: 2, adjustments: 1 })
    expect(book.adjustmentsLastWeek).toBe(1)
    const later = step(state, { kind: 'session-opened', at: at(12), date: isoDate('2019-02-12') }).state
    expect(bookFactsOfAccount(later).adjustmentsLastWeek).toBe(0)
  })

  it('keeps a wing nobody bid for to settle, past deciding on, and closes the chain when it has', () => {
    const state = after(...opened, decided(4, close), filled(5, 'O2', fills(-3, [0, 7, 6, 3])))
    const book = bookFactsOfAccount(state)
    expect(book.positions).toEqual([])
    expect(book.others).toEqual([{ trade: 'T1', says: 'legs left to settle', margin_dollars: 0 }])
    expect(new Set(state.trades[0]?.lots.closed.map(({ closedBy }) => closedBy)).size).toBe(3)
    const instrument = occSymbol('SPXW', EXPIRATION, 'P', 2650)
    const settled = step(state, {
      kind: 'instrument-settled',
      at: at(20),
      trade: 'T1',
      instrument,
      price_points: 10,
      value_points: 2640,
      basis: 'close',
    })
    expect(settled.effects).toContainEqual({ kind: 'trade-closed', trade: 'T1', chain: 'T1', how: 'settled' })
    expect(settled.state.cash_cents).toBe(state.cash_cents + 3 * 10 * 100 * 100)
    const ended = step(settled.state, {
      kind: 'day-closed',
      at: at(20),
      equity_cents: settled.state.cash_cents,
      margin_cents: 0 as Cents,
      chains: [{ id: 'T1', lvr_cents: -500 as Cents, margin_cents: 0 as Cents }],
    })
    expect(ended.state.chains).toEqual([])
    expect(ended.effects).toMatchObject([
      // What ended it is the close of its condor, not the wing that settled after; no day without margin is counted.
      {
        kind: 'chain-closed',
        chain: { id: 'T1', lvr_cents: -500, ended: 'closed', days: 0 },
      },
    ])
  })

  it('keeps a rolled condor in its chain, with the cash of both', () => {
    const roll: Intent = { kind: 'roll', trade: 'T1', because: 'told', close: order, open: order }
    const [, , entry] = opened
    if (entry?.kind !== 'order-filled') throw new Error('an entry')
    const state = after(...opened, decided(4, roll), {
      ...entry,
      at: at(5),
      order: 'O2',
      closing: fills(-3, [4, 9, 8, 3]),
      how: 'next-snapshot',
    })
    const [position] = bookFactsOfAccount(state).positions
    expect(position).toMatchObject({
      trade: 'T2',
      chain: ['T1', 'T2'],
      rolls: 1,
      adjustments: 0,
      structureId: 'plain',
    })
    expect(position?.chainCash_cents).toBe(state.cash_cents - 10_000_000)
  })

  it('stops at what does not fit: time backwards, an order filled twice, a settlement of nothing', () => {
    const state = after(...opened)
    expect(() => step(state, { kind: 'interest-accrued', at: at(3), cents: 1 as Cents })).toThrow(
      'time runs forward',
    )
    expect(() => step(state, { kind: 'order-lapsed', at: at(5), order: 'O1', because: '' })).toThrow('once')
    expect(() =>
      step(state, {
        kind: 'instrument-settled',
        at: at(5),
        trade: 'T1',
        instrument: 'SPX   190315C02900000',
        price_points: 0,
        value_points: 1,
        basis: 'close',
      }),
    ).toThrow('what it settles')
  })

  it('counts what hedges cost and brought against their budget, settlements too, and futures not at all', () => {
    const call = 'VIX   190320C00020000'
    const leg = (quantity: number, price_points: number): LegFill => ({
      instrument: call,
      quantity,
      price_points,
      multiplier: 100,
      future: false,
      fees_cents: 50 as Cents,
    })
    const hedge: Intent = { kind: 'hedge', layerId: 'front', because: 'told', orders: [] }
    const future = { ...leg(1, 16), instrument: 'VX 2019-03-20', multiplier: 1000, future: true }
    const entry = { kind: 'order-filled', at: at(4), order: 'O1', closing: [], opened: null } as const
    const bought = after(
      { kind: 'session-opened', at: at(4), date: isoDate('2019-02-04') },
      decided(4, hedge),
      { ...entry, opening: [leg(10, 1), future], how: 'next-snapshot' },
    )
    expect(bookFactsOfAccount(bought).hedgeSpentLastYear_dollars).toBe(1000.5)
    const settled = step(bought, {
      kind: 'instrument-settled',
      at: at(5),
      trade: 'T1',
      instrument: call,
      price_points: 0.5,
      value_points: 20.5,
      basis: 'official',
    }).state
    expect(bookFactsOfAccount(settled).hedgeSpentLastYear_dollars).toBe(500.5)
  })

  it('does not end a chain that goes on when a wing of its first condor settles', () => {
    const roll: Intent = { kind: 'roll', trade: 'T1', because: 'told', close: order, open: order }
    const [, , entry] = opened
    if (entry?.kind !== 'order-filled') throw new Error('an entry')
    // The long put of the first condor finds no bid.
    const rolled = {
      ...entry,
      at: at(5),
      order: 'O2',
      closing: fills(-3, [0, 9, 8, 3]),
      how: 'next-snapshot',
    }
    const state = after(...opened, decided(4, roll), rolled)
    const instrument = occSymbol('SPXW', EXPIRATION, 'P', 2650)
    const settled = step(state, {
      kind: 'instrument-settled',
      at: at(20),
      trade: 'T1',
      instrument,
      price_points: 0,
      value_points: 2800,
      basis: 'close',
    }).state
    expect(settled.chains).toMatchObject([{ id: 'T1', rolls: 1, ended: null }])
  })
})
