/** A sweep in words: what the ranking is worth first, then the ranking. */
import type { SweepEvidence, SweepRow } from '../../engine/evidence/sweep-evidence.ts'
import type { RuleSetting } from '../../policy/rules/rules-variant.ts'
import { shortDate } from './dates.ts'
import { withInterval } from './evidence.ts'
import { UNKNOWN } from './figure.ts'
import { counted, dollars, grouped, percent } from './numbers.ts'
import { settingWords, shortKeys } from './sweep-grid.ts'
import { type Row, row, type Table, type Tone } from './words.ts'

const ROWS_SHOWN = 20
/** Rows of a page: more are data, not reading. */
const ROWS_OF_PAGE = 200

/** From here on the best is called better than luck, and a choice is called overfitted. */
const BEYOND_LUCK = 0.95
const OVERFITTED = 0.2

export interface SweepVerdict {
  readonly verdict: string
  readonly lead: string
  readonly tone: Tone
}

/** What the ranking is worth, in a sentence. */
export function sweepVerdict(evidence: SweepEvidence): SweepVerdict {
  const { deflatedSharpe: deflated, overfitting, notRanked, trials, rows, neverTraded } = evidence
  const best = `The best of ${grouped(rows.length - neverTraded, 0)}`
  if (notRanked !== null || deflated === null || overfitting === null) {
    return {
      verdict: 'Not ranked',
      lead: `${notRanked ?? 'what the best is worth is unknown'}.`,
      tone: 'plain',
    }
  }
  const lead = `Deflated Sharpe ratio of the best ${percent(deflated)} over ${counted(trials.trials, 'try', 'tries')}; probability of backtest overfitting ${percent(overfitting.probability)}.`
  if (deflated >= BEYOND_LUCK && overfitting.probability <= OVERFITTED) {
    return { verdict: `${best} is better than luck`, lead, tone: 'good' }
  }
  return { verdict: `${best} may be luck`, lead, tone: 'plain' }
}

export function worthRows(evidence: SweepEvidence): readonly Row[] {
  const { deflatedSharpe: deflated, overfitting, walkForward, trials, ruined, neverTraded } = evidence
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
      deflated !== null && deflated < BEYOND_LUCK ? 'warn' : 'plain',
    ),
    row(
      'Overfitting',
      overfitting === null ? UNKNOWN : percent(overfitting.probability),
      overfitting === null
        ? evidence.notRanked
        : `how often the best in one half of the time is below the median in the other (${grouped(overfitting.splits, 0)} splits); noise gives 50%`,
      overfitting !== null && overfitting.probability > OVERFITTED ? 'warn' : 'plain',
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
          : walkForward.efficiency > 1
            ? 'of the chosen variant’s Sharpe ratio in the year after: more than before, where there was little'
            : 'share of the chosen variant’s Sharpe ratio that was left in the year after',
    ),
    ...(ruined === 0
      ? []
      : [
          row(
            'Ruined',
            counted(ruined, 'variant'),
            'the account came to nothing: chosen from like the others to that day, and out of the ranking',
            'bad',
          ),
        ]),
    ...(neverTraded === 0
      ? []
      : [
          row(
            'Never traded',
            counted(neverTraded, 'variant'),
            'only cash was held: in no test and no ranking, since there is no risk to judge',
            'warn',
          ),
        ]),
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

const known = (value: number | null, words: (value: number) => string): string =>
  value === null ? UNKNOWN : words(value)

/** The Sharpe ratio, or why there is none. */
const sharpeWords = ({ status, sharpe }: SweepRow): string =>
  status === 'traded' ? known(sharpe, (value) => grouped(value, 2)) : status

/** Numbers of the ranking are for what is in it. */
const rankOf = ({ sharpe }: SweepRow, place: number): string => (sharpe !== null ? String(place + 1) : '–')

const expectancyWords = ({ expectancy_dollars, expectancyInterval }: SweepRow): string =>
  known(expectancy_dollars, (value) =>
    withInterval(value, expectancyInterval, (one) => dollars(Math.round(one))),
  )

