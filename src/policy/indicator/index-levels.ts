import { columnUnfit, columnUpTo, type DatedColumn } from './dated-column.ts'
import { type IndicatorReading, knownReading, unknownReading } from './reading.ts'
import { vixPercentile } from './vix-percentile.ts'

/** A level and where it stands in its own last year. */
export interface IndexLevel {
  readonly level: IndicatorReading
  /** Fraction, 252 sessions; unknown with a shorter history. */
  readonly percentile: IndicatorReading
}

const LEVELS = {
  VIX: 'close, vol points a year over the next 30 days',
  VVIX: 'close, vol points a year of the 30-day forward of VIX: a volatility of volatility, 80 to 100 is ordinary',
  SKEW: 'close; 100 - 10 x risk-neutral skewness of the 30-day S&P 500 return: 100 is no skew, not a volatility',
} as const

/** VIX, VVIX or SKEW as published. A level up to a week old counts; an older one is unknown. */
export function indexLevel(
  name: keyof typeof LEVELS,
  column: DatedColumn | null,
  asOfDay: number,
): IndexLevel {
  const percentile = vixPercentile(column, asOfDay)
  const convention = LEVELS[name]
  if (column === null) return { level: unknownReading(name, convention, 'no series at hand'), percentile }
  const known = columnUpTo(column, asOfDay)
  const unfit = columnUnfit(known, asOfDay, 1)
  const last = known.days.length - 1
  const level =
    unfit === null
      ? knownReading(name, known.values[last], known.days[last], convention)
      : unknownReading(name, convention, unfit)
  return { level, percentile }
}
