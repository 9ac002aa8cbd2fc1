/** `kondor compare --html`: rule sets side by side, in one file that needs nothing else. */
import type { ComparisonEvidence } from '../../engine/evidence/evidence-report.ts'
import { compareVerdict, cycleWords, differenceTable, familyWords, sideBySide } from '../view/comparison.ts'
import { attributionTable, trialWords } from '../view/evidence.ts'
import { dollars } from '../view/numbers.ts'
import { BACKTEST_STYLE, colourOf } from './backtest-style.ts'
import type { CompareDocument } from './compare-document.ts'
import { histogramChart } from './histogram-chart.ts'
import { intervalChart } from './interval-chart.ts'
import { reportPage } from './page.ts'
import { chart, tableOf } from './parts.ts'
import { rentPart } from './backtest-report.ts'
import type { RunDocument } from './run-document.ts'
import { card, dataHeader, provenance, standsOn } from './run-parts.ts'
import { runColour, runsChart } from './runs-chart.ts'
import { type Markup, element, group } from './svg/markup.ts'
import { chartLines, yearChart } from './year-chart.ts'

/** Tables of a comparison, money first. */
const TABLES: readonly (readonly [id: string, title: string])[] = [
  ['daily-pnl', 'P&L a day'],
  ['pnl-per-margin', 'P&L over average margin, condors of the same entry day'],
  ['sharpe', 'Sharpe ratio of the excess over T-bills'],
  ['win-rate', 'Win rate: no edge by itself'],
]

export function compareReport(document: CompareDocument, disclaimer: string): string {
  const { data, banners, runs, againstFirst, againstNothing, againstTwins, command } = document
  const { verdict, tone } = compareVerdict(againstFirst)
  const names = runs.map(({ rules }) => rules.name).join(', ')
  const main = element(
    'main',
    {},
    dataHeader(data, names, verdict, null, tone, banners),
    card(
      'The accounts',
      chart(
        'Gained or lost since the start, dollars',
        [
          ...runs.map(({ rules }, i) => [runColour(i), rules.name] as const),
          ['quiet', 'Doing nothing: T-bills'] as const,
        ],
        (width) => runsChart(runs, width),
      ),
    ),
    card('Key figures', tableOf(sideBySide(runs.map(({ evidence }) => evidence)))),
    card(
      'Against doing nothing',
      intervals(againstNothing),
      tableOf(differenceTable(againstNothing, 'daily-pnl', 'P&L a day, less doing nothing')),
    ),
    againstPart(
      `Against ${againstFirst.baseline.label}`,
      againstFirst,
      `less ${againstFirst.baseline.label}`,
    ),
    ...againstTwins
      .filter(({ baseline }) => baseline.rulesHash !== againstFirst.baseline.rulesHash)
      .map((twin) => {
        const arm = twin.arms.map(({ provenance: { label } }) => label).join(', ')
        return againstPart(
          `${arm} against ${twin.baseline.label}, unhedged`,
          twin,
          `${arm} less ${twin.baseline.label}`,
        )
      }),
    ...runs.map(runPart),
    card(
      'What it stands on',
      standsOn(data),
      element(
        'p',
        { class: 'quiet small' },
        `${trialWords(againstFirst.trials)}. P&L a day: change of the account, interest on its cash included. p (Holm): of no difference, adjusted for the number of rule sets; "under" where the resamples can tell no more. Detectable: the smallest true difference that this study would have found with 80 % power at 5 %; an interval around zero is news only where that is small.`,
      ),
    ),
    card(
      'To make it again',
      provenance(
        [...runs.map(({ rules }) => [rules.name, rules.hash] as const), ['data', data.contentHash]],
        command,
      ),
    ),
    element('p', { class: 'quiet small' }, disclaimer),
  )
  return reportPage(`Kondor comparison: ${names}`, main, BACKTEST_STYLE)
}

/** `less` names the difference in every caption, so that no two tables of the page are called alike. */
function againstPart(title: string, evidence: ComparisonEvidence, less: string): Markup {
  const family = familyWords(evidence)
  return card(
    title,
    intervals(evidence),
    ...TABLES.map(([id, caption]) => tableOf(differenceTable(evidence, id, `${caption} (${less})`))),
    element('p', { class: 'quiet small' }, cycleWords(evidence)),
    family === null ? null : element('p', { class: 'quiet small' }, family),
  )
}

/** Differences of the daily P&L as dots with bars. */
function intervals({ arms, baseline }: ComparisonEvidence): Markup {
  const rows = arms.flatMap(({ provenance: { label }, differences }) => {
    const found = differences.find(({ id }) => id === 'daily-pnl')
    if (found === undefined || found.value === null || found.interval === null) return []
    return [{ label, value: found.value, low: found.interval.low, high: found.interval.high }]
  })
  if (rows.length === 0) return element('p', {}, 'No difference has an interval.')
  return chart(
    `P&L a day less that of ${baseline.label}: the estimate and its 95 % interval, dollars`,
    [],
    (width) => intervalChart(rows, (value) => dollars(Math.round(value * 100) / 100), width),
  )
}

function runPart(run: RunDocument): Markup {
  const { rules, byYear, evidence, trades } = run
  const core = trades.filter(({ layer }) => layer === 'core').map((one) => one.pnl_dollars)
  return card(
    rules.name,
    element('p', { class: 'quiet small' }, rules.about),
    rentPart(run),
    byYear.lines.length === 0
      ? null
      : chart(
          'Lines of the ledger by year',
          chartLines(byYear).map(({ id, label }) => [colourOf(id), label] as const),
          (width) => yearChart(byYear, width),
        ),
    core.length === 0
      ? group()
      : chart(
          'P&L of each condor, dollars',
          [
            ['gain', 'Gained'],
            ['loss', 'Lost'],
          ],
          (width) => histogramChart(core, width),
        ),
    tableOf(attributionTable(evidence.attribution, `${rules.name}: where the P&L came from`)),
  )
}
