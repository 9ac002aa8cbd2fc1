/** `kondor backtest --html`: one file that needs nothing else. */
import { dayNumber } from '../../base/calendar/civil.ts'
import {
  attributionTable,
  axisPercent,
  drawdownTable,
  figureGroups,
  intervalWords,
  logTable,
  shortName,
} from '../view/evidence.ts'
import { baselineTable } from '../view/baselines.ts'
import { accountCorrelationTable } from '../view/correlations.ts'
import { percent } from '../view/numbers.ts'
import { accumulationChart } from './accumulation-chart.ts'
import { BACKTEST_STYLE, colourOf } from './backtest-style.ts'
import { equityChart } from './equity-chart.ts'
import { histogramChart } from './histogram-chart.ts'
import { intervalChart } from './interval-chart.ts'
import { luckChart } from './luck-chart.ts'
import { monthTable } from './month-table.ts'
import { reportPage } from './page.ts'
import { chart, rowList, tableOf } from './parts.ts'
import type { BacktestDocument, RunDocument } from './run-document.ts'
import { card, dataHeader, provenance, standsOn } from './run-parts.ts'
import { type Markup, element, group } from './svg/markup.ts'
import { calendarTicks } from './svg/scale.ts'
import { thinned } from './svg/thin.ts'
import { chartLines, yearChart } from './year-chart.ts'

export function backtestReport(document: BacktestDocument, disclaimer: string): string {
  const { rules, evidence, data, banners, command } = document
  const { verdict, lead, tone } = document.verdict
  const main = element(
    'main',
    {},
    dataHeader(data, `${rules.title}. ${rules.about}`, verdict, lead, tone, banners),
    card('The account', equityPart(document)),
    card('Rent against bleed', rentPart(document)),
    card('Figures', figuresPart(document)),
    card('Against what could have been done', tableOf(baselineTable(document.baselines))),
    card('Where the P&L came from', yearPart(document)),
    evidence.months.length === 0 ? null : card('Months', monthTable(evidence.months)),
    card('How each condor ended', tradesPart(document)),
    evidence.timingLuck === null ? null : card('Timing luck', luckPart(document)),
    evidence.drawdowns.length === 0 ? null : card('Drawdowns', tableOf(drawdownTable(evidence.drawdowns))),
    card('What it stands on', standsOn(data)),
    document.log.length === 0 ? null : card('What the run met', tableOf(logTable(document.log))),
    document.correlations.length === 0
      ? null
      : card('Beside other assets', tableOf(accountCorrelationTable(document.correlations))),
    card(
      'To make it again',
      provenance(
        [
          ['rules', rules.hash],
          ['data', data.contentHash],
          ['options', document.optionsHash],
        ],
        command,
      ),
    ),
    element('p', { class: 'quiet small' }, disclaimer),
  )
  return reportPage(`Kondor backtest: ${rules.name}`, main, BACKTEST_STYLE)
}

function equityPart({ series }: RunDocument): Markup {
  return chart(
    'Value of the account at each close, and below it how far it stands under its peak',
    [
      ['accent', 'The rules'],
      ['quiet', 'Doing nothing: T-bills'],
      ['under', 'Drawdown'],
    ],
    (width) => equityChart(series, width),
  )
}

/** Rent and bleed as two accumulating areas: the band between them is the edge before everything else. */
export function rentPart({ series }: RunDocument): Markup {
  const { dates, rent, bleed } = series
  return group(
    chart(
      'Of the condors, accumulated from the start: what time paid, and what LVR took. The band between them is the edge.',
      [
        ['fees', 'Rent: time'],
        ['lvr', 'Bleed: LVR'],
      ],
      (width) => {
        const kept = thinned(rent, width)
        const column = (values: readonly number[]): Float64Array => Float64Array.from(kept, (i) => values[i])
        const times = Float64Array.from(kept, (i) => dayNumber(dates[i]))
        const clock = { ticks: calendarTicks, earned: 'Rent' }
        return accumulationChart({ times, fees: column(rent), lvr: column(bleed) }, width, clock)
      },
    ),
    element(
      'p',
      { class: 'quiet small' },
      'Rent over bleed is not profit: the delta of unhedged condors, volatility and costs come on top, as the ledger below shows.',
    ),
  )
}

const INTERVALS = ['excess-over-bills', 'alpha', 'compound-growth'] as const

function figuresPart({ evidence }: RunDocument): Markup {
  const shown = INTERVALS.flatMap((id) => {
    const found = evidence.figures.find((one) => one.id === id)
    if (found === undefined || found.value === null || found.interval === null) return []
    const { low, high } = found.interval
    return [
      {
        label: `${shortName(found)}, ${intervalWords(found.interval, found.unit)}`,
        value: found.value,
        low,
        high,
      },
    ]
  })
  return group(
    shown.length === 0
      ? null
      : chart('A year: the estimate and its 95 % interval', [], (width) =>
          intervalChart(shown, axisPercent, width),
        ),
    element(
      'div',
      { class: 'columns' },
      ...figureGroups(evidence).map(({ title, rows }) =>
        element('div', {}, element('h3', {}, title), rowList(rows)),
      ),
    ),
  )
}

function yearPart({ byYear, evidence }: RunDocument): Markup {
  const legend = chartLines(byYear).map(({ id, label }) => [colourOf(id), label] as const)
  return group(
    byYear.lines.length === 0
      ? null
      : chart(
          'Lines of the ledger by year: gains up, losses down; the stroke is what came out',
          legend,
          (width) => yearChart(byYear, width),
        ),
    tableOf(attributionTable(evidence.attribution)),
  )
}

function tradesPart({ trades }: RunDocument): Markup {
  const core = trades.filter(({ layer }) => layer === 'core').map((one) => one.pnl_dollars)
  if (core.length === 0) return element('p', {}, 'No condor was closed.')
  return chart(
    'P&L of each condor with everything it was rolled into, after costs, dollars',
    [
      ['gain', 'Gained'],
      ['loss', 'Lost'],
    ],
    (width) => histogramChart(core, width),
  )
}

function luckPart({ evidence }: RunDocument): Markup {
  const { timingLuck: luck } = evidence
  if (luck === null) return group()
  return group(
    chart(
      `The same rules opening on one session in ${luck.results.length} only, begun on each of the first ${luck.results.length}: excess return a year`,
      luck.position === null ? [] : [['accent', 'Shown on this page']],
      (width) => luckChart(luck, width),
    ),
    element(
      'p',
      { class: 'quiet small' },
      `From ${percent(luck.low)} to ${percent(luck.high)}, median ${percent(luck.median)}: what separates them is luck.${luck.position === null ? ' The run of this page opens on any session and is none of them.' : ''}`,
    ),
  )
}
