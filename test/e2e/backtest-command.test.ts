/** `kondor backtest`, `compare` and `sweep` as a person runs them, on spans short enough for a test. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DOCUMENTS } from '../../src/face/api/document-schemas.ts'
import { comparePage } from '../../src/face/cli/terminal/compare-page.ts'
import { paintLines } from '../../src/face/cli/terminal/layout.ts'
import { plainPainter } from '../../src/face/cli/terminal/paint.ts'
import { compareReport } from '../../src/face/report/compare-report.ts'
import type { CompareDocument } from '../../src/face/report/compare-document.ts'
import type { BacktestDocument } from '../../src/face/report/run-document.ts'
import type { SweepDocument } from '../../src/face/report/sweep-document.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const main = path.join(root, 'src', 'face', 'cli', 'main.ts')
const folders: string[] = []

function home(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-backtest-'))
  folders.push(folder)
  return folder
}
let shared: string
beforeAll(() => {
  shared = home()
})
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true })
})

function kondor(at: string, ...args: readonly string[]) {
  const env = { ...process.env, KONDOR_HOME: at, NO_COLOR: '1', COLUMNS: '90' }
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env, cwd: at, maxBuffer: 1 << 26 })
}

/** What a command prints with --json, held to its published schema. */
function json<T>(at: string, command: 'backtest' | 'compare' | 'sweep', ...args: readonly string[]): T {
  const { stdout, stderr, status } = kondor(at, command, ...args, '--json')
  expect(status, stderr).toBe(0)
  const document: unknown = JSON.parse(stdout)
  expect(DOCUMENTS[command].schema.parse(document)).toEqual(document)
  return document as T
}

const SPAN = ['--from', '2010-01-04', '--to', '2010-03-31', '--resamples', '100'] as const

