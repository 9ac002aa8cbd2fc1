/** Statistics of an index from its month-end levels, in the columns in which tables of published indices are printed. */
import type { MonthlyPerformance } from '../../engine/evidence/months.ts'
import { shortDate } from './dates.ts'
import { grouped } from './numbers.ts'
import type { Table } from './words.ts'

export interface LevelStatistics extends Omit<MonthlyPerformance, 'drawdowns' | 'worstAt'> {
  readonly column: string
  readonly market: string | null
  readonly from: string
  readonly to: string
  /** The bills that the Sharpe ratio is in excess of; null: none at hand, and it is of the plain returns. */
  readonly bills: string | null
  /** Last day of a month that had not ended and is left out. */
  readonly unfinished: string | null
  readonly worstOn: string
  readonly maxDrawdown: number
  readonly maxDrawdownOn: string | null
}

export function levelTable(of: LevelStatistics): Table {
  const on = (date: string | null): string => (date === null ? '' : ` (${date.slice(0, 7)})`)
  const percents = (value: number | null): string => (value === null ? 'unknown' : grouped(100 * value, 2))
  const number = (value: number | null): string => (value === null ? '–' : grouped(value, 2))
  const notes = [
    'Percent a year where not of a month. Volatility is the deviation of months times the root of twelve',
    of.bills === null ? 'no T-bills at hand: Sharpe of plain returns' : `Sharpe in excess of ${of.bills}`,
    ...(of.market === null ? [] : [`beta on ${of.market}`]),
    ...(of.unfinished === null
      ? []
      : [`the month of ${shortDate(of.unfinished)} had not ended and is left out`]),
  ]
  const titles = ['CAGR', 'Vol', 'Sharpe', 'Max drawdown', 'Worst month', 'Skew', '% up', 'Beta']
  return {
    caption: `${of.column}, ${grouped(of.months, 0)} months from ${shortDate(of.from)} to ${shortDate(of.to)}`,
    columns: titles.map((title) => ({ title, numeric: true })),
    rows: [
      [
        percents(of.compoundGrowth),
        percents(of.volatility),
        number(of.sharpe),
        `${percents(of.maxDrawdown)}${on(of.maxDrawdownOn)}`,
        `${percents(of.worst)}${on(of.worstOn)}`,
        number(of.skew),
        grouped(100 * of.shareAboveZero, 1),
        number(of.beta),
      ],
    ],
    note: `${notes.join('; ')}.`,
  }
}
