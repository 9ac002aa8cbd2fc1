import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../../test/support/real-data.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { PoolRows } from '../../../market/pool-history/pool-rows.ts'
import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'
import { RefusalCollector } from '../../../market/quote/refusal-log.ts'
import { readPoolFile } from '../../../shell/importer/read-pool-file.ts'
import { dayRanges, wholeRange } from './day-ranges.ts'
import { markouts } from './markouts.ts'
import { poolPerformance } from './pool-performance.ts'
import { sampleRows } from './sample-rows.ts'

const MINUTE = 60_000

interface Shape {
  readonly time?: number
  readonly price?: number
  readonly liquidity?: number
  readonly volume?: number | null
}

function history(rows: readonly Shape[]): PoolHistory {
  const collector = new PoolRows('test', new RefusalCollector())
  rows.forEach((row, i) =>
    collector.add({
      time: row.time ?? i * MINUTE,
      line: i + 2,
      price: row.price ?? 2000,
      liquidity: row.liquidity ?? 100,
      volume: row.volume === undefined ? 10 : row.volume,
      riskyFlow: null,
      numeraireFlow: null,
    }),
  )
  const decoded = collector.finish('test', [])
  if (decoded.history === null) throw new Error('no history')
  return decoded.history
}

const FILE = (day: number): string =>
  `uniswap-v3-minute/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2023-08-${day}.minute.csv`
const TERMS = { decimals0: null, decimals1: null, riskyToken: null, fee: null }

describe('the real pool', () => {
  for (const [day, one, five] of [
    [14, 2.65, 1.82],
    [16, 1.83, 1.57],
    [17, 0.7, 0.28],
  ] as const) {
    itWithRealData(`covers its LVR ${one} times on 2023-08-${day}`, FILE(day), async (path) => {
      const file = mustAccept(await readPoolFile(path, { terms: TERMS, allowPartial: false }))
      const [range] = dayRanges(file.history)
      const report = poolPerformance(file.history, range, file.terms.fee)
      expect(Math.abs((report.feesOverLvr ?? 0) / one - 1)).toBeLessThan(0.02)
      const entry = report.signature.find((each) => each.interval_minutes === 5)
      expect(Math.abs((report.fees ?? 0) / (entry?.lvrSecondOrder ?? 1) / five - 1)).toBeLessThan(0.02)
      expect(Math.abs((report.fees ?? 0) / (entry?.lvr ?? 1) / five - 1)).toBeLessThan(0.04)
      expect(report.impliedVolatility).toBeGreaterThan(0.05)
      expect((report.tickImpliedVolatility ?? 0) / (report.impliedVolatility ?? 1)).toBeCloseTo(1, 3)
      expect(report.rows).toBe(day === 14 ? 1439 : 1440)
    })
  }
  itWithRealData('marks out against itself at its own liquidity what its LVR is', FILE(16), async (path) => {
    const file = mustAccept(await readPoolFile(path, { terms: TERMS, allowPartial: false }))
    const range = wholeRange(file.history)
    const report = poolPerformance(file.history, range, file.terms.fee)
    const onPath = markouts({ ...file.history, flows: null }, range, file.history, 0.0005)
    expect(onPath[0].lvr / report.lvr).toBeCloseTo(1, 9)
    // By the pool's own balance changes the figure is another sum over the same trades.
    const byFlows = markouts(file.history, range, file.history, 0.0005)
    expect(byFlows[0].rowsTraded).toBeGreaterThan(300)
    expect(byFlows[0].lvr / report.lvr).toBeGreaterThan(0.5)
    expect(byFlows[0].lvr / report.lvr).toBeLessThan(2)
  })
})

