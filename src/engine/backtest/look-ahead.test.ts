import { describe, expect, it } from 'vitest'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { inventedWorld, randomJudge } from '../../../test/support/backtest-world.ts'
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { PRESETS } from '../../policy/rules/presets.ts'
import { judge } from '../../policy/judge.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import { indexedDay } from './indexed-days.ts'
import { type Cut, lookAheadFaults, poisonedBars } from './look-ahead.ts'
import type { Judge } from './run-backtest.ts'

const world = inventedWorld(7, 140)
const dates = [...world.bars.days].map((day) => isoOfDay(quantity<DayNumber>(day))).slice(70)

/** The world's day, from bars that are sound or cut. */
function dayAt(date: (typeof dates)[number], cut: Cut | null) {
  const bars = poisonedBars(world.bars, cut)
  return indexedDay(
    {
      from: dates[0] ?? date,
      to: date,
      settlements: { bars },
      vix: poisonedBars(world.vix, cut),
      vixRung: 'indexed',
      billRate: () => 0.03,
      // A preset that stands aside before unknown events decides nothing.
      events: [],
    },
    date,
  )
}

const setup = (own: Judge, rules = sixteenDelta()) => ({
  rules,
  judge: own,
  options: { ...BACKTEST_DEFAULTS, account_dollars: 400_000 },
})
const faultsOf = (own: Judge, rules = sixteenDelta(), cuts = 12) =>
  lookAheadFaults({ dates, dayAt, setup: setup(own, rules), cuts, seed: 3 })

describe('look-ahead', () => {
  it('is not in the decision itself: cut or poisoned after the day, it is the same, byte for byte', () => {
    const { compared, faults } = faultsOf(judge)
    expect(compared).toBe(48)
    expect(faults).toEqual([])
    const watched = PRESETS.find(({ invariant }) => invariant !== null)
    const answer = faultsOf(judge, watched, 8)
    expect(answer.compared).toBe(32)
    expect(answer.faults).toEqual([])
  })

  it.each(PRESETS)('is not in $name', (rules) => {
    const few = { dates: dates.slice(-20), dayAt, setup: setup(judge, rules), cuts: 3, seed: 11 }
    const { compared, faults } = lookAheadFaults(few)
    expect(compared).toBe(12)
    expect(faults).toEqual([])
  })

  it('is not in random orders on books full of them', () => {
    expect(faultsOf(randomJudge(3)).faults).toEqual([])
  })

  it('is found where a judge looks a day ahead', () => {
    const peeking: Judge = (facts, rules, book) => {
      // Views share their memory with what comes after: a judge that reaches behind its view sees tomorrow.
      const { history } = facts
      const memory = history === null ? null : new Float64Array(history.closes.buffer)
      const row = history?.closes.length ?? 0
      const tomorrow = memory?.[row] ?? null
      const up = tomorrow !== null && tomorrow > (history?.closes.at(-1) ?? 0)
      return {
        intents: [
          { kind: 'stand-aside', candidateId: null, because: up ? 'up' : String(tomorrow) },
          ...judge(facts, rules, book).intents,
        ],
      }
    }
    const { faults } = faultsOf(peeking)
    expect(new Set(faults.map(({ poison }) => poison))).toContain('nan')
    expect(faults.length).toBeGreaterThan(24)
  })
})
