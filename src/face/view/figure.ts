/** A figure in words, by its unit. The only place where a unit becomes text. */
import { assertNever } from '../../base/vocabulary/assert.ts'
import type { Figure, Unit } from '../../policy/decision.ts'
import { weekdayDate } from './dates.ts'
import { counted, dollars, grouped, percent, significant, significantDollars, signed } from './numbers.ts'

/** What stands where a value is not known. Never a zero. */
export const UNKNOWN = 'unknown'

export const formatFigure = (figure: Figure): string => formatValue(figure.value, figure.unit)

export function formatValue(value: number | string | null, unit: Unit): string {
  if (value === null) return UNKNOWN
  if (typeof value === 'string') return unit === 'date' ? weekdayDate(value) : value
  switch (unit) {
    case 'index points':
    case 'vol points':
      return grouped(value, 2)
    case 'dollars':
      return dollars(value)
    case 'dollars per day':
      return `${dollars(value)} a day`
    case 'dollars per vol point':
      return `${dollars(value)} per vol point`
    case 'dollars per point':
      return `${dollars(value)} per point`
    case 'dollars per point squared':
      return `${significantDollars(value)} per point²`
    case 'fraction':
      return percent(value)
    case 'per year':
      return `${percent(value)} a year`
    case 'ratio':
      return Math.abs(value) < 0.1 ? significant(value) : grouped(value, 2)
    case 'days':
      return Number.isInteger(value) ? counted(value, 'day') : `${grouped(value, 1)} days`
    case 'years':
      return `${grouped(value, 4)} years`
    case 'contracts':
      return counted(value, 'contract')
    case 'expected moves':
      return counted2(value, 'expected move')
    case 'natural log':
      return signed(value, 3)
    case 'count':
      return grouped(value, 0)
    case 'text':
    case 'date':
      return String(value)
    default:
      return assertNever(unit, 'unit')
  }
}

const counted2 = (value: number, noun: string): string => `${grouped(value, 2)} ${noun}s`
