import { basename } from 'node:path'
import { isoOfDay } from '../../base/calendar/civil.ts'
import type { DayNumber, EpochMs } from '../../base/vocabulary/quantity.ts'
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import { symbolOfName } from '../../market/quote/formats/series-symbol.ts'
import type { RefusalLog } from '../../market/quote/refusal-log.ts'
import { readMarketFile, type ImportedFile, type ReadOptions } from '../importer/read-file.ts'
import { readyHome } from './ready-home.ts'
import type { Put, Store } from './store.ts'

/** One thing a file gave to the store. */
export type StoredItem =
  | {
      readonly kind: 'chain'
      readonly name: string
      readonly put: Put
      readonly quotedAt: EpochMs
      readonly expiries: number
      readonly quotes: number
    }
  | {
      readonly kind: 'daily bars' | 'dated values' | 'futures'
      readonly name: string
      readonly put: Put
      readonly rows: number
      readonly firstDay: number
      readonly lastDay: number
    }

/** What came of importing one file; `refusal` is null where it was taken. */
export interface ImportReport {
  readonly path: string
  readonly format: string
  readonly contentHash: string
  readonly items: readonly StoredItem[]
  readonly refusedByCode: Readonly<Record<string, number>>
  readonly warnings: readonly string[]
  readonly refusal: Refusal | null
  /** The rows at fault where the file was refused for its rows. */
  readonly refusedRows: RefusalLog | null
}

/** Reads a file and puts what it holds into the store: all of it, or (where the file is refused) nothing. */
export async function importFile(
  store: Store,
  path: string,
  options: ReadOptions,
  importedAt: EpochMs,
): Promise<ImportReport> {
  const read = await readMarketFile(path, options)
  if (!read.ok) return refusedReport(path, read.refusal, read.rows)
  const home = readyHome(store.home)
  if (!home.ok) return refusedReport(path, home.refusal, null)
  const file = read.value
  const named = namedByFile(store, file)
  return {
    path,
    format: file.format,
    contentHash: file.contentHash,
    items: await putAll(store, file, importedAt),
    refusedByCode: file.refusals.byCode,
    warnings: [...file.warnings, ...named],
    refusal: null,
    refusedRows: null,
  }
}

const refusedReport = (path: string, refusal: Refusal, rows: RefusalLog | null): ImportReport => ({
  path,
  format: '',
  contentHash: '',
  items: [],
  refusedByCode: rows?.byCode ?? {},
  warnings: [],
  refusal,
  refusedRows: rows,
})

/** A history new to the store whose symbol only its file's name gives: a name such as `history.csv` gives a wrong one. */
function namedByFile(store: Store, file: ImportedFile): string[] {
  const name = basename(file.path).replace(/\.(gz|zip)$/i, '')
  return file.bars
    .filter((bars) => bars.symbol === symbolOfName(name))
    .filter((bars) => !store.symbols('bars').includes(bars.symbol) && store.barsHeldAs(bars) === null)
    .map(({ symbol }) => `symbol ${symbol} taken from the file name; where it is another, rename the file`)
}

async function putAll(store: Store, file: ImportedFile, importedAt: EpochMs): Promise<StoredItem[]> {
  const items: StoredItem[] = []
  for (const chain of file.chains) {
    items.push({
      kind: 'chain',
      name: chain.underlying,
      put: await store.putChain(chain),
      quotedAt: chain.quotedAt,
      expiries: chain.expiries.length,
      quotes: chain.counts.quotesAccepted,
    })
  }
  for (const bars of file.bars) {
    // Where only the file's name says what it is about, a renamed copy would become a second index.
    const heldAs = store.barsHeldAs(bars)
    const put = heldAs === null ? await store.putBars(bars, importedAt) : 'already-there'
    items.push({ kind: 'daily bars', name: heldAs ?? bars.symbol, put, ...extent(bars.days) })
  }
  for (const series of file.series) {
    const put = await store.putSeries(series, importedAt)
    items.push({ kind: 'dated values', name: series.symbol, put, ...extent(series.days) })
  }
  for (const futures of file.futures) {
    const put = await store.putFutures(futures, importedAt)
    const name = `${futures.root} ${isoOfDay(futures.expirationDay as DayNumber)}`
    items.push({ kind: 'futures', name, put, ...extent(futures.days) })
  }
  return items
}

function extent(days: Int32Array): {
  readonly rows: number
  readonly firstDay: number
  readonly lastDay: number
} {
  return { rows: days.length, firstDay: days[0] ?? 0, lastDay: days[days.length - 1] ?? 0 }
}
