/** The seed's reference stress, a 5-point spike of volatility, in days of LVR: what it is, on every week of the index. */
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { TRADING_DAYS_PER_YEAR } from '../../src/book/structure/lvr.ts'
import { modelOf, resolveCondor } from '../../src/book/structure/resolve-condor.ts'
import { dollarGreeks, structureGreeks } from '../../src/book/structure/greeks.ts'
import { rentPerTradingDay } from '../../src/book/structure/lvr.ts'
import { structureValue, type StructureModel } from '../../src/book/structure/structure-model.ts'
import type { Registration, Study } from '../study.ts'
import { dataOf } from '../world/study-data.ts'
import { daysOf } from '../world/study-world.ts'
import { decided, ends, must, primaryOf, termsOf } from './decide.ts'

const OF = 'trading days of LVR at implied that a 5-point rise costs a 30-day condor, full revaluation'
const SHIFT = 0.05
const EVERY = 5

const registration: Registration = {
  id: 'S0',
  title: 'A 5-point spike of volatility in LVR-days',
  claim: 'A 5-point rise of volatility costs a 30-day condor about as much as two to three weeks of LVR.',
  source: 'seed 000 [S0] names the stress; MATH 3: 13.8 days at 15 % and 30 days, first order',
  metric: OF,
  design: [
    'Every fifth session: a 16-delta, 50-wide condor near 30 days on the modelled surface; all legs at five points more, spot and time as they are; the loss over the LVR of one trading day at the legs’ own volatilities.',
    'Two to three weeks: the mean, with its interval, between 10 and 15 trading days.',
    'Stationary bootstrap, 95 %.',
  ],
  seed: 5,
  supportedIf: [must('days', OF, 'low', 'exceed', 10), must('days', OF, 'high', 'be under', 15)],
  refutedIf: [must('days', OF, 'high', 'be under', 10), must('days', OF, 'low', 'exceed', 15)],
  wouldChange: 'Quoted chains: the figure follows from the condor and the smile alone.',
}

export const volSpike: Study = {
  registration,
  rules: [],
  run: ({ world, progress }) => {
    const terms = termsOf(registration)
    const data = dataOf(world)
    const found: {
      readonly vix: number
      readonly full: number
      readonly first: number
      readonly loss: number
    }[] = []
    let session = 0
    for (const { facts } of daysOf(world, { daysMax: 50 })) {
      session += 1
      if (facts === null || session % EVERY !== 1) continue
      progress('weeks', session / world.index.days.length)
      const resolved = resolveCondor(
        {
          kind: 'condor',
          expiry: {
            kind: 'nearest-days',
            days: 30,
            tolerance_days: 10,
            settlement: 'PM preferred',
            monthlyOnly: false,
          },
          shorts: { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.05 },
          wings: { put_points: 50, call_points: 50, tolerance_points: 0 },
        },
        facts.market,
      )
      if (!resolved.ok || !facts.market.vix.ok) continue
      const model = modelOf(resolved.value)
      const greeks = structureGreeks(model)
      const rent = rentPerTradingDay(model, greeks)
      if (!(rent > 0)) continue
      const loss = (structureValue(model) - structureValue(raised(model))) * model.multiplier
      const vega = dollarGreeks(greeks, model.multiplier).vega_dollars_per_vol_point
      found.push({
        vix: facts.market.vix.value.level_vol_points,
        full: loss / rent,
        first: (-vega * SHIFT * 100) / rent,
        loss,
      })
    }
    const mean = (
      keep: (one: (typeof found)[number]) => boolean,
      read: (one: (typeof found)[number]) => number,
    ) => {
      const kept = found.filter(keep)
      return { n: kept.length, answer: studentisedInterval([Float64Array.from(kept, read)], MEAN, terms) }
    }
    const main = mean(
      () => true,
      ({ full }) => full,
    )
    const bands = [
      ['all', () => true],
      ['VIX under 15', ({ vix }: { vix: number }) => vix < 15],
      ['VIX 15 to 25', ({ vix }: { vix: number }) => vix >= 15 && vix < 25],
      ['VIX from 25', ({ vix }: { vix: number }) => vix >= 25],
    ] as const
    return Promise.resolve({
      verdict: decided(registration, 'indexed', 1, { days: main.answer }, data),
      primary: primaryOf(OF, 'trading days', main.answer, main.n),
      data,
      beside: [],
      tables: [
        {
          caption: 'A 5-point rise in trading days of LVR',
          columns: ['VIX', 'weeks', 'full revaluation', 'from', 'to', 'first order', 'loss of one condor, $'],
          rows: bands.map(([label, keep]) => {
            const full = mean(keep, (one) => one.full)
            return [
              label,
              full.n,
              ...ends(full.answer),
              mean(keep, (one) => one.first).answer.value,
              mean(keep, (one) => one.loss).answer.value,
            ]
          }),
          note: `LVR at the legs' own volatilities, a year of ${TRADING_DAYS_PER_YEAR} trading days. First order is 2 (5 / volatility) x days left. It is vega and is booked apart from LVR.`,
        },
      ],
      notes: [],
    })
  },
}

const raised = (model: StructureModel): StructureModel => ({
  ...model,
  legs: model.legs.map((leg) => ({ ...leg, volatility: leg.volatility + SHIFT })),
})
