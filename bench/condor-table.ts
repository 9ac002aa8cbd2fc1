/**
 * The job that table libraries are timed at: over a table of quoted rows, a condor of every chain by delta and width, held to the last
 * quotes of its expiry, and what each gained by days to expiry. Every chain's columns are read for it. There is no account, no
 * decision and no fill on a later day, because a table library has none.
 */
import { priceStructure } from '../src/book/structure/price-structure.ts'
import { bindLeg, type WingedStrike, wingedStrikes } from '../src/book/structure/strike-candidates.ts'
import type { CondorLegs } from '../src/book/structure/legs.ts'
import type { ExpiryState, MarketState } from '../src/market/surface/market-state.ts'

const DELTA = 0.16
const WINGS = { width_points: 50, tolerance_points: 25 }
const BUCKET_DAYS = 7
const BUCKETS = 64

export interface CondorTable {
  readonly days: readonly (readonly ExpiryState[])[]
  /** Quotes in all, calls and puts. */
  readonly rows: number
}

/** The chains of some markets with every quote made. Deltas become a column at the first pass, as tables bring them. */
export function condorTable(markets: readonly MarketState[]): CondorTable {
  let rows = 0
  for (const { expiries } of markets)
    for (const { slice } of expiries) rows += slice.calls.state.length + slice.puts.state.length
  return { days: markets.map(({ expiries }) => expiries), rows }
}

/** Mean gain of a condor, index points, by weeks to expiry at entry; 0 where there was none. */
export function condorsOfTable({ days }: CondorTable): Float64Array {
  const sold = new Map<string, { readonly legs: CondorLegs; readonly days: number }[]>()
  const last = new Map<string, ExpiryState>()
  for (const expiries of days) {
    for (const expiry of expiries) {
      const legs = condorOf(expiry)
      const key = `${expiry.slice.root} ${expiry.slice.expiration}`
      last.set(key, expiry)
      if (legs === null) continue
      const known = sold.get(key)
      if (known === undefined) sold.set(key, [{ legs, days: expiry.days }])
      else known.push({ legs, days: expiry.days })
    }
  }
  const sums = new Float64Array(BUCKETS)
  const counts = new Float64Array(BUCKETS)
  for (const [key, condors] of sold) {
    for (const condor of condors) {
      const gain = gainOf(condor.legs, last.get(key))
      if (gain === null) continue
      const bucket = Math.min(BUCKETS - 1, Math.floor(condor.days / BUCKET_DAYS))
      sums[bucket] += gain
      counts[bucket] += 1
    }
  }
  return sums.map((sum, bucket) => (counts[bucket] === 0 ? 0 : sum / counts[bucket]))
}

function condorOf(expiry: ExpiryState): CondorLegs | null {
  const put = nearest(wingedStrikes(expiry, 'P', WINGS))
  const call = nearest(wingedStrikes(expiry, 'C', WINGS))
  if (put === null || call === null) return null
  return [
    bindLeg(expiry, 'P', put.wingIndex, 1),
    bindLeg(expiry, 'P', put.shortIndex, -1),
    bindLeg(expiry, 'C', call.shortIndex, -1),
    bindLeg(expiry, 'C', call.wingIndex, 1),
  ]
}

function nearest(strikes: readonly WingedStrike[]): WingedStrike | null {
  let best: WingedStrike | null = null
  for (const one of strikes)
    if (best === null || Math.abs(one.delta - DELTA) < Math.abs(best.delta - DELTA)) best = one
  return best
}

/** Opened and closed at natural; null where a strike is no longer listed. */
function gainOf(legs: CondorLegs, expiry: ExpiryState | undefined): number | null {
  if (expiry === undefined) return null
  const at = legs.map(({ strike_points }) => expiry.slice.strikes_points.indexOf(strike_points))
  if (at.some((index) => index < 0)) return null
  const closing = legs.map(({ right, quantity }, i) => bindLeg(expiry, right, at[i], -quantity))
  return priceStructure(legs).natural_points + priceStructure(closing).natural_points
}
