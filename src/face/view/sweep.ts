/** A sweep in words: what the ranking is worth first, then the ranking. */
import type { SweepEvidence } from '../../engine/evidence/sweep-evidence.ts'
import { UNKNOWN } from './figure.ts'
import { counted, dollars, grouped, percent } from './numbers.ts'
import { type Row, row, type Table } from './words.ts'

const ROWS_SHOWN = 20

export function worthRows(evidence: SweepEvidence): readonly Row[] {
  const { deflatedSharpe: deflated, overfitting, walkForward, trials, ruined } = evidence
  return [
    row(
      'Tried',
      grouped(trials.trials, 0),
      `rule sets in the study "${trials.study}", this sweep and what came before`,
    ),
    row(
      'Best is better than luck',
      deflated === null ? UNKNOWN : percent(deflated),
      'deflated Sharpe ratio: the chance that the best is better than the best of so many tries without merit',
      deflated !== null && deflated < 0.95 ? 'warn' : 'plain',
    ),
    row(
      'Overfitting',
      overfitting === null ? UNKNOWN : percent(overfitting.probability),
      overfitting === null
        ? evidence.notRanked
        : `how often the best in one half of the time is below the median in the other (${grouped(overfitting.splits, 0)} splits); noise gives 50%`,
      overfitting !== null && overfitting.probability > 0.2 ? 'warn' : 'plain',
    ),
    ...(overfitting === null
      ? []
      : [
          row(
            'Best loses afterwards',
            percent(overfitting.probabilityOfLoss),
            'how often the winner of one half loses in the other',
          ),
        ]),
    row(
      'Walk-forward',
      walkForward?.efficiency === null || walkForward === null ? UNKNOWN : percent(walkForward.efficiency),
      walkForward === null
        ? 'fewer than four years: there is no past to choose on'
        : walkForward.efficiency === null
          ? 'the choice had nothing to keep: its own past is not above zero'
          : 'share of the chosen variant’s Sharpe ratio that was left in the year after',
    ),
    ...(ruined === 0
      ? []
      : [row('Ruined', counted(ruined, 'variant'), 'the account came to nothing', 'bad')]),
  ]
}

/** `a.b.put=0.1, c.d=2` as `put=0.1, d=2`, where no two keys then read alike. */
function shortSettings(label: string): string {
  const settings = label.split(', ').map((one) => {
    const cut = one.indexOf('=')
    const key = one.slice(0, cut)
    return { short: key.split('.').at(-1) ?? key, whole: one, value: one.slice(cut) }
  })
  const shorts = new Set(settings.map(({ short }) => short))
  return shorts.size < settings.length ? label : settings.map(({ short, value }) => short + value).join(', ')
}

export function rankingTable({ rows, notRanked, sessions }: SweepEvidence): Table {
  const shown = rows.slice(0, ROWS_SHOWN)
  const ranked = notRanked === null
  return {
    caption: ranked
      ? `By Sharpe ratio over ${grouped(sessions, 0)} sessions`
      : `Not ranked: ${notRanked}. In the order of the grid`,
    columns: [
      { title: ranked ? '#' : '', numeric: true },
      { title: 'Variant', numeric: false },
      { title: 'Sharpe', numeric: true },
      { title: 'Excess', numeric: true },
      { title: 'Drawdown', numeric: true },
      { title: 'P&L/LVR', numeric: true },
      { title: 'Each', numeric: true },
      { title: 'Closed', numeric: true },
    ],
    rows: shown.map((one, i) => [
      ranked ? String(i + 1) : '',
      shortSettings(one.label),
      one.sharpe === null ? UNKNOWN : grouped(one.sharpe, 2),
      one.excessReturn === null ? UNKNOWN : percent(one.excessReturn),
      one.maxDrawdown === null ? UNKNOWN : percent(one.maxDrawdown),
      one.pnlPerLvr === null ? UNKNOWN : grouped(one.pnlPerLvr, 2),
      one.expectancy_dollars === null ? UNKNOWN : dollars(Math.round(one.expectancy_dollars)),
      grouped(one.trades, 0),
    ]),
    note: `${rows.length > shown.length ? `${rows.length - shown.length} more with --json. ` : ''}Excess: above T-bills, a year. Each: expectancy of a condor after costs.`,
  }
}
