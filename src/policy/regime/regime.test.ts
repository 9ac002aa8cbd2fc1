import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { addDays, dayNumber, isoDate } from '../../base/calendar/civil.ts'
import { vixExpiration } from '../../base/calendar/expirations.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { FuturesHistory } from '../../market/series/series.ts'
import type { DatedColumn } from '../indicator/dated-column.ts'
import { knownReading, unknownReading } from '../indicator/reading.ts'
import { vxContango, vxCurve } from '../indicator/term-structure.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { embeddedIndex } from '../../shell/series/embedded-index.ts'
import { assetTable } from './asset-table.ts'
import { blend, openBlend, readingRow } from './blend.ts'
import { type EventSeries, eventWindow } from './event-window.ts'
import { type RegimeHistories, regimeReadings } from './regime-readings.ts'
import { judgeRegimes, REGIMES } from './regimes.ts'

const day = (text: string): number => dayNumber(isoDate(text))
const NOTHING: RegimeHistories = {
  index: null,
  vix: null,
  vix9d: null,
  vix3m: null,
  futures: null,
  advances: null,
  declines: null,
  events: null,
}

const fires = (histories: RegimeHistories, date: string): Readonly<Record<string, boolean | null>> =>
  Object.fromEntries(
    judgeRegimes(regimeReadings(histories, day(date))).map((verdict) => [verdict.id, verdict.fires]),
  )

async function barsOf(file: string): Promise<DailyBars> {
  const read = await readMarketFile(file, { allowPartial: true })
  if (!read.ok) throw new Error(read.refusal.fix)
  return read.value.bars[0]
}

describe('dated examples on the real index and the real VIX', () => {
  // Big top, backwardation and the events have their own inputs and tests below.
  it('name every regime there is: one added needs an example', () => {
    expect(REGIMES.map(({ id }) => id).sort()).toEqual([
      'aftermath',
      'backwardation',
      'big-top-cash-press',
      'calm-carry',
      'crash',
      'post-event',
      'pre-event',
      'vol-spike',
    ])
  })
  const examples = [
    ['2008-10-10', ['crash', 'vol-spike'], ['calm-carry', 'aftermath']],
    ['2017-10-10', ['calm-carry'], ['crash', 'vol-spike', 'aftermath']],
    ['2018-02-05', ['vol-spike'], ['crash', 'calm-carry', 'aftermath', 'big-top-cash-press']],
    ['2018-03-01', ['aftermath'], ['crash', 'vol-spike', 'calm-carry']],
    ['2020-03-16', ['crash', 'vol-spike'], ['calm-carry', 'aftermath', 'big-top-cash-press']],
  ] as const
  for (const [date, firing, silent] of examples) {
    itWithRealData(
      `${date}: ${firing.join(', ')}; not ${silent.join(', ')}`,
      'vix-daily/vix-daily.csv',
      async (file) => {
        const index = mustAccept(await embeddedIndex())
        const found = fires({ ...NOTHING, index, vix: await barsOf(file) }, date)
        for (const id of firing) expect(found[id], id).toBe(true)
        for (const id of silent) expect(found[id], id).toBe(false)
        expect(found['backwardation'], 'no futures at hand').toBeNull()
      },
    )
  }
  const contract = (month: string) => `vx-contracts/CFE_${month}_VX.csv`
  itWithRealData(
    'backwardation on real VX settlements of 2008-10-10, contango on those of 2007-10-09',
    contract('V08'),
    async (file) => {
      const futures: FuturesHistory[] = []
      for (const month of ['V07', 'X07', 'V08', 'X08']) {
        const read = await readMarketFile(file.replace('V08', month), { allowPartial: true })
        if (read.ok) futures.push(...read.value.futures)
      }
      expect(fires({ ...NOTHING, futures }, '2008-10-10')['backwardation']).toBe(true)
      expect(fires({ ...NOTHING, futures }, '2007-10-09')['backwardation']).toBe(false)
      expect(vxContango(futures, day('2007-10-09')).value).toBeGreaterThan(0.05)
    },
  )
})

