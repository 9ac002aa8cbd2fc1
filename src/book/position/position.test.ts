import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cents, EpochMs } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { type Fill, fillCash } from './fill.ts'
import { EMPTY_LOTS, bookFill } from './lots.ts'
import { chainPnl, chainsOf } from './trade-chain.ts'

let serial = 0
const fill = (
  trade: string,
  instrument: string,
  quantity: number,
  price_points: number,
  fees = 130,
): Fill => {
  serial += 1
  return {
    id: `fill ${serial}`,
    trade,
    filledAt: serial as EpochMs,
    instrument,
    quantity,
    price_points,
    multiplier: 100,
    fees_cents: fees as Cents,
  }
}
const cents = (value: number): Cents => value as Cents

describe('cash of a fill', () => {
  it('is exact on ticks, and rounds against us off them', () => {
    expect(fillCash({ quantity: -1, price_points: 3.45, multiplier: 100 })).toBe(34_500)
    expect(fillCash({ quantity: 2, price_points: 0.05, multiplier: 100 })).toBe(-1000)
    expect(fillCash({ quantity: -1, price_points: 1.23456, multiplier: 100 })).toBe(12_345)
    expect(fillCash({ quantity: 1, price_points: 1.23456, multiplier: 100 })).toBe(-12_346)
  })
})

describe('lots', () => {
  it('close first in, first out', () => {
    const fills = [fill('a', 'X', -2, 3), fill('b', 'X', -1, 5), fill('a', 'X', 3, 1), fill('c', 'Y', 1, 2)]
    const book = fills.reduce(bookFill, EMPTY_LOTS)
    expect(book.closed.map((lot) => [lot.trade, lot.quantity, lot.realised_cents])).toEqual([
      ['a', -2, 40_000],
      ['b', -1, 40_000],
    ])
    expect(book.open.map((lot) => [lot.instrument, lot.quantity, lot.cash_cents])).toEqual([
      ['Y', 1, -20_000],
    ])
    expect(book.fees_cents).toBe(520)
  })
  it('turn over where a fill is larger than what is open', () => {
    const book = [fill('a', 'X', -1, 3), fill('b', 'X', 4, 1)].reduce(bookFill, EMPTY_LOTS)
    expect(book.open.map((lot) => [lot.quantity, lot.cash_cents])).toEqual([[3, -30_000]])
  })
  it('lose no cent: cash is what was realised plus what open lots cost, less fees', () => {
    const one = fc.record({
      name: fc.constantFrom('X', 'Y'),
      quantity: fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0),
      price: fc.double({ min: 0, max: 90, noNaN: true }),
      fees: fc.integer({ min: 0, max: 900 }),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 25 }), (all) => {
        const book = all
          .map((f) => fill('t', f.name, f.quantity, f.price, f.fees))
          .reduce(bookFill, EMPTY_LOTS)
        const realised = book.closed.reduce((sum, lot) => sum + lot.realised_cents, 0)
        const open = book.open.reduce((sum, lot) => sum + lot.cash_cents, 0)
        expect(book.cash_cents).toBe(realised + open - book.fees_cents)
        for (const name of ['X', 'Y']) {
          const held = all.reduce((sum, f) => sum + (f.name === name ? f.quantity : 0), 0)
          const lots = book.open.filter((lot) => lot.instrument === name)
          expect(lots.reduce((sum, lot) => sum + lot.quantity, 0)).toBe(held)
          expect(new Set(lots.map((lot) => Math.sign(lot.quantity))).size).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a chain of rolls', () => {
  const chains = mustAccept(
    chainsOf([
      { id: 'march', parent: null },
      { id: 'other', parent: null },
      { id: 'april', parent: 'march' },
      { id: 'may', parent: 'april' },
    ]),
  )
  const fills = [
    fill('march', 'MAR', -1, 4),
    fill('march', 'MAR', 1, 9),
    fill('april', 'APR', -1, 10),
    fill('april', 'APR', 1, 7),
    fill('may', 'MAY', -1, 8),
    fill('other', 'OTHER', -1, 50),
  ]
  it('is one number, and a rolled loser stays one', () => {
    expect(chains).toEqual([
      { root: 'march', trades: ['march', 'april', 'may'] },
      { root: 'other', trades: ['other'] },
    ])
    const pnl = mustAccept(chainPnl(chains[0], fills, new Map([['MAY', cents(90_000)]])))
    expect(pnl.cash_cents).toBe(40_000 - 90_000 + 100_000 - 70_000 + 80_000 - 5 * 130)
    expect(pnl.pnl_cents).toBe(60_000 - 650 - 90_000)
    expect(pnl.isOpen).toBe(true)
  })
  it('is unknown without a mark', () => {
    const result = chainPnl(chains[0], fills, new Map())
    expect(result.ok ? null : result.refusal.field).toBe('MAY')
  })
  it('refuses unknown parents, doubled ids and circles', () => {
    const fieldOf = (trades: Parameters<typeof chainsOf>[0]): string => {
      const result = chainsOf(trades)
      return result.ok ? 'accepted' : `${result.refusal.field}: ${result.refusal.wanted}`
    }
    expect(fieldOf([{ id: 'a', parent: 'b' }])).toContain('a trade that exists')
    expect(
      fieldOf([
        { id: 'a', parent: null },
        { id: 'a', parent: null },
      ]),
    ).toContain('once')
    expect(
      fieldOf([
        { id: 'a', parent: 'b' },
        { id: 'b', parent: 'a' },
      ]),
    ).toContain('circle')
    expect(mustAccept(chainsOf([]))).toEqual([])
  })
})
