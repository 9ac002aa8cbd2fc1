import type { OptionalColumn } from './chain.ts'
import type { QuoteTable } from './quote-table.ts'

/** Several tables as one, in order: the members of an archive that together hold one chain. */
export function joinTables(tables: readonly QuoteTable[]): QuoteTable {
  const [first] = tables
  if (tables.length === 1 && first !== undefined) return first
  const count = tables.reduce((total, table) => total + table.count, 0)
  const roots = new Names()
  const underlyings = new Names()
  const rootIndex = new Uint16Array(count)
  const underlyingIndex = new Uint16Array(count)
  let offset = 0
  for (const table of tables) {
    const rootOf = table.roots.map((name) => roots.indexOf(name))
    const underlyingOf = table.underlyings.map((name) => underlyings.indexOf(name))
    for (let row = 0; row < table.count; row += 1) {
      rootIndex[offset + row] = rootOf[table.rootIndex[row]] ?? 0
      underlyingIndex[offset + row] = underlyingOf[table.underlyingIndex[row]] ?? 0
    }
    offset += table.count
  }
  const optional = (of: (table: QuoteTable) => OptionalColumn): OptionalColumn => ({
    values: joined(new Float64Array(count), tables, (table) => of(table).values),
    present: joined(new Uint8Array(count), tables, (table) => of(table).present),
  })
  return {
    count,
    roots: roots.all,
    underlyings: underlyings.all,
    rootIndex,
    underlyingIndex,
    expirationDay: joined(new Int32Array(count), tables, (table) => table.expirationDay),
    strikes_points: joined(new Float64Array(count), tables, (table) => table.strikes_points),
    rights: joined(new Uint8Array(count), tables, (table) => table.rights),
    quotedAt: joined(new Float64Array(count), tables, (table) => table.quotedAt),
    lines: joined(new Int32Array(count), tables, (table) => table.lines),
    bids_points: optional((table) => table.bids_points),
    asks_points: optional((table) => table.asks_points),
    bidSizes: optional((table) => table.bidSizes),
    askSizes: optional((table) => table.askSizes),
    volumes: optional((table) => table.volumes),
    openInterests: optional((table) => table.openInterests),
    vendorVols: optional((table) => table.vendorVols),
  }
}

function joined<T extends Float64Array | Int32Array | Uint8Array>(
  into: T,
  tables: readonly QuoteTable[],
  columnOf: (table: QuoteTable) => T,
): T {
  let offset = 0
  for (const table of tables) {
    into.set(columnOf(table), offset)
    offset += table.count
  }
  return into
}

class Names {
  readonly #index = new Map<string, number>()

  get all(): string[] {
    return [...this.#index.keys()]
  }

  indexOf(name: string): number {
    const known = this.#index.get(name)
    if (known !== undefined) return known
    this.#index.set(name, this.#index.size)
    return this.#index.size - 1
  }
}
