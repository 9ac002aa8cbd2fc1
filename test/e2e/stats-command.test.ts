/** `kondor stats` as a person runs it, on constructed levels. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

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
    const found = JSON.parse(stdout)
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
  it('refuses a missing month, an unknown column and a level that is none, saying where', () => {
    const gap = 'DATE,PUT\n2018-01-31,100\n2018-02-28,101\n2018-04-30,102\n'
    expect(stats('gap.csv', gap).stderr).toMatch(/no level between 2018-02-28 and 2018-04-30/)
    expect(stats('levels.csv', MONTHLY).stderr).toMatch(/--column.*one of CNDR, SPTR/)
    const zero = 'DATE,PUT\n2018-01-31,100\n2018-02-28,0\n2018-03-29,102\n'
    expect(stats('zero.csv', zero).stderr).toMatch(/zero\.csv.*3/)
  })
})
