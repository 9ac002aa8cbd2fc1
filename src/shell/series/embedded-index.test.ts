import { describe, expect, it } from 'vitest'
import { isoOfDay } from '../../base/calendar/civil.ts'
import { isSession, sessionsFrom } from '../../base/calendar/sessions.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { embeddedIndex, parseEmbeddedIndex } from './embedded-index.ts'

const HEADER = 'date,open,high,low,close,adjclose,volume'

describe('embeddedIndex', () => {
  it('is every session from 2000-01-03 to 2020-04-17, and nothing else', async () => {
    const bars = mustAccept(await embeddedIndex())
    const dates = [...bars.days].map((day) => isoOfDay(day as DayNumber))
    expect(dates).toHaveLength(5_105)
    expect(dates.every((date) => isSession(date))).toBe(true)
    const [first, last] = [dates[0], dates.at(-1)]
    expect([first, last]).toEqual(['2000-01-03', '2020-04-17'])
    if (first !== undefined && last !== undefined) expect(dates).toEqual(sessionsFrom(first, last))
    expect(bars.closes.at(-1)).toBeCloseTo(2874.56, 2)
  })

  it('gives no opens, because those of the file are the closes of the day before', async () => {
    const bars = mustAccept(await embeddedIndex())
    expect(bars.opens).toBeNull()
    expect(bars.rung).toBe('indexed')
  })

  it('refuses a file that is not the one it knows', () => {
    const codeOf = (text: string): string | null => {
      const result = parseEmbeddedIndex(text)
      return result.ok ? null : result.refusal.code
    }
    expect(codeOf('date,close\n2000-01-03,1')).toBe('file.wrong-header')
    expect(codeOf(HEADER)).toBe('file.empty')
    expect(codeOf(`${HEADER}\n2000-01-03,1,2,1`)).toBe('file.row-wrong-width')
    expect(codeOf(`${HEADER}\n03/01/2000,1,2,1,2,2,9`)).toBe('date.unreadable')
    expect(codeOf(`${HEADER}\n2000-01-03,1,2,1,NaN,2,9`)).toBe('number.out-of-range')
    expect(codeOf(`${HEADER}\n2000-01-03,1,2,1,1e999,2,9`)).toBe('number.out-of-range')
    expect(codeOf(`${HEADER}\n2000-01-04,1,2,1,2,2,9\n2000-01-03,1,2,1,2,2,9`)).toBe('quote.duplicate')
  })
})