describe('kondor backtest', () => {
  it('says the days and the rung first and the win rate last; page and text are the same bytes twice', () => {
    const [one, two] = ['one.html', 'two.html'].map((name) => {
      const file = path.join(shared, name)
      const { stdout, stderr, status } = kondor(
        shared,
        'backtest',
        'cndr',
        ...SPAN,
        '--timing-luck',
        '--html',
        file,
      )
      expect(status, stderr).toBe(0)
      expect(stderr).toContain(`Report written to ${file}`)
      return { text: stdout, page: fs.readFileSync(file, 'utf8') }
    })
    expect(two.text).toBe(one.text)
    expect(two.page === one.page).toBe(true)
    const { text, page } = one
    const lines = text.split('\n')
    expect(lines[0]).toBe('Data of Mon 4 Jan 2010 to Wed 31 Mar 2010')
    expect(lines[1]).toContain('indexed: real index, modelled option prices')
    const order = [
      'Excess over T-bills',
      'Expectancy a condor',
      'Worst 5 % of days',
      'P&L per dollar of LVR',
      'Coverage',
      'Rule sets tried',
      'Win rate',
    ]
    const at = order.map((words) => text.indexOf(words))
    expect(at.every((position, i) => position > (at[i - 1] ?? 0))).toBe(true)
    for (const words of [
      'not edge',
      'T-bill yields are unknown throughout',
      'modelled from the index path',
    ]) {
      expect(text).toContain(words)
    }
    const addresses = [...page.matchAll(/(?:https?:|\/\/)[^\s"'<]+/g)].map(([found]) => found)
    expect([...new Set(addresses)]).toEqual(['http://www.w3.org/2000/svg'])
    expect(/NaN|Infinity|undefined|\[object/.exec(page)).toBeNull()
    for (const words of ['Rent against bleed', 'Timing luck', 'To make it again', 'Educational software']) {
      expect(page.includes(words), words).toBe(true)
    }
  })

  it('leaves the run as it is beside the phases of --timing-luck', () => {
    const alone = home()
    const asked = [
      'monthly-16-delta',
      '--from',
      '2010-01-04',
      '--to',
      '2010-02-26',
      '--resamples',
      '100',
    ] as const
    const plain = json<BacktestDocument>(alone, 'backtest', ...asked)
    const lucky = json<BacktestDocument>(alone, 'backtest', ...asked, '--timing-luck')
    expect(lucky.options).toEqual(plain.options)
    expect(lucky.series).toEqual(plain.series)
    expect(lucky.trades).toEqual(plain.trades)
    expect(plain.evidence.timingLuck).toBeNull()
    expect(lucky.evidence.timingLuck).toMatchObject({ position: null, chosen: null, rank: null })
    expect(lucky.evidence.timingLuck?.results).toHaveLength(5)
    // What was run for the spread was tried, too.
    expect([plain.evidence.trials.trials, lucky.evidence.trials.trials]).toEqual([1, 6])
    const third = json<BacktestDocument>(
      alone,
      'backtest',
      ...asked,
      '--entry-every',
      '3',
      '--entry-phase',
      '1',
      '--timing-luck',
    )
    expect(third.options).toMatchObject({ entryEvery: 3, entryPhase: 1 })
    const luck = third.evidence.timingLuck
    expect(luck?.position).toBe(1)
    expect(luck?.results).toHaveLength(3)
    expect(luck?.chosen).toBe(luck?.results[1])
  })

  it('gives as data what adds up: ledger, years and account, to the cent', () => {
    const document = json<BacktestDocument>(shared, 'backtest', 'monthly-16-delta', ...SPAN)
    expect(document.schema).toBe('kondor.backtest/1')
    expect(document.command).toBe(`kondor backtest monthly-16-delta ${SPAN.join(' ')}`)
    const { series, evidence, byYear, trades, options } = document
    const gained = series.equity[series.equity.length - 1] - options.account_dollars
    const lines = evidence.attribution.reduce((sum, { total_dollars }) => sum + total_dollars, 0)
    const years = byYear.lines.reduce((sum, { dollars }) => sum + dollars[0], 0)
    expect(lines).toBeCloseTo(gained, 2)
    expect(years).toBeCloseTo(gained, 2)
    expect(series.dates).toHaveLength(document.data.sessions)
    expect(trades.length).toBeGreaterThan(0)
    // Without bills, doing nothing earns nothing.
    expect(new Set(series.doingNothing)).toEqual(new Set([options.account_dollars]))
    // The other test's rules, their five phases, and these.
    expect(evidence.trials.trials).toBe(7)
  })

  it('buys the calls of vxth the session after VIX expirations, and keeps what they cost on a line of its own', () => {
    const { trades, evidence, series } = json<BacktestDocument>(
      shared,
      'backtest',
      'vxth',
      '--from',
      '2008-08-01',
      '--to',
      '2009-02-18',
      '--resamples',
      '100',
    )
    const calls = trades.filter(({ layer }) => layer === 'hedge:calls')
    // VIX expired on the sessions before; on those of October and November the modelled future was above 50.
    expect(calls.map(({ entry }) => entry)).toEqual(['2008-08-21', '2008-09-18', '2008-12-18', '2009-01-22'])
    expect(new Set(calls.map(({ ended }) => ended))).toEqual(new Set(['settled']))
    const line = evidence.attribution.find(({ id }) => id === 'hedge:calls')?.total_dollars ?? Number.NaN
    const closed = calls.reduce((sum, { pnl_dollars }) => sum + pnl_dollars, 0)
    expect(Math.abs(line - closed)).toBeLessThan(0.005)
    const total = evidence.attribution.reduce((sum, { total_dollars }) => sum + total_dollars, 0)
    expect(total).toBeCloseTo((series.equity.at(-1) ?? 0) - 250_000, 2)
  })
  it('runs in a simulated world, says so over every figure, and lifts the floor of the rules aloud', () => {
    const asked = [
      'backtest',
      'monthly-16-delta',
      '--data',
      'simulated',
      '--mode',
      'fair',
      '--years',
      '0.25',
      '--resamples',
      '100',
    ] as const
    const document = json<BacktestDocument>(shared, ...asked, '--seed', '3')
    expect(document.data.rung).toBe('simulated')
    expect(document.evidence.provenance).toMatchObject({ rung: 'simulated', seed: 3 })
    expect(document.banners.some((banner) => banner.includes('simulated ones all the same'))).toBe(true)
  })

  it.each([
    [['backtest', './missing.yaml'], 66, /missing.yaml/],
    [['compare', 'cndr', 'cndr'], 64, /cndr twice/],
    [['compare', 'cndr', 'vxth', '--resamples', '100'], 64, /--resamples.*399 or more/],
    [['sweep', 'cndr', '--grid', 'sizing.marginShare=0.1'], 65, /sizing.marginShare/],
  ] as const)('refuses %j with exit code %i', (args, code, words) => {
    const { stdout, stderr, status } = kondor(shared, ...args)
    expect(status).toBe(code)
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
  })
})

describe('kondor compare', () => {
  it('pairs with the first, with doing nothing, and a hedged set with its twin, which it runs for it', () => {
    const document = json<CompareDocument>(
      shared,
      'compare',
      'cndr',
      'monthly-16-delta+alvh',
      ...SPAN,
      '--resamples',
      '399',
    )
    expect(document.runs.map(({ rules }) => rules.name)).toEqual(['cndr', 'monthly-16-delta+alvh'])
    expect(document.againstFirst.arms.map(({ provenance }) => provenance.label)).toEqual([
      'monthly-16-delta+alvh',
    ])
    expect(document.againstNothing.arms).toHaveLength(2)
    const [twin] = document.againstTwins
    expect(twin.baseline.label).toBe('monthly-16-delta')
    const daily = twin.arms[0].differences.find(({ id }) => id === 'daily-pnl')
    expect(daily?.value).not.toBeNull()
    // The hedge is all that differs: what the ledger says it made is the difference.
    const hedged = document.runs[1]
    const hedge = hedged.evidence.attribution.filter(({ id }) => id.startsWith('hedge:'))
    expect(hedge.length).toBeGreaterThan(0)
    const words = paintLines(comparePage(document, 90), plainPainter)
    for (const part of [
      'Against doing nothing',
      'Against monthly-16-delta, unhedged',
      'Detectable',
      'Entry days in common',
    ]) {
      expect(words).toContain(part)
    }
    const page = compareReport(document, 'Not advice.')
    // A reason may say that a ratio is undefined on so many resamples.
    expect(/NaN|Infinity|undefined(?! on \d)|\[object|<script/.exec(page)).toBeNull()
    expect(page).toContain('monthly-16-delta+alvh against monthly-16-delta, unhedged')
  })
})

describe('kondor sweep', () => {
  const GRID = [
    'sweep',
    'monthly-16-delta',
    ...SPAN,
    '--grid',
    'sizing.marginShareMax=0.0005,0.05,0.1',
  ] as const

  it('comes to the same on one thread, on two, and resumed after a break', () => {
    const [one, two, broken] = [home(), home(), home()]
    const whole = json<SweepDocument>(one, ...GRID, '--workers', '1')
    expect(json<SweepDocument>(two, ...GRID, '--workers', '2')).toEqual(whole)
    expect(whole.evidence.rows).toHaveLength(3)
    // A share of the account that buys no condor leaves cash, whose ratio is of rounding.
    expect(whole.evidence.neverTraded).toBe(1)
    const [idle, ...others] = whole.evidence.rows
    expect(idle).toMatchObject({ status: 'never traded', trades: 0, sharpe: null, excessReturn: null })
    for (const { status, trades, winRate, winRateInterval } of others) {
      // Few trades of a quarter have a share that won, and no interval.
      expect([status, winRate === null, winRateInterval]).toEqual(['traded', trades === 0, null])
    }
    // A quarter of a year cannot tell overfitting, so nothing is ranked.
    expect(whole.evidence.notRanked).toMatch(/fewer than 240 sessions/)
    expect(whole.evidence.trials.trials).toBe(3)

    const shard = kondor(broken, ...GRID, '--shard', '1/2', '--workers', '1')
    expect(shard.status, shard.stderr).toBe(0)
    expect(shard.stdout).toBe('')
    expect(shard.stderr).toContain('2 of 3 variants are done')
    const [file] = fs
      .readdirSync(path.join(broken, 'sweeps'))
      .map((name) => path.join(broken, 'sweeps', name))
    // The process died while it wrote.
    fs.appendFileSync(file, '{"rulesHash":"torn')
    const lines = fs.readFileSync(file, 'utf8').split('\n').length
    expect(json<SweepDocument>(broken, ...GRID, '--resume', '--workers', '1')).toEqual(whole)
    // What was there was not run again.
    expect(fs.readFileSync(file, 'utf8').split('\n')).toHaveLength(lines + 1)
  })
})
