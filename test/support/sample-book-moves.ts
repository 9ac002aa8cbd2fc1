/** Two readings of a whole book for the page of the sample book: its delta with the leg that closes it, and how it moves. */
import type { BookCorrelations } from '../../src/policy/book-moves/book-correlations.ts'
import type { Reason } from '../../src/policy/decision.ts'
import type { BookDelta } from '../../src/policy/delta/book-delta.ts'
import type { Order } from '../../src/policy/intent.ts'

const because = 'the delta is -345 dollars a point, past the limit of 150'

const reason: Reason = {
  id: 'book-delta',
  says: `Delta of the book: ${because}.`,
  verdict: 'fail',
  figures: [],
  because: [],
}

const order: Order = {
  legs: [
    { instrument: 'SPXW  240216C04700000', quantity: 1 },
    { instrument: 'SPXW  240216P04700000', quantity: -1 },
  ],
  units: 3,
  limit_points: -22.4,
  natural_points: -22.6,
  multiplier: 100,
}

const CLOSING: BookDelta['closing'][number] = {
  kind: 'synthetic',
  name: 'SPXW 2024-02-16 4700 synthetic',
  side: 'buy',
  contracts: 3,
  wanted_contracts: 3,
  delta_dollars_per_point: 299,
  cost_dollars: 106,
  tiesUp_dollars: 148_200,
  unwinds: false,
  cap: null,
  order,
}

export const SAMPLE_DELTA: BookDelta = {
  rung: 'quoted',
  delta_dollars_per_point: -345,
  ordered_dollars_per_point: -345,
  limit_dollars_per_point: 150,
  action: 'close',
  because,
  closing: [CLOSING],
  runnerUp: { ...CLOSING, name: 'SPXW 2024-02-16 4695 synthetic', cost_dollars: 121 },
  cost_dollars: 106,
  after_dollars_per_point: -46,
  orders: [order],
  held: [],
  warnings: [],
  reason,
}

const row = (symbol: string, correlation: number | null, missing: string | null = null) => ({
  symbol,
  correlation,
  sessions: correlation === null ? null : 60,
  asOf: correlation === null ? null : '2024-01-05',
  rung: correlation === null ? null : ('indexed' as const),
  reason: missing,
})

export const SAMPLE_CORRELATIONS: BookCorrelations = {
  window: 60,
  method: "today's holdings, past moves: the book revalued in full",
  vixFrom: 'published',
  condors: 3,
  hedges: 1,
  deltaOptions: 0,
  leftOut: ['old-spread: the rules speak of condors only'],
  rows: [row('SPX', -0.78), row('VNQ', -0.61), row('XLU', null, '12 common days; 60 are wanted')],
  reason: null,
}
