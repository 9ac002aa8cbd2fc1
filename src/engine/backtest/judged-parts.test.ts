import { describe, expect, it } from 'vitest'
import { onSimulated } from '../../../test/support/fair-gains.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import { judge } from '../../policy/judge.ts'
import { PRESETS } from '../../policy/rules/presets.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import { type Judge, runBacktests } from './run-backtest.ts'
import { simulatedDays } from './simulated-days.ts'

const MARKET = simulateMarket({
  mode: 'realistic',
  seed: 4,
  startDate: isoDate('2022-01-03'),
  sessions: 20,
})

describe('a judgement asked for a part', () => {
  let [openings, upkeep] = [0, 0]
  /** Each part of a fresh judgement, so that none leans on what another had worked out, against the whole. */
  const compared: Judge = (facts, rules, book) => {
    const { intents } = judge(facts, rules, book)
    const opens = intents.filter(({ kind }) => kind === 'open-condor')
    const keeps = intents.filter(({ kind }) => kind !== 'open-condor' && kind !== 'stand-aside')
    expect(judge(facts, rules, book).openings).toEqual(opens)
    expect(judge(facts, rules, book).upkeep).toEqual(keeps)
    openings += opens.length
    upkeep += keeps.filter(({ kind }) => kind !== 'hold').length
    return { intents }
  }
  const run = (own: Judge) =>
    runBacktests(
      simulatedDays(MARKET),
      PRESETS.map((preset) => {
        const { account_dollars } = preset.sizing
        return { rules: onSimulated(preset), judge: own, options: { ...BACKTEST_DEFAULTS, account_dollars } }
      }),
    )

  it('gives what the whole has of it, under every preset, and the same run', () => {
    const whole = run(compared)
    expect(openings).toBeGreaterThan(30)
    expect(upkeep).toBeGreaterThan(10)
    expect(run(judge)).toEqual(whole)
  })
})
