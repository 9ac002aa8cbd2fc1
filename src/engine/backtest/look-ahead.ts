/**
 * Looks for look-ahead in decisions: each of a run is made again, in the book it was made in, from data that end at its day, or whose
 * rest is poisoned. A decision that differs has seen what it could not know. What else makes a run (fills, settlements, marks,
 * interest) is not made again here: `look-ahead-runs.ts` does that, at the price of whole runs.
 */
import { createRandom } from '../../base/numerics/random.ts'
import { dayNumber } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { BookFacts } from '../../policy/book-facts.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { canonicalJson } from '../../policy/rules/canonical.ts'
import type { BacktestDay } from './backtest-day.ts'
import { type BacktestSetup, runBacktest } from './run-backtest.ts'
import { signalFacts } from './signal-facts.ts'

/** What becomes of everything after a day: cut off, not a number, ten times itself, or the rows of another time. */
export const POISONS = ['truncate', 'nan', 'times-ten', 'other-time'] as const
export type Poison = (typeof POISONS)[number]

/** Data that are sound up to a snapshot, and poisoned after it. */
export interface Cut {
  /** When the snapshot is struck: what is dated by the instant is sound up to and including it. */
  readonly at: EpochMs
  /** The newest day (since 1970) whose close is known then: what is dated by the day is sound up to and including it. */
  readonly day: number
  readonly poison: Poison
}

export interface LookAheadFault {
  readonly date: IsoDate
  readonly poison: Poison
  /** Canonical JSON of the intents. */
  readonly was: string
  readonly became: string
}

interface Decided {
  readonly at: EpochMs
  readonly date: IsoDate
  /** The snapshot that signals were of; null where the same. */
  readonly signals: Pick<BacktestDay, 'date' | 'at'> | null
  readonly book: BookFacts
  readonly intents: string
}

/**
 * Faults at `cuts` decisions drawn from the run, each under every poison. `dayAt` makes a session of one snapshot, its close, from the
 * data, sound or cut; it must not remember what it made. None found is an empty list.
 */
export function lookAheadFaults(input: {
  readonly dates: readonly IsoDate[]
  readonly dayAt: (date: IsoDate, cut: Cut | null) => BacktestDay
  readonly setup: BacktestSetup
  readonly cuts: number
  readonly seed: number
}): { readonly compared: number; readonly faults: readonly LookAheadFault[] } {
  const { dates, dayAt, setup, cuts, seed } = input
  const days = dates.map((date) => dayAt(date, null))
  assert(
    days.every(({ more }) => more !== true),
    'decisions made again by day are those of closes',
  )
  const decided = decisionsOf(days, setup)
  const dice = createRandom({ seed, stream: 0 })
  const faults: LookAheadFault[] = []
  let compared = 0
  for (let i = 0; i < Math.min(cuts, decided.length); i += 1) {
    const at = cuts >= decided.length ? i : Math.floor(dice.nextUniform() * decided.length)
    const one = decided[at]
    for (const poison of POISONS) {
      const cut = { at: one.at, day: dayNumber(one.date), poison }
      const { facts } = dayAt(one.date, cut)
      // Signals of the day before must not have seen this day either.
      const { signals } = one
      const earlier = signals === null ? null : { at: signals.at, day: dayNumber(signals.date), poison }
      const before = signals === null ? null : dayAt(signals.date, earlier).facts
      assert(facts !== null && (signals === null || before !== null), 'a cut keeps its own day', {
        ...cut,
      })
      const seen: MarketFacts = before === null ? facts : signalFacts(facts, before)
      const became = canonicalJson(setup.judge(seen, setup.rules, one.book).intents)
      compared += 1
      if (became !== one.intents) faults.push({ date: one.date, poison, was: one.intents, became })
    }
  }
  return { compared, faults }
}

function decisionsOf(days: readonly BacktestDay[], setup: BacktestSetup): readonly Decided[] {
  const decided: Decided[] = []
  const closes = new Map(days.map(({ date, at }) => [dayNumber(date) as number, { date, at }]))
  runBacktest(days, {
    ...setup,
    judge: (facts, rules, book) => {
      const answer = setup.judge(facts, rules, book)
      const date = facts.market.chain.sessionDate
      const known = closes.get(facts.knownDay) ?? null
      decided.push({
        at: facts.market.asOf,
        date,
        signals: known?.date === date ? null : known,
        book,
        intents: canonicalJson(answer.intents),
      })
      return answer
    },
  })
  return decided
}

/** Bars with everything after the cut's day poisoned. */
export function poisonedBars(bars: DailyBars, cut: Cut | null): DailyBars {
  if (cut === null) return bars
  const kept = bars.days.findIndex((day) => day > cut.day)
  if (kept < 0) return bars
  if (cut.poison === 'truncate') {
    const to = <T extends Int32Array | Float64Array>(column: T): T => column.slice(0, kept) as T
    return {
      ...bars,
      days: to(bars.days),
      closes: to(bars.closes),
      opens: bars.opens === null ? null : to(bars.opens),
      highs: bars.highs === null ? null : to(bars.highs),
      lows: bars.lows === null ? null : to(bars.lows),
    }
  }
  const poisoned = (column: Float64Array | null): Float64Array | null =>
    column === null
      ? null
      : column.map((value, i) => (i < kept ? value : poisonOf(cut.poison, column, value, i - kept)))
  return {
    ...bars,
    closes: poisoned(bars.closes) ?? bars.closes,
    opens: poisoned(bars.opens),
    highs: poisoned(bars.highs),
    lows: poisoned(bars.lows),
  }
}

/** Another time is the beginning of the series over again. */
function poisonOf(poison: Poison, column: Float64Array, value: number, ahead: number): number {
  if (poison === 'nan') return Number.NaN
  return poison === 'times-ten' ? 10 * value : column[ahead % column.length]
}
