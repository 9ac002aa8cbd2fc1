/** H3 and H5: how often the one-day tiers win, by the width of their wings, against what they must win to earn nothing. */
import { isoOfDay } from '../../src/base/calendar/civil.ts'
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { type DayNumber, type IsoDate, quantity } from '../../src/base/vocabulary/quantity.ts'
import type { ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { presetNamed } from '../../src/policy/rules/presets.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { H1_ACCOUNT_DOLLARS, h1Rules } from '../h1/arms.ts'
import type { Registration, Study } from '../study.ts'
import { runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { decided, ends, must, primaryOf, termsOf, wins } from './decide.ts'

const OF = 'win rate of the 0.70 tier, 5 wide, entered every session from 2015'

const QUOTED_CHAINS =
  'Quoted chains at the time of the signal: credits for a strike a day from expiry depend on a smile that the model only extrapolates.'

const registration: Registration = {
  id: 'H3',
  title: 'One-day tiers by wing width',
  claim: 'The 0.70 tier wins about 90 % of its days without stops, 2015-2025.',
  source: '[D13]; METHOD H3, H5 (78-86 %)',
  metric: OF,
  design: [
    'Each session a condor that expires the next one, for a mid credit of 0.70, 1.15 or 1.60, wings 5, 10 or 25 wide, filled at natural on strikes chosen from the session’s close and signals of the one before; held to settlement; all costs.',
    'About 90 %: a lower bound above 85 % supports, an upper bound under 90 % refutes.',
    'Expiries that were not listed then are modelled and labelled counterfactual. Beside it: expectancy, and the win rate that would earn nothing with full losses.',
    'Wilson or stationary bootstrap, whichever is wider, 95 %.',
  ],
  seed: 9,
  supportedIf: [must('wins', OF, 'low', 'exceed', 0.85)],
  refutedIf: [must('wins', OF, 'high', 'be under', 0.9)],
  wouldChange: `${QUOTED_CHAINS} And the sessions of 2020 to 2025 that the claim speaks of and the data does not reach.`,
}

const CREDITS = [0.7, 1.15, 1.6] as const
const WIDTHS = [5, 10, 25] as const
const VIX_GATED = mustAccept(presetNamed('icc-1dte')).entry.vixBands

const tier = (credit: number, width: number, gated: boolean): RuleSet => {
  const base = h1Rules(`one-day-${credit.toFixed(2)}-${width}${gated ? '-vix' : ''}`, 'A one-day condor.')
  return {
    ...base,
    structures: [
      {
        id: 'condor',
        label: `one day, ${credit.toFixed(2)}, ${width} wide`,
        tier: credit === 0.7 ? 'conservative' : credit === 1.15 ? 'balanced' : 'aggressive',
        contract: {
          kind: 'condor',
          expiry: { kind: 'next-session', settlement: 'PM preferred' },
          shorts: { kind: 'credit', mid_points: credit, step_points: 5, deltaWarning: 0.18 },
          wings: { put_points: width, call_points: width, tolerance_points: 0 },
        },
        sizeShare: 1,
      },
    ],
    entry: { ...base.entry, naturalCreditMin_points: 0.3, vixBands: gated ? VIX_GATED : null },
  }
}

const ARMS = [false, true].flatMap((gated) =>
  WIDTHS.flatMap((width) =>
    CREDITS.map((credit) => ({
      credit,
      width,
      gated,
      rules: tier(credit, width, gated),
    })),
  ),
)
const FROM = '2015-01-02' as IsoDate

export const oneDay: Study = {
  registration,
  rules: ARMS.map(({ rules }) => rules),
  amendments: [
    {
      of: 'wouldChange',
      was: QUOTED_CHAINS,
      why: 'The data ends before the span of the claim does, which the registration did not say.',
    },
  ],
  run: ({ world, progress }) => {
    const terms = termsOf(registration)
    const runs = runArms(
      world,
      ARMS.map(({ rules }) => ({ label: rules.name, rules })),
      {
        change: { daysMax: 45 },
        options: { account_dollars: H1_ACCOUNT_DOLLARS },
        progress: (share) => progress('arms', share),
      },
    )
    const since = (from: string) => (one: ClosedChain) => isoOfDay(quantity<DayNumber>(one.entryDay)) >= from
    const row = (label: string, from: string) => {
      const trades = (runs.get(label)?.trades ?? []).filter(since(from))
      const pnl = Float64Array.from(trades, (one) => one.pnl_cents / 100)
      const credit = trades.reduce((sum, one) => sum + one.entryCredit_points, 0) / Math.max(1, trades.length)
      return {
        n: trades.length,
        wins: wins(trades, terms),
        pnl: studentisedInterval([pnl], MEAN, terms),
        credit,
      }
    }
    const main = row(ARMS[0].rules.name, FROM)
    const data = { ...dataOf(world), from: FROM }
    return Promise.resolve({
      verdict: decided(registration, 'indexed', ARMS.length, { wins: main.wins }, data),
      primary: primaryOf(OF, 'fraction', main.wins, main.n),
      data,
      beside: [
        `The claim is of 2015 to 2025; ${main.n} entries from ${FROM} on decide, and the data ends on ${world.to}.`,
      ],
      tables: [FROM, world.from].map((from) => ({
        caption: `One-day condors, entries from ${from}`,
        columns: [
          'credit',
          'wide',
          'VIX bands',
          'trades',
          'win rate',
          'from',
          'to',
          'must win',
          'P&L a trade, $',
          'from',
          'to',
          'natural credit',
        ],
        rows: ARMS.map(({ credit, width, gated, rules }) => {
          const one = row(rules.name, from)
          return [
            credit,
            width,
            gated ? 'yes' : 'no',
            one.n,
            ...ends(one.wins),
            one.n === 0 ? null : 1 - one.credit / width,
            ...ends(one.pnl),
            one.n === 0 ? null : one.credit,
          ]
        }),
        note: 'Must win: the win rate that earns nothing where every loss is the whole width, before fees. VIX bands: tiers opened by the published table (under 15 all, to 20 two, above none).',
      })),
      notes: [...(runs.get(ARMS[0].rules.name)?.notes ?? [])],
    })
  },
}
