import { createHash } from 'node:crypto'
import { isoOfDay } from '../../base/calendar/civil.ts'
import type { Settlement } from '../../base/calendar/expirations.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { CALL } from '../../base/vocabulary/option-right.ts'
import type { DayNumber, EpochMs, IndexPoints } from '../../base/vocabulary/quantity.ts'
import { acceptQuotes, type AcceptancePolicy, type Acceptance } from './accept-quotes.ts'
import {
  QUOTE_STATE,
  type ChainSnapshot,
  type ExpirySlice,
  type OptionalColumn,
  type SideColumns,
} from './chain.ts'
import type { Decoded } from './decoder.ts'
import type { QuoteTable } from './quote-table.ts'
import { RefusalCollector, type RefusalLog } from './refusal-log.ts'

export interface AssembledChains {
  /** One a distinct underlying and instant, ascending. Empty where no quote was accepted. */
  readonly chains: readonly ChainSnapshot[]
  /** What the decoder and the acceptance rules refused, together. */
  readonly refusals: RefusalLog
  /** Rows that repeat an earlier row exactly. */
  readonly copies: number
}

/**
 * Flat quotes to chains: judged by `acceptQuotes`, then grouped by underlying and instant, root and expiration, with the
 * call and the put of a strike side by side. Order in the file does not matter, and neither does its name: the content
 * hash is over the accepted quotes in key order.
 */
export function assembleChains(
  decoded: Extract<Decoded, { readonly kind: 'quotes' }>,
  source: { readonly name: string; readonly format: string },
  policy?: AcceptancePolicy,
): AssembledChains {
  const { table } = decoded
  const acceptance = acceptQuotes(table, source.name, policy)
  const all = new RefusalCollector()
  all.addLog(decoded.refusals)
  all.addLog(acceptance.refusals)
  const refusals = all.log()
  const groups = groupByInstant(table, acceptance)
  const chains = groups.map((group) => {
    const expiries = slicesOf(table, acceptance, group.rows)
    const underlying = table.underlyings[group.underlying]
    const last = decoded.underlyingLast[underlying]
    const only = groups.length === 1
    return {
      underlying,
      sessionDate: newYorkCivil(group.instant as EpochMs).date,
      quotedAt: group.instant as EpochMs,
      quotedAtNote: decoded.quotedAtNote,
      rung: 'quoted',
      source: { ...source, contentHash: contentHash(underlying, group.instant, expiries) },
      underlyingLast_points: last === undefined ? null : (last as IndexPoints),
      expiries,
      counts: {
        // A row refused by the decoder has no instant: it is counted where the file holds one chain only.
        quotesRead: only ? table.count + decoded.refusals.total : group.read,
        quotesAccepted: group.rows.length,
        refusedByCode: only ? refusals.byCode : {},
        zeroBids: countState(acceptance, group.rows, QUOTE_STATE.ZERO_BID),
        locked: countState(acceptance, group.rows, QUOTE_STATE.LOCKED),
      },
      refusals: only ? refusals.first : [],
    } satisfies ChainSnapshot
  })
  return { chains, refusals, copies: acceptance.copies }
}

interface Group {
  readonly underlying: number
  readonly instant: number
  read: number
  /** Accepted rows. */
  readonly rows: number[]
}

function groupByInstant(table: QuoteTable, acceptance: Acceptance): Group[] {
  const groups = new Map<string, Group>()
  for (let row = 0; row < table.count; row += 1) {
    const underlying = table.underlyingIndex[row]
    const instant = table.quotedAt[row]
    const key = `${underlying} ${instant}`
    let group = groups.get(key)
    if (group === undefined) {
      group = { underlying, instant, read: 0, rows: [] }
      groups.set(key, group)
    }
    group.read += 1
    if (acceptance.states[row] !== 0) group.rows.push(row)
  }
  return [...groups.values()]
    .filter((group) => group.rows.length > 0)
    .sort(
      (a, b) =>
        a.instant - b.instant || (table.underlyings[a.underlying] < table.underlyings[b.underlying] ? -1 : 1),
    )
}

