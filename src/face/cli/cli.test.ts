/** The command as a person runs it: a process, its output and its exit code. */
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { AssertionFailure } from '../../base/vocabulary/assert.ts'
import { EXIT, exitCodeOfRefusal, exitOfThrown } from './exit-codes.ts'
import { valueOrNull } from '../../base/vocabulary/result.ts'
import { parseRate, parseShock, todayRequest } from './today-options.ts'

const main = path.resolve(import.meta.dirname, 'main.ts')
let home: string

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

function kondor(...args: readonly string[]) {
  const env = { ...process.env, KONDOR_HOME: home, NO_COLOR: '1' }
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env, cwd: home })
}

describe('kondor', () => {
  it('prints its commands, examples and exit codes', () => {
    const { stdout, status } = kondor('--help')
    expect(status).toBe(0)
    for (const word of ['today', 'import', 'data', 'calc', 'serve', 'doctor', 'Examples:', '65']) {
      expect(stdout).toContain(word)
    }
    expect(stdout.split('\n').filter((line) => line.length > 110)).toEqual([])
  })
  it.each([['today'], ['serve'], ['start'], ['calc'], ['doctor']])(
    'helps with %s, with examples or codes',
    (name) => {
      const { stdout, status } = kondor(name, '--help')
      expect(status).toBe(0)
      expect(stdout).toContain(`Usage: kondor ${name}`)
      expect(stdout).toMatch(/Exit codes/)
      expect(kondor('help', name).stdout).toBe(stdout)
    },
  )
  it.each([
    [['nonsense'], /unknown command/],
    [['today', '--nonsense'], /unknown option/],
    [['today', '--rate', '5.35'], /found "5\.35", wanted a rate a year such as 5\.35%/],
    [['today', '--as-of', 'yesterday'], /wanted a date YYYY-MM-DD/],
    [['today', '--as-of', '2024-02-30'], /wanted a date YYYY-MM-DD/],
    [['today', '--as-of', '9999-12-31'], /wanted a date inside the exchange calendar/],
    [['serve', '--port', '99999'], /port from 1 to 65535/],
  ])('refuses %j with 64', (args, message) => {
    const { stdout, stderr, status } = kondor(...args)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stdout).toBe('')
    expect(status).toBe(64)
  })
  it('says which file there is not, with 66', () => {
    const { stderr, status } = kondor('today', '--chain', 'absent.csv')
    expect(stderr).toMatch(/absent\.csv.*\[file\.not-found\]/)
    expect(status).toBe(66)
  })
  it('ends quietly when its reader has had enough', async () => {
    const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.stdout.destroy()
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })
})

describe('options', () => {
  it.each([
    ['5.35%', 0.0535],
    ['0.0535', 0.0535],
    ['-0.25%', -0.0025],
    ['0', 0],
  ])('reads the rate %s as %d', (text, rate) => {
    const parsed = parseRate(text)
    expect(parsed.ok ? parsed.value : null).toBeCloseTo(rate, 12)
  })
  it.each(['5.35', '', '5,35%', '1e-2', 'NaN', '51%'])('refuses the rate %j', (text) => {
    expect(parseRate(text).ok).toBe(false)
  })
  it('reads a move of the market, for all or for one trade', () => {
    expect(valueOrNull(parseShock('spot=-3.5%,vol=+6'))).toEqual({
      trade: null,
      spot_share: -0.035,
      volatility: 0.06,
    })
    expect(valueOrNull(parseShock('feb:1:vol=5'))).toEqual({
      trade: 'feb:1',
      spot_share: 0,
      volatility: 0.05,
    })
  })
  it.each(['spot=-3', 'vol=5%', 'spot=-95%', 'vol=300', 'feb', 'spot=-3%;vol=5', 'rate=1%', ''])(
    'refuses the move %j',
    (text) => {
      const parsed = parseShock(text)
      expect(parsed.ok ? null : parsed.refusal.field).toBe('--shock')
    },
  )
  it('reads an instant as New York time', () => {
    const request = todayRequest({ rules: 'lvr-budget', asOf: '2024-07-05T15:45' })
    expect(request.ok ? request.value.asOf?.instant : null).toBe(Date.parse('2024-07-05T15:45:00-04:00'))
  })
})

describe('exit codes', () => {
  const about = { field: 'f', was: 'x', wanted: 'y', source: 's' }
  it.each([
    ['command.unknown', 64],
    ['quote.crossed', 65],
    ['file.truncated', 65],
    ['file.not-found', 66],
    ['file.unreadable', 74],
  ] as const)('%s ends with %d', (code, exit) => {
    expect(exitCodeOfRefusal(refuse(code, about))).toBe(exit)
  })
  it('tells our bugs from the world', () => {
    expect(exitOfThrown(new AssertionFailure('broken', {})).code).toBe(EXIT.OUR_BUG)
    expect(exitOfThrown(new TypeError('broken')).code).toBe(EXIT.OUR_BUG)
    const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' })
    expect(exitOfThrown(full).code).toBe(EXIT.INPUT_OUTPUT)
  })
})
