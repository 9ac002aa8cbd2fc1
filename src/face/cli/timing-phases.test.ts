import { describe, expect, it } from 'vitest'
import { BACKTEST_DEFAULTS } from '../../engine/backtest/backtest-options.ts'
import { timingPhases } from './timing-phases.ts'

const phasesOf = (entryEvery: number, entryPhase: number) => {
  const { others, position } = timingPhases({ ...BACKTEST_DEFAULTS, entryEvery, entryPhase })
  return { others: others.map((one) => [one.entryEvery, one.entryPhase]), position }
}

describe('the phases of timing luck', () => {
  it('are a run for each session of the week beside one that opens on every session', () => {
    expect(phasesOf(1, 0)).toEqual({
      others: [
        [5, 0],
        [5, 1],
        [5, 2],
        [5, 3],
        [5, 4],
      ],
      position: null,
    })
  })
  it('are the other sessions of its own cycle beside one that opens on every nth', () => {
    expect(phasesOf(3, 1)).toEqual({
      others: [
        [3, 0],
        [3, 2],
      ],
      position: 1,
    })
  })
})
