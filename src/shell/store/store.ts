import path from 'node:path'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { FuturesHistory, ValueSeries } from '../../market/series/series.ts'
import { chainFromTable, chainToTable, type ChainAbout } from './chain-table.ts'
import { columnsHash, type ColumnTable } from './column-table.ts'
import { Duck } from './duck.ts'
import { gather, mergeDays } from './merge-days.ts'
import { readParquet, writeParquet } from './parquet-file.ts'
import {
  barsFromTable,
  barsToTable,
  futuresFromTable,
  futuresToTable,
  seriesFromTable,
  seriesToTable,
  type BarsAbout,
  type FuturesAbout,
  type SeriesAbout,
} from './series-tables.ts'
import {
  fileFor,
  filesIn,
  folderOf,
  holdsHash,
  symbolsIn,
  type StoredFile,
  type StoreKind,
} from './store-files.ts'

export type Put = 'added' | 'already-there'

export interface StoredChain {
  readonly underlying: string
  readonly quotedAt: EpochMs
  readonly hash: string
  readonly path: string
}

/** A series made of one or several imports. */
export interface Merged<T> {
  readonly data: T
  readonly imports: number
  /** Days on which imports disagree; the later import is used. */
  readonly conflicts: number
}

/**
 * The chain and series store: Parquet files named by the hash of their content, so that importing the same content
 * twice changes nothing, under whatever name it came. DuckDB is opened on first use only.
 */
export class Store {
  readonly home: string
  #duck: Duck | null = null

  constructor(home: string) {
    this.home = path.resolve(home)
  }

  async putChain(chain: ChainSnapshot): Promise<Put> {
    const { table, about } = chainToTable(chain)
    return this.#put('chains', chain.underlying, chain.quotedAt, chain.source.contentHash, table, about)
  }

  async putBars(bars: DailyBars, importedAt: EpochMs): Promise<Put> {
    const { table, about } = barsToTable(bars)
    return this.#put('bars', bars.symbol, importedAt, columnsHash(table), table, about)
  }

  async putSeries(series: ValueSeries, importedAt: EpochMs): Promise<Put> {
    const { table, about } = seriesToTable(series)
    return this.#put('series', series.symbol, importedAt, columnsHash(table), table, about)
  }

  /** Futures are kept a contract a folder: `VX@16208`, the day number of final settlement. */
  async putFutures(futures: FuturesHistory, importedAt: EpochMs): Promise<Put> {
    const { table, about } = futuresToTable(futures)
    const name = `${futures.root}@${futures.expirationDay}`
    return this.#put('futures', name, importedAt, columnsHash(table), table, about)
  }

  /** The symbol under which the same bars are stored already, whatever name they came by, or null. */
  barsHeldAs(bars: DailyBars): string | null {
    const hash = columnsHash(barsToTable(bars).table)
    const holds = (symbol: string): boolean => holdsHash(filesIn(folderOf(this.home, 'bars', symbol)), hash)
    return holds(bars.symbol) ? bars.symbol : (this.symbols('bars').find(holds) ?? null)
  }

  listChains(underlying?: string): readonly StoredChain[] {
    const underlyings = underlying === undefined ? symbolsIn(this.home, 'chains') : [underlying]
    return underlyings.flatMap((name) =>
      filesIn(folderOf(this.home, 'chains', name)).map((file) => ({
        underlying: name,
        quotedAt: file.key as EpochMs,
        hash: file.hash,
        path: file.path,
      })),
    )
  }

  /** The latest chain quoted at or before `notAfter`; among several of one instant, the first by hash. */
  async latestChain(wanted: {
    readonly underlying: string
    readonly notAfter?: EpochMs
  }): Promise<Result<ChainSnapshot>> {
    const limit = wanted.notAfter ?? Number.POSITIVE_INFINITY
    const fitting = this.listChains(wanted.underlying).filter((chain) => chain.quotedAt <= limit)
    const latest = Math.max(...fitting.map((chain) => chain.quotedAt))
    const chosen = fitting.find((chain) => chain.quotedAt === latest)
    if (chosen === undefined) {
      return refused(
        refuse('series.missing', {
          field: 'chain',
          was: 'none stored',
          wanted: `an option chain of ${wanted.underlying}`,
          source: this.home,
        }),
      )
    }
    return this.readChain(chosen.path)
  }

