/** Does a breach of 15 to 20 % right after FOMC precede a rebalance that pays? Only a published VIX can know FOMC. */
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import type { IsoDate } from '../../src/base/vocabulary/quantity.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import type { Judge } from '../../src/engine/backtest/run-backtest.ts'
import { judge } from '../../src/policy/judge.ts'
import { watched } from '../../src/policy/rules/preset-parts.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { H1_ACCOUNT_DOLLARS, h1Rules } from '../h1/arms.ts'
import type { Registration, Study } from '../study.ts'
import { eventDays } from '../world/events.ts'
import { isEntryCall, runArms } from '../world/run-arms.ts'
import { dataOf } from '../world/study-data.ts'
import { decided, ends, must, primaryOf, untestable } from './decide.ts'

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
  wouldChange: 'Calendars before 2015 and quoted chains: forty meetings are few.',
}

const HOLD = h1Rules('event-hold', 'Held to settlement.')
const RESELL = h1Rules('event-rebalance', 'Sold again at 16 delta where k breaches right after an event.', {
  actions: { shortDeltaMax: 0, deltaUp: 're-strike' },
})
const watching = (id: string): RuleSet =>
  h1Rules(`event-watch-${id}`, 'What is looked at.', { invariant: watched(id, { signals: ['k'] }) })
const WATCH = { F4: watching('credit-days-percentile'), F2: watching('credit-distance') } as const

export const eventBreach: Study = {
  registration,
  rules: [HOLD, RESELL, WATCH.F4, WATCH.F2],
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
        options: { account_dollars: H1_ACCOUNT_DOLLARS, entryEvery: 5 },
        progress: (share) => progress('arms', share),
      },
    )
    const held = runs.get('hold')
    const rows = cases.map(([label]) => [label, gainOver(runs.get(label), held)] as const)
    const main = rows[0][1]
    return Promise.resolve({
      verdict: decided(registration, 'indexed', cases.length, { gain: main.answer }),
      primary: primaryOf(OF, 'dollars', main.answer, main.n),
      data: { ...dataOf(world), from },
      tables: [
        {
          caption: 'Sold again after the event, less held',
          columns: ['case', 'entries sold again', 'mean gain, $', 'from', 'to', 'share that gained'],
          rows: rows.map(([label, { n, gained, answer }]) => [label, n, ...ends(answer), gained]),
          note: `FOMC decisions ${fomc.filter((day) => day <= (world.index.days.at(-1) ?? 0)).length}, CPI ${cpi.filter((day) => day <= (world.index.days.at(-1) ?? 0)).length} within the data. The 15 % is taken as written, without a floor for noise.`,
        },
      ],
      notes: [],
    })
  },
}

function afterEvents(days: readonly number[], watching: RuleSet, act: number): Judge {
  return (facts, rules, book) => {
    const recent = days.some((day) => facts.knownDay >= day && facts.knownDay <= day + AFTER_DAYS)
    if (isEntryCall(facts) || !recent) return judge(facts, rules, { ...book, positions: [] })
    const { positions } = judge(facts, watching, book)
    const past = new Set(
      positions.flatMap(({ position, evidence }) => {
        const deviation = evidence?.watched?.monitor.reading.deviation ?? null
        return deviation !== null && Math.abs(deviation) >= act ? [position.trade] : []
      }),
    )
    return judge(facts, rules, { ...book, positions: book.positions.filter(({ trade }) => past.has(trade)) })
  }
}

function gainOver(run: BacktestRun | undefined, held: BacktestRun | undefined) {
  const twin = new Map(held?.trades.map((one) => [one.entryDay, one.pnl_cents]))
  const gains = (run?.trades ?? []).flatMap(({ adjustments, entryDay, pnl_cents }) => {
    const other = twin.get(entryDay)
    return adjustments === 0 || other === undefined ? [] : [(pnl_cents - other) / 100]
  })
  const column = Float64Array.from(gains)
  const terms = { seed: registration.seed, level: 0.95, resamples: 2000 }
  return {
    n: gains.length,
    gained: gains.length === 0 ? null : gains.filter((gain) => gain > 0).length / gains.length,
    answer: studentisedInterval([column], MEAN, terms),
  }
}
