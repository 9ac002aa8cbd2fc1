/** The command as a person runs it: its own process, its exit codes, its streams. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const main = path.resolve(import.meta.dirname, '..', 'main.ts')

function kondor(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('kondor calc', () => {
  it('prints outputs and ends with 0; refuses bad inputs with 65 and a line that says why', () => {
    const fine = kondor(['calc', 'bs_value', '{"type":"C","S":60,"K":65,"T":0.25,"sigma":0.3,"r":0.08}'])
    expect(fine.status).toBe(0)
    expect((JSON.parse(fine.stdout) as { price: number }).price).toBeCloseTo(2.1333684449162, 12)
    const bad = kondor(['calc', 'bs_value', '{"type":"C","S":-60,"K":65,"T":0.25,"sigma":0.3}'])
    expect([bad.status, bad.stdout]).toEqual([65, ''])
    expect(bad.stderr).toContain('bs_value: S: found -60, wanted more than 0')
    const broken = kondor(['calc', 'bs_value', '{oops'])
    expect(broken.status).toBe(65)
    expect(broken.stderr).toContain('Quote it for the shell')
    const unknown = kondor(['calc', 'bs_valu', '{}'])
    expect(unknown.status).toBe(64)
    expect(unknown.stderr).toContain('kondor calc --list')
  })

  it('lists its formulas, and answers a batch line by line', () => {
    const list = kondor(['calc', '--list'])
    expect(list.stdout).toContain('implied_vol')
    const batch = kondor(
      ['calc', 'normalised_black'],
      '{"id":1,"inputs":{"F":1,"K":1,"T":1,"sigma":0.2}}\nbad\n',
    )
    expect(batch.status).toBe(0)
    const lines = batch.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines[0]).toHaveProperty('outputs.call')
    expect(lines[1]).toHaveProperty('refusal.row', 2)
    const empty = kondor(['calc', 'normalised_black'], '\n')
    expect([empty.status, empty.stdout]).toEqual([64, ''])
    expect(empty.stderr).toContain('kondor calc --help')
  })
})
