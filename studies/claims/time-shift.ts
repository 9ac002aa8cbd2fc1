/** H7: are 88 % of threatened condors recovered by shifting them in time? One-day ones cannot be seen on daily data. */
import type { BootstrapAnswer } from '../../src/base/numerics/bootstrap-interval.ts'
import type { IsoDate } from '../../src/base/vocabulary/quantity.ts'
import type { ClosedChain } from '../../src/engine/backtest/backtest-run.ts'
import type { Judge } from '../../src/engine/backtest/run-backtest.ts'
import { pairedComparison } from '../../src/engine/evidence/paired-comparison.ts'
import { judge } from '../../src/policy/judge.ts'
import { TIME_SHIFT } from '../../src/policy/rules/preset-parts.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { H1_ACCOUNT_DOLLARS, h1Rules } from '../h1/arms.ts'
import type { Registration, Study } from '../study.ts'
import { isEntryCall, runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { decided, ends, must, primaryOf, shareWords, termsOf, wins } from './decide.ts'

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
    const terms = termsOf(registration)
    const threats = new Map([SHIFTED, CHEAP, LONG].map((rules) => [rules, new Set<string>()]))
    const runs = runArms(
      world,
      [
        { label: HELD.name, rules: HELD },
        ...[...threats].map(([rules, met]) => ({ label: rules.name, rules, judge: hearingThreats(met) })),
      ],
      {
        change: { from, daysMax: 45 },
        options: { account_dollars: H1_ACCOUNT_DOLLARS },
        progress: (share) => progress('arms', share),
      },
    )
    const of = (label: string): readonly ClosedChain[] => runs.get(label)?.trades ?? []
    const held = new Map(of(HELD.name).map((one) => [one.entryDay, one]))
    const twinsOf = (trades: readonly ClosedChain[]): readonly ClosedChain[] =>
      trades.flatMap(({ entryDay }) => held.get(entryDay) ?? [])
    const rows = [...threats].map(([{ name }, met]) => {
      const shifted = of(name).filter(({ rolls }) => rolls > 0)
      const threatened = of(name).filter(({ id }) => met.has(id))
      const losers = threatened.filter(({ entryDay }) => held.get(entryDay)?.won === false)
      return {
        name,
        shifted,
        recovered: wins(shifted, terms),
        same: wins(twinsOf(shifted), terms),
        money: pairedComparison(shifted, twinsOf(shifted), terms),
        threatened,
        ofThreatened: wins(threatened, terms),
        sameThreatened: wins(twinsOf(threatened), terms),
        losers,
        ofLosers: wins(losers, terms),
      }
    })
    const [main] = rows
    const data = { ...dataOf(world), from }
    const verdictOf = (recovered: BootstrapAnswer) => decided(registration, 'indexed', 3, { recovered }, data)
    return Promise.resolve({
      verdict: verdictOf(main.recovered),
      primary: primaryOf(OF, 'fraction', main.recovered, main.shifted.length),
      data,
      beside: [
        `As registered, of the ${main.shifted.length} chains that were shifted ${shareWords(main.recovered)} closed above zero.`,
        `Added after the results were known: of all ${main.threatened.length} chains that met the threat test, shifted or not, ${shareWords(main.ofThreatened)} closed above zero, by the same thresholds ${verdictOf(main.ofThreatened).status}; of the ${main.losers.length} of them whose twin lost when held, ${shareWords(main.ofLosers)}.`,
      ],
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
            'from',
            'to',
            'shifted less held, $',
            'from',
            'to',
          ],
          rows: rows.map(({ name, shifted, recovered, same, money }) => [
            name,
            of(name).length,
            shifted.length,
            ...ends(recovered),
            ...ends(same),
            ...ends(money.pnlPerTrade_dollars),
          ]),
          note: 'Recovered: the whole chain closed above zero after all costs. Won anyway: the same entries, not shifted.',
        },
        {
          caption: 'Added after the results: every chain that met the threat test',
          columns: [
            'rule',
            'threatened',
            'of these shifted',
            'closed above zero',
            'from',
            'to',
            'held: won anyway',
            'from',
            'to',
            'lost when held',
            'of these above zero',
            'from',
            'to',
          ],
          rows: rows.map(({ name, threatened, ofThreatened, sameThreatened, losers, ofLosers }) => [
            name,
            threatened.length,
            threatened.filter(({ rolls }) => rolls > 0).length,
            ...ends(ofThreatened),
            ...ends(sameThreatened),
            losers.length,
            ...ends(ofLosers),
          ]),
          note: 'Threatened: the test of a shift fired on a day or more, whether or not an expiry paid for it.',
        },
      ],
      notes: [
        'Rolling back needs the average price of the session, which daily data lack: no chain is rolled back.',
        ...(runs.get(SHIFTED.name)?.notes ?? []),
      ],
    })
  },
}

/** Adds to `met` every chain on which the test of a shift has fired: those that are shifted, and those that nothing pays for. */
export function hearingThreats(met: Set<string>): Judge {
  return (facts, rules, book) => {
    const judged = judge(facts, rules, book)
    if (isEntryCall(facts)) return judged
    for (const { position, evidence } of judged.positions) {
      const outcome = evidence?.roll?.outcome ?? 'unknown'
      if (outcome !== 'none' && outcome !== 'roll-back' && outcome !== 'unknown') met.add(position.chain[0])
    }
    return judged
  }
}
