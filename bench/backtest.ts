/**
 * A backtest on the embedded index: sessions of one rule set beside a plain day loop that builds each chain anew and solves its
 * volatilities back, both through the same decision and the same account; rows a second of the job that table libraries do; and
 * whether cost is a line in days and in rule sets while memory is flat.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isoDate } from '../src/base/calendar/civil.ts'
import { addSessions } from '../src/base/calendar/sessions.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import type { BacktestDay } from '../src/engine/backtest/backtest-day.ts'
import { BACKTEST_DEFAULTS } from '../src/engine/backtest/backtest-options.ts'
import type { BacktestRun } from '../src/engine/backtest/backtest-run.ts'
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
import { type CondorTable, condorsOfTable, condorTable } from './condor-table.ts'
import { interleave, local, quantileOf, type Timing } from './interleave.ts'

export interface BacktestBench {
  readonly sessions: number
  /** Quotes of the chains of those sessions. */
  readonly rows: number
  /** Of one session: as a run has it, and the plain day loop. */
  readonly results: readonly Timing[]
  /** Condors of a table of quotes held as columns, see `condor-table.ts`. */
  readonly table: {
    readonly sessions: number
    readonly rows: number
    /** A second of processor time, of the middle one of all passes and of the slowest. */
    readonly rowsPerSecond: number
    readonly slowestRowsPerSecond: number
  }
  readonly scaling: readonly {
    readonly name: string
    readonly sessions: number
    readonly ruleSets: number
    /** Processor time, seconds. */
    readonly seconds: number
    /** Over the first of its kind. */
    readonly ratio: number
    /** The same over what the work is times the first's: 1 is a line. */
    readonly perUnit: number
    /** Held with the run still at hand, after a collection, megabytes. */
    readonly heap: number
  }[]
}

const RATE = 0.015
const FROM = isoDate('2018-01-03')
const SESSIONS = 10
const ROUNDS_MAX = 3
/** Where the modelled VIX of the embedded index begins. */
const SCALED_FROM = isoDate('2002-01-04')
const YEAR = 252
/** The last is as long as the embedded index has a VIX, to April 2020. */
const YEARS = [1, 2, 5, 18]
const RULE_SETS = [1, 2, 4]
/** Some 1.0 M quotes. */
const TABLE_SESSIONS = 50
const TABLE_PASSES = 15

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

const daysOf = (sessions: number, from = FROM) =>
  indexedDays({
    from,
    to: addSessions(from, sessions - 1),
    settlements: { bars },
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

function run(days: Iterable<BacktestDay>, setups: readonly BacktestSetup[]): readonly BacktestRun[] {
  const runs = runBacktests(days, setups)
  if ((runs[0]?.days.length ?? 0) === 0) throw new Error('a run of no days')
  return runs
}

/** The chains of some sessions, every quote made. */
function tableOf(sessions: number): CondorTable {
  return condorTable([...daysOf(sessions)].flatMap(({ facts }) => (facts === null ? [] : [facts.market])))
}

export async function backtestBench(rounds: number): Promise<BacktestBench> {
  const one = [setup('monthly-16-delta')]
  const results = await interleave(
    [
      local('Kondor, a modelled day as a run has it', SESSIONS, () => void run(daysOf(SESSIONS), one)),
      local(
        'plain day loop: chain built whole, volatilities solved back',
        SESSIONS,
        () => void run(readAnew(SESSIONS), one),
      ),
    ],
    Math.min(rounds, ROUNDS_MAX),
  )
  return {
    sessions: SESSIONS,
    rows: tableOf(SESSIONS).rows,
    results,
    table: timedTable(),
    scaling: scaling(),
  }
}

function timedTable(): BacktestBench['table'] {
  const table = tableOf(TABLE_SESSIONS)
  condorsOfTable(table)
  const seconds = Array.from({ length: TABLE_PASSES }, () => processorSeconds(() => condorsOfTable(table)))
  return {
    sessions: TABLE_SESSIONS,
    rows: table.rows,
    rowsPerSecond: table.rows / quantileOf(seconds, 0.5),
    slowestRowsPerSecond: table.rows / Math.max(...seconds),
  }
}

type Scaled = BacktestBench['scaling'][number]

function scaling(): readonly Scaled[] {
  // What is compiled on the way is paid by nobody.
  timed(1, 4)
  const years = against(YEARS.map((count) => timed(count, 1)))
  const [first] = years
  return [...years, ...against([first, ...RULE_SETS.slice(1).map((count) => timed(1, count))]).slice(1)]
}

const NAMES = ['monthly-16-delta', 'static-50-delta', 'cndr', 'width-premium']

function timed(years: number, ruleSets: number): Scaled {
  const sessions = YEAR * years
  const setups = NAMES.slice(0, ruleSets).map((each) => setup(each))
  let runs: readonly BacktestRun[] = []
  const seconds = processorSeconds(() => (runs = run(daysOf(sessions, SCALED_FROM), setups)))
  const heap = heldHeap()
  const name = `${years === 1 ? 'a year' : `${years} years`}, ${ruleSets === 1 ? 'one rule set' : `${runs.length} rule sets in step`}`
  return { name, sessions, ruleSets, seconds, ratio: 1, perUnit: 1, heap }
}

/** Of all threads of the process: what a busy machine adds to the time of day is not in it. */
function processorSeconds(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** The first is what the others are measured by. */
function against(all: readonly Scaled[]): readonly Scaled[] {
  const [first] = all
  return all.map((one) => {
    const ratio = one.seconds / first.seconds
    const work = (one.sessions * one.ruleSets) / (first.sessions * first.ruleSets)
    return { ...one, ratio, perUnit: ratio / work }
  })
}

/** Megabytes after a collection. */
function heldHeap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed / 1e6
}
