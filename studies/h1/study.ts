/** H1 through the engine: the registered arm against the trigger and the placebo, everything else around it. */
import { dayNumber } from '../../src/base/calendar/civil.ts'
import { type BootstrapAnswer, studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { holmAdjusted } from '../../src/base/numerics/multiple-tests.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { median, quantile } from '../../src/base/numerics/statistics.ts'
import type { IsoDate } from '../../src/base/vocabulary/quantity.ts'
import type { ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import { decideH1 } from '../../src/engine/evidence/claim-h1.ts'
import { type PairedComparison, pairedComparison } from '../../src/engine/evidence/paired-comparison.ts'
import { EMPTY_TRIAL_LOG, appendTrial, trialSummary } from '../../src/engine/evidence/trial-log.ts'
import { judge } from '../../src/policy/judge.ts'
import type { StudyTable } from '../../src/engine/evidence/claim-results.ts'
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

const TERMS = { seed: H1_REGISTRATION.seed, level: 0.95, resamples: 2000 } as const
const SPLIT = dayNumber('2012-01-01' as IsoDate)

/** Processes for the arms that nothing listens to; one more is for the varied worlds. */
const SHARDS = 3

export const h1Study: Study = {
  registration: H1_REGISTRATION,
  rules: H1_ALL,
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
  const verdict = decideH1({
    againstTrigger: against(H1_TRIGGER.name),
    againstPlacebo: against('placebo'),
    rungs: [of(runs, H1_RULE.name).rung, of(runs, H1_TRIGGER.name).rung, of(runs, 'placebo').rung],
    trials: trialSummary(log, H1_STUDY).trials,
  })
  const { winRate, cycles } = against(H1_TRIGGER.name)
  const matched = matchedStatic(runs)
  return {
    verdict,
    primary: {
      of: 'win rate of the k rule less that of the 50-delta trigger',
      unit: 'fraction',
      value: winRate.value,
      interval: winRate.interval,
      minimumDetectable: winRate.minimumDetectable,
      observations: cycles,
    },
    data: dataOf(world),
    tables: [
      differenceTable('The registered rule less each baseline', [
        ...[...H1_BASELINES.map(({ name }) => name), 'placebo', 'placebo-trigger', H1_BARE.name].map(
          (label) => [label, against(label)] as const,
        ),
        [`${matched} (wins as often)`, against(matched)] as const,
        [`${H1_BARE.name} less trigger-50`, compare(runs, H1_BARE.name, H1_TRIGGER.name)] as const,
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
      'The structures are priced on a modelled surface: indexed, not quoted. Quotes are as wide as those of 2024; in 2008 real ones were about three times as wide, which a rule that trades more would have paid.',
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
): PairedComparison =>
  pairedComparison(of(runs, one).trades.filter(keep), of(runs, other).trades.filter(keep), TERMS)

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

const ends = ({ value, interval }: BootstrapAnswer): readonly (number | null)[] => [
  value,
  interval?.low ?? null,
  interval?.high ?? null,
]

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
        n === 0 ? null : sum((one) => (one.won ? 1 : 0)) / n,
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
    columns: ['arm', 'entries', 'win rate', 'risk-neutral', 'difference', 'from', 'to'],
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
        mean(won),
        mean(chance),
        ...ends(studentisedInterval([less], MEAN, TERMS)),
      ]
    }),
    note: 'A condor held to settlement in a fair market would show 0, less what costs take.',
  }
}

/** How the 20 % band behaves beside the noise that floors it. */
function bandTable(looks: readonly BandLook[]): StudyTable {
  const weeks = [...new Set(looks.map(({ week }) => week))].sort((a, b) => b - a)
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
    rows: weeks.map((week) => {
      const own = looks.filter((one) => one.week === week)
      const past = own.filter(({ deviation }) => deviation === null || Math.abs(deviation) >= 0.15)
      const bands = Float64Array.from(past, ({ act }) => act).sort()
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
  const found = [...H1_OTHERS, H1_BARE].map(({ name }) => ({
    name,
    is: compare(runs, name, H1_TRIGGER.name),
    restrikes:
      of(runs, name).trades.reduce((sum, one) => sum + one.adjustments, 0) /
      Math.max(1, of(runs, name).trades.length),
  }))
  const adjusted = (read: (one: PairedComparison) => BootstrapAnswer): ReadonlyMap<string, number> => {
    const tested = found.filter(({ is }) => read(is).pOfZero !== null)
    const p = holmAdjusted(tested.map(({ is }) => read(is).pOfZero ?? 1))
    return new Map(tested.map(({ name }, i) => [name, p[i]]))
  }
  const wins = adjusted(({ winRate }) => winRate)
  const money = adjusted(({ pnlPerMargin }) => pnlPerMargin)
  return {
    caption: 'Arms that were not registered, less the 50-delta trigger',
    columns: ['arm', 'cycles', 're-strikes a trade', 'win rate', 'p, Holm', 'P&L / margin', 'p, Holm'],
    rows: found.map(({ name, is, restrikes }) => [
      name,
      is.cycles,
      restrikes,
      is.winRate.value,
      wins.get(name) ?? null,
      is.pnlPerMargin.value,
      money.get(name) ?? null,
    ]),
    note: `${found.length} arms; p of no difference after Holm over them. An arm that never re-strikes cannot move, or lacks what it reads: it equals hold.`,
  }
}
