import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { type Trial, trialSummary } from '../../engine/evidence/trial-log.ts'
import { logTrials, readTrials, trialPath } from './trial-file.ts'

let home: string
beforeEach(() => {
  home = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-trials-')), 'made', 'on the way')
})
afterEach(() => fs.rmSync(path.dirname(path.dirname(home)), { recursive: true, force: true }))

const trial = (rulesHash: string, more: Partial<Trial> = {}): Trial => ({
  study: 'one',
  rulesHash,
  dataHash: 'd',
  optionsHash: 'o',
  sharpePerStep: 0.01,
  steps: 100,
  ...more,
})

describe('the trial log', () => {
  it('counts other costs, entry days or slippage as other tries, and reads logs of before it knew them', () => {
    const tried = ['table', 'none', 'table'].map((optionsHash) => trial('a', { optionsHash }))
    const log = mustAccept(logTrials(home, tried))
    expect(trialSummary(log, 'one').trials).toBe(2)
    fs.appendFileSync(
      trialPath(home),
      `${JSON.stringify({ study: 'one', rulesHash: 'a', dataHash: 'd', sharpePerStep: 0.01, steps: 100 })}\n`,
    )
    expect(mustAccept(readTrials(home)).map(({ optionsHash }) => optionsHash)).toEqual(['table', 'none', ''])
  })

  it('is empty before the first trial, and keeps what was tried', () => {
    expect(mustAccept(readTrials(home))).toEqual([])
    mustAccept(logTrials(home, [trial('a'), trial('b', { sharpePerStep: null })]))
    mustAccept(logTrials(home, [trial('c', { study: 'two' })]))
    const log = mustAccept(readTrials(home))
    expect(log.map(({ rulesHash }) => rulesHash)).toEqual(['a', 'b', 'c'])
    expect(trialSummary(log, 'one')).toMatchObject({ trials: 2 })
  })
  it('writes the same trial once, so that a run repeated changes no byte', () => {
    mustAccept(logTrials(home, [trial('a'), trial('a')]))
    const before = fs.readFileSync(trialPath(home), 'utf8')
    const again = mustAccept(logTrials(home, [trial('a')]))
    expect(fs.readFileSync(trialPath(home), 'utf8')).toBe(before)
    expect(again).toHaveLength(1)
    // Other data, another study: another try.
    mustAccept(logTrials(home, [trial('a', { dataHash: 'e' }), trial('a', { study: 'two' })]))
    expect(mustAccept(readTrials(home))).toHaveLength(3)
  })
  it.each([
    '{"study":',
    '[]',
    '{"study":"x"}',
    'null',
    '{"study":"x","rulesHash":"a","dataHash":"b","sharpePerStep":"0","steps":1}',
  ])('refuses a line that is no trial, and writes nothing after it: %s', (line) => {
    mustAccept(logTrials(home, [trial('a')]))
    fs.appendFileSync(trialPath(home), `${line}\n`)
    const before = fs.readFileSync(trialPath(home), 'utf8')
    expect(logTrials(home, [trial('b')])).toMatchObject({
      ok: false,
      refusal: { code: 'file.json-invalid', row: 2 },
    })
    expect(fs.readFileSync(trialPath(home), 'utf8')).toBe(before)
  })
})
