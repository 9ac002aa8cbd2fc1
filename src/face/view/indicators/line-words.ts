import type { BoardLine } from '../../../policy/indicator-board/board.ts'
import { shortDate } from '../dates.ts'
import { UNKNOWN, formatValue } from '../figure.ts'
import type { IndicatorLine } from './section.ts'

/** −1, 0 and 1 of a divergence mean words. */
const DIVERGENCES: ReadonlyMap<number, string> = new Map([
  [-1, 'bearish'],
  [0, 'none'],
  [1, 'bullish'],
])

export function lineWords(line: BoardLine): IndicatorLine {
  const { label, asOf, convention, reason } = line
  return {
    label,
    value: valueWords(line),
    asOf: asOf === null ? null : shortDate(asOf),
    note: reason ?? convention,
    tone: line.value === null ? 'quiet' : 'plain',
  }
}

/** The value alone, for cells of tables. */
export function valueWords({ id, value, unit }: BoardLine): string {
  if (value === null) return UNKNOWN
  return id === 'ad-divergence' ? (DIVERGENCES.get(value) ?? String(value)) : formatValue(value, unit)
}
