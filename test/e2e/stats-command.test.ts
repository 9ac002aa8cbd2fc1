/** `kondor stats` as a person runs it, on constructed levels. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statsSchema } from '../../src/face/api/stats-schema.ts'

const main = path.resolve(import.meta.dirname, '..', '..', 'src', 'face', 'cli', 'main.ts')
let home: string

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

function stats(name: string, text: string, ...args: readonly string[]) {
  fs.writeFileSync(path.join(home, name), text)
  const env = { ...process.env, KONDOR_HOME: home, NO_COLOR: '1', COLUMNS: '100' }
  return spawnSync(process.execPath, [main, 'stats', name, ...args], { encoding: 'utf8', env, cwd: home })
}

/** Two years of months: +3 % and -1 % in turn, but -10 % in May 2019; the market moves twice as much. */
const RETURNS = Array.from({ length: 24 }, (_, i) => (i === 16 ? -0.1 : i % 2 === 0 ? 0.03 : -0.01))
const monthEnd = (i: number): string => new Date(Date.UTC(2018, i, 0)).toISOString().slice(0, 10)
const LEVELS = RETURNS.reduce<{ own: number; market: number }[]>(
  (all, r) => {
    const { own, market } = all[all.length - 1] ?? { own: 100, market: 1000 }
    return [...all, { own: own * (1 + r), market: market * (1 + 2 * r) }]
  },
  [{ own: 100, market: 1000 }],
)
const MONTHLY = [
  'Date,CNDR,SPTR',
  ...LEVELS.map(({ own, market }, i) => `${monthEnd(i)},${own},${market}`),
].join('\n')

