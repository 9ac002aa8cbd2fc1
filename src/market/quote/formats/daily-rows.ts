/** Rows of one date each on their way to columns: sorted, joined with the calendar, duplicates judged. */
import { isoOfDay } from '../../../base/calendar/civil.ts'
import { inCalendar, isSession } from '../../../base/calendar/sessions.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { RefusalCollector } from '../refusal-log.ts'

interface Entry {
  readonly day: number
  readonly line: number
  readonly values: readonly number[]
}

export interface DailyColumns {
  /** Days since 1970-01-01, ascending, unique. */
  readonly days: Int32Array
  /** One column a value of the rows, in their order. */
  readonly columns: readonly Float64Array[]
  readonly warnings: readonly string[]
}

export class DailyRows {
  readonly #source: string
  readonly #refusals: RefusalCollector
  readonly #width: number
  #entries: Entry[] = []

  constructor(source: string, refusals: RefusalCollector, width: number) {
    this.#source = source
    this.#refusals = refusals
    this.#width = width
  }

  add(day: number, line: number, values: readonly number[]): void {
    this.#entries.push({ day, line, values })
  }

  /**
   * With `sessionsOnly`, rows on days the exchange was shut are left out and counted (Cboe's own histories hold some);
   * a date before the calendar's tables cannot be joined and is kept. A date that occurs twice with the same values
   * counts once; with other values the later row is refused.
   */
  finish(sessionsOnly: boolean): DailyColumns {
    const warnings: string[] = []
    const kept = sessionsOnly ? this.#onSessions(warnings) : [...this.#entries]
    kept.sort((a, b) => a.day - b.day || a.line - b.line)
    const unique = this.#withoutDuplicates(kept, warnings)
    const days = Int32Array.from(unique, (entry) => entry.day)
    const columns = Array.from({ length: this.#width }, (_, column) =>
      Float64Array.from(unique, (entry) => entry.values[column] ?? 0),
    )
    return { days, columns, warnings }
  }

  #onSessions(warnings: string[]): Entry[] {
    const shut: string[] = []
    let before = 0
    const kept = this.#entries.filter((entry) => {
      const date = isoOfDay(quantity<DayNumber>(entry.day))
      if (!inCalendar(date)) {
        before += 1
        return true
      }
      if (isSession(date)) return true
      shut.push(date)
      return false
    })
    if (shut.length > 0) {
      const shown = shut.slice(0, 5).join(', ')
      const more = shut.length > 5 ? ', ...' : ''
      warnings.push(`${rows(shut.length)} on days the US exchanges were shut, left out: ${shown}${more}`)
    }
    if (before > 0) warnings.push(`${rows(before)} outside the calendar tables, kept without a check`)
    return kept
  }

  #withoutDuplicates(sorted: readonly Entry[], warnings: string[]): Entry[] {
    const unique: Entry[] = []
    let same = 0
    for (const entry of sorted) {
      const previous = unique.at(-1)
      if (previous === undefined || previous.day !== entry.day) unique.push(entry)
      else if (entry.values.every((value, i) => value === previous.values[i])) same += 1
      else {
        this.#refusals.add(
          refuse('series.duplicate-day', {
            field: isoOfDay(quantity<DayNumber>(entry.day)),
            was: entry.values.join(', '),
            wanted: `one row a date; line ${previous.line} has ${previous.values.join(', ')}`,
            source: this.#source,
            row: entry.line,
          }),
        )
      }
    }
    if (same > 0) warnings.push(`${rows(same)} with a date and values already given, counted once`)
    return unique
  }
}

/** "1 row", "33 rows". */
export function rows(count: number): string {
  return `${count} ${count === 1 ? 'row' : 'rows'}`
}
