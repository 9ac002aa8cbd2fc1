import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { indexSmile, strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import { Store } from '../store/store.ts'
import type { BacktestRequest, BacktestSource } from './backtest-source.ts'
import { openBacktest } from './open-backtest.ts'

const NOW = quantity<EpochMs>(Date.UTC(2026, 0, 1))
const request = (more: Partial<BacktestRequest> = {}): BacktestRequest => ({
  data: 'indexed',
  from: isoDate('2010-01-04'),
  to: isoDate('2010-03-31'),
  seed: 1,
  mode: 'fair',
  years: 0.1,
  ...more,
})

async function daysOf(source: BacktestSource): Promise<readonly BacktestDay[]> {
  const days: BacktestDay[] = []
  for await (const day of source.days()) days.push(day)
  return days
}

const says = ({ notes }: BacktestSource, what: string): string =>
  notes.find((one) => one.what === what)?.says ?? ''

const folders: string[] = []
function store(): Store {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-days-'))
  folders.push(folder)
  return new Store(folder)
}
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

const dates = sessionsFrom(isoDate('2009-12-01'), isoDate('2010-04-30'))
const series = (symbol: string, values: readonly number[], days: readonly number[]) => ({
  symbol,
  source: `${symbol}.csv`,
  rung: 'quoted' as const,
  revised: false,
  days: Int32Array.from(days),
  values: Float64Array.from(values),
})

describe('indexed days of a fresh install', () => {
  it('stand on the embedded index and a modelled VIX, say what is unknown, and are the same twice', async () => {
    const empty = store()
    const source = mustAccept(await openBacktest(empty, request()))
    expect(source).toMatchObject({
      rung: 'indexed',
      from: '2010-01-04',
      to: '2010-03-31',
      count: 61,
      seed: null,
    })
    expect(says(source, 'VIX')).toContain('modelled')
    expect(says(source, 'T-bills')).toContain('unknown')
    expect(says(source, 'Events')).toContain('unknown')
    const days = await daysOf(source)
    expect(days).toHaveLength(61)
    expect(days[5].billRate).toBeNull()
    expect(days[5].facts?.events).toBeNull()
    // Dividends are part of the index's return, and the first day has none.
    expect(days[0].marketReturn).toBeNull()
    expect(days[1].marketReturn).toBeCloseTo(1136.52 / 1132.99 - 1 + 0.019 / 365, 7)
    const again = mustAccept(await openBacktest(empty, request()))
    expect(again.contentHash).toBe(source.contentHash)
    const other = mustAccept(await openBacktest(empty, request({ to: isoDate('2010-03-30') })))
    expect(other.contentHash).not.toBe(source.contentHash)
    empty.close()
  })
  it.each([
    ['from after to', { from: isoDate('2010-04-01') }, 'command.bad-input'],
    ['days that nobody has', { from: isoDate('2030-01-02'), to: null }, 'series.missing'],
    ['a weekend', { from: isoDate('2010-03-27'), to: isoDate('2010-03-28') }, 'series.missing'],
  ] as const)('refuse %s', async (_name, more, code) => {
    const opened = await openBacktest(store(), request(more))
    expect(opened).toMatchObject({ ok: false, refusal: { code } })
  })
})

describe('indexed days with imports', () => {
  let filled: Store
  beforeAll(async () => {
    filled = store()
    await filled.putSeries(
      series(
        'VIXCLS',
        dates.map((_, i) => 20 + (i % 5)),
        dates.map(dayNumber),
      ),
      NOW,
    )
    const months = ['2009-11-01', '2009-12-01', '2010-01-01', '2010-02-01'].map((date) =>
      dayNumber(isoDate(date)),
    )
    await filled.putSeries(series('TB3MS', [0.1, 0.2, 0.3, 0.4], months), NOW)
    await filled.putSeries(series('SET', [1111.11], [dayNumber(isoDate('2010-01-15'))]), NOW)
    await filled.putSeries(series('VRO', [17.5], [dayNumber(isoDate('2010-01-20'))]), NOW)
  })
  afterAll(() => filled.close())

  it('take the published VIX, bills as they were published, and published settlements', async () => {
    const source = mustAccept(await openBacktest(filled, request()))
    expect(says(source, 'VIX')).toContain('published closes, VIXCLS.csv')
    const days = await daysOf(source)
    const day = (date: string): BacktestDay => {
      const found = days.find((one) => one.date === date)
      if (found === undefined) throw new Error(`no ${date}`)
      return found
    }
    expect(day('2010-01-05').facts?.vixHistory?.closes.at(-1)).toBe(
      20 + (dates.indexOf(isoDate('2010-01-05')) % 5),
    )
    // November's mean is known 33 days after its first day, December's on 3 January, January's on 3 February.
    const discount = (percent: number): number => (365 * percent) / 100 / (360 - (91 * percent) / 100)
    expect(day('2010-01-04').billRate).toBeCloseTo(discount(0.2), 12)
    expect(day('2010-02-02').billRate).toBeCloseTo(discount(0.2), 12)
    expect(day('2010-02-03').billRate).toBeCloseTo(discount(0.3), 12)
    const expired = (root: string, expiration: string, style: 'AM' | 'PM', settlementDate: string) => ({
      root,
      expiration: isoDate(expiration),
      style,
      settlementDate: isoDate(settlementDate),
    })
    const january = expired('SPX', '2010-01-16', 'AM', '2010-01-15')
    expect(day('2010-01-14').settlementValue(january)).toBeNull()
    expect(day('2010-01-15').settlementValue(january)).toEqual({ value_points: 1111.11, basis: 'official' })
    expect(day('2010-02-19').settlementValue(expired('SPX', '2010-02-20', 'AM', '2010-02-19'))?.basis).toBe(
      'prior-close',
    )
    expect(day('2010-01-20').settlementValue(expired('VIX', '2010-01-20', 'AM', '2010-01-20'))).toEqual({
      value_points: 17.5,
      basis: 'official',
    })
    // The month after has none: the close of VIX on the session before, once the morning has come.
    const february = expired('VIX', '2010-02-17', 'AM', '2010-02-17')
    expect(day('2010-02-16').settlementValue(february)).toBeNull()
    expect(day('2010-02-17').settlementValue(february)).toEqual({
      value_points: 20 + (dates.indexOf(isoDate('2010-02-16')) % 5),
      basis: 'prior-close',
    })
  })

  it('model VIX throughout where the published one has not nearly every session', async () => {
    const poor = store()
    const half = dates.filter((_, i) => i % 2 === 0)
    await poor.putSeries(
      series(
        'VIXCLS',
        half.map(() => 20),
        half.map(dayNumber),
      ),
      NOW,
    )
    const source = mustAccept(await openBacktest(poor, request()))
    expect(says(source, 'VIX')).toContain('modelled')
    poor.close()
  })
})

describe('quoted days', () => {
  it('are the stored chains, the last of each session, with a hole where there is none', async () => {
    const chains = store()
    const strikes = strikesBetween(3800, 5500, 25)
    for (const [date, minutes] of [
      ['2024-01-03', 945],
      ['2024-01-03', 975],
      ['2024-01-05', 975],
    ] as const) {
      const chain = syntheticChain({
        volatilityAt: indexSmile(0.13),
        halfSpreadAt: () => 0.05,
        expiries: [{ root: 'SPXW', expiration: '2024-02-02', strikes_points: strikes }],
      })
      const quotedAt = newYorkInstant(isoDate(date), minutes)
      await chains.putChain({
        ...chain,
        underlying: 'SPX',
        sessionDate: isoDate(date),
        quotedAt,
        source: {
          ...chain.source,
          contentHash: createHash('sha256').update(`${date} ${minutes}`).digest('hex'),
        },
      })
    }
    const source = mustAccept(await openBacktest(chains, request({ data: 'quoted', from: null, to: null })))
    expect(source).toMatchObject({ rung: 'quoted', from: '2024-01-03', to: '2024-01-05', count: 3 })
    const days = await daysOf(source)
    expect(days.map(({ date, hole }) => [date, hole])).toEqual([
      ['2024-01-03', null],
      ['2024-01-04', 'no stored chain'],
      ['2024-01-05', null],
    ])
    expect(days[0].at).toBe(newYorkInstant(isoDate('2024-01-03'), 975))
    source.close()
  })
})

describe('simulated days', () => {
  it('are as many as asked for, of one seed', async () => {
    const one = mustAccept(await openBacktest(store(), request({ data: 'simulated', from: null })))
    const two = mustAccept(await openBacktest(store(), request({ data: 'simulated', from: null, seed: 2 })))
    expect(one).toMatchObject({ rung: 'simulated', count: 26, seed: 1 })
    expect(two.contentHash).not.toBe(one.contentHash)
    const days = await daysOf(one)
    expect(days).toHaveLength(26)
    expect(days[0].facts?.market.chain.rung).toBe('simulated')
  })
})
