import { assert } from '../../base/vocabulary/assert.ts'
import type { DayNumber, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type {
  ChainSnapshot,
  ExpirySlice,
  OptionalColumn,
  SettlementStyle,
  SideColumns,
} from '../../market/quote/chain.ts'
import { columnOf, type ColumnTable, type StoredColumn } from './column-table.ts'

/** Everything of a chain but its columns. */
export type ChainAbout = Omit<ChainSnapshot, 'expiries'>

const OPTIONAL_NAMES = ['bidSizes', 'askSizes', 'volumes', 'openInterests', 'vendorVols'] as const
const STORED_OPTIONAL: Readonly<Record<(typeof OPTIONAL_NAMES)[number], string>> = {
  bidSizes: 'bid_size',
  askSizes: 'ask_size',
  volumes: 'volume',
  openInterests: 'open_interest',
  vendorVols: 'vendor_vol',
}

/** A chain as one row per root, expiry and strike, in slice order. */
export function chainToTable(chain: ChainSnapshot): {
  readonly table: ColumnTable
  readonly about: ChainAbout
} {
  const { expiries, ...about } = chain
  const rows = expiries.reduce((total, slice) => total + slice.strikes_points.length, 0)
  const text = (of: (slice: ExpirySlice) => string): string[] =>
    expiries.flatMap((slice) => Array.from({ length: slice.strikes_points.length }, () => of(slice)))
  const numbers = (of: (slice: ExpirySlice) => ArrayLike<number>): Float64Array =>
    concatenate(rows, expiries.map(of))
  const repeated = (of: (slice: ExpirySlice) => number): Float64Array =>
    concatenate(
      rows,
      expiries.map((slice) => new Float64Array(slice.strikes_points.length).fill(of(slice))),
    )
  const columns: StoredColumn[] = [
    { name: 'root', type: 'VARCHAR', values: text((slice) => slice.root), present: null },
    { name: 'expiration', type: 'VARCHAR', values: text((slice) => slice.expiration), present: null },
    { name: 'settlement', type: 'VARCHAR', values: text((slice) => slice.settlement), present: null },
    {
      name: 'expiration_day',
      type: 'INTEGER',
      values: Int32Array.from(repeated((s) => s.expirationDay)),
      present: null,
    },
    { name: 'settles_at_ms', type: 'BIGINT', values: repeated((slice) => slice.settlesAt), present: null },
    {
      name: 'last_trade_at_ms',
      type: 'BIGINT',
      values: repeated((slice) => slice.lastTradeAt),
      present: null,
    },
    {
      name: 'counterfactual',
      type: 'INTEGER',
      values: Int32Array.from(repeated((s) => Number(s.counterfactual))),
      present: null,
    },
    { name: 'strike', type: 'DOUBLE', values: numbers((slice) => slice.strikes_points), present: null },
    ...sideToColumns(
      'call',
      rows,
      expiries.map((slice) => slice.calls),
    ),
    ...sideToColumns(
      'put',
      rows,
      expiries.map((slice) => slice.puts),
    ),
  ]
  return { table: { rows, columns }, about }
}

/** The inverse of {@link chainToTable}. */
export function chainFromTable(table: ColumnTable, about: ChainAbout): ChainSnapshot {
  const roots = columnOf(table, 'root', 'VARCHAR').values
  const expirations = columnOf(table, 'expiration', 'VARCHAR').values
  const expiries: ExpirySlice[] = []
  for (let start = 0; start < table.rows;) {
    let end = start + 1
    while (end < table.rows && roots[end] === roots[start] && expirations[end] === expirations[start])
      end += 1
    expiries.push(sliceFrom(table, start, end))
    start = end
  }
  return { ...about, expiries }
}

function sliceFrom(table: ColumnTable, start: number, end: number): ExpirySlice {
  const settlement = columnOf(table, 'settlement', 'VARCHAR').values[start]
  assert(settlement === 'AM' || settlement === 'PM', 'a stored slice must say how it settles', { settlement })
  return {
    root: columnOf(table, 'root', 'VARCHAR').values[start],
    expiration: columnOf(table, 'expiration', 'VARCHAR').values[start] as IsoDate,
    expirationDay: columnOf(table, 'expiration_day', 'INTEGER').values[start] as DayNumber,
    settlement: settlement satisfies SettlementStyle,
    settlesAt: columnOf(table, 'settles_at_ms', 'BIGINT').values[start] as EpochMs,
    lastTradeAt: columnOf(table, 'last_trade_at_ms', 'BIGINT').values[start] as EpochMs,
    counterfactual: columnOf(table, 'counterfactual', 'INTEGER').values[start] === 1,
    strikes_points: columnOf(table, 'strike', 'DOUBLE').values.slice(start, end),
    calls: sideFrom(table, 'call', start, end),
    puts: sideFrom(table, 'put', start, end),
  }
}

function sideToColumns(prefix: 'call' | 'put', rows: number, sides: readonly SideColumns[]): StoredColumn[] {
  const joined = (of: (side: SideColumns) => ArrayLike<number>): Float64Array =>
    concatenate(rows, sides.map(of))
  const required: StoredColumn[] = [
    { name: `${prefix}_bid`, type: 'DOUBLE', values: joined((side) => side.bids_points), present: null },
    { name: `${prefix}_ask`, type: 'DOUBLE', values: joined((side) => side.asks_points), present: null },
    {
      name: `${prefix}_state`,
      type: 'INTEGER',
      values: Int32Array.from(joined((side) => side.state)),
      present: null,
    },
  ]
  const optional = OPTIONAL_NAMES.map((name): StoredColumn => ({
    name: `${prefix}_${STORED_OPTIONAL[name]}`,
    type: 'DOUBLE',
    values: maskAbsent(
      joined((side) => side[name].values),
      joined((side) => side[name].present),
    ),
    present: Uint8Array.from(joined((side) => side[name].present)),
  }))
  return [...required, ...optional]
}

function sideFrom(table: ColumnTable, prefix: 'call' | 'put', start: number, end: number): SideColumns {
  const optional = (name: (typeof OPTIONAL_NAMES)[number]): OptionalColumn => {
    const column = columnOf(table, `${prefix}_${STORED_OPTIONAL[name]}`, 'DOUBLE')
    assert(column.present !== null, 'an optional column must say which rows it has', { name })
    return { values: column.values.slice(start, end), present: column.present.slice(start, end) }
  }
  return {
    bids_points: columnOf(table, `${prefix}_bid`, 'DOUBLE').values.slice(start, end),
    asks_points: columnOf(table, `${prefix}_ask`, 'DOUBLE').values.slice(start, end),
    state: Uint8Array.from(columnOf(table, `${prefix}_state`, 'INTEGER').values.subarray(start, end)),
    bidSizes: optional('bidSizes'),
    askSizes: optional('askSizes'),
    volumes: optional('volumes'),
    openInterests: optional('openInterests'),
    vendorVols: optional('vendorVols'),
  }
}

function concatenate(length: number, parts: readonly ArrayLike<number>[]): Float64Array {
  const whole = new Float64Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  assert(at === length, 'the parts of a column must add up to its table', { at, length })
  return whole
}

/** Absent values are stored as null and come back as 0: made 0 first, so that hashes agree. */
function maskAbsent(values: Float64Array, present: Float64Array): Float64Array {
  return values.map((value, index) => (present[index] === 1 ? value : 0))
}
