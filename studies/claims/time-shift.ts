/** H7: are 88 % of threatened condors recovered by shifting them in time? One-day ones cannot be seen on daily data. */
import type { IsoDate } from '../../src/base/vocabulary/quantity.ts'
import type { ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import { pairedComparison } from '../../src/engine/evidence/paired-comparison.ts'
import { winRate } from '../../src/engine/evidence/win-rate.ts'
import { TIME_SHIFT } from '../../src/policy/rules/preset-parts.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { H1_ACCOUNT_DOLLARS, h1Rules } from '../h1/arms.ts'
import type { Registration, Study } from '../study.ts'
import { runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { decided, ends, must, primaryOf } from './decide.ts'

const OF = 'share of shifted chains that close above zero after all costs'

const registration: Registration = {
  id: 'H7',
  title: 'Recovery by time-shifting',
  claim: 'Time-shifting recovers 88 % of threatened losers.',
  source: '[M18]; METHOD H7 (79-83 % after spreads, 71 % without the hedge, 70-80 % elsewhere)',
  metric: OF,
  design: [
    'Condors near 7 days, 16 delta, 25 wide, one a session from 2010; shifted as in the presets: EDR above 0.94 % or VIX above 16, and a short within one EDR or a mark of two credits; the whole condor, same size, 1 to 7 days later, where its net credit pays costs and 250 dollars; at most two rolls; else the defined loss is taken.',
    'The published product is opened a day before it expires: on daily snapshots it has settled before it can be shifted. Seven days are the nearest that daily data can show.',
    'A lower bound above 83 % supports, an upper bound under 88 % refutes. Twin: the same entries held. Wilson or stationary bootstrap, whichever is wider, 95 %.',
  ],
  seed: 13,
  supportedIf: [must('recovered', OF, 'low', 'exceed', 0.83)],
  refutedIf: [must('recovered', OF, 'high', 'be under', 0.88)],
  wouldChange: 'Intraday chains, on which the one-day product itself could be shifted.',
}

const week = (name: string, about: string, roll: RuleSet['roll']): RuleSet => {
  const rules = h1Rules(name, about)
  const [structure] = rules.structures
  return {
    ...rules,
    structures: [
      {
        ...structure,
        contract: {
          ...structure.contract,
          expiry: {
            kind: 'nearest-days',
            days: 7,
            tolerance_days: 3,
            settlement: 'PM preferred',
            monthlyOnly: false,
          },
          wings: { put_points: 25, call_points: 25, tolerance_points: 0 },
        },
      },
    ],
    roll,
  }
}

const HELD = week('shift-held', 'Held to settlement.', null)
const SHIFTED = week('shift-250', 'Shifted in time for at least 250 dollars.', TIME_SHIFT)
const CHEAP = week('shift-0', 'Shifted in time for any net credit.', {
  ...TIME_SHIFT,
  creditTarget_dollars: 0,
})
const LONG = week('shift-21', 'Shifted by up to 21 days.', {
  ...TIME_SHIFT,
  daysMax: 21,
  creditTarget_dollars: 0,
})

export const timeShift: Study = {
  registration,
  rules: [HELD, SHIFTED, CHEAP, LONG],
  run: ({ world, progress }) => {
    const from = '2010-01-04' as IsoDate
    const terms = { seed: registration.seed, level: 0.95, resamples: 2000 }
    const runs = runArms(
      world,
      [HELD, SHIFTED, CHEAP, LONG].map((rules) => ({ label: rules.name, rules })),
      {
        change: { from, daysMax: 45 },
        options: { account_dollars: H1_ACCOUNT_DOLLARS },
        progress: (share) => progress('arms', share),
      },
    )
    const of = (label: string): readonly ClosedChain[] => runs.get(label)?.trades ?? []
    const held = new Map(of(HELD.name).map((one) => [one.entryDay, one]))
    const rows = [SHIFTED, CHEAP, LONG].map(({ name }) => {
      const shifted = of(name).filter(({ rolls }) => rolls > 0)
      const twins = shifted.flatMap(({ entryDay }) => held.get(entryDay) ?? [])
      const wins = (trades: readonly ClosedChain[]) =>
        winRate(
          Float64Array.from(trades, (one) => (one.won ? 1 : 0)),
          terms,
        )
      return {
        name,
        shifted,
        recovered: wins(shifted),
        same: wins(twins),
        money: pairedComparison(shifted, twins, terms),
      }
    })
    const [main] = rows
    return Promise.resolve({
      verdict: decided(registration, 'indexed', 3, { recovered: main.recovered }),
      primary: primaryOf(OF, 'fraction', main.recovered, main.shifted.length),
      data: { ...dataOf(world), from },
      tables: [
        {
          caption: 'Chains that were shifted, and the same entries held',
          columns: [
            'rule',
            'entries',
            'shifted',
            'recovered',
            'from',
            'to',
            'held: won anyway',
            'shifted less held, $',
            'from',
            'to',
          ],
          rows: rows.map(({ name, shifted, recovered, same, money }) => [
            name,
            of(name).length,
            shifted.length,
            ...ends(recovered),
            same.value,
            ...ends(money.pnlPerTrade_dollars),
          ]),
          note: 'Recovered: the whole chain closed above zero after all costs. Won anyway: the same entries, not shifted.',
        },
      ],
      notes: [
        'Rolling back needs the average price of the session, which daily data lack: no chain is rolled back.',
        ...(runs.get(SHIFTED.name)?.notes ?? []),
      ],
    })
  },
}
