/** The figures of one run, each with its interval. Resampling is seeded, so the same run gives the same digits. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { clusteredBlockLength } from '../../base/numerics/block-length.ts'
import {
  type BootstrapAnswer,
  type IntervalOptions,
  type SmoothStatistic,
  quantileInterval,
  studentisedInterval,
  withoutInterval,
} from '../../base/numerics/bootstrap-interval.ts'
import { momentsOf } from '../../base/numerics/moments.ts'
import {
  LOG_DEVIATION,
  LOG_RATIO_OF_MEANS,
  MEAN,
  RATIO_OF_MEANS,
  meanOverDeviation,
  meanOverDownside,
} from '../../base/numerics/smooth-statistics.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import type { Unit } from '../../policy/decision.ts'
import { type DrawdownTable, maxDrawdownOfReturns } from './drawdowns.ts'
import { type EvidenceFigure, countedFigure, figureOf, transformed } from './evidence-figure.ts'
import { resampledShortfall } from './expected-shortfall.ts'
import { BETA, alphaTimes, downsideBeta } from './market-exposure.ts'
import type { MonthRow } from './months.ts'
import { deviation, profitFactor } from './return-statistics.ts'
import type { ClosedTrade } from './run-record.ts'
import { deflatedSharpe, minimumTrackRecord } from './sharpe-tests.ts'
import { RATIO_STEPS_MIN, tooFewHeld, tooFewSteps, tooFewTrades } from './too-few.ts'
import { tradesAtOnce } from './trades-at-once.ts'
import type { TrialSummary } from './trial-log.ts'
import { WIN_RATE_NOTE, winRate } from './win-rate.ts'

/** What keeps a figure from having an interval, and what else is said of it. */
interface Terms {
  /** Why there is no interval; null where there may be one. */
  readonly against?: string | null
  readonly note?: string
  /** See `IntervalOptions.meanBlockMin`. */
  readonly meanBlockMin?: number
}

/** Writes figures of one rung with one way of resampling. */
class FigureWriter {
  readonly figures: EvidenceFigure[] = []
  readonly rung: Rung
  readonly options: IntervalOptions

  constructor(rung: Rung, options: IntervalOptions) {
    this.rung = rung
    this.options = options
  }

  smooth(
    id: string,
    label: string,
    unit: Unit,
    columns: Float64Array[],
    what: SmoothStatistic,
    terms: Terms = {},
  ): void {
    this.answered(id, label, unit, this.studentised(columns, what, terms), terms.note)
  }

  /** A positive figure: the interval is of its logarithm, carried over. `value` is the figure itself. */
  logarithmic(
    id: string,
    label: string,
    unit: Unit,
    value: number | null,
    columns: Float64Array[],
    logarithm: SmoothStatistic,
    terms: Terms = {},
  ): void {
    const answer = transformed(this.studentised(columns, logarithm, terms), Math.exp)
    this.answered(id, label, unit, { ...answer, value }, terms.note)
  }

  answered(id: string, label: string, unit: Unit, answer: BootstrapAnswer, note?: string): void {
    this.figures.push(figureOf({ id, label, unit }, answer, this.rung, note))
  }

  counted(id: string, label: string, unit: Unit, value: number | null, note: string | null = null): void {
    this.figures.push(countedFigure({ id, label, unit }, value, this.rung, note))
  }

  studentised(columns: Float64Array[], what: SmoothStatistic, terms: Terms): BootstrapAnswer {
    const { against = null, meanBlockMin = 1 } = terms
    // An empty record says so itself.
    if (against !== null && columns[0].length > 0) return withoutInterval(what.value(columns), against)
    return studentisedInterval(columns, what, { ...this.options, meanBlockMin })
  }
}

/** Daily series of a run, all aligned: steps from one close to the next. */
export interface DailySeries {
  /** Day of the later close. */
  readonly days: Int32Array
  readonly returns: Float64Array
  readonly bills: Float64Array
  readonly market: Float64Array | null
  /** Sessions on which the account held anything but cash. */
  readonly held: number
}

/*
 * Steps below which the interval of a figure says more than it knows, by what `npm run intervals` measures of a condor's tail and of
 * clustered volatility (docs/concepts/evidence.md).
 */
