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
import { voteOn } from '../../../test/support/vote-on.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import { regimeReadings } from '../../policy/regime/regime-readings.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
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

  it('wait for a settlement value whose source says it was published later, and assume none meanwhile', async () => {
    const late = store()
    const struck = dayNumber(isoDate('2010-01-15'))
    await late.putSeries(
      { ...series('SET', [1111.11], [struck]), publishedDays: Int32Array.of(struck + 4) },
      NOW,
    )
    const days = await daysOf(mustAccept(await openBacktest(late, request())))
    late.close()
    const friday = isoDate('2010-01-15')
    const january = { root: 'SPX', expiration: friday, style: 'AM', settlementDate: friday } as const
    const known = days
      .filter(({ date }) => date >= friday)
      .slice(0, 3)
      .map((day) => [day.date, day.settlementValue(january)])
    expect(known).toEqual([
      ['2010-01-15', null],
      ['2010-01-19', { value_points: 1111.11, basis: 'official' }],
      ['2010-01-20', { value_points: 1111.11, basis: 'official' }],
    ])
  })

  it('hash for a rule set what it sees, whichever others are run with it', async () => {
    const own = store()
    await own.putSeries(series('REER', [100, 101], [dates[0], dates[9]].map(dayNumber)), NOW)
    const plain = mustAccept(presetNamed('lvr-budget'))
    const vote = voteOn({ field: 'reer', of: null })
    const voting = { ...plain, votes: [vote] }
    const [alone, both] = [
      mustAccept(await openBacktest(own, request({ rules: [plain] }))),
      mustAccept(await openBacktest(own, request({ rules: [plain, voting] }))),
    ]
    own.close()
    expect(both.contentHash).not.toBe(alone.contentHash)
    expect(both.dataHashOf(plain)).toBe(alone.dataHashOf(plain))
    expect(both.dataHashOf(plain)).toBe(alone.contentHash)
    expect(both.dataHashOf(voting)).not.toBe(both.dataHashOf(plain))
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

const STRIKES = strikesBetween(3800, 5500, 25)

/** Chains of some instants, the same but for their time. */
async function withChains(at: readonly (readonly [string, number])[]): Promise<Store> {
  const chains = store()
  for (const [date, minutes] of at) {
    const quotedAt = newYorkInstant(isoDate(date), minutes)
    const chain = syntheticChain({
      sessionDate: date,
      quotedAt,
      volatilityAt: indexSmile(0.13),
      halfSpreadAt: () => 0.05,
      expiries: [{ root: 'SPXW', expiration: '2024-02-02', strikes_points: STRIKES }],
    })
    const contentHash = createHash('sha256').update(`${date} ${minutes}`).digest('hex')
    await chains.putChain({ ...chain, underlying: 'SPX', source: { ...chain.source, contentHash } })
  }
  return chains
}

describe('quoted days', () => {
  const TIMES = [
    ['2024-01-03', 945],
    ['2024-01-03', 975],
    ['2024-01-05', 975],
  ] as const

  it('are the stored chains, the last of each session, with a hole where there is none', async () => {
    const chains = await withChains(TIMES)
    const source = mustAccept(await openBacktest(chains, request({ data: 'quoted', from: null, to: null })))
    expect(source).toMatchObject({ rung: 'quoted', from: '2024-01-03', to: '2024-01-05', count: 3 })
    const days = await daysOf(source)
    expect(days.map(({ date, hole }) => [date, hole])).toEqual([
      ['2024-01-03', null],
      ['2024-01-04', 'no stored chain'],
      ['2024-01-05', null],
    ])
    expect(days[0].at).toBe(newYorkInstant(isoDate('2024-01-03'), 975))
    expect(days.some(({ more }) => more === true)).toBe(false)
    source.close()
  })

  it('are all the stored chains in order of time where they are asked for', async () => {
    const chains = await withChains(TIMES)
    const asked = { data: 'quoted', from: null, to: null } as const
    const source = mustAccept(await openBacktest(chains, request({ ...asked, snapshots: 'all' })))
    expect(source).toMatchObject({ sessions: 3, count: 4 })
    const last = mustAccept(await openBacktest(chains, request(asked)))
    expect(source.contentHash).not.toBe(last.contentHash)
    const days = await daysOf(source)
    expect(days.map(({ date, more }) => [date, more ?? false])).toEqual([
      ['2024-01-03', true],
      ['2024-01-03', false],
      ['2024-01-04', false],
      ['2024-01-05', false],
    ])
    expect(days[0].at).toBeLessThan(days[1].at)
    source.close()
  })

  it('know at each snapshot what was known then: by day no close and no settlement of that day', async () => {
    const known = async (today: number): Promise<readonly unknown[]> => {
      const chains = await withChains([
        ['2024-01-04', 975],
        ['2024-01-05', 630],
        ['2024-01-05', 975],
      ])
      const sessions = sessionsFrom(isoDate('2023-09-01'), isoDate('2024-01-05')).map(dayNumber)
      const day = dayNumber(isoDate('2024-01-05'))
      const columns = {
        source: 'invented',
        rung: 'quoted',
        days: Int32Array.from(sessions),
        opens: null,
        highs: null,
        lows: null,
      } as const
      const closes = (level: number): Float64Array =>
        Float64Array.from(sessions, (each, i) => level * (each === day ? today : 1 + (i % 5) / 100))
      await chains.putBars({ ...columns, symbol: 'SPX', closes: closes(4700) }, NOW)
      await chains.putBars({ ...columns, symbol: 'VIX', closes: closes(13) }, NOW)
      const series = {
        ...columns,
        revised: false,
        symbol: 'REER',
        values: closes(100),
        publishedDays: columns.days,
      }
      await chains.putSeries(series, NOW)
      const vote = voteOn({ field: 'reer', of: null })
      const rules = [{ ...mustAccept(presetNamed('lvr-budget')), votes: [vote] }]
      const asked = { data: 'quoted', from: null, to: null, snapshots: 'all', rules } as const
      const days = await daysOf(mustAccept(await openBacktest(chains, request(asked))))
      chains.close()
      return days.map(({ facts }) => {
        if (facts === null) throw new Error('a snapshot')
        const { knownDay, history, vixHistory, volatility, regimes, series } = facts
        return {
          knownDay,
          closes: [history?.closes.at(-1), vixHistory?.closes.at(-1)],
          asOf: volatility?.asOfDay,
          curve: volatility?.futures,
          regimes: regimes === null ? null : regimeReadings(regimes, knownDay),
          reer: series?.('reer'),
        }
      })
    }
    const [calm, stormy] = [await known(1), await known(3)]
    expect(calm).toHaveLength(3)
    // What the day ended on is not felt at half past ten, and is at the close.
    expect(stormy.slice(0, 2)).toEqual(calm.slice(0, 2))
    for (const key of ['closes', 'curve', 'regimes', 'reer']) {
      const at = (all: readonly unknown[]): unknown => (all[2] as Record<string, unknown>)[key]
      expect(at(stormy), key).not.toEqual(at(calm))
    }
    const [before, by] = calm as readonly { readonly knownDay: number; readonly asOf: number }[]
    expect(by.knownDay).toBe(before.knownDay)
    expect(by.asOf).toBe(before.asOf + 1)
  })
})

describe('snapshots that the data does not have', () => {
  it.each([
    ['indexed', 4],
    ['indexed', 'all'],
    ['quoted', 4],
    ['simulated', 'all'],
    ['simulated', 14],
  ] as const)('are refused: %s, %s', async (data, snapshots) => {
    const opened = await openBacktest(store(), request({ data, snapshots }))
    expect(opened).toMatchObject({ ok: false, refusal: { code: 'command.bad-input', field: '--snapshots' } })
  })
})

describe('simulated days', () => {
  it('are several a session where asked for', async () => {
    const asked = { data: 'simulated', from: null, snapshots: 3 } as const
    const source = mustAccept(await openBacktest(store(), request(asked)))
    expect(source).toMatchObject({ sessions: 26, count: 76 })
    const days = await daysOf(source)
    expect(days).toHaveLength(76)
    expect(new Set(days.map(({ date }) => date)).size).toBe(26)
    expect(days[74].facts?.history?.days.length).toBe(25)
    expect(days[75].facts?.history?.days.length).toBe(26)
  })

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
