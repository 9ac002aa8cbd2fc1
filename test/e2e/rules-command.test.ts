/** `kondor rules` and `--rules FILE` as a person runs them, and every preset on a real chain and on the embedded data. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decisionSchema } from '../../src/face/api/decision-schema.ts'
import { canonicalHash } from '../../src/policy/rules/canonical.ts'
import { PRESETS } from '../../src/policy/rules/presets.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { openToday } from '../../src/shell/world/open-today.ts'
import { itWithRealData } from '../support/real-data.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const main = path.join(root, 'src', 'face', 'cli', 'main.ts')
const rulesFile = (name: string): string => path.join(root, 'test', 'rules', name)
let home: string
const homeBefore = process.env['KONDOR_HOME']

beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
  process.env['KONDOR_HOME'] = home
})
afterAll(() => {
  if (homeBefore === undefined) delete process.env['KONDOR_HOME']
  else process.env['KONDOR_HOME'] = homeBefore
  fs.rmSync(home, { recursive: true, force: true })
})

function kondor(...args: readonly string[]) {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    env,
    cwd: home,
    maxBuffer: 1 << 26,
  })
}

describe('kondor rules', () => {
  it('lists the presets with their hashes', () => {
    const { stdout, status } = kondor('rules', 'list', '--json')
    expect(status).toBe(0)
    const listed = JSON.parse(stdout).rules.map(({ name, hash }: Record<string, string>) => [name, hash])
    expect(listed).toEqual(PRESETS.map((rules) => [rules.name, canonicalHash(rules)]))
  })
  it('shows every value with its unit', () => {
    const { stdout, status } = kondor('rules', 'show', 'lvr-budget+alvh')
    expect(status).toBe(0)
    expect(stdout).toMatch(/sizing\.lvrBudget_bp_per_day +5 basis points per day/)
    expect(stdout).toMatch(/hedge\.layers\[front\]\.tenor_days +30 days/)
  })
  it('writes a file that lint takes, that today decides by, and whose changes diff names', () => {
    const file = path.join(home, 'mine.yaml')
    const shown = kondor('rules', 'show', 'monthly-16-delta', '--yaml').stdout
    fs.writeFileSync(
      file,
      shown.replace('name: monthly-16-delta', 'name: mine').replace('contractsMax: 10', 'contractsMax: 3'),
    )
    const linted = kondor('rules', 'lint', file, '--json')
    expect([linted.status, linted.stderr]).toEqual([0, ''])
    const [{ ok, hash, problems }] = JSON.parse(linted.stdout).files
    expect([ok, problems]).toEqual([true, []])
    const diff = kondor('rules', 'diff', 'monthly-16-delta', file)
    expect(diff.stdout).toBe('~ name: monthly-16-delta -> mine\n~ sizing.contractsMax: 10 -> 3\n')
    const today = kondor('today', '--rules', file, '--json')
    expect([today.status, today.stderr]).toEqual([0, ''])
    const decision: Decision = decisionSchema.parse(JSON.parse(today.stdout))
    expect(decision.rules).toEqual({ name: 'mine', hash })
  })
  it('refuses a bad file with its line and key: lint and today alike, with 65', () => {
    const bad = rulesFile('not-ok/negative-width.yaml')
    const lint = kondor('rules', 'lint', rulesFile('ok/aliases.yaml'), bad)
    expect(lint.status).toBe(65)
    expect(lint.stderr).toMatch(
      /negative-width\.yaml:12:9: structures\[0\]\.contract\.wings\.put_points: found -50/,
    )
    expect(lint.stdout).toContain('aliases, hash')
    const today = kondor('today', '--rules', bad)
    expect([today.status, today.stdout]).toEqual([65, ''])
    expect(today.stderr).toMatch(/negative-width\.yaml:12: .*found -50.*\[number\.out-of-range\]/)
  })
  it.each([
    [['rules', 'show', 'lvr-bugdet'], 64, /one of lvr-budget/],
    [['today', '--rules', 'lvr-bugdet'], 64, /one of lvr-budget/],
    [['rules', 'lint', 'absent.yaml'], 66, /absent\.yaml.*\[file\.not-found\]/],
    [['today', '--rules', './absent.yaml'], 66, /\[file\.not-found\]/],
    [['rules', 'diff', 'cndr'], 64, /missing required argument/],
  ])('ends %j with %d', (args, code, says) => {
    const { stderr, stdout, status } = kondor(...args)
    expect(stderr).toMatch(says)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect([status, stdout]).toEqual([code, ''])
  })
})

async function decisionsOn(chainFile: string | null): Promise<readonly Decision[]> {
  const source = await openToday({ chainFile, asOf: null, rate: null, locale: null, allowPartial: false })
  if (!source.ok) throw new Error(source.refusal.fix)
  return PRESETS.map((rules) => {
    const decision = source.value.decide(rules.name)
    if (!decision.ok) throw new Error(decision.refusal.fix)
    expect(decision.value.rules).toEqual({ name: rules.name, hash: canonicalHash(rules) })
    decisionSchema.parse(JSON.parse(JSON.stringify(decision.value)))
    return decision.value
  })
}

describe('every preset', () => {
  it('decides on the embedded data', async () => {
    const decisions = await decisionsOn(null)
    expect(new Set(decisions.map(({ rung }) => rung))).toEqual(new Set(['indexed']))
    for (const { candidates, declined } of decisions)
      expect(candidates.length + declined.length).toBeGreaterThan(0)
    expect(decisions.filter(({ candidates }) => candidates.length > 0).length).toBeGreaterThan(9)
  })
  itWithRealData(
    'prices its condors on a real chain',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    async (file) => {
      const decisions = await decisionsOn(file)
      expect(decisions.filter(({ declined }) => declined.length > 0)).toEqual([])
      const condorOf = (name: string) => decisions.find(({ rules }) => rules.name === name)?.candidates[0]
      const cndr = condorOf('cndr')
      expect([cndr?.root, cndr?.expiration, cndr?.settlement]).toEqual(['SPX', '2024-02-16', 'AM'])
      const wanted = [0.05, 0.2, 0.2, 0.05]
      cndr?.legs.forEach(({ delta }, i) =>
        expect(Math.abs(Math.abs(delta ?? 9) - (wanted[i] ?? 0))).toBeLessThan(0.01),
      )
      const [, put, call] = condorOf('static-50-delta')?.legs ?? []
      expect(Math.abs((call?.strike_points ?? 0) - (put?.strike_points ?? 0))).toBeLessThanOrEqual(10)
    },
  )
})