function slicesOf(table: QuoteTable, acceptance: Acceptance, rows: readonly number[]): ExpirySlice[] {
  const series = new Map<number, number[]>()
  for (const row of rows) {
    const key = table.rootIndex[row] * 100_000 + table.expirationDay[row]
    const members = series.get(key)
    if (members === undefined) series.set(key, [row])
    else members.push(row)
  }
  return [...series.values()]
    .map((members) => {
      const settlement = acceptance.settlementOfRow(members[0])
      assert(settlement !== null, 'an accepted quote must belong to a series that settles', {})
      return sliceOf(table, acceptance, members, settlement)
    })
    .sort((a, b) => a.settlesAt - b.settlesAt || (a.root < b.root ? -1 : 1))
}

function sliceOf(
  table: QuoteTable,
  acceptance: Acceptance,
  members: readonly number[],
  settlement: Settlement,
): ExpirySlice {
  const strikes = Float64Array.from(new Set(members.map((row) => table.strikes_points[row]))).sort()
  const position = new Map(Array.from(strikes, (strike, index) => [strike, index]))
  const calls = emptySide(strikes.length)
  const puts = emptySide(strikes.length)
  for (const row of members) {
    const at = position.get(table.strikes_points[row])
    assert(at !== undefined, 'every strike has a place', {})
    fillSide(table.rights[row] === CALL ? calls : puts, at, table, row, acceptance.states[row])
  }
  const expirationDay = table.expirationDay[members[0]] as DayNumber
  return {
    root: table.roots[table.rootIndex[members[0]]],
    expiration: isoOfDay(expirationDay),
    expirationDay,
    settlement: settlement.style,
    settlesAt: settlement.settlesAt,
    lastTradeAt: settlement.lastTradeAt,
    counterfactual: false,
    strikes_points: strikes,
    calls,
    puts,
  }
}

const OPTIONAL = ['bidSizes', 'askSizes', 'volumes', 'openInterests', 'vendorVols'] as const

function emptySide(length: number): SideColumns {
  const optional = (): OptionalColumn => ({
    values: new Float64Array(length),
    present: new Uint8Array(length),
  })
  return {
    bids_points: new Float64Array(length),
    asks_points: new Float64Array(length),
    state: new Uint8Array(length),
    bidSizes: optional(),
    askSizes: optional(),
    volumes: optional(),
    openInterests: optional(),
    vendorVols: optional(),
  }
}

function fillSide(side: SideColumns, at: number, table: QuoteTable, row: number, state: number): void {
  side.bids_points[at] = table.bids_points.values[row]
  side.asks_points[at] = table.asks_points.values[row]
  side.state[at] = state
  for (const name of OPTIONAL) {
    if (table[name].present[row] === 0) continue
    side[name].values[at] = table[name].values[row]
    side[name].present[at] = 1
  }
}

function countState(acceptance: Acceptance, rows: readonly number[], bit: number): number {
  let count = 0
  for (const row of rows) if ((acceptance.states[row] & bit) !== 0) count += 1
  return count
}

/** SHA-256 over underlying, instant and every slice's columns: the same for any order, name or packing of the file. */
function contentHash(underlying: string, instant: number, expiries: readonly ExpirySlice[]): string {
  const hash = createHash('sha256')
  const add = (column: Float64Array | Uint8Array): void => {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  hash.update(`${underlying} ${instant}\n`)
  for (const slice of expiries) {
    hash.update(`${slice.root} ${slice.expiration} ${slice.strikes_points.length}\n`)
    add(slice.strikes_points)
    for (const side of [slice.calls, slice.puts]) {
      add(side.bids_points)
      add(side.asks_points)
      add(side.state)
      for (const name of OPTIONAL) {
        add(side[name].values)
        add(side[name].present)
      }
    }
  }
  return hash.digest('hex')
}
