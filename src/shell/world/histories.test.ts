import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dayNumber } from '../../base/calendar/civil.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import { Store } from '../store/store.ts'
import { readHistories } from './histories.ts'

const NOW = 1_700_000_000_000 as EpochMs
const day = dayNumber('2024-01-05' as IsoDate)
const sessions = Int32Array.from(sessionsFrom('2023-06-01' as IsoDate, '2024-01-05' as IsoDate), (date) =>
  dayNumber(date),
)
const months = Int32Array.from({ length: 120 }, (_, i) => day - 30 * (119 - i))

const bars = (symbol: string, days: Int32Array): DailyBars => ({
  symbol,
  source: 'bars.csv',
  rung: 'indexed',
  days,
  closes: Float64Array.from(days, (each) => 4000 + (each % 7)),
  opens: null,
  highs: null,
  lows: null,
})
const series = (symbol: string, days: Int32Array): ValueSeries => ({
  symbol,
  source: 'series.csv',
  rung: 'indexed',
  days,
  values: Float64Array.from(days, (each) => 4000 + (each % 7)),
  revised: true,
})

describe('the histories of a decision', () => {
  let store: Store
  beforeEach(() => {
    store = new Store(fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-histories-')))
  })
  afterEach(() => {
    store.close()
    fs.rmSync(store.home, { recursive: true })
  })

  it('takes one close a day for bars: the S&P 500 and the VIX as FRED has them', async () => {
    await store.putSeries(series('SP500', sessions), NOW)
    await store.putSeries(series('VIXCLS', sessions), NOW)
    const { index, vix } = await readHistories(store, day)
    expect([index?.symbol, index?.closes.length, index?.opens]).toEqual(['SP500', sessions.length, null])
    expect(vix?.symbol).toBe('VIXCLS')
  })

  it('never takes monthly values for daily closes', async () => {
    await store.putSeries(series('SP500', months), NOW)
    const { index } = await readHistories(store, day)
    expect(index?.source).not.toBe('series.csv')
  })

  it('keeps the embedded history where an imported one is too short to tell anything', async () => {
    await store.putBars(bars('SPX', sessions.slice(-2)), NOW)
    expect((await readHistories(store, day)).index?.source).not.toBe('bars.csv')
    await store.putBars(bars('SPX', sessions), NOW)
    expect((await readHistories(store, day)).index?.source).toBe('bars.csv')
  })
})
