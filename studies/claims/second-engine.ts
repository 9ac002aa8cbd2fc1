/** The second engine: 10 to 15 % of margin into VIX instruments when k is over-extended. Does it pay, does it protect? */
import { studentisedInterval } from '../../src/base/numerics/bootstrap-interval.ts'
import { MEAN } from '../../src/base/numerics/smooth-statistics.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { watched } from '../../src/policy/rules/preset-parts.ts'
import { presetNamed } from '../../src/policy/rules/presets.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { HOLD_ACTIONS } from '../h1/arms.ts'
import type { Registration, Study } from '../study.ts'
import { runArms } from '../world/run-arms.ts'
import { vxSettlements } from '../world/study-inputs.ts'
import { hedgeData, hedgedDays, hedgeSpans } from '../world/volatility.ts'
import { HEDGE_ACCOUNT_DOLLARS, accountReturns, drawdownCut, runOf, tenCondors } from './alvh.ts'
import { decided, ends, must, primaryOf, termsOf } from './decide.ts'

const OF = 'return a year with the second engine less without it, share of the account'

const registration: Registration = {
  id: 'ENGINE2',
  title: 'Second engine at 10 to 15 % of margin',
  claim: 'When k is over-extended, putting 10 to 15 % of margin into VIX instruments improves the result.',
  source: '[S3], METHOD section 3; [G3] says it is no trade at all',
  metric: OF,
  design: [
    'Ten monthly 16-delta condors on 250,000 dollars, held; armed when the ratio of F2 acts and a short strike is within 0.75 standard deviations; 10 to 15 % of margin into the better of a VIX call and a call spread near 60 days, held to settlement. Twin: the same without it.',
    'Registered on real VX settlements (June 2006 to August 2014) where at hand, else on the modelled curve over the whole span.',
    'Stationary bootstrap of days, both together, 95 %. Drawdown beside it.',
  ],
  seed: 12,
  supportedIf: [must('gain', OF, 'low', 'exceed', 0)],
  refutedIf: [must('gain', OF, 'high', 'be under', 0)],
  wouldChange: 'Quoted VIX options, whose prices jump with the breach that arms the engine.',
}

const PRESET = mustAccept(presetNamed('monthly-16-delta+alvh'))
const base = (name: string, engine: boolean): RuleSet => ({
  ...tenCondors(name, null),
  invariant: watched('credit-distance'),
  actions: HOLD_ACTIONS,
  secondEngine: engine ? PRESET.secondEngine : null,
})
const WITHOUT = base('engine2-without', false)
const WITH = base('engine2-with', true)

export const secondEngine: Study = {
  registration,
  rules: [WITHOUT, WITH],
  inputs: vxSettlements,
  run: async ({ world, progress }) => {
    const terms = termsOf(registration)
    const found = (await hedgeSpans(world)).map(({ label, source, span }) => {
      const runs = runArms(
        world,
        [
          { label: 'without', rules: WITHOUT },
          { label: 'with', rules: WITH },
        ],
        {
          change: span,
          days: hedgedDays(world, source, span),
          options: { account_dollars: HEDGE_ACCOUNT_DOLLARS },
          progress: (share) => progress(label, share),
        },
      )
      const [withIt, without] = ['with', 'without'].map((name) => accountReturns(runOf(runs, name)))
      const less = withIt.map((value, i) => 252 * (value - without[i]))
      const cut = drawdownCut(withIt, without, termsOf(registration, 1000))
      const bought = runOf(runs, 'with').trades.filter(({ layer }) => layer !== 'core')
      return {
        label,
        source,
        span,
        n: less.length,
        gain: studentisedInterval([less], MEAN, terms),
        cut,
        bought,
      }
    })
    const [first] = found
    const data = hedgeData(world, first)
    return {
      verdict: decided(registration, 'indexed', found.length, { gain: first.gain }, data),
      primary: primaryOf(OF, 'fraction', first.gain, first.n),
      data,
      beside: [],
      tables: [
        {
          caption: 'With the second engine, less without',
          columns: [
            'curve',
            'from',
            'to',
            'overlays',
            'paid off',
            'P&L of overlays, $',
            'return a year',
            'low',
            'high',
            'drawdown cut',
            'low',
            'high',
          ],
          rows: found.map(({ label, span, gain, cut, bought }) => [
            label,
            span.from,
            span.to,
            bought.length,
            bought.filter(({ won }) => won).length,
            bought.reduce((sum, one) => sum + one.pnl_cents, 0) / 100,
            ...ends(gain),
            ...ends(cut),
          ]),
          note: 'Shares of an account of 250,000 dollars.',
        },
      ],
      notes: [],
    }
  },
}