const winRateWords = ({ winRate, winRateInterval }: SweepRow): string =>
  known(winRate, (value) => withInterval(value, winRateInterval, percent))

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
      { title: 'Each, 95 %', numeric: true },
      { title: 'Drawdown', numeric: true },
      { title: 'P&L/LVR', numeric: true },
      { title: 'Closed', numeric: true },
    ],
    rows: shown.map((one, i) => [
      ranked ? rankOf(one, i) : '',
      shortSettings(one.label),
      sharpeWords(one),
      one.excessReturn === null ? UNKNOWN : percent(one.excessReturn),
      expectancyWords(one),
      one.maxDrawdown === null ? UNKNOWN : percent(one.maxDrawdown),
      one.pnlPerLvr === null ? UNKNOWN : grouped(one.pnlPerLvr, 2),
      grouped(one.trades, 0),
    ]),
    note: `${rows.length > shown.length ? `${rows.length - shown.length} more with --json. ` : ''}Excess: above T-bills, a year. Each: expectancy of a condor after costs.`,
  }
}

/** What a table of every variant needs of a sweep. */
interface Grid {
  readonly evidence: SweepEvidence
  readonly variants: readonly { readonly rulesHash: string; readonly settings: readonly RuleSetting[] }[]
  readonly dates: readonly string[]
}

/** Every variant with a column for each key of the grid. */
export function gridTable({ evidence, variants }: Grid): Table {
  const { rows, notRanked } = evidence
  const settings = new Map(variants.map((one) => [one.rulesHash, one.settings]))
  const keys = [...new Set(variants.flatMap((one) => one.settings.map(({ key }) => key)))]
  const short = shortKeys(keys)
  const ranked = notRanked === null
  const shown = rows.slice(0, ROWS_OF_PAGE)
  const more = rows.length > shown.length ? `${rows.length - shown.length} more with --json. ` : ''
  const numeric = [
    'Sharpe',
    'Excess',
    'Each, 95 %',
    'Drawdown',
    'P&L/LVR',
    'κ',
    'Costs',
    'P&L',
    'Closed',
    'Won, 95 %',
  ]
  return {
    caption: ranked ? 'By Sharpe ratio' : `Not ranked: ${notRanked}. In the order of the grid`,
    columns: [
      { title: '#', numeric: true },
      ...keys.map((key) => ({ title: short.get(key) ?? key, numeric: true })),
      ...numeric.map((title) => ({ title, numeric: true })),
    ],
    rows: shown.map((one, i) => [
      ranked ? rankOf(one, i) : '–',
      ...keys.map((key) => {
        const setting = settings.get(one.rulesHash)?.find((each) => each.key === key)
        return setting === undefined ? '' : settingWords(setting.value)
      }),
      sharpeWords(one),
      known(one.excessReturn, percent),
      expectancyWords(one),
      known(one.maxDrawdown, percent),
      known(one.pnlPerLvr, (value) => grouped(value, 2)),
      known(one.kappa, (value) => grouped(value, 2)),
      dollars(Math.round(one.costs_dollars)),
      dollars(Math.round(one.pnl_dollars)),
      grouped(one.trades, 0),
      winRateWords(one),
    ]),
    note: `${more}Excess: above T-bills, a year. κ: rent over bleed. Each: expectancy of a condor after costs. Won: the win rate, no edge by itself.`,
  }
}

/** What choosing on the past chose each year, and what came of it. */
export function foldTable({ evidence: { walkForward }, dates }: Grid): Table {
  const day = (index: number): string => {
    const date = dates[index]
    return date === undefined ? '' : shortDate(date)
  }
  return {
    caption: 'Sharpe ratio a year, before and after the choice',
    columns: [
      { title: 'Chosen on data to', numeric: false },
      { title: 'Held', numeric: false },
      { title: 'Variant', numeric: false },
      { title: 'Before', numeric: true },
      { title: 'After', numeric: true },
    ],
    rows: (walkForward?.folds ?? []).map(({ train, test, chosen, inSample, outOfSample }) => [
      day(train.to - 1),
      `${day(test.from)} to ${day(test.to - 1)}`,
      chosen === null ? 'none had a result' : shortSettings(chosen.label),
      known(inSample, (value) => grouped(value, 2)),
      known(outOfSample, (value) => grouped(value, 2)),
    ]),
    note: null,
  }
}
