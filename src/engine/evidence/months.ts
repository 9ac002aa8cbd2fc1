/** A series by calendar month: last level of each month, and the returns between them. */
import { civilOf } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { type Performance, performanceOf } from './performance.ts'
import { type DrawdownTable, drawdownsOf } from './drawdowns.ts'
import { slopeOf } from '../../base/numerics/moments.ts'
import { returnsOf } from './returns-of.ts'
import { type Result, accepted } from '../../base/vocabulary/result.ts'

/** Positions of the last day of each calendar month in ascending days; the last month may be unfinished. */
export function monthEnds(days: Int32Array): Int32Array {
  const ends: number[] = []
  let current = -1
  days.forEach((day, i) => {
    const { year, month } = civilOf(quantity<DayNumber>(day))
    const at = year * 12 + month
    assert(at >= current, 'days ascend', { day })
    if (at === current) ends[ends.length - 1] = i
    else ends.push(i)
    current = at
  })
  return Int32Array.from(ends)
}

export interface MonthRow {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** Simple return over the month, decimal; of the first month from the first level on. */
  readonly return: number
}

/** Returns of each calendar month of positive levels. The first row runs from the first level, the last may be unfinished. */
export function monthlyTable(days: Int32Array, levels: Float64Array): readonly MonthRow[] {
  let before = levels[0]
  return Array.from(monthEnds(days), (end) => {
    const { year, month } = civilOf(quantity<DayNumber>(days[end]))
    const row = { year, month, return: levels[end] / before - 1 }
    before = levels[end]
    return row
  })
}

export interface MonthlyPerformance extends Performance {
  readonly months: number
  readonly drawdowns: DrawdownTable
  /** Slope on the market's simple monthly returns; null without them. */
  readonly beta: number | null
}

/**
 * Performance from month-end levels (of an index, a fund, an account), in the conventions of {@link performanceOf} with 12 steps a
 * year: twelfths of years, drawdowns between month-ends. Aligned inputs: one bill and market return for each month after the
 * first level.
 */
export function monthlyPerformance(input: {
  readonly days: Int32Array
  readonly levels: Float64Array
  readonly billsReturns: Float64Array
  readonly marketReturns: Float64Array | null
}): Result<MonthlyPerformance> {
  const returns = returnsOf(input.days, input.levels)
  if (!returns.ok) return returns
  const months = returns.value.length
  const performance = performanceOf(returns.value, input.billsReturns, {
    stepsPerYear: 12,
    years: months / 12,
  })
  return accepted({
    ...performance,
    months,
    drawdowns: drawdownsOf(input.days, input.levels),
    beta: input.marketReturns === null ? null : slopeOf(input.marketReturns, returns.value),
  })
}
