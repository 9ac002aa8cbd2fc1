import { civilOf } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import type { AttributionLine } from './run-record.ts'

export interface AttributionByYear {
  readonly years: readonly number[]
  /** Dollars a year, aligned with `years`; a gain is positive. */
  readonly lines: readonly {
    readonly id: string
    readonly label: string
    readonly dollars: readonly number[]
  }[]
}

/** The lines of the ledger summed by calendar year; lines that are zero throughout are left out. */
export function attributionByYear(days: Int32Array, lines: readonly AttributionLine[]): AttributionByYear {
  const yearOf = Array.from(days, (day) => civilOf(quantity<DayNumber>(day)).year)
  const years = [...new Set(yearOf)]
  const at = new Map(years.map((year, i) => [year, i]))
  const sums = lines.map(({ id, label, cents }) => {
    const total = years.map(() => 0)
    cents.forEach((value, i) => {
      total[at.get(yearOf[i]) ?? 0] += value
    })
    return { id, label, dollars: total.map((value) => value / 100) }
  })
  return { years, lines: sums.filter(({ dollars }) => dollars.some((value) => value !== 0)) }
}
