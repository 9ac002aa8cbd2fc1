import { describe, expect, it } from 'vitest'
import { sampleBook } from '../../../test/support/sample-book.ts'
import type { BookDelta, ClosingLeg } from '../../policy/delta/book-delta.ts'
import { bookDeltaWords } from './book-delta.ts'
import { decisionOrders } from './decision-orders.ts'
import { todayWords } from './today.ts'

const order = {
  legs: [
    { instrument: 'SPXW  240216C04700000', quantity: 1 },
    { instrument: 'SPXW  240216P04700000', quantity: -1 },
  ],
  units: 3,
  limit_points: -2.1,
  natural_points: -2.5,
  multiplier: 100,
}
const leg: ClosingLeg = {
  kind: 'synthetic',
  name: 'SPXW 2024-02-16 4700 synthetic',
  side: 'buy',
  contracts: 3,
  wanted_contracts: 3,
  delta_dollars_per_point: 297,
  cost_dollars: 158,
  tiesUp_dollars: 210_000,
  unwinds: false,
  cap: null,
  order,
}
const noFuture = { id: 'book-delta.future', verdict: 'unknown', says: '', figures: [], because: [] } as const

const made = (more: Partial<BookDelta>, quotesFuture = false): BookDelta => ({
  rung: 'quoted',
  delta_dollars_per_point: -310,
  ordered_dollars_per_point: -310,
  limit_dollars_per_point: 100,
  action: 'close',
  because: 'the delta is -310 dollars a point, past the limit of 100',
  closing: [leg],
  runnerUp: null,
  cost_dollars: 158,
  after_dollars_per_point: -13,
  orders: [order],
  held: [{ instrument: 'SPXW  240216C04700000', quantity: -2 }],
  warnings: [],
  reason: {
    id: 'book-delta',
    verdict: 'note',
    says: 'Close the delta.',
    figures: [],
    because: quotesFuture ? [] : [noFuture],
  },
  ...more,
})
const rowOf = (delta: BookDelta, label: string): string | undefined =>
  bookDeltaWords(delta)?.rows.find((row) => row.label === label)?.value

describe("the book's delta in words", () => {
  it('says that a future was not quoted only where none was, whichever leg was cheaper', () => {
    expect(rowOf(made({}), 'ES')).toBe('no quote')
    expect(rowOf(made({}, true), 'ES')).toBeUndefined()
  })

  it('praises no delta that is left past its limit', () => {
    const tone = (more: Partial<BookDelta>) =>
      bookDeltaWords(made({ action: 'hold', orders: [], ...more }))?.tone
    expect(tone({})).toBe('warn')
    expect(tone({ ordered_dollars_per_point: 90 })).toBe('good')
    expect(bookDeltaWords(made({}))?.tone).toBe('warn')
    expect(bookDeltaWords(null)).toBeNull()
  })

  it('is in the verdict and among the orders for brokers, against what is held of it', () => {
    const delta = made({})
    const intent = { kind: 'close-delta', because: delta.because, orders: delta.orders } as const
    const decision = sampleBook({ delta, intents: [intent] })
    expect(todayWords(decision, Date.parse('2024-01-06T00:00:00Z')).verdict.title).toContain(
      'close the delta',
    )
    const [found] = decisionOrders(decision)
    expect(found).toMatchObject({ action: 'close-delta', subject: 'book', order, rung: 'quoted' })
    expect(bookDeltaWords(delta)?.orders).toHaveLength(1)
  })
})
