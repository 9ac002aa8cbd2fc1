import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { RunNote } from './backtest-run.ts'

/** What a run met, counted by code: its size does not grow with the years. */
export class RunLog {
  private readonly notes = new Map<
    string,
    { count: number; first: IsoDate; last: IsoDate; example: string }
  >()

  add(code: string, date: IsoDate, example: string): void {
    const note = this.notes.get(code)
    if (note === undefined) {
      this.notes.set(code, { count: 1, first: date, last: date, example })
      return
    }
    note.count += 1
    note.last = date
  }

  all(): readonly RunNote[] {
    return [...this.notes].map(([code, note]) => ({ code, ...note }))
  }

  words(): readonly string[] {
    return this.all().map(
      ({ code, count, first, last, example }) => `${code}: ${count}, ${first} to ${last}, first ${example}`,
    )
  }
}
