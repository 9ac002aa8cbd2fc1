/** The options that `backtest`, `compare` and `sweep` share, and what they mean. */
import { type Command, Option } from 'commander'
import { parseIsoDate } from '../../base/calendar/civil.ts'
import { inCalendar } from '../../base/calendar/sessions.ts'
import { leastResamples } from '../../base/numerics/multiple-tests.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { BACKTEST_DEFAULTS, type BacktestOptions } from '../../engine/backtest/backtest-options.ts'
import type { SimulationMode } from '../../market/model/simulator/simulated-market.ts'
import type { BacktestData, BacktestRequest } from '../../shell/world/backtest-source.ts'

export interface RunOptions {
  readonly from?: string
  readonly to?: string
  readonly data: BacktestData
  readonly seed: string
  readonly mode: SimulationMode
  readonly years: string
  readonly snapshots: string
  readonly entries: BacktestOptions['entries']
  readonly slippage: string
  readonly costs: BacktestOptions['costs']
  readonly margin: BacktestOptions['margin']
  readonly account?: string
  readonly entryEvery: string
  readonly entryPhase: string
  readonly study: string
  readonly resamples?: string
}

const choice = (flags: string, about: string, values: readonly string[], preset: string): Option =>
  new Option(flags, about).choices([...values]).default(preset)

const RESAMPLES = 2000
const RESAMPLES_MIN = 100
const RESAMPLES_MAX = 100_000

export function addRunOptions(command: Command): Command {
  return command
    .option('--from <date>', 'first day; default: where the data begins')
    .option('--to <date>', 'last day; default: where the data ends')
    .addOption(
      choice('--data <kind>', 'what prices are made of', ['indexed', 'quoted', 'simulated'], 'indexed'),
    )
    .option('--seed <number>', 'of the simulated market', '1')
    .addOption(
      choice('--mode <mode>', 'of the simulated market', ['realistic', 'fair', 'planted'], 'realistic'),
    )
    .option('--years <number>', 'of the simulated market', '10')
    .option(
      '--snapshots <n>',
      'of each session: 1, its last; all that are stored (quoted); or so many (simulated)',
      '1',
    )
    .addOption(
      choice(
        '--entries <when>',
        'when a new condor is filled',
        ['same-snapshot', 'next-snapshot'],
        BACKTEST_DEFAULTS.entries,
      ),
    )
    .option('--slippage <share>', "beyond the touch, as a share of the quote's width; grows with VIX", '0')
    .addOption(
      choice('--costs <which>', 'commissions and fees', ['table', 'rules', 'none'], BACKTEST_DEFAULTS.costs),
    )
    .addOption(choice('--margin <method>', 'how margin is counted', ['reg-t', 'portfolio'], 'reg-t'))
    .option('--account <dollars>', "start with this instead of the rules' own account, and size by it")
    .option('--entry-every <sessions>', 'open new condors on every nth session only', '1')
    .option('--entry-phase <session>', 'which of the n, from 0', '0')
    .option('--study <name>', 'the question it is run for: its tries are counted together', 'default')
    .option('--resamples <number>', `of each interval; default: ${RESAMPLES}, and what compare needs`)
}

/** What the options ask for, read. */
export interface AskedRun {
  readonly request: BacktestRequest
  readonly options: BacktestOptions
  /** Null: each rule set's own. */
  readonly account_dollars: number | null
  readonly study: string
  readonly resamples: number
}

const bad = (field: string, was: string, wanted: string): Result<never> =>
  refused(refuse('command.bad-input', { field, was, wanted, source: 'command line' }))

/** `tests`: how many rule sets have their p-values adjusted together; 0 where nothing is tested. */
export function askedRun(given: RunOptions, tests: number): Result<AskedRun> {
  const from = dateOf('--from', given.from)
  if (!from.ok) return from
  const to = dateOf('--to', given.to)
  if (!to.ok) return to
  const seed = numberOf('--seed', given.seed, { low: 0, high: 2 ** 32 - 1, whole: true })
  if (!seed.ok) return seed
  const years = numberOf('--years', given.years, { low: 0.1, high: 15, whole: false })
  if (!years.ok) return years
  const snapshots =
    given.snapshots.trim() === 'all'
      ? accepted('all' as const)
      : numberOf('--snapshots', given.snapshots, { low: 1, high: 390, whole: true })
  if (!snapshots.ok) return snapshots
  const slippage = numberOf('--slippage', given.slippage, { low: 0, high: 5, whole: false })
  if (!slippage.ok) return slippage
  const every = numberOf('--entry-every', given.entryEvery, { low: 1, high: 252, whole: true })
  if (!every.ok) return every
  const phase = numberOf('--entry-phase', given.entryPhase, { low: 0, high: every.value - 1, whole: true })
  if (!phase.ok) return phase
  const resamples = resamplesOf(given.resamples, tests)
  if (!resamples.ok) return resamples
  const account =
    given.account === undefined
      ? accepted(null)
      : numberOf('--account', given.account, { low: 1_000, high: 1e10, whole: false })
  if (!account.ok) return account
  const study = given.study.trim()
  if (study === '' || study.length > 80) return bad('--study', given.study, 'a name of 1 to 80 characters')
  return accepted({
    request: {
      data: given.data,
      from: from.value,
      to: to.value,
      seed: seed.value,
      mode: given.mode,
      years: years.value,
      ...(snapshots.value === 1 ? {} : { snapshots: snapshots.value }),
    },
    options: {
      ...BACKTEST_DEFAULTS,
      entries: given.entries,
      slippage_share: slippage.value,
      costs: given.costs,
      margin: given.margin,
      entryEvery: every.value,
      entryPhase: phase.value,
      seed: given.data === 'simulated' ? seed.value : null,
    },
    account_dollars: account.value,
    study,
    resamples: resamples.value,
  })
}

/** Unless told, as many as the tests need; told fewer, refuses. */
function resamplesOf(text: string | undefined, tests: number): Result<number> {
  const needed = tests === 0 ? RESAMPLES_MIN : Math.max(RESAMPLES_MIN, leastResamples(tests))
  if (text === undefined) return accepted(Math.max(RESAMPLES, needed))
  const found = numberOf('--resamples', text, { low: RESAMPLES_MIN, high: RESAMPLES_MAX, whole: true })
  if (!found.ok || found.value >= needed) return found
  const why = `${needed} or more: with fewer, no p-value of ${tests} rule sets adjusted together can be small, whatever they earn`
  return bad('--resamples', text, why)
}

function dateOf(field: string, text: string | undefined): Result<IsoDate | null> {
  if (text === undefined) return accepted(null)
  const date = parseIsoDate(text.trim())
  if (date !== null && inCalendar(date)) return accepted(date)
  return bad(field, text, 'a date YYYY-MM-DD inside the exchange calendar, 1990 to 2040')
}

export function numberOf(
  field: string,
  text: string,
  { low, high, whole }: { readonly low: number; readonly high: number; readonly whole: boolean },
): Result<number> {
  const value = /^\d{1,12}(?:\.\d{1,9})?$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= low && value <= high && (!whole || Number.isInteger(value))) return accepted(value)
  return bad(field, text, `a ${whole ? 'whole ' : ''}number from ${low} to ${high}`)
}
