/** H1 through the engine: the registered arm against the trigger and the placebo, everything else around it. */
import { dayNumber } from '../../src/base/calendar/civil.ts'
import { leastResamples } from '../../src/base/numerics/multiple-tests.ts'
import { type IntervalOptions, studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { median, quantile } from '../../src/base/numerics/statistics.ts'
import type { IsoDate } from '../../src/base/vocabulary/quantity.ts'
import type { ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import { decideH1 } from '../../src/engine/evidence/claim-h1.ts'
import { type PairedComparison, pairedComparison } from '../../src/engine/evidence/paired-comparison.ts'
import { EMPTY_TRIAL_LOG, appendTrial, trialSummary } from '../../src/engine/evidence/trial-log.ts'
import { judge } from '../../src/policy/judge.ts'
import type { StudyTable } from '../../src/engine/evidence/claim-results.ts'
import type { ClaimVerdict } from '../../src/engine/evidence/claim-verdict.ts'
import { holmCells, resamplesRaised } from '../claims/adjusted.ts'
import { type Found, ends, shareWords, termsOf, wins } from '../claims/decide.ts'
import type { Study, StudyContext, StudyFinding } from '../study.ts'
import { type Arm, runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import {
  H1_BASELINES,
  H1_HOLD,
  H1_OPTIONS,
  H1_OTHERS,
  H1_PLACEBO,
  H1_RULE,
  H1_STATIC,
  H1_TRIGGER,
  plainArms,
} from './arms.ts'
import {
  type BandLook,
  type Frequency,
  bandLooks,
  bareBandJudge,
  countingJudge,
  placeboJudge,
  riskNeutralEntries,
} from './judges.ts'
import { type ArmOutcome, H1_STUDY, type Outcomes, outcomesOf } from './outcome.ts'
import { H1_ALL, H1_BARE, H1_REGISTRATION } from './registration.ts'
import { inProcess } from './shard.ts'

const TERMS = termsOf(H1_REGISTRATION)
/** Adjusted together. */
const OTHERS = [...H1_OTHERS, H1_BARE]
const OTHERS_TERMS = termsOf(H1_REGISTRATION, leastResamples(OTHERS.length))
const SPLIT = dayNumber('2012-01-01' as IsoDate)

/** Processes for the arms that nothing listens to; one more is for the varied worlds. */
const SHARDS = 3

export const h1Study: Study = {
  registration: H1_REGISTRATION,
  rules: H1_ALL,
  amendments: [
    {
      of: `about of ${H1_RULE.name}`,
      was: 'Live credit x distance (F2), k alone, 20 % daily band on the aged baseline: sold again at 16 delta, same expiration.',
      why: 'It did not say that noise widens the band, which the registered design does.',
    },
    resamplesRaised(OTHERS.length, TERMS.resamples),
  ],
  run: (context) => runH1(context),
}

async function runH1({ world, progress }: StudyContext): Promise<StudyFinding> {
  const labels = plainArms().map(({ label }) => label)
  const shards = Array.from({ length: SHARDS }, (_, k) =>
    inProcess({ kind: 'arms', labels: labels.filter((_label, i) => i % SHARDS === k) }),
  )
  const elsewhere = Promise.all([...shards, inProcess({ kind: 'varied' })])

  const looks = bandLooks()
  const rule = countingJudge(looks.judge)
  const trigger = countingJudge(judge)
  const bare = countingJudge(bareBandJudge(H1_RULE, 0.2))
  const neutral = riskNeutralEntries()
  const first = outcomesOf(
    runArms(
      world,
      [
        { label: H1_RULE.name, rules: H1_RULE, judge: rule.judge },
        { label: H1_TRIGGER.name, rules: H1_TRIGGER, judge: trigger.judge },
        { label: H1_HOLD.name, rules: H1_HOLD, judge: neutral.judge },
        { label: H1_BARE.name, rules: H1_BARE, judge: bare.judge },
      ],
      { options: H1_OPTIONS, progress: (share) => progress('rule and trigger', share) },
    ),
  )
  const second = outcomesOf(
    runArms(world, placebos(rule.frequency, trigger.frequency, bare.frequency), {
      options: H1_OPTIONS,
      progress: (share) => progress('placebos', share),
    }),
  )
  const answers = await elsewhere
  const varied = answers.flatMap((one) => one.varied)
  const runs: Outcomes = inOrder(new Map([...first, ...second, ...answers.flatMap(({ arms }) => [...arms])]))
  const against = (label: string): PairedComparison => compare(runs, H1_RULE.name, label)
  const all = [...runs.values(), ...varied.flatMap(({ outcomes }) => [...outcomes.values()])]
  const log = all.reduce((before, { trial }) => appendTrial(before, trial), EMPTY_TRIAL_LOG)
  const data = dataOf(world)
  const verdictOf = (rule: string, placebo: string): ClaimVerdict =>
    decideH1({
      againstTrigger: compare(runs, rule, H1_TRIGGER.name),
      againstPlacebo: compare(runs, rule, placebo),
      rungs: [of(runs, rule).rung, of(runs, H1_TRIGGER.name).rung, of(runs, placebo).rung],
      trials: trialSummary(log, H1_STUDY).trials,
      span: data,
    })
  const bareLess = compare(runs, H1_BARE.name, H1_TRIGGER.name)
  const { winRate, cycles } = against(H1_TRIGGER.name)
  const matched = matchedStatic(runs)
  return {
    verdict: verdictOf(H1_RULE.name, 'placebo'),
    primary: {
      of: 'win rate of the k rule less that of the 50-delta trigger',
      unit: 'fraction',
      value: winRate.value,
      interval: winRate.interval,
      minimumDetectable: winRate.minimumDetectable,
      observations: cycles,
    },
    data,
    beside: [floorWords(looks.looks), bareWords(verdictOf(H1_BARE.name, 'placebo-bare'), bareLess)],
    tables: [
      differenceTable('The registered rule less each baseline', [
        ...[...H1_BASELINES.map(({ name }) => name), 'placebo', 'placebo-trigger', H1_BARE.name].map(
          (label) => [label, against(label)] as const,
        ),
        [`${matched} (wins as often)`, against(matched)] as const,
        [`${H1_BARE.name} less trigger-50`, bareLess] as const,
        [`${H1_BARE.name} less its own placebo`, compare(runs, H1_BARE.name, 'placebo-bare')] as const,
        ['trigger-50 less its own placebo', compare(runs, H1_TRIGGER.name, 'placebo-trigger')] as const,
      ]),
      armTable(runs),
      neutralTable(runs, neutral.chances),
      bandTable(looks.looks),
      splitTable(runs),
      differenceTable(
        'The rule less the trigger and less its placebo where the model is varied',
        varied.flatMap(({ label, outcomes }) =>
          [H1_TRIGGER.name, 'placebo', H1_HOLD.name].map(
            (other) => [`${label}: ${other}`, compare(outcomes, H1_RULE.name, other)] as const,
          ),
        ),
      ),
      othersTable(runs),
    ],
    notes: [
      'Expectancy and P&L over margin come before the win rate: a win rate is not edge.',
      'The structures are priced on a modelled surface: indexed, not quoted. Quotes are as wide as those of 2024: where real ones were wider, a rule that trades more would have paid more.',
      ...of(runs, H1_RULE.name).notes,
    ],
  }
}

/** As registered, whichever process was done first. */
function inOrder(runs: Outcomes): Outcomes {
  const names = [...H1_ALL.map(({ name }) => name), 'placebo-trigger', 'placebo-bare']
  const place = (label: string): number => (names.includes(label) ? names.indexOf(label) : names.length)
  return new Map([...runs].sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1)))
}

function placebos(rule: Frequency, trigger: Frequency, bare: Frequency): readonly Arm[] {
  return [
    { label: 'placebo', rules: H1_PLACEBO, judge: placeboJudge(rule, 1), options: { seed: 1 } },
    { label: 'placebo-trigger', rules: H1_PLACEBO, judge: placeboJudge(trigger, 1), options: { seed: 1 } },
    { label: 'placebo-bare', rules: H1_PLACEBO, judge: placeboJudge(bare, 1), options: { seed: 1 } },
  ]
}

const of = (runs: Outcomes, label: string): ArmOutcome => {
  const run = runs.get(label)
  if (run === undefined) throw new Error(`no run of ${label}`)
  return run
}

const compare = (
  runs: Outcomes,
  one: string,
  other: string,
  keep: (trade: ClosedChain) => boolean = () => true,
  terms: IntervalOptions = TERMS,
): PairedComparison =>
  pairedComparison(of(runs, one).trades.filter(keep), of(runs, other).trades.filter(keep), terms)

const winRateOf = ({ trades }: ArmOutcome): number =>
  trades.filter(({ won }) => won).length / Math.max(1, trades.length)

/** The static delta whose win rate is nearest the rule's. */
function matchedStatic(runs: Outcomes): string {
  const wanted = winRateOf(of(runs, H1_RULE.name))
  const distance = (label: string): number => Math.abs(winRateOf(of(runs, label)) - wanted)
  const names = [H1_HOLD, ...H1_STATIC].map(({ name }) => name)
  return names.reduce((best, name) => (distance(name) < distance(best) ? name : best))
}

const COLUMNS = [
  'less',
  'cycles',
  'win rate',
  'from',
  'to',
  'detectable',
  'relative',
  'from',
  'to',
  'P&L / margin',
  'from',
  'to',
  'detectable',
  'P&L a trade, $',
  'from',
  'to',
] as const

function differenceTable(
  caption: string,
  rows: readonly (readonly [string, PairedComparison])[],
): StudyTable {
  return {
    caption,
    columns: COLUMNS,
    rows: rows.map(([label, one]) => [
      label,
      one.cycles,
      ...ends(one.winRate),
      one.winRate.minimumDetectable,
      ...ends(one.winRateRelative),
      ...ends(one.pnlPerMargin),
      one.pnlPerMargin.minimumDetectable,
      ...ends(one.pnlPerTrade_dollars),
    ]),
    note: 'Win rates as fractions (0.08 is 8 points); P&L over margin a cycle; 95 % intervals; detectable: smallest true difference found with 80 % power at 5 %.',
  }
}

function armTable(runs: Outcomes): StudyTable {
  const rows = [...runs].filter(([label]) => !label.includes('@'))
  return {
    caption: 'Every arm by itself',
    columns: [
      'arm',
      'trades',
      'P&L a trade, $',
      'P&L / margin',
      'worst 5 %, $',
      'P&L / LVR',
      'fees a trade, $',
      're-strikes a trade',
      'win rate',
      'from',
      'to',
    ],
    rows: rows.map(([label, { trades }]) => {
      const n = trades.length
      const sum = (read: (one: ClosedChain) => number): number =>
        trades.reduce((total, one) => total + read(one), 0)
      const pnl = sum((one) => one.pnl_cents)
      const losses = Float64Array.from(trades, (one) => one.pnl_cents / 100).sort()
      const worst = losses.subarray(0, Math.max(1, Math.floor(0.05 * n)))
      const lvr = sum((one) => one.lvr_cents)
      return [
        label,
        n,
        n === 0 ? null : pnl / 100 / n,
        ratioOf(
          pnl,
          sum((one) => one.margin_cents),
        ),
        n === 0 ? null : worst.reduce((total, one) => total + one, 0) / worst.length,
        ratioOf(pnl, lvr),
        n === 0 ? null : sum((one) => one.fees_cents) / 100 / n,
        n === 0 ? null : sum((one) => one.adjustments) / n,
        ...ends(wins(trades, TERMS)),
      ]
    }),
    note: 'A chain of re-strikes is one trade. P&L after all costs; LVR as the ledger lost it.',
  }
}

const ratioOf = (above: number, below: number): number | null => (below > 0 ? above / below : null)

/** What was won less what the entry's own smile said would be won. */
function neutralTable(runs: Outcomes, chances: ReadonlyMap<number, number>): StudyTable {
  const labels = [H1_RULE.name, H1_TRIGGER.name, H1_HOLD.name, 'placebo']
  return {
    caption: "Win rate less the entry's risk-neutral chance to end between its break-evens",
    columns: ['arm', 'entries', 'win rate', 'from', 'to', 'risk-neutral', 'difference', 'from', 'to'],
    rows: labels.map((label) => {
      const trades = of(runs, label).trades.filter(({ entryDay }) => chances.has(entryDay))
      const won = Float64Array.from(trades, (one) => (one.won ? 1 : 0))
      const chance = Float64Array.from(trades, ({ entryDay }) => chances.get(entryDay) ?? 0)
      const less = won.map((value, i) => value - chance[i])
      const mean = (values: Float64Array): number | null =>
        values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
      return [
        label,
        trades.length,
        ...ends(wins(trades, TERMS)),
        mean(chance),
        ...ends(studentisedInterval([less], MEAN, TERMS)),
      ]
    }),
    note: 'A condor held to settlement in a fair market would show 0, less what costs take.',
  }
}

/** Which band the registered rule had acted at: the published 20 % is the least of it. */
export function floorWords(looks: readonly BandLook[]): string {
  const medians = bandsByWeek(looks).flatMap(({ week, bands }) =>
    bands.length === 0 ? [] : [[week, median(bands)] as const],
  )
  const between = (first: number, last: number): string => {
    const own = medians.flatMap(([week, act]) => (week >= first && week <= last ? [act] : []))
    return own.length === 0 ? 'unknown' : rangeWords(Math.min(...own), Math.max(...own))
  }
  return `Noise widens the 20 % band of the registered rule ${H1_RULE.name}: where k is 15 % or more off, the median band is ${between(5, 8)} with five to eight weeks left, ${between(1, 4)} with one to four, ${between(0, 0)} in the last.`
}

const rangeWords = (low: number, high: number): string => {
  const [from, to] = [low.toFixed(2), high.toFixed(2)]
  return from === to ? from : `${from} to ${to}`
}

/** The arm that acts at 20 % to the letter, by the thresholds of the registered one. */
export const bareWords = (
  { status, because }: ClaimVerdict,
  { winRate }: { readonly winRate: Found },
): string =>
  `${H1_BARE.name}, which acts at 20 % to the letter, by the same thresholds: ${status}, ${because}; its win rate less that of the trigger is ${shareWords(winRate, 'points')}.`

/** How the 20 % band behaves beside the noise that floors it. */
function bandTable(looks: readonly BandLook[]): StudyTable {
  return {
    caption: 'The 20 % band of the registered rule, day by day',
    columns: [
      'weeks left',
      'looks',
      '|deviation| >= 20 %',
      'widened by noise, of looks past warn',
      'act band, median there',
      'act band, 90th percentile',
      'acts',
    ],
    rows: bandsByWeek(looks).map(({ week, own, past, bands }) => {
      const share = (some: number, all: number): number | null => (all === 0 ? null : some / all)
      const beyond = own.filter(({ deviation }) => deviation === null || Math.abs(deviation) >= 0.2)
      return [
        week,
        own.length,
        share(beyond.length, own.length),
        share(past.filter(({ widened }) => widened).length, past.length),
        bands.length === 0 ? null : median(bands),
        bands.length === 0 ? null : quantile(bands, 0.9),
        share(own.filter(({ acts }) => acts).length, own.length),
      ]
    }),
    note: 'Warn is never narrower than one standard deviation of a session of noise, and act keeps its ratio to it. Where that floor binds, the published 20 % is not what decides; the arm k-20-bare leaves the floor out.',
  }
}

/** Looks by weeks left, those past warn, and the act bands of these in ascending order. */
function bandsByWeek(looks: readonly BandLook[]) {
  const weeks = [...new Set(looks.map(({ week }) => week))].sort((a, b) => b - a)
  return weeks.map((week) => {
    const own = looks.filter((one) => one.week === week)
    const past = own.filter(({ deviation }) => deviation === null || Math.abs(deviation) >= 0.15)
    return { week, own, past, bands: Float64Array.from(past, ({ act }) => act).sort() }
  })
}

function splitTable(runs: Outcomes): StudyTable {
  const before = ({ entryDay }: ClosedChain): boolean => entryDay < SPLIT
  const rows: (readonly [string, PairedComparison])[] = [
    ['trigger-50, entries 2000-2011', compare(runs, H1_RULE.name, H1_TRIGGER.name, before)],
    ['trigger-50, entries 2012-2020', compare(runs, H1_RULE.name, H1_TRIGGER.name, (one) => !before(one))],
    ['placebo, entries 2000-2011', compare(runs, H1_RULE.name, 'placebo', before)],
    ['placebo, entries 2012-2020', compare(runs, H1_RULE.name, 'placebo', (one) => !before(one))],
  ]
  for (const phase of [1, 2, 3, 4])
    rows.push([
      `trigger-50, entries ${phase} sessions later`,
      compare(runs, `${H1_RULE.name}@${phase}`, `${H1_TRIGGER.name}@${phase}`),
    ])
  return differenceTable('The rule by period and by entry day', rows)
}

/** All that was not registered, Holm over all of them within each figure. */
function othersTable(runs: Outcomes): StudyTable {
  const found = OTHERS.map(({ name }) => ({
    name,
    is: compare(runs, name, H1_TRIGGER.name, () => true, OTHERS_TERMS),
    restrikes:
      of(runs, name).trades.reduce((sum, one) => sum + one.adjustments, 0) /
      Math.max(1, of(runs, name).trades.length),
  }))
  const winsP = holmCells(found.map(({ is }) => is.winRate))
  const moneyP = holmCells(found.map(({ is }) => is.pnlPerMargin))
  const still = found.filter(({ restrikes }) => restrikes === 0).map(({ name }) => name)
  return {
    caption: 'Arms that were not registered, less the 50-delta trigger',
    columns: [
      'arm',
      'cycles',
      're-strikes a trade',
      'win rate',
      'from',
      'to',
      'p, Holm',
      'P&L / margin',
      'from',
      'to',
      'p, Holm',
    ],
    rows: found.map(({ name, is, restrikes }, i) => [
      name,
      is.cycles,
      restrikes,
      ...ends(is.winRate),
      winsP[i],
      ...ends(is.pnlPerMargin),
      moneyP[i],
    ]),
    note: `${found.length} arms; p of no difference after Holm over them, ${OTHERS_TERMS.resamples} resamples. ${still.length === 0 ? 'Every arm has re-struck.' : `Never re-struck, and so the same as hold: ${still.join(', ')}.`}`,
  }
}