  async readChain(file: string): Promise<Result<ChainSnapshot>> {
    const read = await readParquet<ChainAbout>(await this.#open(), file)
    return read.ok ? accepted(chainFromTable(read.value.table, read.value.about)) : read
  }

  symbols(kind: StoreKind): readonly string[] {
    return symbolsIn(this.home, kind)
  }

  async bars(symbol: string): Promise<Result<Merged<DailyBars>>> {
    const parts = await this.#parts('bars', symbol, (table, about: BarsAbout) => barsFromTable(table, about))
    if (!parts.ok) return parts
    const all = parts.value
    const last = all[all.length - 1]
    const merged = mergeDays(all.map((bars) => ({ days: bars.days, compare: bars.closes })))
    const optional = (of: (bars: DailyBars) => Float64Array | null): Float64Array | null => {
      const columns = all.map(of)
      return columns.every((column) => column !== null) ? gather(merged, columns) : null
    }
    const data: DailyBars = {
      symbol,
      source: last.source,
      rung: last.rung,
      days: merged.days,
      closes: gather(
        merged,
        all.map((bars) => bars.closes),
      ),
      opens: optional((bars) => bars.opens),
      highs: optional((bars) => bars.highs),
      lows: optional((bars) => bars.lows),
    }
    return accepted({ data, imports: all.length, conflicts: merged.conflicts })
  }

  async series(symbol: string): Promise<Result<Merged<ValueSeries>>> {
    const parts = await this.#parts('series', symbol, (table, about: SeriesAbout) =>
      seriesFromTable(table, about),
    )
    if (!parts.ok) return parts
    const all = parts.value
    const merged = mergeDays(all.map((series) => ({ days: series.days, compare: series.values })))
    const values = gather(
      merged,
      all.map((series) => series.values),
    )
    const { publishedDays: _, ...about } = all[all.length - 1]
    // Where one import does not say when its values became known, the merged series cannot.
    const published = all.flatMap(({ publishedDays }) => (publishedDays === undefined ? [] : [publishedDays]))
    const known = published.length === all.length ? published.map((days) => Float64Array.from(days)) : null
    const data: ValueSeries = {
      ...about,
      days: merged.days,
      values,
      ...(known === null ? {} : { publishedDays: Int32Array.from(gather(merged, known)) }),
    }
    return accepted({ data, imports: all.length, conflicts: merged.conflicts })
  }

  /** The contract's latest import. */
  async futures(name: string): Promise<Result<FuturesHistory>> {
    const parts = await this.#parts('futures', name, (table, about: FuturesAbout) =>
      futuresFromTable(table, about),
    )
    return parts.ok ? accepted(parts.value[parts.value.length - 1]) : parts
  }

  close(): void {
    this.#duck?.close()
    this.#duck = null
  }

  async #open(): Promise<Duck> {
    this.#duck ??= await Duck.open()
    return this.#duck
  }

  async #put<M>(
    kind: StoreKind,
    symbol: string,
    key: number,
    hash: string,
    table: ColumnTable,
    about: M,
  ): Promise<Put> {
    const folder = folderOf(this.home, kind, symbol)
    if (holdsHash(filesIn(folder), hash)) return 'already-there'
    await writeParquet(await this.#open(), fileFor(folder, key, hash), table, about)
    return 'added'
  }

  async #parts<M, T>(
    kind: StoreKind,
    symbol: string,
    from: (table: ColumnTable, about: M) => T,
  ): Promise<Result<readonly T[]>> {
    const files: readonly StoredFile[] = filesIn(folderOf(this.home, kind, symbol))
    if (files.length === 0) {
      const details = { field: kind, was: 'none stored', wanted: symbol, source: this.home }
      return refused(refuse('series.missing', details))
    }
    const duck = await this.#open()
    const parts: T[] = []
    for (const file of files) {
      const read = await readParquet<M>(duck, file.path)
      if (!read.ok) return read
      parts.push(from(read.value.table, read.value.about))
    }
    return accepted(parts)
  }
}

/** The store of a home folder. */
export const openStore = (home: string): Store => new Store(home)
