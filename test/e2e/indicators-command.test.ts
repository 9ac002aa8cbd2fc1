/** `kondor indicators` as a person runs it. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indicatorsSchema } from '../../src/face/api/indicators-schema.ts'
import type { IndicatorBoard } from '../../src/policy/indicator-board/board.ts'
import { itWithRealData } from '../support/real-data.ts'

const main = path.resolve(import.meta.dirname, '..', '..', 'src', 'face', 'cli', 'main.ts')
let home: string

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

function kondor(...args: readonly string[]) {
  const env = { ...process.env, KONDOR_HOME: home, NO_COLOR: '1', COLUMNS: '80' }
  return spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env,
    cwd: home,
    maxBuffer: 1 << 26,
  })
}

const boardOf = (...args: readonly string[]): IndicatorBoard =>
  boardIn(kondor('indicators', ...args, '--json'))

function boardIn({ stdout, stderr, status }: ReturnType<typeof kondor>): IndicatorBoard {
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const json: unknown = JSON.parse(stdout)
  const board = indicatorsSchema.parse(json)
  // Nothing in the data that the schema does not name.
  expect(board).toEqual(json)
  return board
}

const valueOf = (board: IndicatorBoard, id: string): number | null | undefined =>
  board.groups.flatMap(({ lines }) => lines).find((line) => line.id === id)?.value

const fires = (board: IndicatorBoard): Readonly<Record<string, boolean | null>> =>
  board.regimes.known
    ? Object.fromEntries(board.regimes.value.verdicts.map((each) => [each.id, each.fires]))
    : {}

describe('kondor indicators', () => {
  it('shows what a fresh install knows, and says what to import for the rest', () => {
    const { stdout, stderr, status } = kondor('indicators')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe('Data of Friday 17 April 2020, 16:15 New York')
    for (const words of [
      'RSI(14), Wilder',
      'MACD line, first seed',
      'Expected daily range',
      'not valid',
      'kondor import VIX_History.csv',
      'Decisions by lvr-budget use EWMA',
      'no calendar of events at hand',
      'not advice to trade',
    ]) {
      expect(stdout).toContain(words)
    }
    expect(stdout).not.toMatch(/NaN|undefined|\[object/)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('is data of its schema, and the same bytes twice', () => {
    const ask = ['indicators', '--as-of', '2018-02-05', '--json']
    const [one, other] = [kondor(...ask), kondor(...ask)]
    expect(one.stdout).toBe(other.stdout)
    const board = boardIn(one)
    expect(board.knownDay).toBe('2018-02-05')
    expect(valueOf(board, 'vix-close')).toBeNull()
  })

  itWithRealData('knows the VIX of 2018-02-05 and 2020-03-16', 'vix-daily/vix-daily.csv', (file) => {
    expect(kondor('import', file).status).toBe(0)
    const rows = fs.readFileSync(file, 'utf8').trim().split('\n').slice(1)
    const closes = rows.map((row) => [row.split(',')[0], Number(row.split(',').at(-1))] as const)
    for (const [date, close] of [
      ['2018-02-05', 37.32],
      ['2020-03-16', 82.69],
    ] as const) {
      const board = boardOf('--as-of', date)
      const month = closes.filter(([day]) => (day ?? '') <= date).slice(-20)
      const mean = month.reduce((sum, [, value]) => sum + value, 0) / 20
      expect(valueOf(board, 'vix-close')).toBe(close)
      expect(valueOf(board, 'vix-over-sma20')).toBeCloseTo(close / mean, 10)
      // The highest of its year: the middle of the last of 252 ranks.
      expect(valueOf(board, 'vix-percentile')).toBeCloseTo(251.5 / 252, 12)
      expect(valueOf(board, 'vx-contango')).toBeNull()
      expect(fires(board)['vol-spike']).toBe(true)
      expect(fires(board)['crash']).toBe(date === '2020-03-16')
    }
  })

  itWithRealData(
    'sees dealer gamma, dislocated quotes and no free money in a real chain',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    (file) => {
      const board = boardOf('--chain', file, '--rate', '5.35%')
      if (!board.gamma.known) throw new Error(board.gamma.reason)
      expect(board.gamma.value.total_dollars_per_percent / 1e9).toBeCloseTo(-11.6, 1)
      expect(board.gamma.value.flip_points).toBeCloseTo(4723.2, 0)
      expect(board.parity.open).toBe(0)
      // Implied by the chain, not the rate that was given.
      const own = board.parity.rows.filter(({ rateSource }) => rateSource === 'parity')
      expect(own.length).toBeGreaterThan(10)
      expect(own.every(({ impliedRate_per_year: rate }) => rate !== 0.0535)).toBe(true)
      const march = board.parity.rows.find(({ expiration }) => expiration === '2024-03-28')
      const rateOf = (kind: string) => march?.kinds.find((each) => each.kind === kind)?.rate_per_year
      expect([rateOf('box-lend'), rateOf('box-borrow')]).toEqual([
        expect.closeTo(0.049, 3),
        expect.closeTo(0.0624, 3),
      ])
      expect(board.quotes.dislocated.count).toBeGreaterThan(0)
    },
  )

  it('refuses rules there are not', () => {
    const { stdout, stderr, status } = kondor('indicators', '--rules', 'no-such-rules')
    expect(stdout).toBe('')
    expect(stderr).toContain('no-such-rules')
    expect(status).not.toBe(0)
  })
})
