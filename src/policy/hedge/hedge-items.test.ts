import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedMarket } from '../../../test/support/volatility-market.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { bookLedger } from '../../book/ledger/book-ledger.ts'
import { movedFactors } from '../../book/ledger/move-book.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { HeldHedge } from '../book-facts.ts'
import { hedgeContract, vixCallName, vxFutureName } from './hedge-contract.ts'
import { hedgeItem, hedgeItems } from './hedge-items.ts'
import { priceHedge } from './price-hedge.ts'
import { settleHedge } from './settle-hedge.ts'

const day = (text: string): number => dayNumber(isoDate(text))
const call = (expiration: string, strike: number, quantity: number, layerId: string | null): HeldHedge => ({
  trade: `trade ${layerId}`,
  instrument: vixCallName(day(expiration), strike),
  quantity,
  cost_cents: 40_000 as Cents,
  layerId,
})
const BOOK = [
  call('2024-02-14', 18, 4, 'front'),
  call('2024-05-22', 20, 4, 'middle'),
  { ...call('2024-08-21', 22, 2, 'back'), instrument: vxFutureName(day('2024-08-21')) },
  call('2024-02-14', 25, -4, null),
]
const market = (date: string, level: number) => inventedMarket(date, (days) => level + days / 100)

describe('hedges as items of a book', () => {
  it('stand each on the future of its expiry, in its layer, driven by that future', () => {
    const { items, refusals } = hedgeItems(BOOK, market('2024-01-16', 17))
    expect(refusals).toEqual([])
    expect(items.map(({ layer, driver, factors }) => [layer, driver, factors.underlying])).toEqual([
      ['hedge:front', 'VX 2024-02-14', 17.29],
      ['hedge:middle', 'VX 2024-05-22', 18.27],
      ['hedge:back', 'VX 2024-08-21', 19.18],
      ['hedge', 'VX 2024-02-14', 17.29],
    ])
    items.forEach((item, i) => {
      const contract = hedgeContract(BOOK[i]?.instrument ?? '')
      if (contract === null) throw new Error('no contract')
      const price = mustAccept(priceHedge(contract, market('2024-01-16', 17)))
      const wanted = price.mid_points * contract.multiplier * (BOOK[i]?.quantity ?? 0)
      expect(item.position.value(item.factors)).toBeCloseTo(wanted, 9)
    })
  })
  it('leave out, with a refusal, what has no future: it is unknown, not worth nothing', () => {
    const { futures, ...rest } = market('2024-01-16', 17)
    const { items, refusals } = hedgeItems(BOOK, { ...rest, futures: futures.slice(0, 2) })
    expect(items.map(({ layer }) => layer)).toEqual(['hedge:front', 'hedge'])
    expect(refusals.map(({ field }) => field)).toEqual(['VX 2024-05-22', 'VX 2024-08-21'])
  })
  it('add up by layer to their P&L, to the cent, whatever the two days', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 10, max: 70, noNaN: true }),
        fc.double({ min: 10, max: 70, noNaN: true }),
        (before, after) => {
          const [first, second] = [market('2024-01-16', before), market('2024-01-17', after)]
          const steps = BOOK.map((held) => {
            const [from, to] = [mustAccept(hedgeItem(held, first)), mustAccept(hedgeItem(held, second))]
            return { item: from, before: from.factors, after: to.factors }
          })
          const ledger = mustAccept(bookLedger(steps, 'at-next'))
          const cents = (value: number): number => Math.round(value * 100)
          for (const { item, before: from, after: to } of steps) {
            const sum = ledger.byLayer.get(item.layer)?.cents.total ?? Number.NaN
            const pnl = cents(item.position.value(to)) - cents(item.position.value(from))
            expect(Math.abs(sum - pnl)).toBeLessThanOrEqual(1)
          }
          const layers = [...ledger.byLayer.values()].reduce((sum, { cents: own }) => sum + own.total, 0)
          expect(layers).toBe(ledger.total.cents.total)
        },
      ),
      { numRuns: 60 },
    )
  })
  it('take less of a move of VIX the longer they run', () => {
    const { items } = hedgeItems(BOOK.slice(0, 3), market('2024-01-16', 17))
    const moves = items.map((item) => {
      const dynamics = { kind: 'vix-beta', beta_vol_points_per_percent: 1.5 } as const
      return movedFactors(item, { logReturn: -0.02, dynamics }).underlying - item.factors.underlying
    })
    // VIX rises 3 points.
    expect(moves[0]).toBeLessThan(3)
    expect(moves[0]).toBeGreaterThan(moves[1] ?? 9)
    expect(moves[1]).toBeGreaterThan(moves[2] ?? 9)
    expect(moves[2]).toBeGreaterThan(0)
  })
})

describe('settlement of hedges', () => {
  const vro = (date: string, value: number): ValueSeries => ({
    symbol: 'VRO',
    source: 'VRO_History.csv',
    rung: 'quoted',
    days: Int32Array.of(day(date)),
    values: Float64Array.of(value),
    revised: false,
  })
  it('is to the VRO as supplied, options and futures alike', () => {
    const supplied = { vro: vro('2024-02-14', 21.37), futures: [] }
    const settle = (held: HeldHedge) => mustAccept(settleHedge(held, supplied)).value_cents
    expect(settle(call('2024-02-14', 18, 4, 'front'))).toBe(134_800)
    expect(settle(call('2024-02-14', 25, 4, 'front'))).toBe(0)
    expect(settle({ ...call('2024-02-14', 18, -2, 'front'), instrument: 'VX 2024-02-14' })).toBe(-4_274_000)
  })
  it('is refused without it: nothing stands in for the VRO', () => {
    const answer = settleHedge(call('2024-02-14', 18, 4, 'front'), {
      vro: vro('2024-02-13', 21),
      futures: [],
    })
    expect(answer.ok ? 'accepted' : [answer.refusal.code, answer.refusal.field]).toEqual([
      'series.missing',
      'VRO 2024-02-14',
    ])
    const other = settleHedge(
      { ...call('2024-02-14', 18, 1, null), instrument: 'SPXW  240216P04500000' },
      { vro: null, futures: [] },
    )
    expect(other.ok ? 'accepted' : other.refusal.code).toBe('quote.not-listed-class')
  })
})
