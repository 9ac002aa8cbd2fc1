/** When end-of-day files were struck, for vendors who state a date and no time. */
import { isoOfDay } from '../../../base/calendar/civil.ts'
import { sessionHours } from '../../../base/calendar/sessions.ts'
import { type DayNumber, quantity } from '../../../base/vocabulary/quantity.ts'

/** Cash indices whose options trade a quarter of an hour past the stock close. */
const INDICES = new Set(['SPX', 'XSP', 'VIX', 'NDX', 'XND', 'RUT', 'MRUT', 'DJX', 'OEX', 'XEO'])

export function isIndex(underlying: string): boolean {
  return INDICES.has(underlying)
}

/** Finds closes, remembering them: a file has millions of rows and a handful of dates. */
export class SessionCloses {
  readonly #known = new Map<string, number | null>()

  /**
   * Epoch milliseconds of the close of options on the underlying: 16:15 New York for indices and 16:00 for the others,
   * 13:15 and 13:00 on early closes. Null where the exchange was shut.
   */
  optionsClose(day: number, underlying: string): number | null {
    return this.#close(day, isIndex(underlying))
  }

  /** Epoch milliseconds of the stock close: 16:00 New York, 13:00 on early closes. Null where the exchange was shut. */
  stockClose(day: number): number | null {
    return this.#close(day, false)
  }

  #close(day: number, index: boolean): number | null {
    const key = `${day}${index ? 'i' : 's'}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const hours = sessionHours(isoOfDay(quantity<DayNumber>(day)))
    const close = hours === null ? null : index ? hours.closesAt : hours.cashClosesAt
    this.#known.set(key, close)
    return close
  }
}

export const CLOSE_ASSUMED =
  'the file states a date and no time: quotes taken as of the close of option trading (16:15 New York for indices, 16:00 for the others; 13:15 and 13:00 on early closes)'