/** Constructed: an index that climbs, breadth that narrows, VIX9D under VIX, VX ten per cent apart. Not a real market. */
const DATES = sessionsFrom(isoDate('2024-01-02'), isoDate('2024-06-28'))
const DAYS = Int32Array.from(DATES, (date) => dayNumber(date))
const column = (symbol: string, valueAt: (i: number) => number): DatedColumn => ({
  symbol,
  source: 'constructed',
  days: DAYS,
  values: Float64Array.from(DAYS, (_, i) => valueAt(i)),
})
const bars = (symbol: string, valueAt: (i: number) => number): DailyBars => {
  const { days, source, values } = column(symbol, valueAt)
  return { symbol, source, rung: 'simulated', days, closes: values, opens: null, highs: null, lows: null }
}
const future = (month: number, settle: number): FuturesHistory => ({
  root: 'VX',
  expirationDay: dayNumber(vixExpiration(2024, month)),
  source: 'constructed',
  days: DAYS,
  settles: new Float64Array(DAYS.length).fill(settle),
  volumes: new Float64Array(DAYS.length),
  openInterests: new Float64Array(DAYS.length),
})
const TOP: RegimeHistories = {
  ...NOTHING,
  index: bars('SPX', (i) => 4800 + 6 * i - (i % 4 === 0 ? 10 : 0)),
  vix: bars('VIX', () => 14),
  vix9d: column('VIX9D', () => 12.5),
  vix3m: column('VIX3M', () => 16),
  futures: [future(6, 15), future(7, 16.5), future(8, 17)],
  advances: column('ADVN', () => 1300),
  declines: column('DECN', () => 1500),
}
const AT = '2024-05-31'

describe('Big Top on a constructed series', () => {
  it('fires with all four, and each alone can stop it', () => {
    expect(fires(TOP, AT)['big-top-cash-press']).toBe(true)
    const without: Partial<RegimeHistories>[] = [
      { index: bars('SPX', (i) => 4800 + i - (i % 2 === 0 ? 30 : 0)) },
      { declines: column('DECN', () => 1100) },
      { futures: [future(6, 15), future(7, 16.1)] },
      { vix9d: column('VIX9D', () => 14.5) },
    ]
    for (const change of without) expect(fires({ ...TOP, ...change }, AT)['big-top-cash-press']).toBe(false)
  })
  it('stays unknown while an input is missing and no other fails, and says which', () => {
    for (const change of [{ advances: null }, { vix9d: null }, { futures: null }]) {
      const verdicts = judgeRegimes(regimeReadings({ ...TOP, ...change }, day(AT)))
      const verdict = verdicts.find(({ id }) => id === 'big-top-cash-press')
      expect(verdict?.fires).toBeNull()
      const unknown = verdict?.tests.filter((test) => test.holds === null) ?? []
      expect(unknown).toHaveLength(1)
      expect(unknown[0].reason).toMatch(/at hand/)
    }
  })
  it('does not change when everything after the day is poison', () => {
    const cut = DATES.indexOf(isoDate(AT))
    const spoil = (values: Float64Array): Float64Array =>
      values.map((value, i) => (i <= cut ? value : value * 7))
    const spoilBars = (one: DailyBars | null): DailyBars | null =>
      one === null ? null : { ...one, closes: spoil(one.closes) }
    const spoilColumn = (one: DatedColumn | null): DatedColumn | null =>
      one === null ? null : { ...one, values: spoil(one.values) }
    const poisoned: RegimeHistories = {
      ...TOP,
      index: spoilBars(TOP.index),
      vix: spoilBars(TOP.vix),
      vix9d: spoilColumn(TOP.vix9d),
      vix3m: spoilColumn(TOP.vix3m),
      advances: spoilColumn(TOP.advances),
      declines: spoilColumn(TOP.declines),
      futures: TOP.futures?.map((one) => ({ ...one, settles: spoil(one.settles) })) ?? null,
    }
    expect(regimeReadings(poisoned, day(AT))).toEqual(regimeReadings(TOP, day(AT)))
  })
})

describe('the VX curve', () => {
  it('drops a contract on its settlement day, and takes no month twice', () => {
    const settlement = vixExpiration(2024, 6)
    const futures = [future(7, 16.5), future(6, 15), future(6, 15)]
    const settles = (date: string) => vxCurve(futures, day(date)).map((point) => point.settle_points)
    expect(settles(AT)).toEqual([15, 16.5])
    expect(settles(settlement)).toEqual([16.5])
    expect(vxContango(futures, day(AT)).value).toBeCloseTo(0.1, 12)
  })
  it('is unknown where the second month is missing or the day has no settlement', () => {
    expect(vxContango([future(6, 15), future(8, 17)], day(AT)).reason).toContain('a month is missing')
    expect(vxContango([future(6, 15), future(7, 17)], day('2024-06-01')).value).toBeNull()
  })
})

