import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { voteOn } from '../../../test/support/vote-on.ts'
import { Store } from '../../shell/store/store.ts'
import { addRunOptions, type RunOptions } from './backtest-options.ts'
import { prepareRuns } from './prepare-runs.ts'

let store: Store
beforeEach(() => {
  store = new Store(fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-prepare-')))
})
afterEach(() => {
  store.close()
  fs.rmSync(store.home, { recursive: true, force: true })
})

const given = addRunOptions(new Command()).parse([], { from: 'user' }).opts<RunOptions>()
const [reer, gdp] = ['reer', 'gdp'].map((field) => voteOn({ field, of: null }))

describe('what is made ready for runs', () => {
  it('has every series that a variant reads, each once', async () => {
    const prepared = await prepareRuns(store, ['lvr-budget'], given, 0, (rules) => [
      { ...rules, name: 'one', votes: [reer] },
      { ...rules, name: 'again', votes: [reer] },
      { ...rules, name: 'two', votes: [reer, gdp] },
      { ...rules, name: 'none' },
    ])
    expect(prepared?.asked.request.rules?.map(({ name }) => name)).toEqual(['lvr-budget', 'one', 'two'])
    expect(prepared?.runs).toHaveLength(1)
    prepared?.source.close()
  })
})
