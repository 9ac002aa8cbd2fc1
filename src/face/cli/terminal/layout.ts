/** Lines of styled spans: wrapping, labelled rows and tables for a terminal of a given width. */
import type { Row, Table } from '../../view/words.ts'
import { type Painter, type Span, type Style, span } from './paint.ts'
import { TONES } from './tones.ts'

export type Line = readonly Span[]

export const BLANK: Line = []

const spaces = (count: number): Span => ({ text: ' '.repeat(Math.max(0, count)), style: 'plain' })

/** Breaks spans at spaces so that no line is wider than `width`; continuation lines start with `indent` spaces. */
export function wrap(spans: Line, width: number, indent = 0): Line[] {
  const lines: Span[][] = [[]]
  let used = 0
  for (const word of wordsOf(spans)) {
    const text = word.map((part) => part.text).join('')
    if (used > 0 && used + text.trimEnd().length > width) {
      lines.push(indent > 0 ? [spaces(indent)] : [])
      used = indent
      if (text.trim() === '') continue
    }
    lines.at(-1)?.push(...word)
    used += text.length
  }
  return lines.map(trimEnd)
}

/** Runs that end with a space; one may cross spans, as where a figure is followed by its full stop. */
function wordsOf(spans: Line): Span[][] {
  const words: Span[][] = []
  let open = false
  for (const { text, style } of spans) {
    for (const piece of text.split(/(?<= )(?! )/)) {
      if (piece === '') continue
      if (open) words.at(-1)?.push({ text: piece, style })
      else words.push([{ text: piece, style }])
      open = !piece.endsWith(' ')
    }
  }
  return words
}

function trimEnd(line: readonly Span[]): Line {
  const last = line.at(-1)
  if (last === undefined) return line
  return [...line.slice(0, -1), { text: last.text.trimEnd(), style: last.style }]
}

/** Column widths that several groups of rows share, so that their values stand in one column. */
export interface RowWidths {
  readonly label: number
  readonly value: number
}

/** Values longer than this run on into the notes' column instead of widening their own. */
const VALUE_LENGTH_MAX = 19
const NOTE_WIDTH_MIN = 20

export function rowWidths(rows: readonly Row[]): RowWidths {
  const short = rows.filter((row) => row.value.length <= VALUE_LENGTH_MAX)
  return {
    label: Math.min(30, Math.max(0, ...rows.map((row) => row.label.length)) + 2),
    value: Math.max(0, ...short.map((row) => row.value.length)) + 2,
  }
}

/** `  Label            value  note`, notes dim; a note that does not fit goes on below itself. */
export function rowLines(
  rows: readonly Row[],
  width: number,
  margin = 2,
  widths: RowWidths = rowWidths(rows),
): Line[] {
  const { label: labelWidth, value: valueWidth } = widths
  const start = margin + labelWidth
  // Where too little room is left beside the values, notes go below them.
  const beside = width - start - valueWidth >= NOTE_WIDTH_MIN
  return rows.flatMap((row) => {
    const head = [spaces(margin), span(row.label.padEnd(labelWidth), 'dim')]
    const value = span(row.value, TONES[row.tone])
    if (row.note === null) return wrap([...head, value], width, start)
    const note = span(row.note, 'dim')
    if (!beside)
      return [...wrap([...head, value], width, start), ...wrap([spaces(start), note], width, start)]
    const isShort = row.value.length <= VALUE_LENGTH_MAX
    const pad = isShort ? spaces(valueWidth - row.value.length) : spaces(2)
    return wrap([...head, value, pad, note], width, isShort ? start + valueWidth : start)
  })
}

/** A table with numeric columns flush right. Columns are dropped from the right when they do not fit. */
export function tableLines(table: Table, width: number, margin = 2): Line[] {
  const widths = table.columns.map((column, index) =>
    Math.max(column.title.length, ...table.rows.map((cells) => (cells[index] ?? '').length)),
  )
  let kept = widths.length
  const total = (): number => widths.slice(0, kept).reduce((sum, each) => sum + each + 2, margin - 2)
  while (kept > 2 && total() > width) kept -= 1
  const line = (cells: readonly string[], style: Style): Line => {
    const spans: Span[] = [spaces(margin)]
    for (let index = 0; index < kept; index += 1) {
      const text = cells[index] ?? ''
      const size = widths[index] ?? 0
      const padded = table.columns[index]?.numeric === true ? text.padStart(size) : text.padEnd(size)
      spans.push(span(padded, style), spaces(index === kept - 1 ? 0 : 2))
    }
    return trimEnd(spans)
  }
  return [
    line(
      table.columns.map((column) => column.title),
      'dim',
    ),
    ...table.rows.map((cells) => line(cells, 'plain')),
    ...(table.note === null ? [] : wrap([spaces(margin), span(table.note, 'dim')], width, margin)),
  ]
}

/** `Title ─────────`. */
export function heading(title: string, width: number): Line {
  const rule = '─'.repeat(Math.max(0, width - title.length - 1))
  return [span(title, 'title'), spaces(1), span(rule, 'dim')]
}

export const paintLines = (lines: readonly Line[], painter: Painter): string =>
  lines
    .map((line) =>
      line
        .map((part) => painter(part.text, part.style))
        .join('')
        .trimEnd(),
    )
    .join('\n') + '\n'
