/** The pages of `kondor pool`. */
import type { Markout } from '../../../book/pool/history/markouts.ts'
import type { PoolPerformance } from '../../../book/pool/history/pool-performance.ts'
import type { PositionReport } from '../../../book/pool/position-report.ts'
import type { PoolFile } from '../../../shell/importer/read-pool-file.ts'
import {
  daysTable,
  intervalWords,
  markoutTable,
  performanceRows,
  PROXY_NOTE,
  signatureTable,
} from '../../view/pool-history.ts'
import {
  divergenceTable,
  hedgeTable,
  kindWords,
  positionGroups,
  rangeTable,
} from '../../view/pool-position.ts'
import { counted, grouped, percent } from '../../view/numbers.ts'
import { longDate } from '../../view/dates.ts'
import type { Table } from '../../view/words.ts'
import { BLANK, heading, type Line, rowLines, rowWidths, tableLines, wrap } from './layout.ts'
import { span } from './paint.ts'

export interface DayReport {
  readonly performance: PoolPerformance
  readonly markouts: readonly Markout[] | null
}

export interface FileReport {
  readonly file: PoolFile
  readonly days: readonly DayReport[]
}

const say = (words: string, width: number): Line[] => wrap([span('  '), span(words, 'dim')], width, 2)

const titled = (table: Table, width: number): Line[] => [
  BLANK,
  [span(`  ${table.caption}`)],
  ...tableLines(table, width),
]

/** Files of pools, day by day. */
export function poolHistoryPage(reports: readonly FileReport[], width: number): readonly Line[] {
  const days = reports.flatMap((report) => report.days.map((day) => day.performance))
  const lines: Line[] = []
  for (const report of reports) lines.push(...filePart(report, width))
  if (days.length > 1) lines.push(...titled(daysTable(days), width), BLANK)
  return [...lines, ...say(PROXY_NOTE, width)]
}

function filePart({ file, days }: FileReport, width: number): Line[] {
  const { history, terms } = file
  const lines: Line[] = [heading(file.path.split(/[\\/]/).at(-1) ?? file.path, width)]
  const fee = terms.fee === null ? 'fee unknown' : `fee ${percent(terms.fee)}`
  lines.push(
    ...say(
      `${file.format}: ${counted(history.times.length, 'row')} of ${intervalWords(history.spacing / 60_000)}; ${fee}. Terms: ${terms.note}. Liquidity: ${history.liquidityNote}.`,
      width,
    ),
  )
  const { gaps } = history
  if (gaps.count > 0) {
    lines.push(
      ...say(
        `${counted(gaps.count, 'gap')}: ${grouped(gaps.missingPeriods, 0)} rows missing, the longest stretch ${intervalWords(gaps.longest / 60_000)}. The move across a gap is one move, its volume is unknown and not counted.`,
        width,
      ),
    )
  }
  if (file.refusedRows > 0)
    lines.push(...say(`${counted(file.refusedRows, 'row')} refused and left out.`, width))
  for (const warning of history.warnings) lines.push(...say(`${warning}.`, width))
  for (const day of days) lines.push(BLANK, ...dayPart(day, terms.fee, width))
  return [...lines, BLANK]
}

function dayPart({ performance, markouts }: DayReport, fee: number | null, width: number): Line[] {
  const title = performance.date === null ? 'Whole file' : `${longDate(performance.date)}, UTC`
  const lines: Line[] = [[span(`  ${title}`, 'bold')], ...rowLines(performanceRows(performance, fee), width)]
  if (performance.signature.length > 0) lines.push(...titled(signatureTable(performance), width))
  if (markouts !== null) lines.push(...titled(markoutTable(markouts, performance.fees), width))
  return lines
}

/** One position by its parameters. */
export function poolPositionPage(report: PositionReport, days: number, width: number): readonly Line[] {
  const lines: Line[] = [heading(kindWords(report), width)]
  const groups = positionGroups(report)
  const widths = rowWidths(groups.flatMap((group) => group.rows))
  for (const group of groups) {
    lines.push(BLANK, [span(`  ${group.title}`)], ...rowLines(group.rows, width, 2, widths))
  }
  lines.push(...titled(divergenceTable(report), width))
  if (report.ranges.length > 0) lines.push(...titled(rangeTable(report), width))
  const hedge = hedgeTable(report, days)
  if (hedge !== null) lines.push(...titled(hedge, width))
  return lines
}