describe('events', () => {
  const calendar = (
    name: string,
    dates: readonly string[],
    unscheduled: readonly string[] = [],
  ): EventSeries => ({
    name,
    scheduledDays: Int32Array.from(dates, day),
    unscheduledDays: Int32Array.from(unscheduled, day),
  })
  const fomc = calendar('FOMC', ['2024-01-31', '2024-05-01', '2024-06-12', '2024-07-31'], ['2024-03-17'])
  const window = (date: string) => eventWindow([fomc], day(date), { before: 2, after: 2 })

  it('counts sessions, not days, before and after', () => {
    expect(window('2024-06-10').ahead).toMatchObject([{ name: 'FOMC', date: '2024-06-12', sessions: 2 }])
    expect(window('2024-06-07').ahead).toEqual([])
    expect(window('2024-06-12').ahead).toMatchObject([{ sessions: 0 }])
    expect(window('2024-06-14').behind).toMatchObject([{ sessions: -2 }])
    expect(window('2024-06-17').behind).toEqual([])
  })
  it('knows an unscheduled decision after it, never before; a Sunday counts from the Monday', () => {
    expect(window('2024-03-15').ahead).toEqual([])
    expect(window('2024-03-18').behind).toMatchObject([{ date: '2024-03-17', sessions: 0, scheduled: false }])
  })
  it('is unknown where the calendar does not reach', () => {
    expect(window('2024-07-31').unknown).toEqual(['FOMC'])
    expect(window('2024-06-10').unknown).toEqual([])
  })
  it('fires before the event, and after it where VIX fell', () => {
    const vix = bars('VIX', (i) => (DATES[i] >= '2024-06-12' ? 12 : 14))
    const histories = { ...NOTHING, vix, events: [fomc] }
    expect(fires(histories, '2024-06-11')['pre-event']).toBe(true)
    expect(fires(histories, '2024-06-11')['post-event']).toBe(false)
    expect(fires(histories, '2024-06-13')['post-event']).toBe(true)
    expect(fires({ ...histories, vix: bars('VIX', () => 14) }, '2024-06-13')['post-event']).toBe(false)
    expect(fires(histories, '2024-06-18')['pre-event']).toBe(false)
    expect(fires(NOTHING, '2024-06-18')['pre-event']).toBeNull()
  })
})

describe('the blend', () => {
  const rule = { when: 'above', level: 50, vote: 1, weight: 2, ageMax_days: 5 } as const
  const known = knownReading('RSI', 60, day('2024-05-31'), '')
  it('averages the known votes by weight and says how much is known', () => {
    const rows = [
      readingRow(known, rule, day('2024-05-31')),
      readingRow(
        knownReading('SKEW', 150, day('2024-05-31'), ''),
        { ...rule, level: 140, vote: -1, weight: 1 },
        day(AT),
      ),
      readingRow(unknownReading('VVIX', '', 'no series at hand'), { ...rule, weight: 3 }, day(AT)),
    ]
    expect(rows.map(({ vote }) => vote)).toEqual([1, -1, null])
    const { score, knownShare } = blend(rows)
    expect(score).toBeCloseTo(1 / 3, 12)
    expect(knownShare).toBeCloseTo(0.5, 12)
  })
  it('turns an old value into an unknown vote, and no known vote into no score', () => {
    const old = readingRow(known, rule, day('2024-06-30'))
    expect([old.vote, old.note]).toEqual([null, '30 days old, at most 5'])
    expect(blend([old]).score).toBeNull()
  })
  it('of the regimes is a row each with its date, unknown ones without a vote', () => {
    const { rows, knownShare } = openBlend(judgeRegimes(regimeReadings(TOP, day(AT))), [])
    expect(rows).toHaveLength(REGIMES.length)
    expect(rows.find((row) => row.note === 'big-top-cash-press')).toMatchObject({ vote: 1, asOf: AT })
    expect(rows.filter((row) => row.vote === null).length).toBe(2)
    expect(knownShare).toBeCloseTo(6 / 8, 12)
  })
})

it('the asset table correlates a proxy with itself, with its mirror, and leaves short histories unknown', () => {
  const index = bars('SPX', (i) => 4800 * Math.exp(0.01 * Math.sin(i * i)))
  const mirror = bars('VNQ', (i) => 80 * Math.exp(-0.01 * Math.sin(i * i)))
  const short = { ...mirror, days: mirror.days.slice(100), closes: mirror.closes.slice(100) }
  const reference = column('SPX', (i) => index.closes[i])
  const [same, opposite, few] = assetTable(
    [index, mirror, short],
    reference,
    addDays(DAYS[DAYS.length - 1] as ReturnType<typeof dayNumber>, 1),
  )
  expect(same.correlation60.value).toBeCloseTo(1, 12)
  expect(opposite.correlation60.value).toBeCloseTo(-1, 12)
  expect(few.correlation60.reason).toContain('61 needed')
  expect(same.trend200.reason).toContain('200 needed')
})
