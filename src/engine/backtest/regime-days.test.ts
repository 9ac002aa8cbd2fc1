import { describe, expect, it } from 'vitest'
import { inventedWorld, type World } from '../../../test/support/backtest-world.ts'
import { dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { judge } from '../../policy/judge.ts'
import { NO_REGIME_HISTORIES } from '../../policy/regime/regime-readings.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { computedSeries } from '../../policy/series-door/computed-series.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import { indexedDay, indexedDays, type IndexedSource } from './indexed-days.ts'
import { lookAheadFaults, poisonedBars } from './look-ahead.ts'
import { type Judge, runBacktest } from './run-backtest.ts'

const SESSIONS = 100
const CRASH_AT = 60
const stormy = inventedWorld(7, SESSIONS, CRASH_AT)
/** The same world but for the crash. */
const calm = inventedWorld(7, SESSIONS)
const dates = [...stormy.bars.days].map((day) => isoOfDay(quantity<DayNumber>(day)))

const preset = mustAccept(presetNamed('monthly-16-delta+alvh'))
/** Hedges only while VIX stands at one and a half times its mean. */
const onSpikes: RuleSet = {
  ...preset,
  secondEngine: null,
  hedge:
    preset.hedge === null
      ? null
      : { ...preset.hedge, activation: 'regime', regimes: ['vol-spike'], budget_share_per_year: 0.2 },
}

function sourceOf(world: World): IndexedSource {
  return {
    from: dates[40],
    to: dates[SESSIONS - 1],
    settlements: { bars: world.bars },
    vix: world.vix,
    vixRung: 'indexed',
    billRate: () => 0.03,
    events: [],
    regimes: { ...NO_REGIME_HISTORIES, index: world.bars, vix: world.vix },
  }
}

/** Dates on which the decision asks for a hedge to be bought. */
function hedgedOn(source: IndexedSource): { readonly dates: readonly IsoDate[]; readonly bought: number } {
  const found: IsoDate[] = []
  const noting: Judge = (facts, rules, book) => {
    const answer = judge(facts, rules, book)
    const hedges = answer.intents.some(
      (intent) =>
        intent.kind === 'hedge' &&
        intent.orders.some(({ legs }) => legs.some(({ quantity: signed }) => signed > 0)),
    )
    // A scheduled entry is judged on signals of the day before: it places no hedge.
    if (hedges && facts.knownDay === dayNumber(facts.market.chain.sessionDate)) {
      found.push(facts.market.chain.sessionDate)
    }
    return answer
  }
  const options = { ...BACKTEST_DEFAULTS, account_dollars: 400_000 }
  let bought = 0
  runBacktest(indexedDays(source), {
    rules: onSpikes,
    judge: noting,
    options,
    onEvent: (_event, effects) => {
      if (effects.some((effect) => effect.kind === 'trade-opened' && effect.layer.startsWith('hedge:')))
        bought += 1
    },
  })
  return { dates: found, bought }
}

/** The regime's own test, from the closes: VIX over the mean of its last twenty. */
function spikes({ vix }: World): readonly IsoDate[] {
  return dates.filter((_, row) => {
    if (row < 40) return false
    const mean = vix.closes.subarray(row - 19, row + 1).reduce((sum, one) => sum + one, 0) / 20
    return vix.closes[row] / mean >= 1.5
  })
}

describe('activation by regime over days', () => {
  it('buys on a day whose regime fires, and on no other', () => {
    const fired = spikes(stormy)
    expect(fired).toContain(dates[CRASH_AT])
    expect(fired.length).toBeLessThan(20)
    const { dates: hedged, bought } = hedgedOn(sourceOf(stormy))
    expect(bought).toBeGreaterThan(0)
    expect(hedged.length).toBeGreaterThan(0)
    expect(hedged.filter((date) => !fired.includes(date))).toEqual([])
  })

  it('buys nothing where it never fires, and nothing where it cannot be told', () => {
    expect(spikes(calm)).toEqual([])
    expect(hedgedOn(sourceOf(calm))).toEqual({ dates: [], bought: 0 })
    expect(hedgedOn({ ...sourceOf(stormy), regimes: null })).toEqual({ dates: [], bought: 0 })
  })

  it('reads regimes and series as of the day whose signals are used, which for a scheduled entry is the one before', () => {
    const rsi = computedSeries({ field: 'RSI', of: 'VIX' }, stormy.vix)
    const source = { ...sourceOf(stormy), to: dates[60], series: rsi === null ? [] : [rsi] }
    let [sameDay, before] = [0, 0]
    const checking: Judge = (facts, rules, book) => {
      const { knownDay, series } = facts
      const reading = series?.('RSI', 'VIX')
      expect(reading).toMatchObject({ known: true, date: isoOfDay(quantity<DayNumber>(knownDay)) })
      if (knownDay === dayNumber(facts.market.chain.sessionDate)) sameDay += 1
      else before += 1
      return judge(facts, rules, book)
    }
    runBacktest(indexedDays(source), { rules: onSpikes, judge: checking, options: BACKTEST_DEFAULTS })
    expect([sameDay, before]).toEqual([21, 20])
  })

  it('has no look-ahead: regimes and votes on data cut or poisoned after the day are the same', () => {
    const voting: RuleSet = {
      ...onSpikes,
      entry: { ...onSpikes.entry, blendMin: 0 },
      votes: [
        {
          id: 'rsi',
          series: { field: 'RSI', of: 'VIX' },
          when: 'below',
          level: 70,
          vote: 'for',
          weight: 1,
          ageMax_days: 5,
          required: false,
        },
      ],
    }
    const { compared, faults } = lookAheadFaults({
      dates: dates.slice(CRASH_AT - 6, CRASH_AT + 6),
      dayAt: (date, cut) => {
        const world = { bars: poisonedBars(stormy.bars, cut), vix: poisonedBars(stormy.vix, cut) }
        const rsi = computedSeries({ field: 'RSI', of: 'VIX' }, world.vix)
        return indexedDay({ ...sourceOf(world), series: rsi === null ? [] : [rsi] }, date)
      },
      setup: { rules: voting, judge, options: { ...BACKTEST_DEFAULTS, account_dollars: 400_000 } },
      cuts: 40,
      seed: 5,
    })
    expect(compared).toBeGreaterThan(80)
    expect(faults).toEqual([])
  })
})