/** A year: tests that need third and fourth moments. */
const YEAR_STEPS_MIN = 250
/** Two years: CVaR 5 %, whose tail then holds 25 steps, and the deepest drawdown. */
const TAIL_STEPS_MIN = 500
/** Four years: volatility, which clusters. */
const VOLATILITY_STEPS_MIN = 1000

/** Return figures of an account that was never ruined. */
export function returnFigures(
  daily: DailySeries,
  tables: { readonly drawdowns: DrawdownTable; readonly months: readonly MonthRow[]; readonly years: number },
  rung: Rung,
  options: IntervalOptions,
): readonly EvidenceFigure[] {
  const to = new FigureWriter(rung, options)
  const { returns, bills, market, held } = daily
  const n = returns.length
  const excess = returns.map((value, i) => value - bills[i])
  const annual = Math.sqrt(SESSIONS_PER_YEAR)
  const perYear: SmoothStatistic = scaledMean(SESSIONS_PER_YEAR)
  const idle = tooFewHeld(held)
  const against = (stepsMin: number): Terms => ({ against: idle ?? tooFewSteps(n, stepsMin) })
  const terms: Terms = { against: idle }
  const inExcess = 'Return in excess of T-bills, arithmetic'
  to.smooth('excess-over-bills', inExcess, 'per year', [excess], perYear, terms)
  if (market !== null) {
    const overMarket = returns.map((value, i) => value - market[i])
    const label = 'Return in excess of the index, total return'
    to.smooth('excess-over-index', label, 'per year', [overMarket], perYear, terms)
  }
  // Growth is a function of the mean log return: the interval is carried over, ends and all.
  const logs = returns.map((value) => Math.log1p(value))
  const growth = to.studentised([logs], scaledMean(n / tables.years), terms)
  to.answered('compound-growth', 'Compound annual growth', 'per year', transformed(growth, Math.expm1))
  const meanBlockMin = clusteredBlockLength(returns)
  to.logarithmic(
    'volatility',
    'Volatility of daily returns',
    'per year',
    times(deviation(returns), annual),
    [returns],
    plus(LOG_DEVIATION, Math.log(annual * Math.sqrt(n / (n - 1)))),
    { ...against(VOLATILITY_STEPS_MIN), meanBlockMin },
  )
  const sample = annual * Math.sqrt((n - 1) / n)
  const sharpe = 'Sharpe ratio of the excess over T-bills'
  to.smooth('sharpe', sharpe, 'ratio', [excess], meanOverDeviation(sample), against(RATIO_STEPS_MIN))
  const sortino = 'Sortino ratio of the excess over T-bills'
  to.smooth('sortino', sortino, 'ratio', [excess], meanOverDownside(annual), against(RATIO_STEPS_MIN))
  to.counted('skew', 'Skew of daily returns', 'ratio', momentsOf(returns).skewness)
  const shortfall = resampledShortfall(returns, 0.05)
  to.smooth('cvar-5', 'Mean of the worst 5 % of days', 'fraction', [returns], shortfall, {
    ...against(TAIL_STEPS_MIN),
    meanBlockMin,
  })
  const worst = returns.reduce((at, value, i) => (value < returns[at] ? i : at), 0)
  to.counted('worst-day', 'Worst day', 'fraction', returns[worst], dateOf(daily.days[worst]))
  const month = tables.months.reduce((low, row) => (row.return < low.return ? row : low), tables.months[0])
  const monthName = `${month.year}-${String(month.month).padStart(2, '0')}`
  to.counted('worst-month', 'Worst month', 'fraction', month.return, monthName)
  const { against: short = null } = against(TAIL_STEPS_MIN)
  const depth = maxDrawdownOfReturns(returns)
  const depths = (): BootstrapAnswer =>
    quantileInterval([returns], ([values]) => maxDrawdownOfReturns(values), {
      ...options,
      method: 'predictive',
    })
  to.answered(
    'max-drawdown',
    'Deepest drawdown',
    'fraction',
    short === null ? depths() : withoutInterval(depth, short),
    short === null
      ? 'the interval is where another record as long, made of the same blocks, falls'
      : undefined,
  )
  to.counted(
    'time-under-water',
    'Share of days below an earlier peak',
    'fraction',
    tables.drawdowns.timeUnderWater,
  )
  to.counted('longest-drawdown', 'Longest drawdown', 'days', tables.drawdowns.longestDays)
  if (market !== null) {
    const marketExcess = market.map((value, i) => value - bills[i])
    to.smooth('beta', 'Beta to the index', 'ratio', [excess, marketExcess], BETA, terms)
    to.counted(
      'downside-beta',
      'Beta on days when the index is below its mean',
      'ratio',
      downsideBeta(excess, marketExcess),
    )
    const alpha = alphaTimes(SESSIONS_PER_YEAR)
    to.smooth('alpha', 'CAPM alpha', 'per year', [excess, marketExcess], alpha, terms)
  }
  return to.figures
}

