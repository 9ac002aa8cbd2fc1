/**
 * Two rule sets over the same cycles. A cycle is everything entered on one day; both sides are resampled with the same blocks, so
 * what moves both cancels.
 */
import {
  type BootstrapAnswer,
  type IntervalOptions,
  type SmoothStatistic,
  studentisedInterval,
  withoutInterval,
} from '../../base/numerics/bootstrap-interval.ts'
import { minimumDetectableEffect } from '../../base/numerics/detectable-effect.ts'
import { DIFFERENCE_OF_RATIOS, LOG_RATIO_OF_RATIOS } from '../../base/numerics/smooth-statistics.ts'
import { transformed } from './evidence-figure.ts'
import type { ClosedTrade } from './run-record.ts'
import { tooFewTrades } from './too-few.ts'
import { tradesAtOnce } from './trades-at-once.ts'

/** A difference, first less second, with what a study of this size could not have seen. */
export interface PairedDifference extends BootstrapAnswer {
  /** Smallest true difference found with 80 % power at 5 % significance; null where the spread is unknown. */
  readonly minimumDetectable: number | null
}

export interface PairedComparison {
  /** Cycles that both have. */
  readonly cycles: number
  /** Cycles that only one has; left out of every difference. */
  readonly onlyInFirst: number
  readonly onlyInSecond: number
  /** Difference of total P&L over total margin, cycle by cycle: P&L per unit of average margin, decimal a cycle. */
  readonly pnlPerMargin: PairedDifference
  /** Difference of mean P&L a trade, dollars. */
  readonly pnlPerTrade_dollars: PairedDifference
  /** Difference of win rates as a fraction: 0.08 is 8 points. Says nothing without the two above. */
  readonly winRate: PairedDifference
  /** Ratio of win rates less 1: 0.08 is "8 % better". Unknown where one side won nothing. */
  readonly winRateRelative: PairedDifference
}

export function pairedComparison(
  first: readonly ClosedTrade[],
  second: readonly ClosedTrade[],
  options: IntervalOptions,
): PairedComparison {
  const [one, two] = [cyclesOf(first), cyclesOf(second)]
  const common = [...one.keys()].filter((day) => two.has(day)).sort((a, b) => a - b)
  // Cycles that are open together win and lose together, however little the data show of it.
  const atOnce = Math.max(...[one, two].map((cycles) => tradesAtOnce([...cycles.values()])))
  const terms = { ...options, meanBlockMin: Math.max(options.meanBlockMin ?? 1, atOnce) }
  const short = common.length === 0 ? null : tooFewTrades(common.length, atOnce, 'cycle')
  const answer = (columns: readonly Float64Array[], statistic: SmoothStatistic): BootstrapAnswer =>
    short === null
      ? studentisedInterval(columns, statistic, terms)
      : withoutInterval(statistic.value(columns), short)
  const column = (from: ReadonlyMap<number, Cycle>, read: (cycle: Cycle) => number): Float64Array =>
    Float64Array.from(common, (day) => read(from.get(day) ?? NO_TRADES))
  const ratios = (above: (cycle: Cycle) => number, below: (cycle: Cycle) => number): Float64Array[] => [
    column(one, above),
    column(one, below),
    column(two, above),
    column(two, below),
  ]
  const pnl = ({ pnl_cents }: Cycle): number => pnl_cents / 100
  const trades = (cycle: Cycle): number => cycle.trades
  const wins = ratios(({ won }) => won, trades)
  return {
    cycles: common.length,
    onlyInFirst: one.size - common.length,
    onlyInSecond: two.size - common.length,
    pnlPerMargin: difference(
      answer(
        ratios(pnl, ({ margin_cents }) => margin_cents / 100),
        DIFFERENCE_OF_RATIOS,
      ),
    ),
    pnlPerTrade_dollars: difference(answer(ratios(pnl, trades), DIFFERENCE_OF_RATIOS)),
    winRate: difference(answer(wins, DIFFERENCE_OF_RATIOS)),
    winRateRelative: difference(relative(answer(wins, LOG_RATIO_OF_RATIOS))),
  }
}

interface Cycle {
  readonly entryDay: number
  /** Of the last trade of it. */
  readonly exitDay: number
  readonly pnl_cents: number
  readonly margin_cents: number
  readonly won: number
  readonly trades: number
}

const NO_TRADES: Cycle = { entryDay: 0, exitDay: 0, pnl_cents: 0, margin_cents: 0, won: 0, trades: 0 }

function cyclesOf(trades: readonly ClosedTrade[]): ReadonlyMap<number, Cycle> {
  const cycles = new Map<number, Cycle>()
  for (const trade of trades) {
    const before = cycles.get(trade.entryDay) ?? NO_TRADES
    const { exitDay, pnl_cents, margin_cents, won, trades: count } = before
    cycles.set(trade.entryDay, {
      entryDay: trade.entryDay,
      exitDay: Math.max(exitDay, trade.exitDay),
      pnl_cents: pnl_cents + trade.pnl_cents,
      margin_cents: margin_cents + trade.margin_cents,
      won: won + (trade.won ? 1 : 0),
      trades: count + 1,
    })
  }
  return cycles
}

/** A ratio less 1 from the answer about its logarithm, so that no end is below -1; the standard error by the delta method. */
function relative(logarithm: BootstrapAnswer): BootstrapAnswer {
  const { value, standardError } = logarithm
  return {
    ...transformed(logarithm, Math.expm1),
    standardError: value === null || standardError === null ? null : Math.exp(value) * standardError,
  }
}

const difference = (answer: BootstrapAnswer): PairedDifference => ({
  ...answer,
  minimumDetectable: answer.standardError === null ? null : minimumDetectableEffect(answer.standardError),
})
