/** `kondor pool --report`: one file that needs nothing else, for reading, printing and sending on. */
import { type Accumulated, accumulated } from '../../book/pool/history/accumulated.ts'
import { wholeRange } from '../../book/pool/history/day-ranges.ts'
import { type PoolPerformance, poolPerformance } from '../../book/pool/history/pool-performance.ts'
import type { DayReport, FileReport } from '../cli/terminal/pool-page.ts'
import { longDate } from '../view/dates.ts'
import { counted, dollars, grouped, percent } from '../view/numbers.ts'
import {
  daysTable,
  intervalWords,
  markoutTable,
  performanceRows,
  PROXY_NOTE,
  signatureTable,
} from '../view/pool-history.ts'
import { accumulationChart } from './accumulation-chart.ts'
import { DEFINITIONS } from './definitions.ts'
import { WIDTHS, chart, rowList, tableOf } from './parts.ts'
import { extremes, priceChart, priceText } from './price-chart.ts'
import { reportPage } from './page.ts'
import { signatureChart } from './signature-chart.ts'
import { type Markup, element, group } from './svg/markup.ts'

/** One file's report over its whole span, and what is drawn of it. */
interface Drawn {
  readonly report: FileReport
  readonly name: string
  readonly whole: PoolPerformance
  /** Thinned to the points that can be told apart at a width. */
  readonly path: (width: number) => Accumulated
}

/** The report as HTML: no scripts, and nothing is fetched. */
export function poolReport(reports: readonly FileReport[], disclaimer: string): string {
  const files = reports.map(drawn)
  const title = `Kondor pool report: ${files.map(({ name }) => name).join(', ')}`
  const main = element(
    'main',
    {},
    files.length > 1 ? summary(files) : null,
    ...files.map((file) => filePart(file, files.length === 1)),
    element(
      'section',
      { class: 'card' },
      element('h2', {}, 'What the words mean'),
      element(
        'dl',
        { class: 'definitions' },
        ...DEFINITIONS.map(([term, meaning]) =>
          element('div', {}, element('dt', {}, term), element('dd', {}, meaning)),
        ),
      ),
    ),
    element('p', { class: 'quiet small' }, disclaimer),
  )
  return reportPage(title, main)
}

function drawn(report: FileReport): Drawn {
  const { history, terms, path } = report.file
  const range = wholeRange(history)
  return {
    report,
    name: path.split(/[\\/]/).at(-1) ?? path,
    whole: poolPerformance(history, range, terms.fee),
    path: (width) => accumulated(history, range, terms.fee, width),
  }
}

function filePart(file: Drawn, alone: boolean): Markup {
  const { report, whole, path } = file
  const { history, terms } = report.file
  const moved = history.times.length > 1
  const days = report.days.map((day) => day.performance)
  return group(
    headline(file, alone),
    moved
      ? element(
          'section',
          { class: 'card' },
          element('h2', {}, 'Fees against LVR'),
          chart(
            `Accumulated from the start, LVR at ${intervalWords(whole.interval_minutes)}`,
            whole.fees === null
              ? [['lvr', 'LVR']]
              : [
                  ['fees', 'Fees'],
                  ['lvr', 'LVR'],
                ],
            (width) => accumulationChart(path(width), width),
          ),
        )
      : element('p', {}, 'One row only: there is no move to draw.'),
    whole.signature.length > 0 && moved
      ? element(
          'section',
          { class: 'card' },
          element('h2', {}, 'LVR depends on how often one looks'),
          chart(
            'Bars: LVR at the interval. Strokes: from least to greatest over the starts of the clock.',
            whole.fees === null
              ? [['lvr', 'LVR']]
              : [
                  ['fees', 'Fees'],
                  ['lvr', 'LVR'],
                ],
            (width) => signatureChart(whole, width),
          ),
          tableOf(signatureTable(whole)),
          element('p', { class: 'caveat' }, PROXY_NOTE),
        )
      : null,
    moved
      ? element(
          'section',
          { class: 'card' },
          element('h2', {}, 'Price'),
          chart(priceCaption(path(WIDTHS.wide)), [['price', 'Price of the pool']], (width) =>
            priceChart(path(width), width),
          ),
        )
      : null,
    element(
      'section',
      { class: 'card' },
      element('h2', {}, 'Figures'),
      rowList(performanceRows(whole, terms.fee)),
      days.length > 1 && alone ? tableOf(daysTable(days)) : null,
      ...report.days.flatMap(markoutPart),
      ...notes(file).map((note) => element('p', { class: 'quiet small' }, note)),
    ),
  )
}

