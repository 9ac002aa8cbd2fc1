/** Runs side by side, money first. */
import type { ComparisonEvidence } from '../../../engine/evidence/evidence-report.ts'
import type { CompareDocument } from '../../report/compare-document.ts'
import { NO_RULES } from '../../../engine/evidence/cash-record.ts'
import {
  compareVerdict,
  cycleWords,
  differenceTable,
  familyWords,
  sideBySide,
} from '../../view/comparison.ts'
import { trialWords } from '../../view/evidence.ts'
import { bannerLines, captioned, dataLines, standsOnLines } from './backtest-page.ts'
import { BLANK, heading, type Line, wrap } from './layout.ts'
import { span } from './paint.ts'

/** Figures shown of a comparison, money first. */
const COMPARED: readonly (readonly [id: string, title: string])[] = [
  ['daily-pnl', 'P&L a day'],
  ['pnl-per-margin', 'P&L over average margin, a condor of the same entry day'],
  ['sharpe', 'Sharpe ratio of the excess over T-bills'],
  ['win-rate', 'Win rate (no edge by itself)'],
]

export function comparePage(document: CompareDocument, width: number): readonly Line[] {
  const { data, banners, runs, againstFirst, againstNothing, againstTwins, command } = document
  const { verdict, tone } = compareVerdict(againstFirst)
  return [
    ...dataLines(data, width),
    BLANK,
    heading('Comparison', width),
    ...wrap(
      [span('  '), span(verdict, tone === 'good' ? 'good' : tone === 'bad' ? 'bad' : 'bold')],
      width,
      2,
    ),
    ...bannerLines(banners, width),
    ...captioned(sideBySide(runs.map(({ evidence }) => evidence)), width),
    ...part(`Against ${againstFirst.baseline.label}`, againstFirst, COMPARED, width),
    ...part('Against doing nothing', againstNothing, COMPARED.slice(0, 1), width),
    ...againstTwins.flatMap((twin) =>
      part(`Against ${twin.baseline.label}, unhedged`, twin, COMPARED.slice(0, 3), width),
    ),
    BLANK,
    heading('What it stands on', width),
    ...standsOnLines(data, width),
    ...wrap(
      [
        span('  '),
        span(
          `${trialWords(againstFirst.trials)}. P&L a day: change of the account, interest on its cash included. p (Holm): of no difference, adjusted for the number of rule sets; "under" where the resamples can tell no more. Detectable: the smallest true difference this study would have found with 80 % power at 5 %; an interval around zero is news only where that is small.`,
          'dim',
        ),
      ],
      width,
      2,
    ),
    ...runs.flatMap(({ rules }) => wrap([span('  '), span(`${rules.name} ${rules.hash}`, 'dim')], width, 2)),
    ...wrap([span('  '), span(`data ${data.contentHash}`, 'dim')], width, 2),
    ...wrap([span('  '), span(command, 'dim')], width, 2),
  ]
}

function part(
  title: string,
  evidence: ComparisonEvidence,
  figures: readonly (readonly [string, string])[],
  width: number,
): Line[] {
  const family = familyWords(evidence)
  return [
    BLANK,
    heading(title, width),
    ...figures.flatMap(([id, caption]) => captioned(differenceTable(evidence, id, caption), width)),
    BLANK,
    ...(evidence.baseline.rulesHash === NO_RULES
      ? []
      : wrap([span('  '), span(cycleWords(evidence), 'dim')], width, 2)),
    ...(family === null ? [] : wrap([span('  '), span(family)], width, 2)),
  ]
}
