import { CALL } from '../../base/vocabulary/option-right.ts'
import type { QuoteTable } from './quote-table.ts'

/** Strikes looked at on either side. */
const REACH = 3
/** A quote is out of line when it contradicts this many neighbours, and more than any of them contradicts. */
const CONTRADICTIONS_MIN = 2
/** An ask (a bid) this many times above (below) that of an option worth at least as much (at most as much)... */
const FACTOR = 3
/** ...and this far, in points, is not a price but a slip of the finger. */
const SLIP_POINTS = 1

/**
 * Rows whose quote its neighbours contradict: a misplaced decimal point, a stale row, a price of another option. Two
 * quotes of one right contradict each other where buying the one and selling the other is a sure profit (a call worth less
 * than one of a higher strike, or more than it by over the distance of the strikes), or where one is dearer to buy, or
 * sells for less, by a factor of three than the other that must be worth more, or less. Of quotes in contradiction the one
 * with the most is at fault.
 *
 * `rows` are of one series, by strike; those with state 0 are passed over.
 */
export function outOfLine(table: QuoteTable, rows: Uint32Array, states: Uint8Array): number[] {
  const faults: number[] = []
  for (const wanted of [0, 1]) {
    const side = rows.filter((row) => states[row] !== 0 && table.rights[row] === wanted)
    // Puts in descending order of strike behave as calls in ascending order: each is worth at most the one before.
    if (wanted !== CALL) side.reverse()
    for (const at of faultsAmong(table, side)) faults.push(side[at])
  }
  return faults
}

function faultsAmong(table: QuoteTable, side: Uint32Array): number[] {
  const counts = new Uint8Array(side.length)
  for (let i = 0; i < side.length; i += 1) {
    for (let j = i + 1; j <= i + REACH && j < side.length; j += 1) {
      if (!contradict(table, side[i], side[j])) continue
      counts[i] += 1
      counts[j] += 1
    }
  }
  const faults: number[] = []
  // Counts only fall, so one pass a level, from the highest, meets them in descending order and stays linear.
  for (let level = 2 * REACH; level >= CONTRADICTIONS_MIN; level -= 1) {
    for (let at = 0; at < counts.length; at += 1) {
      if (counts[at] !== level) continue
      const others = contradictedBy(table, side, at)
      // Two quotes at odds with each other and with as many more: nobody can say which is wrong, so both stand.
      if (others.every((other) => counts[other] < level)) faults.push(at)
      for (const other of others) if (counts[other] > 0) counts[other] -= 1
      counts[at] = 0
    }
  }
  return faults
}

function contradictedBy(table: QuoteTable, side: Uint32Array, at: number): number[] {
  const others: number[] = []
  const last = Math.min(side.length - 1, at + REACH)
  for (let other = Math.max(0, at - REACH); other <= last; other += 1) {
    if (other === at) continue
    const [dear, cheap] = other < at ? [other, at] : [at, other]
    if (contradict(table, side[dear], side[cheap])) others.push(other)
  }
  return others
}

/** `dear` must be worth at least as much as `cheap`, and at most the distance of their strikes more. */
function contradict(table: QuoteTable, dear: number, cheap: number): boolean {
  const [dearBid, dearAsk] = [table.bids_points.values[dear], table.asks_points.values[dear]]
  const [cheapBid, cheapAsk] = [table.bids_points.values[cheap], table.asks_points.values[cheap]]
  const distance = Math.abs(table.strikes_points[dear] - table.strikes_points[cheap])
  return (
    cheapBid > dearAsk ||
    dearBid - cheapAsk > distance ||
    (cheapAsk > FACTOR * dearAsk && cheapAsk - dearAsk > SLIP_POINTS) ||
    (dearBid > 0 && cheapBid > FACTOR * dearBid && cheapBid - dearBid > SLIP_POINTS)
  )
}
