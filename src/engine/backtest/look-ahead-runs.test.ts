import { describe, expect, it } from 'vitest'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { inventedWorld, randomJudge, worldDays } from '../../../test/support/backtest-world.ts'
import { dayNumber, isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import type { SimulatedMarket } from '../../market/model/simulator/simulated-market.ts'
import { hedgeQuote } from '../hedge/hedge-quote.ts'
import type { BacktestDay } from './backtest-day.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import { type Cut, lookAheadFaults, poisonedBars, POISONS } from './look-ahead.ts'
import { prefixFaults } from './look-ahead-runs.ts'
import { type Judge, runBacktest } from './run-backtest.ts'
import { simulatedDay } from './simulated-days.ts'

const setupOf = (own: Judge) => ({
  rules: sixteenDelta(),
  judge: own,
  options: { ...BACKTEST_DEFAULTS, account_dollars: 400_000 },
})

const SESSIONS = 22
const world = inventedWorld(2, 70 + SESSIONS)
const dates = [...world.bars.days].map((day) => isoOfDay(quantity<DayNumber>(day))).slice(70)

/** What a day may be made to read beyond itself: the row after its own, of data sound or cut. */
type Peek = (
  day: BacktestDay,
  tomorrow: { readonly close: number | null; readonly vix: number | null },
) => BacktestDay

function daysOf(cut: Cut | null, peek: Peek = (day) => day, from = dates[0]): readonly BacktestDay[] {
  const known = { bars: poisonedBars(world.bars, cut), vix: poisonedBars(world.vix, cut) }
  const to = cut === null ? dates[SESSIONS - 1] : isoOfDay(quantity<DayNumber>(cut.day))
  return worldDays(known, { from, to }).map((day) => {
    const row = known.bars.days.indexOf(dayNumber(day.date)) + 1
    return peek(day, { close: known.bars.closes[row] ?? null, vix: known.vix.closes[row] ?? null })
  })
}

const found = (peek?: Peek, cuts = 3) =>
  prefixFaults({ daysOf: (cut) => daysOf(cut, peek), setups: [setupOf(randomJudge(4))], cuts, seed: 8 })

const PEEKS: Readonly<
  Record<string, { readonly peek: Peek; readonly shows: string; readonly cuts?: number }>
> = {
  'a settlement on the close of tomorrow': {
    peek: (day, { close }) => ({
      ...day,
      settlementValue: (series) => {
        const value = day.settlementValue(series)
        return value === null || series.root.startsWith('V') || close === null
          ? value
          : { ...value, value_points: close }
      },
    }),
    shows: '"instrument-settled"',
    // Found only where something settles on the session of the cut.
    cuts: 8,
  },
  'hedges quoted off the VIX of tomorrow': {
    peek: (day, { vix }) => ({
      ...day,
      quoteHedge: (instrument) => {
        const volatility = day.facts?.volatility ?? null
        if (volatility === null) return null
        const ahead = vix === null ? 1 : vix / (volatility.vix_vol_points ?? 1)
        const futures = volatility.futures.map((future) => ({
          ...future,
          settle_vol_points: future.settle_vol_points * ahead,
        }))
        return hedgeQuote(instrument, { ...volatility, futures })
      },
    }),
    shows: '"futures-marked"',
  },
  'a bill rate that follows the index of tomorrow': {
    peek: (day, { close }) => ({ ...day, billRate: close === null ? null : close / 1e5 }),
    shows: '"billRate"',
  },
}

describe('whole runs on data cut or poisoned after a day', () => {
  it('are the same up to it, byte for byte, in every event and mark', () => {
    const setups = [setupOf(randomJudge(4)), setupOf(randomJudge(5))]
    const { compared, faults } = prefixFaults({ daysOf: (cut) => daysOf(cut), setups, cuts: 3, seed: 8 })
    expect(compared).toBe(3 * POISONS.length * 2)
    expect(faults).toEqual([])
    // They are runs that trade, hedge, settle and earn.
    const kinds = new Set<string>()
    runBacktest(daysOf(null), { ...setupOf(randomJudge(4)), onEvent: ({ kind }) => void kinds.add(kind) })
    for (const kind of ['order-filled', 'instrument-settled', 'futures-marked', 'interest-accrued'])
      expect(kinds).toContain(kind)
  })

  it.each(Object.entries(PEEKS))('find %s, which decisions made again cannot', (_, { peek, shows, cuts }) => {
    const { faults } = found(peek, cuts)
    expect(new Set(faults.map(({ poison }) => poison))).toEqual(new Set(POISONS))
    expect(faults.some(({ was }) => was?.includes(shows) === true)).toBe(true)
    const sound = daysOf(null, peek)
    const again = lookAheadFaults({
      dates: dates.slice(0, SESSIONS),
      dayAt: (date, cut) => (cut === null ? sound[dates.indexOf(date)] : daysOf(cut, peek, date)[0]),
      setup: setupOf(randomJudge(4)),
      cuts: 1,
      seed: 8,
    })
    expect(again.compared).toBe(4)
    expect(again.faults).toEqual([])
  })

  it('find days that cannot be made without what comes after them', () => {
    const { faults } = found((day, { close }) => {
      if (Number.isNaN(close)) throw new Error('tomorrow is missing')
      return day
    }, 1)
    expect(faults).toHaveLength(1)
    for (const { poison, became } of faults) {
      expect(poison).toBe('nan')
      expect(became).toContain('tomorrow is missing')
    }
  })
})

const market = simulateMarket({
  mode: 'realistic',
  seed: 6,
  startDate: isoDate('2022-03-01'),
  sessions: 9,
  snapshots: 3,
})

/** The path is sound up to the instant of the cut; the session's own close lies beyond it where the cut is within a session. */
function poisonedMarket(cut: Cut | null): SimulatedMarket {
  if (cut === null) return market
  const kept = market.quotedAt.filter((at) => at <= cut.at).length
  const column = (of: Float64Array): Float64Array => {
    if (cut.poison === 'truncate') return of.slice(0, kept)
    const { poison } = cut
    return of.map((value, i) => {
      if (i < kept) return value
      return poison === 'nan' ? Number.NaN : poison === 'times-ten' ? 10 * value : of[i - kept]
    })
  }
  const all = cut.poison === 'truncate'
  return {
    ...market,
    days: all ? market.days.slice(0, kept) : market.days,
    quotedAt: all ? market.quotedAt.slice(0, kept) : market.quotedAt,
    spots_points: column(market.spots_points),
    opens_points: column(market.opens_points),
    vix_vol_points: column(market.vix_vol_points),
    openVix_vol_points: column(market.openVix_vol_points),
  }
}

function* snapshotsOf(cut: Cut | null, peek = false): Generator<BacktestDay> {
  const known = poisonedMarket(cut)
  for (let row = 0; row < known.days.length; row += 1) {
    const day = simulatedDay(known, row)
    if (!peek) {
      yield day
      continue
    }
    // Within a session hedges are quoted at VIX of its close, by day the same date.
    const close = known.vix_vol_points[3 * Math.ceil(row / 3)] ?? Number.NaN
    const volatility = day.facts?.volatility ?? null
    const quoteHedge = (instrument: string) => {
      if (volatility === null) return null
      const ahead = close / (volatility.vix_vol_points ?? 1)
      const futures = volatility.futures.map((future) => ({
        ...future,
        settle_vol_points: future.settle_vol_points * ahead,
      }))
      return hedgeQuote(instrument, { ...volatility, futures })
    }
    yield { ...day, quoteHedge }
  }
}

const byTheClock: Judge = (facts, rules, book) =>
  randomJudge(6 + (Math.floor(facts.market.asOf / 60_000) % 1440))(facts, rules, book)

describe('whole runs of several snapshots a session', () => {
  const of = (peek: boolean, cuts: number) =>
    prefixFaults({
      daysOf: (cut) => snapshotsOf(cut, peek),
      setups: [setupOf(byTheClock)],
      cuts,
      seed: 5,
    })
  it('are the same up to an instant within a session, whose own close is still to come', () => {
    expect(of(false, 4)).toEqual({ compared: 16, faults: [] })
  })
  it('find quotes of a snapshot that are those of its session’s close', () => {
    const { faults } = of(true, 4)
    const within = new Set(faults.map(({ at }) => market.quotedAt.indexOf(at) % market.snapshots))
    // At the close they are what they should be.
    expect(within).not.toContain(0)
    expect(within.size).toBeGreaterThan(0)
    expect(new Set(faults.map(({ poison }) => poison))).toEqual(new Set(POISONS))
  })
})