describe('kondor stats', () => {
  it('prints growth, volatility, drawdown, worst month, share of gains and beta as by hand', () => {
    const { stdout, stderr, status } = stats(
      'levels.csv',
      MONTHLY,
      '--column',
      'cndr',
      '--market',
      'SPTR',
      '--to',
      '2019-11-30',
      '--json',
    )
    expect([stderr, status]).toEqual(['', 0])
    const found = statsSchema.parse(JSON.parse(stdout))
    const returns = RETURNS.slice(0, 23)
    const mean = returns.reduce((sum, r) => sum + r, 0) / 23
    const variance = returns.reduce((sum, r) => sum + (r - mean) * (r - mean), 0) / 22
    const growth = Math.exp((12 / 23) * returns.reduce((sum, r) => sum + Math.log1p(r), 0)) - 1
    expect([found.column, found.months, found.from, found.to]).toEqual([
      'CNDR',
      23,
      '2017-12-31',
      '2019-11-30',
    ])
    expect(found.compoundGrowth).toBeCloseTo(growth, 12)
    expect(found.volatility).toBeCloseTo(Math.sqrt(12 * variance), 12)
    expect(found.sharpe).toBeCloseTo((12 * mean) / Math.sqrt(12 * variance), 10)
    expect(found.beta).toBeCloseTo(0.5, 10)
    expect([found.worst, found.worstOn]).toEqual([expect.closeTo(-0.1, 12), '2019-05-31'])
    // From the top of March: down 1 % in April, 10 % in May, 1 % in June.
    expect(found.maxDrawdown).toBeCloseTo(0.99 * 0.9 * 0.99 - 1, 12)
    expect(found.maxDrawdownOn).toBe('2019-06-30')
    expect(found.shareAboveZero).toBeCloseTo(returns.filter((r) => r > 0).length / 23, 12)
    expect(found.bills).toBeNull()
  })
  it('takes the last level of each month of a daily Cboe history, and leaves out a month that has not ended', () => {
    const daily = [
      'DATE,PUT',
      '01/02/2018,50',
      '01/31/2018,100',
      '02/15/2018,70',
      '02/28/2018,110',
      '03/29/2018,99',
      '04/30/2018,108.9',
      '05/10/2018,10',
    ]
    const { stdout, status } = stats('PUT_History.csv', daily.join('\n'))
    expect(status).toBe(0)
    expect(stdout).toContain('PUT, 3 months from 31 Jan 2018 to 30 Apr 2018')
    expect(stdout).toContain('−10.00 (2018-03)')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the month of 10 May 2018 had not ended and is left out')
  })
  it('prints every column of the published tables from 1986-06 to 2021-12, each recomputed here, over the bills of GS3M', () => {
    const months = 426
    const end = (i: number): string => new Date(Date.UTC(1986, 6 + i, 0)).toISOString().slice(0, 10)
    // Cycles that do not divide one another: a market, and an index with a third of it.
    const market = Array.from(
      { length: months },
      (_, i) => 0.008 + 0.04 * Math.sin(1.7 * i) + (i === 15 ? -0.2 : 0),
    )
    const own = market.map((r, i) => 0.002 + 0.33 * r + 0.015 * Math.cos(2.9 * i))
    const levels = (returns: readonly number[]): readonly number[] =>
      returns.reduce<number[]>((all, r) => [...all, all[all.length - 1] * (1 + r)], [100])
    const [index, whole] = [levels(own), levels(market)]
    const rows = index.map((level, i) => `${end(i)},${level},${whole[i]}`)
    const bills = Array.from({ length: months + 3 }, (_, i) =>
      new Date(Date.UTC(1986, 3 + i, 1)).toISOString().slice(0, 10),
    ).map((first) => `${first},3.65`)
    fs.writeFileSync(path.join(home, 'GS3M.csv'), ['observation_date,GS3M', ...bills].join('\n'))
    const env = { ...process.env, KONDOR_HOME: home, NO_COLOR: '1', COLUMNS: '120' }
    const imported = spawnSync(process.execPath, [main, 'import', 'GS3M.csv'], {
      encoding: 'utf8',
      env,
      cwd: home,
    })
    expect(imported.status, imported.stderr).toBe(0)
    const file = ['DATE,OWN,SPTR', ...rows].join('\n')
    const asked = [
      '--column',
      'OWN',
      '--market',
      'SPTR',
      '--from',
      '1986-06-30',
      '--to',
      '2021-12-31',
    ] as const
    const { stdout, stderr } = stats('month-ends.csv', file, ...asked, '--json')
    expect(stderr).toBe('')
    const found = statsSchema.parse(JSON.parse(stdout))

    const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length
    const centred = (xs: readonly number[]): readonly number[] => xs.map((x) => x - mean(xs))
    const c = centred(own)
    const sd = Math.sqrt(c.reduce((sum, x) => sum + x * x, 0) / (months - 1))
    expect(found.months).toBe(months)
    expect(found.compoundGrowth).toBeCloseTo(Math.exp((12 / months) * Math.log(index[months] / 100)) - 1, 12)
    expect(found.volatility).toBeCloseTo(sd * Math.sqrt(12), 12)
    // 3.65 % a year are 0.01 % a day.
    const days = (i: number): number => (Date.parse(end(i + 1)) - Date.parse(end(i))) / 86_400_000
    const excess = own.map((r, i) => r - 0.0001 * days(i))
    const e = centred(excess)
    const sdExcess = Math.sqrt(e.reduce((sum, x) => sum + x * x, 0) / (months - 1))
    expect(found.sharpe).toBeCloseTo((Math.sqrt(12) * mean(excess)) / sdExcess, 9)
    expect(found.bills).toContain('GS3M')
    let [deepest, trough] = [0, '']
    index.forEach((level, i) => {
      const depth = level / Math.max(...index.slice(0, i + 1)) - 1
      if (depth < deepest) [deepest, trough] = [depth, end(i)]
    })
    expect([found.maxDrawdown, found.maxDrawdownOn]).toEqual([expect.closeTo(deepest, 12), trough])
    const worst = Math.min(...own)
    expect([found.worst, found.worstOn]).toEqual([expect.closeTo(worst, 12), end(own.indexOf(worst) + 1)])
    // Third moment over the power of the second, with the small-sample factor or without: 426 months tell them apart by 0.4 %.
    const [m2, m3] = [2, 3].map((power) => mean(c.map((x) => (power === 2 ? x * x : x * x * x))))
    expect(Math.abs((found.skew ?? 0) / (m3 / (m2 * Math.sqrt(m2))) - 1)).toBeLessThan(0.005)
    expect(found.shareAboveZero).toBeCloseTo(own.filter((r) => r > 0).length / months, 12)
    const m = centred(market)
    const beta = c.reduce((sum, x, i) => sum + x * m[i], 0) / m.reduce((sum, x) => sum + x * x, 0)
    expect(found.beta).toBeCloseTo(beta, 10)
    const table = stats('month-ends.csv', file, ...asked).stdout
    const { compoundGrowth, volatility, sharpe, beta: slope } = found
    for (const shown of [100 * (compoundGrowth ?? 9), 100 * (volatility ?? 9), sharpe ?? 9, slope ?? 9])
      expect(table).toContain(shown.toFixed(2))
    fs.rmSync(path.join(home, 'GS3M.csv'))
  })
  it('refuses a missing month, an unknown column and a level that is none, saying where', () => {
    const gap = 'DATE,PUT\n2018-01-31,100\n2018-02-28,101\n2018-04-30,102\n'
    expect(stats('gap.csv', gap).stderr).toMatch(/no level between 2018-02-28 and 2018-04-30/)
    expect(stats('levels.csv', MONTHLY).stderr).toMatch(/--column.*one of CNDR, SPTR/)
    const zero = 'DATE,PUT\n2018-01-31,100\n2018-02-28,0\n2018-03-29,102\n'
    expect(stats('zero.csv', zero).stderr).toMatch(/zero\.csv.*3/)
  })
})
