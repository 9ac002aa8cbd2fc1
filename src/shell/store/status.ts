import { isoOfDay } from '../../base/calendar/civil.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import { accepted, type Result } from '../../base/vocabulary/result.ts'
import type { Store } from './store.ts'

export interface SeriesStatus {
  readonly symbol: string
  readonly kind: 'daily bars' | 'dated values' | 'futures contract'
  readonly rows: number
  readonly first: string
  readonly last: string
  readonly imports: number
  readonly conflicts: number
}

/** What a store holds, as data. */
export interface DataStatus {
  readonly home: string
  readonly chains: readonly {
    readonly underlying: string
    readonly quotedAt_ms: number
    readonly hash: string
  }[]
  readonly series: readonly SeriesStatus[]
}

/** Reads every series once: a damaged file is found here rather than in the middle of a decision. */
export async function dataStatus(store: Store): Promise<Result<DataStatus>> {
  const series: SeriesStatus[] = []
  for (const symbol of store.symbols('bars')) {
    const read = await store.bars(symbol)
    if (!read.ok) return read
    const { data, imports, conflicts } = read.value
    series.push({ symbol, kind: 'daily bars', ...extent(data.days), imports, conflicts })
  }
  for (const symbol of store.symbols('series')) {
    const read = await store.series(symbol)
    if (!read.ok) return read
    const { data, imports, conflicts } = read.value
    series.push({ symbol, kind: 'dated values', ...extent(data.days), imports, conflicts })
  }
  for (const symbol of store.symbols('futures')) {
    const read = await store.futures(symbol)
    if (!read.ok) return read
    const name = `${read.value.root} ${isoOfDay(read.value.expirationDay as DayNumber)}`
    series.push({
      symbol: name,
      kind: 'futures contract',
      ...extent(read.value.days),
      imports: 1,
      conflicts: 0,
    })
  }
  const chains = store
    .listChains()
    .map((chain) => ({ underlying: chain.underlying, quotedAt_ms: chain.quotedAt, hash: chain.hash }))
  return accepted({ home: store.home, chains, series })
}

function extent(days: Int32Array): { readonly rows: number; readonly first: string; readonly last: string } {
  if (days.length === 0) return { rows: 0, first: '', last: '' }
  return {
    rows: days.length,
    first: isoOfDay(days[0] as DayNumber),
    last: isoOfDay(days[days.length - 1] as DayNumber),
  }
}
