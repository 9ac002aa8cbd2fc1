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
  let [openings, upkeep, refused] = [0, 0, 0]
  /** Each part of a fresh judgement, so that none leans on what another had worked out, against the whole. */
  const compared: Judge = (facts, rules, book) => {
    const { intents } = judge(facts, rules, book)
    const opens = intents.filter(({ kind }) => kind === 'open-condor')
    const keeps = intents.filter(({ kind }) => kind !== 'open-condor' && kind !== 'stand-aside')
    const asked = judge(facts, rules, book)
    expect(asked.openings).toEqual(opens)
    expect(judge(facts, rules, book).upkeep).toEqual(keeps)
    // As a run asks, after the openings: whatever refuses is in what the whole decision says, and nothing refuses what opens.
    const { refusals } = asked
    const aside = intents.find(({ kind }) => kind === 'stand-aside')
    expect(refusals.length > 0).toBe(aside?.kind === 'stand-aside' && aside.because !== '')
    for (const why of refusals) expect(aside?.kind === 'stand-aside' ? aside.because : '').toContain(why)
    refused += refusals.length
    openings += opens.length
    upkeep += keeps.filter(({ kind }) => kind !== 'hold').length
    return { intents, refusals }
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
    expect(refused).toBeGreaterThan(100)
    // One note for each reason, at most one count a session.
    const sessions = whole[0].days.length
    for (const { entryRefusals = [], log } of whole) {
      const notes = log.filter(({ code }) => code === 'stood-aside')
      expect(new Set(notes.map(({ example }) => example)).size).toBe(notes.length)
      // Words without figures: there are few.
      expect(notes.length).toBeLessThan(12)
      expect(entryRefusals.map((one) => one.sessions)).toEqual(
        notes.map(({ count }) => count).sort((a, b) => b - a),
      )
      for (const one of entryRefusals) expect(one.sessions).toBeLessThanOrEqual(sessions)
    }
    expect(run(judge)).toEqual(whole)
  })
})
