/** The prolonged calm of 2017, and what the hedge cost in it. */
import { isoOfDay } from '../../src/base/calendar/civil.ts'
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { type DayNumber, type IsoDate, quantity } from '../../src/base/vocabulary/quantity.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import type { Registration, Study } from '../study.ts'
import { dataOf } from '../world/study-data.ts'
import { modelledVolatility } from '../world/volatility.ts'
import { HEDGE_ACCOUNT_DOLLARS, alvh, hedgePnl, runHedges, tenCondors } from './alvh.ts'
import { decided, ends, must, primaryOf, termsOf } from './decide.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { presetNamed } from '../../src/policy/rules/presets.ts'

const OF = 'cost of the 4/4/2 hedge in 2017, share of the account a year'
const LADDER = mustAccept(presetNamed('monthly-16-delta+alvh')).hedge

const registration: Registration = {
  id: 'CALM',
  title: 'The calm of 2017 and its hedge',
  claim: 'The hedge costs 1 to 2 % a year, in the prolonged calm of 2017 as well.',
  source: 'titles [V7 V12 V18 V30]; static calls 35-45 % in calm years [V28]',
  metric: OF,
  design: [
    'Ten monthly 16-delta condors and the 4/4/2 hedge on 250,000 dollars, from January 2016, the sessions of 2017 counted; VIX published where at hand, VX curve modelled from it, options modelled.',
    'An upper bound at or under 2.5 % supports, a lower bound above 2 % refutes.',
    'Stationary bootstrap of the days of the year, 95 %: one year is one draw of a regime, so the interval is of the days and not of calm years.',
  ],
  seed: 11,
  supportedIf: [must('cost', OF, 'high', 'be under', 0.025)],
  refutedIf: [must('cost', OF, 'low', 'exceed', 0.02)],
  wouldChange: 'VX settlements and VIX option quotes of 2017.',
}

const HEDGED = tenCondors(
  'calm-4/4/2',
  LADDER === null ? null : { ...LADDER, budget_share_per_year: 100, costToMaxLossWarn: 1 },
)
const CAPPED = tenCondors('calm-2-percent', LADDER)

export const calm2017: Study = {
  registration,
  rules: [alvh.rules[0], HEDGED, CAPPED],
  run: ({ world, progress }) => {
    const span = { from: '2016-01-04' as IsoDate, to: '2018-12-31' as IsoDate }
    const arms = [
      { label: '4/4/2', rules: HEDGED },
      { label: '4/4/2, 2 % a year', rules: CAPPED },
    ]
    const source = modelledVolatility(world)
    const runs = runHedges(world, source, span, (share) => progress('2016 to 2018', share), arms)
    const terms = termsOf(registration)
    const data = { ...dataOf(world), ...span, sources: [...dataOf(world).sources, source.says] }
    const costIn = (run: BacktestRun | undefined, year: number) => {
      const pnl = run === undefined ? new Float64Array(0) : hedgePnl(run)
      const own = [...(run?.days ?? [])].flatMap((day, i) =>
        yearOf(day) === year ? [(-252 * pnl[i]) / HEDGE_ACCOUNT_DOLLARS] : [],
      )
      return { n: own.length, answer: studentisedInterval([Float64Array.from(own)], MEAN, terms) }
    }
    const main = costIn(runs.get('4/4/2'), 2017)
    const years = [2016, 2017, 2018]
    return Promise.resolve({
      verdict: decided(registration, 'indexed', arms.length, { cost: main.answer }, data),
      primary: primaryOf(OF, 'fraction', main.answer, main.n),
      data,
      beside: [],
      tables: [
        {
          caption: 'Hedge and condors, year by year',
          columns: ['arm', 'year', 'hedge cost a year', 'from', 'to', 'account, change of the year'],
          rows: [...runs].flatMap(([label, run]) =>
            years.map((year) => [label, year, ...ends(costIn(run, year).answer), changeIn(run, year)]),
          ),
          note: 'A cost is positive. The years before and after stand beside the one that decides.',
        },
      ],
      notes: [
        'Futures of 2017 are modelled from VIX: the premium of the curve over VIX is that of 2004 to 2012, on which it was fitted.',
      ],
    })
  },
}

const yearOf = (day: number): number => Number(isoOfDay(quantity<DayNumber>(day)).slice(0, 4))

function changeIn({ days, equity_cents }: BacktestRun, year: number): number | null {
  const rows = [...days.keys()].filter((i) => yearOf(days[i]) === year)
  const [first, last] = [rows.at(0), rows.at(-1)]
  if (first === undefined || last === undefined) return null
  return equity_cents[last] / equity_cents[Math.max(0, first - 1)] - 1
}
