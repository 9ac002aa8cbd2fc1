/** H1 as it is registered. Changing a word changes the hash that stands in the results. */
import { H1 } from '../../src/engine/evidence/claim-h1.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import type { Registration } from '../study.ts'
import { H1_BASELINES, H1_OTHERS, H1_PLACEBO, H1_RULE, H1_STATIC, h1Rules } from './arms.ts'

/** The band as written, without the floor that noise sets. */
export const H1_BARE = h1Rules(
  'k-20-bare',
  'k alone at 20 % exactly, the noise floor of the bands left out.',
  {
    actions: { shortDeltaMax: 0, deltaUp: 're-strike' },
  },
)

export const H1_ALL: readonly RuleSet[] = [
  H1_RULE,
  ...H1_BASELINES,
  ...H1_STATIC,
  ...H1_OTHERS,
  H1_BARE,
  H1_PLACEBO,
]

export const H1_REGISTRATION: Registration = {
  ...H1,
  title: 'Rebalancing by k against static 50-delta rules',
  source: 'seed 003 [S3]; METHOD H1',
  metric:
    'paired difference in chain-level win rate, the k rule less the 50-delta trigger, in points and relative; co-primary P&L per unit of average margin',
  design: [
    'One 16-delta, 50-wide SPX condor a week (every fifth session), nearest 45 days, one contract, filled at natural; every arm has the same entries, costs and expiry.',
    'Rule: credit x distance at live marks (F2), signal k, act at 20 % on every day of life (no tenor scaling) from the baseline aged with the clock; sold again at 16 delta at the same expiration on the next snapshot. Bands are never narrower than one session of noise, as in every decision of the product.',
    'Trigger: sold again at 16 delta when a short reaches 50 delta.',
    'Placebo: sold again at 16 delta at random, as often as the rule in each week of life left; seed 1.',
    'A chain of re-strikes is one trade: won if its cash after all costs is above zero.',
    'Intervals: studentised stationary bootstrap of weekly cycles, 95 %, 2000 resamples, both sides resampled together. One registered arm; every other arm is Holm-adjusted among the others, per figure.',
    'Varied afterwards, not decided on: entry day of the week, 2000-2011 and 2012-2020, skew +-30 %, quotes twice as wide, modelled VIX throughout.',
  ],
  seed: 1,
}
