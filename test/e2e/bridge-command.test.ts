/** `kondor bridge` as a person runs it. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bridgeSchema } from '../../src/face/api/bridge-schema.ts'
import { decisionSchema } from '../../src/face/api/decision-schema.ts'
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

describe('kondor bridge', () => {
  it('shows the condor of today beside its pools, within the width of the page', () => {
    const { stdout, stderr, status } = kondor('bridge')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe('Data of Friday 17 April 2020, 16:15 New York')
    for (const words of [
      'of liquidity',
      'Between the short strikes',
      'Coverage κ',
      'A pool has no vega',
      'A pool has no expiry',
      'loss is capped',
      'A pool must rebalance',
      'not advice to trade',
    ]) {
      expect(stdout).toContain(words)
    }
    expect(stdout).not.toMatch(/NaN|undefined|\[object/)
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('is about the very condor that kondor today names, as data too', () => {
    const bridge = bridgeSchema.parse(JSON.parse(kondor('bridge', '--json').stdout))
    const decision = decisionSchema.parse(JSON.parse(kondor('today', '--json').stdout))
    expect(bridge.condor).toEqual(decision.candidates[0])
    expect(bridge.rules).toEqual(decision.rules)
  })

  it('refuses rules there are not', () => {
    const { stdout, stderr, status } = kondor('bridge', '--rules', 'no-such-rules')
    expect(stdout).toBe('')
    expect(stderr).toContain('no-such-rules')
    expect(status).not.toBe(0)
  })

  itWithRealData(
    'finds the pools of a real condor: four times its dollar gamma, and its margin in a narrow range',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    (file) => {
      const { stdout, status } = kondor('bridge', '--chain', file, '--json')
      expect(status).toBe(0)
      const { condor, equivalence } = bridgeSchema.parse(JSON.parse(stdout))
      if (condor === null || equivalence === null) throw new Error('no condor')
      const [full, between, own] = equivalence.pools
      expect(full?.value_dollars).toBeCloseTo(-4 * condor.dollarGamma_dollars, 3)
      expect(own?.value_dollars).toBeCloseTo(condor.margin_dollars, 3)
      expect([between?.low_points, between?.high_points]).toEqual([
        condor.legs[1]?.strike_points,
        condor.legs[2]?.strike_points,
      ])
      // The embedded history ends in 2020: LVR at the forecast is unknown on both sides, not guessed.
      const lvr = equivalence.dictionary.find((row) => row.id === 'lvr')
      expect([lvr?.pool.value, lvr?.condor.value]).toEqual([null, null])
      expect(kondor('bridge', '--chain', file).stdout).toContain('unknown')
    },
  )
})
