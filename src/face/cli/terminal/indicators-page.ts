/** The indicator board as a terminal page. Words come from `view/`; this only sets them. */
import type { IndicatorWords } from '../../view/indicators.ts'
import type { IndicatorLine, IndicatorSection } from '../../view/indicators/section.ts'
import { type Row, type Table, row } from '../../view/words.ts'
import { headlineLines } from './headline-lines.ts'
import { BLANK, type Line, heading, rowLines, rowWidths, tableLines, wrap } from './layout.ts'
import { span } from './paint.ts'

/** Longer tables are cut here; the data and the web page have all of it. */
const ROWS_MAX = 16
const NOTES_MAX = 12

/** @param width columns to fill, 60 to 100. */
export function indicatorsPage(words: IndicatorWords, width: number): Line[] {
  return [
    ...headlineLines(words.headline, width),
    BLANK,
    ...wrap([span(`▌ ${words.title}. `, 'accent'), span(words.sentence, 'bold')], width, 2),
    BLANK,
    ...words.sections.flatMap((section) => [...sectionLines(section, width), BLANK]),
    ...wrap([span(`Rules: ${words.rules}. ${words.disclaimer}`, 'dim')], width),
  ]
}

function sectionLines({ title, lines, tables, notes, imports }: IndicatorSection, width: number): Line[] {
  return [
    heading(title, width),
    ...rowGroup(lines, width),
    ...tables.flatMap((table, i) => [
      ...(lines.length > 0 || i > 0 ? [BLANK] : []),
      ...tableLines(cut(table), width),
    ]),
    ...cutNotes(notes).flatMap((note) => wrap([span('  · ', 'dim'), span(note, 'dim')], width, 4)),
    ...imports.flatMap((each) => wrap([span('  → ', 'accent'), span(each)], width, 4)),
  ]
}

/** A label that is wider than its column stands on a line of its own. */
const LABEL_MAX = 28

function rowGroup(lines: readonly IndicatorLine[], width: number): Line[] {
  const widths = rowWidths(lines.filter(({ label }) => label.length <= LABEL_MAX).map(lineRow))
  return lines.flatMap((line) =>
    line.label.length <= LABEL_MAX
      ? rowLines([lineRow(line)], width, 2, widths)
      : [
          ...wrap([span(`  ${line.label}`, 'dim')], width, 2),
          ...rowLines([lineRow({ ...line, label: '' })], width, 2, widths),
        ],
  )
}

function lineRow({ label, value, asOf, note, tone }: IndicatorLine): Row {
  return row(label, value, asOf === null ? note : `${asOf}: ${note}`, tone)
}

function cut(table: Table): Table {
  const left = table.rows.length - ROWS_MAX
  if (left <= 0) return table
  const more = `${left} more rows in --json.`
  return {
    ...table,
    rows: table.rows.slice(0, ROWS_MAX),
    note: table.note === null ? more : `${more} ${table.note}`,
  }
}

const cutNotes = (notes: readonly string[]): readonly string[] =>
  notes.length <= NOTES_MAX
    ? notes
    : [...notes.slice(0, NOTES_MAX), `${notes.length - NOTES_MAX} more reasons in --json.`]
