/**
 * The rows of a table in canonical order: by instant and underlying, then root and expiration, then strike and right. Order
 * in the file does not matter from here on. Grouping counts instead of sorting, so that time stays linear in the rows.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { QuoteTable } from './quote-table.ts'

/** Rows of one root and one expiration at one instant. */
export interface SeriesRows {
  readonly root: string
  /** Days since 1970-01-01. */
  readonly expirationDay: number
  /** By strike, then right, then line. */
  readonly rows: Uint32Array
}

/** Rows of one underlying at one instant. */
export interface InstantRows {
  readonly underlying: string
  /** Epoch milliseconds. */
  readonly quotedAt: number
  readonly count: number
  /** By expiration, then root. */
  readonly series: readonly SeriesRows[]
}

const UNDERLYINGS_MAX = 2048
const DAYS_SPAN = 200_000

export function orderQuotes(table: QuoteTable): InstantRows[] {
  assert(table.underlyings.length < UNDERLYINGS_MAX, 'too many underlyings in one file', {
    count: table.underlyings.length,
  })
  const all = new Uint32Array(table.count)
  for (let row = 0; row < all.length; row += 1) all[row] = row
  // Instants are below 2^42 and underlyings below 2^11: the key is an exact integer.
  const instants = groupRows(all, (row) => table.quotedAt[row] * UNDERLYINGS_MAX + table.underlyingIndex[row])
  return instants
    .map((rows) => ({
      underlying: table.underlyings[table.underlyingIndex[rows[0]]] ?? '',
      quotedAt: table.quotedAt[rows[0]],
      count: rows.length,
      series: seriesOf(table, rows),
    }))
    .sort((a, b) => a.quotedAt - b.quotedAt || (a.underlying < b.underlying ? -1 : 1))
}

function seriesOf(table: QuoteTable, rows: Uint32Array): SeriesRows[] {
  const groups = groupRows(rows, (row) => table.rootIndex[row] * DAYS_SPAN + table.expirationDay[row])
  const { strikes_points, rights, lines } = table
  const inOrder = (a: number, b: number): number =>
    strikes_points[a] - strikes_points[b] || rights[a] - rights[b] || lines[a] - lines[b] || a - b
  return groups
    .map((members) => ({
      root: table.roots[table.rootIndex[members[0]]] ?? '',
      expirationDay: table.expirationDay[members[0]],
      rows: members.sort(inOrder),
    }))
    .sort((a, b) => a.expirationDay - b.expirationDay || (a.root < b.root ? -1 : 1))
}

/** Splits rows by an integer key, keeping their order within a group. */
function groupRows(rows: Uint32Array, keyOf: (row: number) => number): Uint32Array[] {
  const groupOfKey = new Map<number, number>()
  const groupOfRow = new Uint32Array(rows.length)
  const sizes: number[] = []
  for (let i = 0; i < rows.length; i += 1) {
    const key = keyOf(rows[i])
    let group = groupOfKey.get(key)
    if (group === undefined) {
      group = sizes.length
      groupOfKey.set(key, group)
      sizes.push(0)
    }
    groupOfRow[i] = group
    sizes[group] = (sizes[group] ?? 0) + 1
  }
  const groups = sizes.map((size) => new Uint32Array(size))
  const filled = new Uint32Array(sizes.length)
  for (let i = 0; i < rows.length; i += 1) {
    const group = groupOfRow[i]
    const members = groups[group]
    assert(members !== undefined, 'every row has a group', { group })
    members[filled[group]] = rows[i]
    filled[group] += 1
  }
  return groups
}