describe('a history', () => {
  it('says what is missing, and takes the move across a gap as one move', () => {
    const gapped = history([{}, { price: 2010 }, { time: 10 * MINUTE, price: 1990 }, { time: 11 * MINUTE }])
    expect(gapped.gaps).toEqual({ count: 1, longest: 9 * MINUTE, missingPeriods: 8 })
    expect(poolPerformance(gapped, wholeRange(gapped), 0.003).signature[0].moves).toBe(3)
  })
  it('puts rows in order, drops repeats, and refuses two truths of one time', () => {
    const log = new RefusalCollector()
    const rows = new PoolRows('test', log)
    const row = { price: 1, liquidity: 1, volume: 1, riskyFlow: null, numeraireFlow: null }
    rows.add({ ...row, time: 2, line: 2 })
    rows.add({ ...row, time: 1, line: 3 })
    rows.add({ ...row, time: 2, line: 4 })
    rows.add({ ...row, time: 3, line: 5 })
    rows.add({ ...row, time: 3, line: 6, price: 2 })
    const decoded = rows.finish('test', [])
    expect([...(decoded.history?.times ?? [])]).toEqual([1, 2])
    expect(decoded.refusals.byCode).toEqual({ 'pool.duplicate-time': 1 })
    expect(decoded.history?.warnings.join()).toMatch(/1 rows out of order.*2 rows repeat/)
  })
  it('knows nothing it was not told: no fee, no volume, one row, no liquidity, no movement', () => {
    const noVolume = history([{}, { volume: null }])
    expect(poolPerformance(noVolume, wholeRange(noVolume), 0.003)).toMatchObject({
      volume: null,
      fees: null,
      feesOverLvr: null,
    })
    const noFee = history([{}, { price: 2100 }])
    expect(poolPerformance(noFee, wholeRange(noFee), null)).toMatchObject({
      volume: 20,
      fees: null,
      impliedVolatility: null,
    })
    const single = history([{}])
    expect(poolPerformance(single, wholeRange(single), 0.003)).toMatchObject({
      lvr: 0,
      realisedVolatility: null,
      impliedVolatility: null,
      feesOverLvr: null,
    })
    const empty = history([{ liquidity: 0 }, { liquidity: 0, price: 3000 }])
    expect(poolPerformance(empty, wholeRange(empty), 0.003)).toMatchObject({
      lvr: 0,
      divergenceLoss: 0,
      impliedVolatility: null,
    })
    const still = history([{}, {}, {}])
    expect(poolPerformance(still, wholeRange(still), 0.003)).toMatchObject({
      lvr: 0,
      realisedVolatility: 0,
      feesOverLvr: null,
    })
    for (const pool of [noVolume, noFee, single, empty, still]) {
      expect(JSON.stringify(poolPerformance(pool, wholeRange(pool), 0.003))).not.toMatch(/NaN|Infinity/)
      for (const [, value] of Object.entries(poolPerformance(pool, wholeRange(pool), 0))) {
        if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
      }
    }
  })
  it('chains days: the first move of a day starts at the last row before it', () => {
    const two = history([
      { time: 86_400_000 - 2 * MINUTE },
      { time: 86_400_000 - MINUTE, price: 2010 },
      { time: 86_400_000, price: 2020 },
    ])
    const ranges = dayRanges(two)
    expect(ranges.map(({ date, first, firstOwn, last }) => [date, first, firstOwn, last])).toEqual([
      ['1970-01-01', 0, 0, 1],
      ['1970-01-02', 1, 2, 2],
    ])
    const [a, b] = ranges.map((range) => poolPerformance(two, range, 0.003))
    const whole = poolPerformance(two, wholeRange(two), 0.003)
    expect(a.lvr + b.lvr).toBeCloseTo(whole.lvr, 12)
    expect((a.fees ?? 0) + (b.fees ?? 0)).toBeCloseTo(whole.fees ?? 0, 12)
  })
})

describe('sampling', () => {
  const times = Float64Array.from([0, 1, 2, 3, 7, 8, 9, 10, 11], (minute) => minute * MINUTE)
  it('takes the last row known at each look, each once, and the last of all', () => {
    expect([...sampleRows(times, 0, 8, MINUTE)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect([...sampleRows(times, 0, 8, 5 * MINUTE)]).toEqual([0, 3, 7, 8])
    expect([...sampleRows(times, 0, 8, 5 * MINUTE, 2 * MINUTE)]).toEqual([0, 2, 4, 8])
    expect([...sampleRows(times, 2, 2, MINUTE)]).toEqual([2])
  })
})