/** What the number of trials leaves of the Sharpe ratio. */
export function trialFigures(
  excess: Float64Array,
  trials: TrialSummary,
  rung: Rung,
  options: IntervalOptions,
): readonly EvidenceFigure[] {
  const to = new FigureWriter(rung, options)
  to.counted('trials', 'Rule sets tried in this study', 'count', trials.trials)
  const { count, mean, variance, skewness, kurtosis } = momentsOf(excess)
  const short = tooFewSteps(count, YEAR_STEPS_MIN, 'unknown')
  if (short !== null || skewness === null || kurtosis === null) {
    const none = skewness === null ? 'the excess return does not vary' : short
    to.counted('deflated-sharpe', 'Chance that the Sharpe ratio is better than luck', 'fraction', null, none)
    to.counted('minimum-track-record', 'Track record needed against zero, 95 %', 'years', null, none)
    return to.figures
  }
  const sample = { sharpe: mean / Math.sqrt(variance), count, skewness, kurtosis }
  const spread = trials.trials <= 1 ? 0 : trials.varianceOfSharpes
  to.counted(
    'deflated-sharpe',
    'Chance that the Sharpe ratio is better than luck',
    'fraction',
    spread === null ? null : deflatedSharpe(sample, { trials: trials.trials, varianceOfSharpes: spread }),
    spread === null
      ? 'too few of the trials have a Sharpe ratio'
      : trials.trials === 1
        ? 'a single trial: nothing to deflate'
        : `deflated for ${trials.trials} trials`,
  )
  const steps = minimumTrackRecord(sample, 0)
  to.counted(
    'minimum-track-record',
    'Track record needed against zero, 95 %',
    'years',
    steps === null ? null : steps / SESSIONS_PER_YEAR,
    steps === null ? 'no length is enough: the ratio is not above zero' : null,
  )
  return to.figures
}

/** Figures of the ledger, from its daily lines in cents; `lvr` and `costs` are negative where they were lost. */
export function ledgerFigures(
  lines: {
    /** Of the whole account, hedges and interest included. */
    readonly pnl: Float64Array
    readonly interest: Float64Array | null
    readonly time: Float64Array | null
    readonly lvr: Float64Array | null
    readonly costs: Float64Array | null
  },
  trades: readonly ClosedTrade[],
  rung: Rung,
  options: IntervalOptions,
): readonly EvidenceFigure[] {
  const to = new FigureWriter(rung, options)
  const { pnl, interest, time, lvr, costs } = lines
  // A day's rent and bleed are those of the trades that are open: days of one trade are no independent draws.
  const terms: Terms = {
    against: tooFewTrades(trades.length, tradesAtOnce(trades)),
    meanBlockMin: sessionsATrade(trades),
  }
  const lost = (line: Float64Array): Float64Array => line.map((value) => -value)
  to.counted('total-pnl', 'Total P&L', 'dollars', sum(pnl) / 100)
  if (lvr !== null) {
    const traded = interest === null ? pnl : pnl.map((value, i) => value - interest[i])
    const note = 'P&L of the whole account less interest, LVR of the condors'
    const columns = [traded, lost(lvr)]
    to.smooth('pnl-per-lvr', 'P&L per dollar of LVR', 'ratio', columns, RATIO_OF_MEANS, { ...terms, note })
    if (time !== null) {
      const label = 'Coverage: what time paid over what LVR cost'
      to.smooth('kappa', label, 'ratio', [time, lost(lvr)], RATIO_OF_MEANS, terms)
    }
  }
  if (costs !== null) {
    to.counted('costs', 'Costs', 'dollars', 0 - sum(costs) / 100)
    if (time !== null) {
      to.smooth(
        'cost-share',
        'Costs as a share of what time paid',
        'fraction',
        [lost(costs), time],
        RATIO_OF_MEANS,
        terms,
      )
    }
  }
  return to.figures
}

