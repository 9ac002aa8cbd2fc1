/**
 * What a customer's contract costs each way, in cents, by date: data only. Exchange fees are those of the published schedules as
 * commonly quoted, clearing and regulatory fees in round numbers, commissions what a discount broker asked at the time. None is
 * checked against every amendment: all are assumptions to vary, and a run may take the rule set's own costs instead.
 */
import type { IsoDate } from '../../base/vocabulary/quantity.ts'

interface FeeRow {
  readonly root: 'index' | 'VIX' | 'VX'
  readonly from: string
  /** Broker's commission. */
  readonly commission_cents: number
  /** Exchange, clearing and regulatory fees where the premium is below a point, and from there. */
  readonly below_cents: number
  readonly above_cents: number
  readonly source: string
}

// prettier-ignore
export const FEES: readonly FeeRow[] = [
  { root: 'index', from: '1990-01-01', commission_cents: 150, below_cents: 30, above_cents: 50, source: 'CBOE SPX 25 and 45 cents, clearing 5; discount broker 1.50' },
  { root: 'index', from: '2006-01-01', commission_cents: 100, below_cents: 40, above_cents: 49, source: 'CBOE SPX 35 and 44 cents, clearing 5; discount broker 1.00' },
  { root: 'index', from: '2014-01-01', commission_cents: 75, below_cents: 45, above_cents: 54, source: 'CBOE SPX 35 and 44 cents, clearing 5, regulatory 5; discount broker 0.75' },
  { root: 'index', from: '2019-10-07', commission_cents: 65, below_cents: 45, above_cents: 54, source: 'the same; commissions of 0.65 from October 2019' },
  { root: 'VIX', from: '2006-02-24', commission_cents: 100, below_cents: 30, above_cents: 50, source: 'CBOE VIX 25 and 45 cents, clearing 5; discount broker 1.00' },
  { root: 'VIX', from: '2014-01-01', commission_cents: 75, below_cents: 35, above_cents: 55, source: 'the same with regulatory 5; discount broker 0.75' },
  { root: 'VIX', from: '2019-10-07', commission_cents: 65, below_cents: 35, above_cents: 55, source: 'the same; commissions of 0.65 from October 2019' },
  { root: 'VX', from: '2004-03-26', commission_cents: 150, below_cents: 125, above_cents: 125, source: 'CFE customer 1.20, NFA and clearing 5; discount broker 1.50' },
]

/** Commission and fees of one contract traded once, cents. */
export function feeByTable(root: string, price_points: number, date: IsoDate): number {
  const name = root.startsWith('VIX') ? 'VIX' : root === 'VX' ? 'VX' : 'index'
  const row =
    FEES.findLast((one) => one.root === name && one.from <= date) ?? FEES.find((one) => one.root === name)
  if (row === undefined) return 0
  return row.commission_cents + (price_points < 1 ? row.below_cents : row.above_cents)
}
