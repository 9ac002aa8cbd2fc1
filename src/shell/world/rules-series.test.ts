import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { voteOn } from '../../../test/support/vote-on.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { relativeStrengthIndex } from '../../policy/indicator/rsi.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import type { RuleSet, SeriesName } from '../../policy/rules/rule-set.ts'
import { openSeriesDoor } from '../../policy/series-door/series-door.ts'
import { Store } from '../store/store.ts'
import { rulesSeries } from './rules-series.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-votes-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const DAYS = sessionsFrom(isoDate('2024-01-02'), isoDate('2024-03-28')).map((date) => dayNumber(date))
const CLOSES = Float64Array.from(DAYS, (_, i) => 14 + 2 * Math.sin(i) + i / 50)

const naming = (...names: readonly SeriesName[]): RuleSet => ({
  ...mustAccept(presetNamed('lvr-budget')),
  votes: names.map((series, i) => voteOn(series, String(i))),
})

describe('the series that rules read', () => {
  it('are those they name and no others: stored, computed from a stored history, or closes', async () => {
    const store = new Store(home)
    const now = quantity<EpochMs>(0)
    const base = { source: 'invented', rung: 'quoted', days: Int32Array.from(DAYS) } as const
    await store.putSeries({ ...base, symbol: 'REER', values: CLOSES, revised: true }, now)
    await store.putSeries({ ...base, symbol: 'UNREAD', values: CLOSES, revised: false }, now)
    await store.putBars({ ...base, symbol: 'VIX', closes: CLOSES, opens: null, highs: null, lows: null }, now)
    const rules = naming(
      { field: 'reer', of: null },
      { field: 'RSI', of: 'VIX' },
      { field: 'HV20', of: 'VIX' },
      { field: 'MACD', of: 'VIX' },
      { field: 'VIX', of: null },
      { field: 'P/E', of: 'KO' },
      { field: 'RSI', of: 'SPX' },
    )
    const found = await rulesSeries(store, [rules])
    store.close()
    expect(found.map(({ symbol }) => symbol)).toEqual([
      'REER',
      'RSI:VIX',
      'HV20:VIX',
      'MACD:VIX',
      'VIX',
      'RSI:SPX',
    ])
    const [last] = DAYS.slice(-1)
    const door = openSeriesDoor(found, last)
    const valueOf = (name: string, ticker: string | null): number | null => {
      const reading = door(name, ticker)
      return reading.known ? reading.value : null
    }
    expect(valueOf('VIX', null)).toBe(CLOSES.at(-1))
    expect(valueOf('RSI', 'VIX')).toBe(relativeStrengthIndex(CLOSES).values.at(-1))
    let squares = 0
    for (const [i, close] of [...CLOSES].entries()) {
      if (i >= CLOSES.length - 20) squares += Math.log(close / CLOSES[i - 1]) ** 2
    }
    expect(valueOf('HV20', 'VIX')).toBeCloseTo(100 * Math.sqrt((252 * squares) / 20), 9)
    // The warm-up of an indicator is not a value: fourteen changes are needed.
    expect(openSeriesDoor(found, DAYS[13])('RSI', 'VIX').known).toBe(false)
    expect(openSeriesDoor(found, DAYS[14])('RSI', 'VIX').known).toBe(true)
  })
})