/** Several files: what they span together, and a line a day. */
function summary(files: readonly Drawn[]): Markup {
  const days = files.flatMap(({ report }) => report.days.map((day) => day.performance))
  const [from, to] = [
    Math.min(...days.map((day) => day.startsAt)),
    Math.max(...days.map((day) => day.endsAt)),
  ]
  return group(
    element(
      'header',
      {},
      element('h1', {}, element('span', {}, 'Data of '), spanText({ startsAt: from, endsAt: to })),
      element('p', { class: 'quiet' }, `${counted(files.length, 'file')}, ${counted(days.length, 'day')}`),
    ),
    element('section', { class: 'card' }, tableOf(daysTable(days))),
  )
}

/** Markouts of a day, which names itself where there may be several. */
function markoutPart({ markouts, performance }: DayReport): readonly Markup[] {
  if (markouts === null) return []
  const table = markoutTable(markouts, performance.fees)
  const date = performance.date === null ? '' : `, ${longDate(performance.date)}`
  return [tableOf({ ...table, caption: `${table.caption}${date}` })]
}

function headline({ name, whole }: Drawn, alone: boolean): Markup {
  const { fees, lvr, feesOverLvr: cover, interval_minutes: interval } = whole
  const every =
    interval === 0 ? '' : `, the price looked at every ${intervalWords(interval).replace(/^1 /, '')}`
  const verdict =
    cover === null
      ? lvr === 0
        ? 'No LVR to cover'
        : `${dollars(lvr)} of LVR`
      : cover >= 1
        ? `Fees paid ${grouped(cover, 2)} times the LVR`
        : `Fees covered ${percent(cover)} of the LVR`
  const lead =
    fees === null
      ? `LVR is ${dollars(lvr)}${every}. Fees are unknown.`
      : `${dollars(fees)} of fees against ${dollars(lvr)} of LVR${every}: ` +
        `${fees >= lvr ? 'an edge' : 'a shortfall'} of ${dollars(Math.abs(fees - lvr))} before hedging costs.`
  const tone = cover === null ? '' : cover >= 1 ? ' good' : ' bad'
  return element(
    'header',
    {},
    element(
      alone ? 'h1' : 'h2',
      alone ? {} : { class: 'file' },
      element('span', {}, 'Data of '),
      spanText(whole),
    ),
    element('p', { class: 'quiet small' }, name),
    element(alone ? 'h2' : 'h3', { class: `verdict${tone}` }, verdict),
    element('p', { class: 'lead' }, lead),
  )
}

const utc = (ms: number): string => new Date(ms).toISOString()

/** `Monday 14 August 2023, 00:00 to 23:59 UTC`. */
function spanText({ startsAt, endsAt }: Pick<PoolPerformance, 'startsAt' | 'endsAt'>): string {
  const [from, to] = [utc(startsAt), utc(endsAt)]
  const [start, end] = [from.slice(11, 16), to.slice(11, 16)]
  return from.slice(0, 10) === to.slice(0, 10)
    ? `${longDate(from)}, ${start} to ${end} UTC`
    : `${longDate(from)}, ${start}, to ${longDate(to)}, ${end} UTC`
}

function priceCaption(path: Accumulated): string {
  const [low, high] = extremes(path)
  const wide = low > 0 ? `, ${percent(high / low - 1)} wide` : ''
  return `Numeraire per risky token, from ${priceText(low)} to ${priceText(high)}${wide}`
}

function notes({ report }: Drawn): readonly string[] {
  const { file } = report
  const { history, terms } = file
  const { gaps } = history
  const fee = terms.fee === null ? 'fee unknown' : `fee ${percent(terms.fee)}`
  const rows = `${file.format}: ${counted(history.times.length, 'row')} of ${intervalWords(history.spacing / 60_000)}; ${fee}.`
  return [
    `${rows} Terms: ${terms.note}. Liquidity: ${history.liquidityNote}.`,
    ...(gaps.count === 0
      ? []
      : [
          `${counted(gaps.count, 'gap')}, ${grouped(gaps.missingPeriods, 0)} rows missing: the move across a gap is one move.`,
        ]),
    ...(file.refusedRows === 0 ? [] : [`${counted(file.refusedRows, 'row')} refused and left out.`]),
    ...history.warnings.map((warning) => `${warning}.`),
  ]
}
