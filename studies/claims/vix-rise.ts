/** Does a rise of VIX call for tightening? The method says tighten, widen and cut; here tighten, widen and hold, in money. */
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import type { Judge } from '../../src/engine/backtest/run-backtest.ts'
import { pairedComparison } from '../../src/engine/evidence/paired-comparison.ts'
import { valueOrNull } from '../../src/base/vocabulary/result.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { H1_OPTIONS, h1Rules } from '../h1/arms.ts'
import type { Registration, Study } from '../study.ts'
import { judgeOnly } from '../world/judge-only.ts'
import { runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { decided, ends, must, primaryOf, termsOf, wins } from './decide.ts'

/** VIX over VIX at the last sale, less 1. */
const RISE = 0.175
const OVER_HOLD = 'P&L over average margin of tightening less that of holding'
const OVER_WIDEN = 'P&L over average margin of tightening less that of widening'

const registration: Registration = {
  id: 'TIGHTEN',
  title: 'Tighten, widen or hold when VIX rises',
  claim: 'When VIX rises, short strikes should be tightened.',
  source: '[S3] tighten; [K1 K5] widen; [K2 K3] cut size',
  metric: `${OVER_HOLD}, paired by entry`,
  design: [
    'The condors of H1. Where VIX closes 17.5 % or more above VIX at the last sale, the condor is sold again on the next snapshot at the same expiration: at 25 delta (tighten), at 10 delta (widen), at 16 delta (same), or held.',
    'A lower bound above zero against holding and against widening supports; an upper bound below zero against either refutes.',
    'Rises of 30 % beside it. Stationary bootstrap over weekly cycles, 95 %.',
  ],
  seed: 8,
  supportedIf: [must('hold', OVER_HOLD, 'low', 'exceed', 0), must('widen', OVER_WIDEN, 'low', 'exceed', 0)],
  refutedIf: [
    must('hold', OVER_HOLD, 'high', 'be under', 0),
    must('widen', OVER_WIDEN, 'high', 'be under', 0),
  ],
  wouldChange:
    'Quoted chains of 2008, 2018 and 2020, where selling again costs what the model does not charge.',
}

const HOLD = h1Rules('rise-hold', 'Held to settlement.')
const again = (name: string, delta: number): RuleSet =>
  h1Rules(name, `Sold again at ${Math.round(100 * delta)} delta when VIX has risen.`, {
    delta,
    actions: { shortDeltaMax: 0, deltaUp: 're-strike' },
  })
const ARMS = {
  tighten: again('rise-tighten', 0.25),
  widen: again('rise-widen', 0.1),
  same: again('rise-same', 0.16),
}

export const vixRise: Study = {
  registration,
  rules: [HOLD, ...Object.values(ARMS)],
  run: ({ world, progress }) => {
    const arms = [RISE, 0.3].flatMap((rise) =>
      Object.entries(ARMS).map(([name, rules]) => ({
        label: `${name} at +${Math.round(1000 * rise) / 10} %`,
        rules,
        judge: whenVixRose(rise),
      })),
    )
    const runs = runArms(world, [{ label: 'hold', rules: HOLD }, ...arms], {
      options: H1_OPTIONS,
      progress: (share) => progress('arms', share),
    })
    const terms = termsOf(registration)
    const data = dataOf(world)
    const of = (label: string): BacktestRun['trades'] => runs.get(label)?.trades ?? []
    const pairs = [
      ['tighten at +17.5 %', 'hold'],
      ['tighten at +17.5 %', 'widen at +17.5 %'],
      ['widen at +17.5 %', 'hold'],
      ['same at +17.5 %', 'hold'],
      ['tighten at +30 %', 'hold'],
      ['tighten at +30 %', 'widen at +30 %'],
      ['widen at +30 %', 'hold'],
    ] as const
    const found = pairs.map(([a, b]) => ({ a, b, is: pairedComparison(of(a), of(b), terms) }))
    const [overHold, overWiden] = [found[0].is.pnlPerMargin, found[1].is.pnlPerMargin]
    return Promise.resolve({
      verdict: decided(registration, 'indexed', arms.length + 1, { hold: overHold, widen: overWiden }, data),
      primary: primaryOf(OVER_HOLD, 'fraction', overHold, found[0].is.cycles),
      data,
      beside: [],
      tables: [
        {
          caption: 'Arms when VIX has risen',
          columns: [
            'arm',
            'less',
            'cycles',
            'P&L / margin',
            'from',
            'to',
            'P&L a trade, $',
            'from',
            'to',
            'win rate',
            'from',
            'to',
          ],
          rows: found.map(({ a, b, is }) => [
            a,
            b,
            is.cycles,
            ...ends(is.pnlPerMargin),
            ...ends(is.pnlPerTrade_dollars),
            ...ends(is.winRate),
          ]),
          note: 'Entries are 16 delta in every arm; arms differ in what is sold again.',
        },
        {
          caption: 'Each arm by itself',
          columns: ['arm', 'trades', 'P&L a trade, $', 'sold again, a trade', 'win rate', 'from', 'to'],
          rows: [...runs].map(([label, { trades }]) => [
            label,
            trades.length,
            trades.reduce((sum, one) => sum + one.pnl_cents, 0) / 100 / Math.max(1, trades.length),
            trades.reduce((sum, one) => sum + one.adjustments, 0) / Math.max(1, trades.length),
            ...ends(wins(trades, terms)),
          ]),
          note: null,
        },
      ],
      notes: [],
    })
  },
}

/** Entries as held ones are, at 16 delta; sold again by the arm's own rules where VIX has risen since the last sale. */
const whenVixRose = (rise: number): Judge =>
  judgeOnly((facts) => {
    const level = valueOrNull(facts.market.vix)?.level_vol_points ?? null
    return ({ entry }) => {
      const before = entry?.series?.['vix'] ?? null
      return level !== null && before !== null && level >= (1 + rise) * before
    }
  }, HOLD)
