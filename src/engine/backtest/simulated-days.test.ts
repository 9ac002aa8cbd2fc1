import { describe, expect, it } from 'vitest'
import { randomJudge } from '../../../test/support/backtest-world.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import { judge } from '../../policy/judge.ts'
import { PRESETS } from '../../policy/rules/presets.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import { type Judge, runBacktest } from './run-backtest.ts'
import { simulatedDays } from './simulated-days.ts'

const oneDay = PRESETS.find(({ name }) => name === 'icc-1dte')

const run = (mode: 'fair' | 'realistic', own: Judge, sessions: number) => {
  if (oneDay === undefined) throw new Error('the preset icc-1dte')
  const market = simulateMarket({ mode, seed: 11, startDate: isoDate('2022-03-01'), sessions })
  // Simulated data are below what the presets open on.
  const rules = { ...oneDay, entry: { ...oneDay.entry, rungFloor: 'simulated' as const } }
  const options = { ...BACKTEST_DEFAULTS, account_dollars: 500_000 }
  return runBacktest(simulatedDays(market), { rules, judge: own, options })
}

describe('simulated days', () => {
  it('carry condors and hedges through fills, marks and settlements of one model', () => {
    const found = run('fair', randomJudge(5), 60)
    expect(found.rung).toBe('simulated')
    const core = found.trades.filter(({ layer, ended }) => layer === 'core' && ended === 'settled')
    const hedges = found.trades.filter(({ layer, ended }) => layer !== 'core' && ended === 'settled')
    expect(core.length).toBeGreaterThan(3)
    expect(hedges.length).toBeGreaterThan(1)
    // The model publishes what everything settles to.
    expect(found.account.awaiting).toEqual([])
  })

  it('settle one-day condors at the next close, and give the same run again', () => {
    const [first, again] = [run('realistic', judge, 30), run('realistic', judge, 30)]
    expect(first.equity_cents).toEqual(again.equity_cents)
    expect(first.dataHash).toBe(again.dataHash)
    expect(first.optionsHash).toBe(again.optionsHash)
    expect(first.trades.length).toBeGreaterThan(3)
    for (const { entryDay, exitDay } of first.trades) expect(exitDay).toBeGreaterThan(entryDay)
  })
})
