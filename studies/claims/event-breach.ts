/** Does a breach of 15 to 20 % right after FOMC precede a rebalance that pays? Only a published VIX can know FOMC. */
import { dayNumber } from '../../src/base/calendar/civil.ts'
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import type { IsoDate } from '../../src/base/vocabulary/quantity.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import type { Judge } from '../../src/engine/backtest/run-backtest.ts'
import { watched } from '../../src/policy/rules/preset-parts.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { H1_OPTIONS, h1Rules } from '../h1/arms.ts'
import { deviating } from '../h1/judges.ts'
import type { Registration, Study } from '../study.ts'
import { eventDays } from '../world/events.ts'
import { judgeOnly } from '../world/judge-only.ts'
import { runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { EVENT_CALENDAR, type FindData, oneFile } from '../world/study-inputs.ts'
import { decided, ends, must, primaryOf, termsOf, untestable, wins } from './decide.ts'

const OF = 'P&L of a condor sold again after the breach less the same condor held, dollars'
/** Calendar days after the decision that count as right after it. */
const AFTER_DAYS = 2

const registration: Registration = {
  id: 'FOMC',
  title: 'Breaches after FOMC',
  claim: 'A breach of 15 to 20 % of k checked right after FOMC calls for a rebalance that pays.',
  source: '[S3] on credit x days adjusted by the percentile of VIX (F4)',
  metric: `${OF}, mean over the entries that were sold again`,
  design: [
    'The condors of H1. Within two calendar days after an FOMC decision, a condor whose F4 product (credit x days x VIX percentile) is 15 % or more from its aged baseline is sold again at 16 delta on the next snapshot; nothing is done on other days.',
    'Twin: the same condors held. Only entries that were sold again count; both sides pay all costs.',
    'Published VIX and the published calendar only: a VIX modelled from the index path cannot know of FOMC.',
    'Also: the same with F2, with 20 %, and after CPI. Stationary bootstrap over entries, 95 %.',
  ],
  seed: 7,
  supportedIf: [must('gain', OF, 'low', 'exceed', 0)],
  refutedIf: [must('gain', OF, 'high', 'be under', 0)],
  wouldChange: 'Calendars before 2015 and quoted chains.',
}

const HOLD = h1Rules('event-hold', 'Held to settlement.')
const RESELL = h1Rules('event-rebalance', 'Sold again at 16 delta where k breaches right after an event.', {
  actions: { shortDeltaMax: 0, deltaUp: 're-strike' },
})
const watching = (id: string): RuleSet =>
  h1Rules(`event-watch-${id}`, 'What is looked at.', { invariant: watched(id, { signals: ['k'] }) })
const WATCH = { F4: watching('credit-days-percentile'), F2: watching('credit-distance') } as const

const inputs = (find?: FindData) => oneFile(EVENT_CALENDAR, find)

export const eventBreach: Study = {
  registration,
  rules: [HOLD, RESELL, WATCH.F4, WATCH.F2],
  inputs,
  amendments: [
    {
      of: 'wouldChange',
      was: 'Calendars before 2015 and quoted chains: forty meetings are few.',
      why: 'The meetings are counted under the table.',
    },
  ],
  run: ({ world, progress }) => {
    const [fomc, cpi] = [eventDays('FOMC'), eventDays('CPI')]
    if (world.vixRung !== 'quoted' || fomc === null || cpi === null) {
      const why = 'it needs published VIX closes and a calendar of FOMC: neither is modelled here'
      return Promise.resolve(untestable(registration, 'indexed', why))
    }
    const cases = [
      ['F4 15 % after FOMC', afterEvents(fomc, WATCH.F4, 0.15)],
      ['F4 20 % after FOMC', afterEvents(fomc, WATCH.F4, 0.2)],
      ['F2 15 % after FOMC', afterEvents(fomc, WATCH.F2, 0.15)],
      ['F2 20 % after FOMC', afterEvents(fomc, WATCH.F2, 0.2)],
      ['F4 15 % after CPI', afterEvents(cpi, WATCH.F4, 0.15)],
      ['F2 15 % after CPI', afterEvents(cpi, WATCH.F2, 0.15)],
    ] as const
    const from = '2015-01-02' as IsoDate
    const runs = runArms(
      world,
      [
        { label: 'hold', rules: HOLD },
        ...cases.map(([label, own]) => ({ label, rules: RESELL, judge: own })),
      ],
      {
        change: { from },
        options: H1_OPTIONS,
        progress: (share) => progress('arms', share),
      },
    )
    const [first, last] = [dayNumber(from), dayNumber(world.to)]
    const within = (days: readonly number[]): number =>
      days.filter((day) => day >= first && day <= last).length
    const held = runs.get('hold')
    const rows = cases.map(([label]) => [label, gainOver(runs.get(label), held)] as const)
    const main = rows[0][1]
    const data = { ...dataOf(world, inputs()), from }
    return Promise.resolve({
      verdict: decided(registration, 'indexed', cases.length, { gain: main.answer }, data),
      primary: primaryOf(OF, 'dollars', main.answer, main.n),
      data,
      beside: [],
      tables: [
        {
          caption: 'Sold again after the event, less held',
          columns: [
            'case',
            'entries sold again',
            'mean gain, $',
            'from',
            'to',
            'share that gained',
            'from',
            'to',
          ],
          rows: rows.map(([label, { n, gained, answer }]) => [label, n, ...ends(answer), ...ends(gained)]),
          note: `FOMC decisions ${within(fomc)}, CPI ${within(cpi)} within the data. The 15 % is taken as written, without a floor for noise.`,
        },
      ],
      notes: [],
    })
  },
}

function afterEvents(days: readonly number[], watching: RuleSet, act: number): Judge {
  const past = deviating(watching, act)
  return judgeOnly((facts, book) => {
    const recent = days.some((day) => facts.knownDay >= day && facts.knownDay <= day + AFTER_DAYS)
    return recent ? past(facts, book) : () => false
  })
}

function gainOver(run: BacktestRun | undefined, held: BacktestRun | undefined) {
  const twin = new Map(held?.trades.map((one) => [one.entryDay, one.pnl_cents]))
  const moved = (run?.trades ?? []).flatMap(({ adjustments, entryDay, exitDay, pnl_cents }) => {
    const other = twin.get(entryDay)
    const gain = (pnl_cents - (other ?? 0)) / 100
    return adjustments === 0 || other === undefined ? [] : [{ entryDay, exitDay, gain, won: gain > 0 }]
  })
  const terms = termsOf(registration)
  return {
    n: moved.length,
    gained: wins(moved, terms),
    answer: studentisedInterval([Float64Array.from(moved, ({ gain }) => gain)], MEAN, terms),
  }
}
