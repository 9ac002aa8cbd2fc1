/** Figures of the economy, of companies and of other assets. */
import type {
  BoardLine,
  IndicatorBoard,
  SeriesRow,
  SurpriseRow,
} from '../../../policy/indicator-board/board.ts'
import { shortDate } from '../dates.ts'
import { UNKNOWN } from '../figure.ts'
import { signed, significant } from '../numbers.ts'
import type { Table } from '../words.ts'
import { valueWords } from './line-words.ts'
import { type IndicatorSection, importsOf, section, unknownSection } from './section.ts'

export function figureSections(board: IndicatorBoard): readonly IndicatorSection[] {
  return [seriesSection(board), surpriseSection(board), valuationSection(board), assetSection(board)]
}

function seriesSection({ series }: IndicatorBoard): IndicatorSection {
  const title = 'Macro and other series'
  if (!series.known) return unknownSection('series', title, series)
  const unknown = series.value.flatMap(({ symbol, reason }) =>
    reason === null ? [] : [`${symbol}: ${reason}.`],
  )
  return section('series', title, { tables: [seriesTable(series.value)], notes: unknown })
}

const LAGS = { file: 'the file', table: 'usual lag', assumed: 'assumed' } as const

const seriesTable = (rows: readonly SeriesRow[]): Table => ({
  caption: 'Newest values published by the day',
  columns: [
    { title: 'Series', numeric: false },
    { title: 'Value', numeric: true },
    { title: 'Of', numeric: false },
    { title: 'Published', numeric: false },
    { title: 'Known from', numeric: false },
    { title: 'Revised', numeric: false },
  ],
  rows: rows.map((row) => [
    row.symbol,
    row.value === null ? UNKNOWN : significant(row.value, 5),
    dateWords(row.date),
    dateWords(row.published),
    row.lagSource === null ? UNKNOWN : LAGS[row.lagSource],
    row.revised === null ? UNKNOWN : row.revised ? 'yes' : 'no',
  ]),
  note: 'In the units of the file. Revised: the latest vintage, not the number that was read on the day.',
})

function surpriseSection({ surprises }: IndicatorBoard): IndicatorSection {
  const title = 'Surprise against consensus'
  if (!surprises.known) return unknownSection('surprises', title, surprises)
  const unknown = surprises.value.flatMap(({ symbol, reason }) =>
    reason === null ? [] : [`${symbol}: ${reason}.`],
  )
  return section('surprises', title, { tables: [surpriseTable(surprises.value)], notes: unknown })
}

const surpriseTable = (rows: readonly SurpriseRow[]): Table => ({
  caption: 'Actual less consensus of the newest release',
  columns: [
    { title: 'Release', numeric: false },
    { title: 'Of', numeric: false },
    { title: 'Actual', numeric: true },
    { title: 'Consensus', numeric: true },
    { title: 'Surprise', numeric: true },
  ],
  rows: rows.map((row) => [
    row.symbol,
    dateWords(row.date),
    row.actual === null ? UNKNOWN : significant(row.actual),
    row.consensus === null ? UNKNOWN : significant(row.consensus),
    row.surprise === null ? UNKNOWN : signed(row.surprise, 2),
  ]),
  note: 'In the units of both.',
})

function valuationSection({ valuations }: IndicatorBoard): IndicatorSection {
  const title = 'Valuation'
  if (!valuations.known) return unknownSection('valuations', title, valuations)
  const rows = valuations.value.map(({ ticker, lines }) => ({ name: ticker, lines }))
  return linesSection('valuations', title, 'Ticker', rows, 'Returns and growth a year.')
}

function assetSection({ assets }: IndicatorBoard): IndicatorSection {
  const title = 'Other assets'
  if (!assets.known) return unknownSection('assets', title, assets)
  const rows = assets.value.rows.map(({ symbol, lines }) => ({ name: symbol, lines }))
  return linesSection('assets', title, 'Asset', rows, `Correlation and beta with ${assets.value.reference}.`)
}

/** One row a name, one column a figure; reasons of the unknown ones below, each once. */
function linesSection(
  id: string,
  title: string,
  first: string,
  rows: readonly { readonly name: string; readonly lines: readonly BoardLine[] }[],
  note: string,
): IndicatorSection {
  const titles = rows[0]?.lines.map(({ label }) => label) ?? []
  const unknown = rows.flatMap(({ name, lines }) => reasonsOf(name, lines))
  return section(id, title, {
    tables: [
      {
        caption: title,
        columns: [
          { title: first, numeric: false },
          { title: 'As of', numeric: false },
          ...titles.map((each) => ({ title: each, numeric: true })),
        ],
        rows: rows.map(({ name, lines }) => [name, datesOf(lines), ...lines.map(valueWords)]),
        note,
      },
    ],
    notes: unknown,
    imports: importsOf(rows.flatMap(({ lines }) => lines.map(({ needs }) => needs))),
  })
}

const NOT_AT_HAND = ': no such series at hand'

/** Why figures of a row are unknown: the series that are not there in one breath, other reasons each once. */
function reasonsOf(name: string, lines: readonly BoardLine[]): readonly string[] {
  const reasons = new Set(lines.flatMap(({ reason }) => reason?.split('; ') ?? []))
  const absent = [...reasons].filter((each) => each.endsWith(NOT_AT_HAND))
  const series = absent.map((each) => each.slice(0, -NOT_AT_HAND.length))
  const others = [...reasons].filter((each) => !each.endsWith(NOT_AT_HAND))
  const says = [...(series.length === 0 ? [] : [`no series ${series.join(', ')}`]), ...others]
  return says.length === 0 ? [] : [`${name}: ${says.join('; ')}.`]
}

/** The dates of the figures of a row, from the oldest to the newest. */
function datesOf(lines: readonly BoardLine[]): string {
  const dates = lines.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort()
  const [oldest, newest] = [dates[0], dates.at(-1)]
  if (oldest === undefined || newest === undefined) return UNKNOWN
  return oldest === newest ? shortDate(oldest) : `${shortDate(oldest)} to ${shortDate(newest)}`
}

const dateWords = (date: string | null): string => (date === null ? UNKNOWN : shortDate(date))
