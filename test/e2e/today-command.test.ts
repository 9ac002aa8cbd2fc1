/** The main job as a person runs it: a real chain in, a decision out. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decisionSchema } from '../../src/face/api/decision-schema.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { itWithRealData } from '../support/real-data.ts'

const main = path.resolve(import.meta.dirname, '..', '..', 'src', 'face', 'cli', 'main.ts')
let home: string

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

function kondorIn(folder: string, args: readonly string[]) {
  const env = { ...process.env, KONDOR_HOME: folder, NO_COLOR: '1' }
  return spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env,
    cwd: folder,
    maxBuffer: 1 << 26,
  })
}

const kondor = (...args: readonly string[]) => kondorIn(home, args)

const decision = (...args: readonly string[]): Decision => decisionIn(home, args)

const decisionIn = (folder: string, args: readonly string[]): Decision => {
  const { stdout, stderr, status } = kondorIn(folder, ['today', ...args, '--json'])
  expect(stderr).toBe('')
  expect(status).toBe(0)
  // Parsed strictly: what is printed is what the API's description promises, and no number is NaN or infinite.
  return decisionSchema.parse(JSON.parse(stdout))
}

const figureOf = (of: Decision, id: string) => of.market.find((figure) => figure.id === id)?.value

const CBOE = 'spx-chain-2024-01-05/spx_quotedata.csv'
const WHITE_PAPER = 'vix-whitepaper-chain/options.csv'

describe('kondor today on real chains', () => {
  itWithRealData(
    'rebuilds the published VIX of 5 January 2024, and prices the condor and the tiers',
    CBOE,
    (file) => {
      const of = decision('--chain', file)
      expect(of.asOf).toBe('2024-01-05T16:15:00-05:00')
      expect(of.rung).toBe('quoted')
      expect(Math.abs(Number(figureOf(of, 'vix')) - 13.35)).toBeLessThanOrEqual(0.02)
      expect(of.data.refusedByCode['quote.crossed']).toBe(2)
      const [condor] = of.candidates
      expect(condor).toMatchObject({ root: 'SPXW', expiration: '2024-02-16', settlement: 'PM' })
      expect([condor?.putWidth_points, condor?.callWidth_points]).toEqual([50, 50])
      expect(Math.abs((condor?.legs[1]?.delta ?? 0) + 0.16)).toBeLessThan(0.01)
      expect(Math.abs((condor?.legs[2]?.delta ?? 0) - 0.16)).toBeLessThan(0.01)
      expect(of.tiers.map((tier) => tier.expiration)).toEqual(['2024-01-08', '2024-01-08', '2024-01-08'])
      for (const tier of of.tiers) expect(tier.credit.natural_points).toBeLessThan(tier.credit.mid_points)
      // The embedded history ends in 2020: the forecast is unknown, not guessed.
      expect(figureOf(of, 'forecast')).toBeNull()
      expect(condor?.coverageKappa).toBeNull()
      expect(of.intents[0]?.kind).toBe('stand-aside')
    },
  )

  itWithRealData('gives the VIX of the Cboe white paper with its rate', WHITE_PAPER, (file) => {
    const of = decision('--chain', file, '--rate', '0.38%')
    expect(Math.abs(Number(figureOf(of, 'vix')) - 61.22)).toBeLessThanOrEqual(0.005)
    // Its dates are made up: no history of the real index may stand beside it.
    expect(figureOf(of, 'forecast')).toBeNull()
    expect(of.candidates[0]?.probabilities.historicalProfit).toBeNull()
  })

  itWithRealData('answers a day asked for with the newer of stored quotes and index', WHITE_PAPER, (file) => {
    const own = fs.mkdtempSync(path.join(home, 'stored-'))
    expect(kondorIn(own, ['import', file]).status).toBe(0)
    const inOwn = (...args: readonly string[]) => decisionIn(own, args)
    expect(inOwn().sessionDate).toBe('2008-12-31')
    expect(inOwn('--as-of', '2008-12-31').rung).toBe('quoted')
    expect(inOwn('--as-of', '2017-11-03')).toMatchObject({ sessionDate: '2017-11-03', rung: 'indexed' })
  })

  itWithRealData('prints the same decision as a page, date first', CBOE, (file) => {
    const { stdout, status } = kondor('today', '--chain', file)
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe('Data of Friday 5 January 2024, 16:15 New York')
    for (const words of [
      'Stand aside',
      'VIX is 13.35',
      'quote.crossed',
      '0.45',
      'NOT ADVISED',
      'SPXW  240216P0',
    ]) {
      expect(stdout).toContain(words)
    }
    expect(stdout).not.toMatch(/NaN|Infinity|undefined|\[object/)
  })

  itWithRealData('prints the same bytes twice', CBOE, (file) => {
    const first = kondor('today', '--chain', file, '--json').stdout
    expect(kondor('today', '--chain', file, '--json').stdout).toBe(first)
  })

  itWithRealData('reads nothing struck after the as-of time', CBOE, (file) => {
    const early = kondor('today', '--chain', file, '--as-of', '2024-01-05T12:00')
    expect(early.status).toBe(65)
    expect(early.stderr).toContain('quotes from 2024-01-05T16:15:00-05:00 on')
    expect(early.stderr).toContain('[quote.future]')
  })

  itWithRealData('calls quotes stale by the last session of the as-of day, open or closed', CBOE, (file) => {
    const freshness = (of: Decision) => of.reason.because.find(({ id }) => id === 'data-fresh')?.verdict
    const late = decision('--chain', file, '--as-of', '2024-01-09', '--rules', 'monthly-16-delta')
    expect(late.asOf).toBe('2024-01-09T16:15:00-05:00')
    expect(late.data.quotedAt).toBe('2024-01-05T16:15:00-05:00')
    expect([freshness(late), late.intents[0]?.kind]).toEqual(['fail', 'stand-aside'])
    // Christmas, closed: the last session before it was the half day of the 24th.
    const holiday = decision('--chain', file, '--as-of', '2024-12-25', '--rules', 'monthly-16-delta')
    expect(holiday.asOf).toBe('2024-12-24T13:15:00-05:00')
    expect([freshness(holiday), holiday.intents[0]?.kind]).toEqual(['fail', 'stand-aside'])
    // The Saturday after: nothing has traded since.
    const weekend = decision('--chain', file, '--as-of', '2024-01-06', '--rules', 'monthly-16-delta')
    expect([freshness(weekend), weekend.intents[0]?.kind]).toEqual(['pass', 'open-condor'])
  })
})

describe('kondor today on bad input', () => {
  it('says what is wrong with a file in one line each, and ends with 65', () => {
    const file = path.join(home, 'pointer.csv')
    fs.writeFileSync(file, 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n')
    const { stdout, stderr, status } = kondor('today', '--chain', file)
    expect(status).toBe(65)
    expect(stdout).toBe('')
    expect(stderr).toContain('[file.lfs-pointer]')
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
  it('names the rule sets there are', () => {
    const { stderr, status } = kondor('today', '--rules', 'no-such')
    expect(status).toBe(64)
    expect(stderr).toMatch(/wanted one of .*lvr-budget/)
  })
})

describe('kondor today with nothing imported', () => {
  it('decides on the last embedded day and says that prices are modelled', () => {
    const of = decision()
    expect(of.sessionDate).toBe('2020-04-17')
    expect(of.rung).toBe('indexed')
    expect(of.intents[0]?.kind).toBe('stand-aside')
    expect(of.candidates.length).toBeGreaterThan(0)
    expect(Number(figureOf(of, 'vix'))).toBeGreaterThan(20)
    const { stdout } = kondor('today')
    expect(stdout).toContain('Data of Friday 17 April 2020')
    expect(stdout).toContain('modelled option prices')
  })
  it('prints orders alone where a ticket is asked for, and says that there are none', () => {
    const csv = kondor('today', '--ticket', 'csv')
    expect(csv.status).toBe(0)
    expect(csv.stdout).toMatch(/^order,action,for,side,effect,quantity,symbol,[a-z_,]+disclaimer\r\n$/)
    expect(csv.stderr).toContain('no orders today')
    const json = JSON.parse(kondor('today', '--ticket', 'json').stdout) as Record<string, unknown>
    expect(json).toMatchObject({ schema: 'kondor.ticket/1', orders: [], rung: 'indexed' })
    expect(json['disclaimer']).toContain('not advice')
    expect(kondor('today', '--ticket', 'xml').status).toBe(64)
    expect(kondor('today', '--ticket', 'csv', '--json').status).toBe(64)
  })
  it('decides on an earlier day as if it were that day', () => {
    const of = decision('--as-of', '2017-11-03')
    expect(of.sessionDate).toBe('2017-11-03')
    expect(Number(figureOf(of, 'vix'))).toBeLessThan(15)
  })
})
