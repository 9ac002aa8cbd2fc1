/** The curve of VX futures as of a day, out of settlement histories: nothing later is read. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { linearAt } from '../../base/numerics/interpolate.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { indexAtOrBefore } from '../series/index-at-or-before.ts'
import type { FuturesHistory } from '../series/series.ts'
import type { VxFuture } from './volatility-market.ts'

/** Settlements older than this many calendar days speak for nothing: the longest closure in the tables is six. */
const AGE_DAYS_MAX = 7

export interface VxCurve {
  /** Ascending by expiry; empty where nothing fresh is known. */
  readonly futures: readonly VxFuture[]
  /** The one day of all these settlements, at or before the day asked for; null where there are none. */
  readonly settledDay: number | null
  /** Contracts that have not expired and have settled before, and why they are not in the curve. */
  readonly leftOut: readonly { readonly expirationDay: number; readonly reason: string }[]
}

/**
 * Contracts not yet expired, by their settlement prices of one common day: the newest on which any of them settled. A contract that
 * did not settle that day is left out rather than shown at an older price. On its expiration day a contract has settled
 * that morning and is gone. Weekly contracts count. Of two files of one contract the first given counts.
 */
export function readVxCurve(histories: readonly FuturesHistory[], asOfDay: number): VxCurve {
  const known = new Map<number, { readonly day: number; readonly settle: number }>()
  for (const { root, expirationDay, days, settles } of histories) {
    if (root !== 'VX' || expirationDay <= asOfDay) continue
    const at = indexAtOrBefore(days, asOfDay)
    if (at < 0 || !(settles[at] > 0)) continue
    const before = known.get(expirationDay)
    if (before === undefined || before.day < days[at]) {
      known.set(expirationDay, { day: days[at], settle: settles[at] })
    }
  }
  const newest = Math.max(-Infinity, ...[...known.values()].map(({ day }) => day))
  const settledDay = asOfDay - newest <= AGE_DAYS_MAX ? newest : null
  const futures: VxFuture[] = []
  const leftOut: { readonly expirationDay: number; readonly reason: string }[] = []
  for (const [expirationDay, { day, settle }] of [...known].sort(([a], [b]) => a - b)) {
    if (day === settledDay) futures.push({ expirationDay, settle_vol_points: settle })
    else leftOut.push({ expirationDay, reason: `last settled on ${dateOf(day)}` })
  }
  return { futures, settledDay, leftOut }
}

/** The contract of exactly that expiry, or null. */
export const vxFutureOf = (futures: readonly VxFuture[], expirationDay: number): VxFuture | null =>
  futures.find((future) => future.expirationDay === expirationDay) ?? null

/**
 * Constant maturity: linear in days between the contracts on either side, vol points, as the S&P VIX futures indices weigh
 * them. Null before the first contract and beyond the last: the curve is not extended.
 */
export function vxAtMaturity(futures: readonly VxFuture[], asOfDay: number, days: number): number | null {
  const first = futures[0]
  const last = futures.at(-1)
  if (first === undefined || last === undefined) return null
  const wanted = asOfDay + days
  if (wanted < first.expirationDay || wanted > last.expirationDay) return null
  return alongCurve(futures, wanted)
}

/** Sixty days over thirty less one, both at constant maturity: above 0 is contango. Null where the curve does not reach. */
export function vxContangoAt(futures: readonly VxFuture[], asOfDay: number): number | null {
  const near = vxAtMaturity(futures, asOfDay, 30)
  const far = vxAtMaturity(futures, asOfDay, 60)
  return near === null || far === null ? null : far / near - 1
}

/**
 * Where a future of so many days would stand if the curve stayed as it is: constant maturity, spot VIX at no days where it is
 * known, flat beyond the ends. For roll-down, not for pricing. `futures` must not be empty.
 */
export function vxRolledDown(
  futures: readonly VxFuture[],
  vix_vol_points: number | null,
  asOfDay: number,
  days: number,
): number {
  const spot = vix_vol_points === null ? [] : [{ expirationDay: asOfDay, settle_vol_points: vix_vol_points }]
  return alongCurve([...spot, ...futures], asOfDay + days)
}

const alongCurve = (futures: readonly VxFuture[], day: number): number =>
  linearAt(
    futures.map((future) => future.expirationDay),
    futures.map((future) => future.settle_vol_points),
    day,
  )

const dateOf = (day: number): string => isoOfDay(quantity<DayNumber>(day))
