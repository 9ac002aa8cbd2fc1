import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Decision } from '../../src/policy/decision.ts'

const root = path.resolve(import.meta.dirname, '../..')
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-what-if-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

const kondor = (...args: readonly string[]) =>
  spawnSync(
    process.execPath,
    [path.join(root, 'bin/kondor.cjs'), 'today', '--as-of', '2020-01-15', ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, KONDOR_HOME: home, NO_COLOR: '1' },
    },
  )

describe('kondor today --shock of the whole market', () => {
  it('has no ticket, is never recorded, and says so in words and in JSON', () => {
    const shock = ['--shock', 'spot=-3%']
    const ticket = kondor(...shock, '--ticket', 'csv')
    expect(ticket.status).not.toBe(0)
    expect(ticket.stdout).toBe('')
    expect(ticket.stderr).toContain('moved by hand')
    const json = kondor(...shock, '--json')
    expect((JSON.parse(json.stdout) as Decision).shock).toBe('spot −3 %')
    const recorded = kondor(...shock, '--record')
    expect(recorded.status).not.toBe(0)
    expect(recorded.stderr).toContain('--record')
    expect(recorded.stdout).toMatch(/^! The market was moved by hand: spot −3 %/m)
    expect(recorded.stdout).toContain('What if: ')
    expect(recorded.stdout).not.toMatch(/LIMIT {2}net/)
    expect(fs.readdirSync(home).filter((name) => name.includes('journal'))).toEqual([])
    // The market as it is has both.
    expect(kondor('--ticket', 'json', '--no-record').status).toBe(0)
  }, 120_000)
})
