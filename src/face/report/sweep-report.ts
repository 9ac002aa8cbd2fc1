/** `kondor sweep --html`: a grid of rule sets and what choosing among them is worth, in one file that needs nothing else. */
import { axisPercent } from '../view/evidence.ts'
import { counted, percent } from '../view/numbers.ts'
import { foldTable, gridTable, sweepVerdict, worthRows } from '../view/sweep.ts'
import { sweepHeat } from '../view/sweep-grid.ts'
import { BACKTEST_STYLE } from './backtest-style.ts'
import { heatTable } from './heat-table.ts'
import { histogramChart, type HistogramWords } from './histogram-chart.ts'
import { reportPage } from './page.ts'
import { chart, rowList, tableOf } from './parts.ts'
import { card, dataHeader, provenance, standsOn } from './run-parts.ts'
import { type Markup, element, group } from './svg/markup.ts'
import type { SweepDocument } from './sweep-document.ts'

export function sweepReport(document: SweepDocument, disclaimer: string): string {
  const { data, rules, banners, evidence, variants, grid, command } = document
  const { verdict, lead, tone } = sweepVerdict(evidence)
  const title = `${counted(evidence.rows.length, 'variant')} of ${rules.name}`
  const heat = sweepHeat(variants, evidence.rows)
  const main = element(
    'main',
    {},
    dataHeader(data, title, verdict, lead, tone, banners),
    card('What choosing is worth', rowList(worthRows(evidence))),
    heat === null
      ? null
      : card('Over the grid', heatTable(heat), element('p', { class: 'quiet small' }, HEAT_NOTE)),
    card('How the variants spread', spreadPart(document)),
    evidence.walkForward === null ? null : card('Walk-forward', forwardPart(document)),
    card('Every variant', tableOf(gridTable(document))),
    card('What it stands on', standsOn(data)),
    card(
      'To make it again',
      element('p', { class: 'quiet small' }, `Grid: ${grid.join('; ')}`),
      provenance(
        [
          [rules.name, rules.hash],
          ['data', data.contentHash],
        ],
        command,
      ),
    ),
    element('p', { class: 'quiet small' }, disclaimer),
  )
  return reportPage(`Kondor sweep: ${title}`, main, BACKTEST_STYLE)
}

const HEAT_NOTE =
  'A plateau is a finding; a single good cell among bad neighbours is the best of many tries, and what it is worth stands above.'

const RETURNS: HistogramWords = {
  format: axisPercent,
  says: (values, below) => `${counted(values.length, 'variant')}, ${below} below zero`,
}

function spreadPart({ evidence }: SweepDocument): Markup {
  const returns = evidence.rows.flatMap(({ excessReturn }) => (excessReturn === null ? [] : [excessReturn]))
  if (returns.length === 0) return element('p', {}, 'No variant traded and kept its account.')
  const sorted = returns.toSorted((a, b) => a - b)
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
  const left = [
    ...(evidence.ruined === 0 ? [] : [`${evidence.ruined} ruined`]),
    ...(evidence.neverTraded === 0 ? [] : [`${evidence.neverTraded} that never traded`]),
  ]
  const without = left.length === 0 ? '' : ` Not in it: ${left.join(' and ')}.`
  const above = returns.filter((value) => value > 0).length
  return group(
    chart(
      'Variants by return in excess of T-bills, a year',
      [
        ['gain', 'Above zero'],
        ['loss', 'Below zero'],
      ],
      (width) => histogramChart(returns, width, RETURNS),
    ),
    element(
      'p',
      { class: 'quiet small' },
      `Median ${percent(middle)}; ${above} of ${counted(returns.length, 'variant')} above zero.${without} The best of them is shown by its rank, not by its merit.`,
    ),
  )
}

function forwardPart(document: SweepDocument): Markup {
  return group(
    element(
      'p',
      { class: 'quiet small' },
      'Each year the variant that had been best until then is chosen, sixty sessions are left out, and the year that follows is what it earned.',
    ),
    tableOf(foldTable(document)),
  )
}
