/**
 * A backtest on the embedded index: sessions of one rule set beside a plain day loop that builds each chain anew and solves its
 * volatilities back, both through the same decision and the same account; rows a second of chains already in memory; and whether
 * the cost is a line in days and in rule sets.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isoDate } from '../src/base/calendar/civil.ts'
import { addSessions } from '../src/base/calendar/sessions.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import type { BacktestDay } from '../src/engine/backtest/backtest-day.ts'
import { BACKTEST_DEFAULTS } from '../src/engine/backtest/backtest-options.ts'
import type { BacktestSetup } from '../src/engine/backtest/backtest-setup.ts'
import { indexedDays } from '../src/engine/backtest/indexed-days.ts'
import { runBacktests } from '../src/engine/backtest/run-backtest.ts'
import { modelChain } from '../src/market/model/model-chain.ts'
import { modelVix } from '../src/market/model/pdv-vix.ts'
import { closeOn } from '../src/market/series/close-on.ts'
import type { DailyBars } from '../src/market/series/daily-bars.ts'
import { readMarket } from '../src/market/surface/read-market.ts'
import { dayNumber } from '../src/base/calendar/civil.ts'
import { judge } from '../src/policy/judge.ts'
import { presetNamed } from '../src/policy/rules/presets.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'
import { interleave, local, type Timing } from './interleave.ts'

export interface BacktestBench {
  readonly sessions: number
  /** Quotes of the chains of those sessions. */
  readonly rows: number
  /** Of one session: as a run has it, with chains in memory, and the plain day loop. */
  readonly results: readonly Timing[]
  /** Quotes a second, chains in memory. */
  readonly rowsPerSecond: number
  readonly scaling: readonly {
    readonly name: string
    readonly sessions: number
    readonly ruleSets: number
    /** Processor time, seconds. */
    readonly seconds: number
    /** Over the first of its kind. */
    readonly ratio: number
    /** Held after the run and a collection, megabytes. */
    readonly heap: number
  }[]
}

const RATE = 0.015
const FROM = isoDate('2018-01-03')
const SESSIONS = 10
const ROUNDS_MAX = 3
const SCALED = 250

const bars = mustAccept(await embeddedIndex())
const modelled = modelVix(bars.closes)
const kept = [...bars.days.keys()].filter((row) => modelled.present[row] === 1)
const vix: DailyBars = {
  ...bars,
  symbol: 'VIX',
  source: 'VIX modelled from the index',
  days: Int32Array.from(kept, (row) => bars.days[row]),
  closes: Float64Array.from(kept, (row) => modelled.values[row]),
  highs: null,
  lows: null,
}

const daysOf = (sessions: number) =>
  indexedDays({
    from: FROM,
    to: addSessions(FROM, sessions - 1),
    settlements: { bars, opensFrom: null, amAssumption: 'prior-close' },
    vix,
    vixRung: 'indexed',
    billRate: () => RATE,
    events: [],
  })

/** The same day with its chain built whole, and read as a stranger's would be. */
function* readAnew(sessions: number): Generator<BacktestDay> {
  for (const day of daysOf(sessions)) {
    const chain = modelChain({
      sessionDate: day.date,
      spot_points: closeOn(bars, dayNumber(day.date)) ?? Number.NaN,
      vix_points: closeOn(vix, dayNumber(day.date)) ?? Number.NaN,
      vixRung: 'indexed',
      rate: Math.log1p(RATE),
    })
    const market = mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
    yield { ...day, facts: day.facts === null ? null : { ...day.facts, market } }
  }
}

const setup = (name: string): BacktestSetup => {
  const rules = mustAccept(presetNamed(name))
  const { account_dollars } = rules.sizing
  return { rules, judge, options: { ...BACKTEST_DEFAULTS, account_dollars, entryEvery: 5 } }
}

function run(days: Iterable<BacktestDay>, setups: readonly BacktestSetup[]): void {
  const [first] = runBacktests(days, setups)
  if ((first?.days.length ?? 0) === 0) throw new Error('a run of no days')
}

/** Every quote made, and counted. */
function inMemory(sessions: number): { readonly days: readonly BacktestDay[]; readonly rows: number } {
  const days = [...daysOf(sessions)]
  let rows = 0
  for (const { facts } of days) {
    for (const { slice, callVols, putVols } of facts?.market.expiries ?? [])
      rows += slice.strikes_points.length + Math.min(callVols.values.length, putVols.values.length)
  }
  return { days, rows }
}

export async function backtestBench(rounds: number): Promise<BacktestBench> {
  const one = [setup('monthly-16-delta')]
  const { days, rows } = inMemory(SESSIONS)
  const results = await interleave(
    [
      local('Kondor, a modelled day as a run has it', SESSIONS, () => run(daysOf(SESSIONS), one)),
      local('Kondor, chains in memory', SESSIONS, () => run(days, one)),
      local('plain day loop: chain built whole, volatilities solved back', SESSIONS, () =>
        run(readAnew(SESSIONS), one),
      ),
    ],
    Math.min(rounds, ROUNDS_MAX),
  )
  return {
    sessions: SESSIONS,
    rows,
    results,
    rowsPerSecond: rows / ((results[1].nanoseconds * SESSIONS) / 1e9),
    scaling: scaling(),
  }
}

function scaling(): BacktestBench['scaling'] {
  const names = ['monthly-16-delta', 'static-50-delta', 'cndr', 'lvr-budget']
  const timed = (name: string, sessions: number, ruleSets: number, against: number | null) => {
    const before = process.cpuUsage()
    run(
      daysOf(sessions),
      names.slice(0, ruleSets).map((each) => setup(each)),
    )
    const { user, system } = process.cpuUsage(before)
    const seconds = (user + system) / 1e6
    return { name, sessions, ruleSets, seconds, ratio: seconds / (against ?? seconds), heap: heldHeap() }
  }
  const first = timed('one rule set, a year', SCALED, 1, null)
  const twice = timed('two years', 2 * SCALED, 1, first.seconds)
  const pair = timed('two rule sets in step, a year', SCALED, 2, first.seconds)
  return [first, twice, pair, timed('four rule sets in step, a year', SCALED, 4, first.seconds)]
}

/** Megabytes after a collection. */
function heldHeap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 1e6
}
