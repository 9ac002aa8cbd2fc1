/** The tear sheet of one run. */
import type { DataDocument, BacktestDocument } from '../../report/run-document.ts'
import { weekdayDate } from '../../view/dates.ts'
import { attributionTable, drawdownTable, figureGroups, yearReturns } from '../../view/evidence.ts'
import { baselineTable } from '../../view/baselines.ts'
import { accountCorrelationTable } from '../../view/correlations.ts'
import { RUNG_MEANS } from '../../view/headline.ts'
import { grouped, percent } from '../../view/numbers.ts'
import { row, type Table } from '../../view/words.ts'
import { BLANK, heading, type Line, rowLines, rowWidths, tableLines, wrap } from './layout.ts'
import { span, type Style } from './paint.ts'

const DRAWDOWNS_SHOWN = 3

/** What every page of a run says first: which days, on which rung, standing on what. */
export function dataLines(data: DataDocument, width: number): Line[] {
  const { from, to, sessions, rung, kind } = data
  return [
    ...wrap([span(`Data of ${weekdayDate(from)} to ${weekdayDate(to)}`, 'bold')], width),
    ...wrap(
      [
        span(rung, 'accent'),
        span(`: ${RUNG_MEANS[rung]} (--data ${kind}), ${grouped(sessions, 0)} sessions`),
      ],
      width,
    ),
  ]
}

export const standsOnLines = ({ standsOn }: DataDocument, width: number): Line[] =>
  rowLines(
    standsOn.map(({ what, says, rung }) => row(what, rung ?? '', says, 'quiet')),
    width,
  )

export const bannerLines = (banners: readonly string[], width: number): Line[] =>
  banners.flatMap((banner) => wrap([span('! ', 'warn'), span(`${banner}.`, 'warn')], width, 2))

export const captioned = (table: Table, width: number): Line[] => [
  BLANK,
  [span(`  ${table.caption}`)],
  ...tableLines(table, width),
]

const STYLES: Readonly<Record<string, Style>> = { good: 'good', bad: 'bad' }

export function backtestPage(document: BacktestDocument, width: number): readonly Line[] {
  const { rules, evidence, data, banners, command } = document
  const { verdict, lead, tone } = document.verdict
  const groups = figureGroups(evidence)
  const widths = rowWidths(groups.flatMap(({ rows }) => rows))
  return [
    ...dataLines(data, width),
    BLANK,
    heading(rules.title, width),
    ...wrap([span('  '), span(rules.about, 'dim')], width, 2),
    BLANK,
    [span(`  ${verdict}`, STYLES[tone] ?? 'bold')],
    ...wrap([span('  '), span(lead)], width, 2),
    ...bannerLines(banners, width),
    ...groups.flatMap(({ title, rows }) => [
      BLANK,
      [span(`  ${title}`, 'bold')],
      ...rowLines(rows, width, 2, widths),
    ]),
    ...captioned(baselineTable(document.baselines), width),
    ...captioned(attributionTable(evidence.attribution), width),
    ...captioned(drawdownTable(evidence.drawdowns.slice(0, DRAWDOWNS_SHOWN)), width),
    ...(document.correlations.length === 0
      ? []
      : captioned(accountCorrelationTable(document.correlations), width)),
    ...luckLines(document, width),
    ...yearLines(document, width),
    BLANK,
    heading('What it stands on', width),
    ...standsOnLines(data, width),
    ...noteLines(document, width),
    ...wrap([span('  '), span(`rules ${rules.hash}`, 'dim')], width, 2),
    ...wrap([span('  '), span(`data  ${data.contentHash}`, 'dim')], width, 2),
    ...wrap([span('  '), span(command, 'dim')], width, 2),
  ]
}

function yearLines({ evidence }: BacktestDocument, width: number): Line[] {
  const years = yearReturns(evidence.months)
  if (years.length === 0) return []
  const text = years.map(({ year, return: value }) => `${year} ${percent(value)}`).join('  ')
  return [BLANK, [span('  Years')], ...wrap([span('  '), span(text)], width, 2)]
}

function luckLines({ evidence }: BacktestDocument, width: number): Line[] {
  const { timingLuck: luck } = evidence
  if (luck === null) return []
  const own =
    luck.position === null
      ? ' The run shown here opens on any session and is none of them.'
      : luck.chosen === null
        ? ''
        : ` Shown here: ${percent(luck.chosen)}, rank ${luck.rank} of ${luck.known}.`
  const words = `Opening on one session in ${luck.results.length} only, begun on each of the first ${luck.results.length}, the excess return a year lies from ${percent(luck.low)} to ${percent(luck.high)}, median ${percent(luck.median)}.${own}`
  return [BLANK, [span('  Timing luck')], ...wrap([span('  '), span(words)], width, 2)]
}

function noteLines({ evidence, banners }: BacktestDocument, width: number): Line[] {
  return evidence.notes
    .filter((note) => !banners.includes(note))
    .flatMap((note) => wrap([span('  '), span(note, 'dim')], width, 4))
}
