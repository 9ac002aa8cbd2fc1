import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { BACKTEST_DEFAULTS } from '../../engine/backtest/backtest-options.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { baselineRuns } from './baseline-runs.ts'

describe('the runs that a run is measured against', () => {
  it.each([
    ['lvr-budget+alvh', ['lvr-budget+alvh, unhedged', 'lvr-budget+alvh, held']],
    ['credit-distance', ['credit-distance, held']],
    // Without its calls this one does nothing after entry: held to settlement is the same rule set.
    ['vxth', ['vxth, unhedged']],
    ['cndr', []],
  ])('of %s are those that are other rules', (name, labels) => {
    const runs = baselineRuns(mustAccept(presetNamed(name)), { ...BACKTEST_DEFAULTS, account_dollars: 5e5 })
    expect(runs.map(({ options }) => options.label)).toEqual(labels)
    expect(runs.map(({ rules }) => rules.name)).toEqual(labels)
    expect(runs.every(({ options }) => options.account_dollars === 5e5)).toBe(true)
  })
})