/** Figures of closed trades in order of entry; the win rate is last. */
export function tradeFigures(
  trades: readonly ClosedTrade[],
  rung: Rung,
  options: IntervalOptions,
): readonly EvidenceFigure[] {
  const to = new FigureWriter(rung, options)
  const column = (read: (trade: ClosedTrade) => number): Float64Array => Float64Array.from(trades, read)
  const pnl = column(({ pnl_cents }) => pnl_cents / 100)
  to.counted('trades', 'Trades closed, a chain of rolls counting once', 'count', trades.length)
  const atOnce = tradesAtOnce(trades)
  const terms: Terms = { against: tooFewTrades(trades.length, atOnce), meanBlockMin: atOnce }
  to.smooth('expectancy', 'Expectancy a trade', 'dollars', [pnl], MEAN, terms)
  const margin = column(({ margin_cents }) => margin_cents / 100)
  to.smooth(
    'expectancy-per-margin',
    'P&L over average margin, a trade',
    'fraction',
    [pnl, margin],
    RATIO_OF_MEANS,
    terms,
  )
  to.logarithmic(
    'profit-factor',
    'Gains over losses',
    'ratio',
    profitFactor(pnl),
    [pnl.map((value) => Math.max(0, value)), pnl.map((value) => Math.max(0, -value))],
    LOG_RATIO_OF_MEANS,
    terms,
  )
  if (trades.some(({ keptBack }) => keptBack !== undefined)) keptBackFigure(trades, to)
  const wins = winRate(
    column(({ won }) => (won ? 1 : 0)),
    options,
    atOnce,
  )
  to.figures.push(
    figureOf({ id: 'win-rate', label: 'Win rate', unit: 'fraction' }, wins, rung, WIN_RATE_NOTE),
  )
  return to.figures
}

/** Closes that were not made because settlement could not cost as much, by what came of them. */
function keptBackFigure(trades: readonly ClosedTrade[], to: FigureWriter): void {
  const ended = (how: 'settled' | 'closed'): number =>
    trades.filter(({ keptBack }) => keptBack === how).length
  const [settled, closed] = [ended('settled'), ended('closed')]
  to.counted(
    'kept-to-settlement',
    'Held to settlement because closing cost more than the width',
    'count',
    settled,
    settled + closed === 0
      ? 'no close was wanted at such a price'
      : `of ${settled + closed} whose close was wanted at such a price; ${closed} closed later for less`,
  )
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
const times = (value: number | null, by: number): number | null => (value === null ? null : value * by)
const dateOf = (day: number): string => isoOfDay(quantity<DayNumber>(day))

/** Sessions that a trade is open, on average, at least 1. */
function sessionsATrade(trades: readonly ClosedTrade[]): number {
  const days = trades.reduce((total, { entryDay, exitDay }) => total + exitDay - entryDay, 0)
  return Math.max(1, (days / Math.max(1, trades.length)) * (SESSIONS_PER_YEAR / 365.25))
}

/** The statistic, plus a constant. */
const plus = ({ value, influence }: SmoothStatistic, constant: number): SmoothStatistic => ({
  value: (columns) => {
    const plain = value(columns)
    return plain === null ? null : plain + constant
  },
  influence,
})

/** The mean, times a constant. */
function scaledMean(scale: number): SmoothStatistic {
  return {
    value: (columns) => times(MEAN.value(columns), scale),
    influence: (columns, out) => {
      MEAN.influence(columns, out)
      for (let i = 0; i < out.length; i += 1) out[i] *= scale
    },
  }
}
