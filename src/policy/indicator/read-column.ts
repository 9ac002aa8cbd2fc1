import { columnUnfit, columnUpTo, type DatedColumn } from './dated-column.ts'
import { type IndicatorColumn, newestEntry } from './indicator-column.ts'
import { type IndicatorReading, knownReading, unknownReading } from './reading.ts'

/**
 * An indicator of a dated column as of a day: the column is cut first, so that nothing later can be read. Unknown during
 * the warm-up and where the newest input is over a week old. Null columns are series that are not at hand.
 */
export function readColumn(
  name: string,
  column: DatedColumn | null,
  asOfDay: number,
  indicator: (inputs: Float64Array) => IndicatorColumn,
): IndicatorReading {
  if (column === null)
    return unknownReading(name, indicator(new Float64Array(0)).convention, 'no series at hand')
  const known = columnUpTo(column, asOfDay)
  const result = indicator(known.values)
  const id = `${result.id} of ${column.symbol}`
  const unfit = columnUnfit(known, asOfDay, result.inputsMin)
  if (unfit !== null) return unknownReading(id, result.convention, unfit)
  const value = newestEntry(result)
  return value === null
    ? unknownReading(id, result.convention, 'not a finite number')
    : knownReading(id, value, known.days[known.days.length - 1], result.convention)
}
