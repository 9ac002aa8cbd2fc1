import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { EntryRefusal } from '../evidence/run-record.ts'
import type { RunNote } from './backtest-run.ts'

/** The code of sessions on which nothing was opened; one note for each reason. */
const STOOD_ASIDE = 'stood-aside'

type Counted = { -readonly [key in keyof Omit<RunNote, 'code'>]: RunNote[key] }

/** What a run met, counted by code: its size does not grow with the years. */
export class RunLog {
  private readonly notes = new Map<string, Counted>()
  /** By what refused, in words without figures, so that there are few. */
  private readonly refused = new Map<string, Counted>()

  add(code: string, date: IsoDate, example: string): void {
    const note = this.notes.get(code)
    if (note === undefined) {
      this.notes.set(code, { count: 1, first: date, last: date, example })
      return
    }
    note.count += 1
    note.last = date
  }

  /** A session on which nothing was opened, by each of the reasons. */
  refuse(reasons: Iterable<string>, date: IsoDate): void {
    for (const why of reasons) {
      const note = this.refused.get(why)
      if (note === undefined) this.refused.set(why, { count: 1, first: date, last: date, example: why })
      else {
        note.count += 1
        note.last = date
      }
    }
  }

  /** Why nothing was opened, by the number of sessions, most first. */
  refusals(): readonly EntryRefusal[] {
    return [...this.refused]
      .map(([because, { count }]) => ({ because, sessions: count }))
      .sort((a, b) => b.sessions - a.sessions)
  }

  all(): readonly RunNote[] {
    return [
      ...[...this.notes].map(([code, note]) => ({ code, ...note })),
      ...[...this.refused.values()].map((note) => ({ code: STOOD_ASIDE, ...note })),
    ]
  }

  words(): readonly string[] {
    return this.all().map(
      ({ code, count, first, last, example }) => `${code}: ${count}, ${first} to ${last}, first ${example}`,
    )
  }
}
