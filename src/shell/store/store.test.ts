import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DayNumber, EpochMs, IndexPoints, IsoDate } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot, ExpirySlice, OptionalColumn, SideColumns } from '../../market/quote/chain.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { Store } from './store.ts'

const optional = (...cells: (number | null)[]): OptionalColumn => ({
  values: Float64Array.from(cells, (cell) => cell ?? 0),
  present: Uint8Array.from(cells, (cell) => Number(cell !== null)),
})

const side = (bids: number[], asks: number[]): SideColumns => ({
  bids_points: Float64Array.from(bids),
  asks_points: Float64Array.from(asks),
  state: Uint8Array.from(bids, (bid) => (bid === 0 ? 3 : 1)),
  bidSizes: optional(10, null),
  askSizes: optional(null, 4),
  volumes: optional(null, null),
  openInterests: optional(0, 12_000),
  vendorVols: optional(0.131, null),
})

const slice = (root: string, settlement: 'AM' | 'PM', settlesAt: number): ExpirySlice => ({
  root,
  expiration: '2021-03-19' as IsoDate,
  expirationDay: 18_705 as DayNumber,
  settlement,
  settlesAt: settlesAt as EpochMs,
  lastTradeAt: settlesAt as EpochMs,
  counterfactual: false,
  strikes_points: Float64Array.of(3900, 3905),
  calls: side([50.1, 0], [51, 0.05]),
  puts: side([20, 21.5], [20.5, 22]),
})

const chain = (hash: string, quotedAt: number): ChainSnapshot => ({
  underlying: 'SPX',
  sessionDate: '2021-03-01' as IsoDate,
  quotedAt: quotedAt as EpochMs,
  quotedAtNote: "vendor's own time",
  rung: 'quoted',
  source: { name: "o'clock.csv", format: 'test', contentHash: hash.repeat(64) },
  underlyingLast_points: 3901.82 as IndexPoints,
  expiries: [slice('SPX', 'AM', 1_616_160_600_000), slice('SPXW', 'PM', 1_616_184_000_000)],
  counts: { quotesRead: 9, quotesAccepted: 8, refusedByCode: { 'quote.crossed': 1 }, zeroBids: 2, locked: 0 },
  refusals: [],
})

const bars = (days: number[], closes: number[]): DailyBars => ({
  symbol: '../^VIX',
  source: 'test',
  rung: 'quoted',
  days: Int32Array.from(days),
  closes: Float64Array.from(closes),
  opens: null,
  highs: null,
  lows: null,
})

describe('store', () => {
  let home: string
  let store: Store
  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), "kondor 's store "))
    store = new Store(home)
  })
  afterEach(() => {
    store.close()
    fs.rmSync(home, { recursive: true })
  })

  it('gives a chain back exactly as it was put, also in a new process of the store', async () => {
    const original = chain('a', 1_614_633_300_000)
    expect(await store.putChain(original)).toBe('added')
    store.close()
    store = new Store(home)
    expect(mustAccept(await store.latestChain({ underlying: 'SPX' }))).toEqual(original)
  })

  it('changes nothing when the same content comes again', async () => {
    await store.putChain(chain('a', 1_614_633_300_000))
    const before = store.listChains().map((item) => fs.statSync(item.path).mtimeMs)
    expect(await store.putChain({ ...chain('a', 1_614_633_300_000) })).toBe('already-there')
    expect(store.listChains().map((item) => fs.statSync(item.path).mtimeMs)).toEqual(before)
    expect(await store.putChain(chain('b', 1_614_633_300_000))).toBe('added')
  })

  it('never answers with a chain quoted after the time asked about', async () => {
    await store.putChain(chain('a', 1_614_633_300_000))
    await store.putChain(chain('b', 1_614_719_700_000))
    const answer = await store.latestChain({ underlying: 'SPX', notAfter: 1_614_700_000_000 as EpochMs })
    expect(mustAccept(answer).source.contentHash).toBe('a'.repeat(64))
    const none = await store.latestChain({ underlying: 'SPX', notAfter: 1 as EpochMs })
    expect(none.ok ? null : none.refusal.code).toBe('series.missing')
  })

  it('refuses a damaged file and says which, whatever byte is hit', async () => {
    await store.putChain(chain('a', 1_614_633_300_000))
    const file = store.listChains()[0].path
    const good = fs.readFileSync(file)
    let detected = 0
    for (let at = 8; at < good.length; at += 31) {
      const bad = Buffer.from(good)
      bad[at] ^= 0x10
      fs.writeFileSync(file, bad)
      const read = await store.readChain(file)
      if (!read.ok) {
        expect(read.refusal.code).toBe('store.damaged')
        expect(read.refusal.source).toBe(file)
        detected += 1
      } else {
        // A byte that no reader can see (padding, statistics): the content must then be whole.
        expect(read.value).toEqual(chain('a', 1_614_633_300_000))
      }
    }
    expect(detected).toBeGreaterThan(0)
  })

  it('passes over what a crash left unfinished', async () => {
    await store.putChain(chain('a', 1_614_633_300_000))
    const [stored] = store.listChains()
    fs.writeFileSync(`${stored.path}.4711.unfinished`, 'half')
    expect(store.listChains()).toHaveLength(1)
  })

  it('joins imports of one series by day, the later winning, and counts where they disagree', async () => {
    await store.putBars(bars([1, 2, 3], [10, 11, 12]), 1000 as EpochMs)
    expect(await store.putBars(bars([1, 2, 3], [10, 11, 12]), 2000 as EpochMs)).toBe('already-there')
    await store.putBars(bars([3, 4], [12.5, 13]), 3000 as EpochMs)
    const merged = mustAccept(await store.bars('../^VIX'))
    expect([...merged.data.days]).toEqual([1, 2, 3, 4])
    expect([...merged.data.closes]).toEqual([10, 11, 12.5, 13])
    expect(merged.conflicts).toBe(1)
    expect(store.symbols('bars')).toEqual(['../^VIX'])
    expect(fs.readdirSync(path.join(home, 'bars'))).toHaveLength(1)
  })

  it('keeps value series and futures apart and whole', async () => {
    const series = {
      symbol: 'CPI',
      source: 't',
      rung: 'quoted',
      revised: true,
      days: Int32Array.of(5),
      values: Float64Array.of(1.5),
    } as const
    await store.putSeries(series, 1 as EpochMs)
    expect(mustAccept(await store.series('CPI')).data).toEqual(series)
    const futures = {
      root: 'VX',
      expirationDay: 16_208,
      source: 't',
      days: Int32Array.of(5),
      settles: Float64Array.of(20.1),
      volumes: Float64Array.of(3),
      openInterests: Float64Array.of(4),
    }
    await store.putFutures(futures, 1 as EpochMs)
    expect(mustAccept(await store.futures('VX@16208'))).toEqual(futures)
  })
})
