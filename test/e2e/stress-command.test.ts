/** `kondor stress` as a person runs it. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stressSchema } from '../../src/face/api/stress-schema.ts'

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

describe('kondor stress', () => {
  it('leads the condor of the rules and its hedges through every episode, and says it is a what-if', () => {
    const { stdout, stderr, status } = kondor('stress', '--rules', 'monthly-16-delta+alvh')
    expect([stderr, status]).toEqual(['', 0])
    expect(stdout.split('\n')[0]).toBe('Data of Friday 17 April 2020, 16:15 New York')
    for (const words of [
      'What if: modelled',
      '1987-10',
      '19 Oct 1987',
      '2008-10',
      '5 Feb 2018',
      '16 Mar 2020',
      'can lose at',
    ]) {
      expect(stdout).toContain(words)
    }
    expect(stdout).not.toMatch(/NaN|undefined|\[object/)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })
  it('gives the same as data, one episode at a time', () => {
    const { stdout, status } = kondor('stress', '--episode', '2018-02-05', '--json')
    expect(status).toBe(0)
    const { schema, of, replays, today } = stressSchema.parse(JSON.parse(stdout))
    expect([schema, of, today.sessionDate, today.rung]).toEqual([
      'kondor.stress/1',
      'candidate',
      '2020-04-17',
      'indexed',
    ])
    expect(replays).toHaveLength(1)
    expect(replays[0].rows).toHaveLength(6)
    expect(replays[0].lowest_dollars).toBeGreaterThanOrEqual(replays[0].condorFloor_dollars)
  })
  it('refuses a book where nothing is held, and an episode there is not', () => {
    expect(kondor('stress', '--book').stderr).toMatch(/nothing held.*wanted an open condor or hedge/)
    expect(kondor('stress', '--episode', '1929').stderr).toMatch(
      /wanted 1987-10, 2008-10, 2018-02-05, 2020-03 or all/,
    )
  })
})
