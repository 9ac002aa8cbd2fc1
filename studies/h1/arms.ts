/**
 * The arms of H1: one structure, one entry, one expiry, one size; they differ in when they re-strike and to what. Limits of mode and
 * size are set where they never bind, so that what is compared is the rule.
 */
import {
  ALWAYS_ON,
  COMMON,
  METHOD_ACTIONS,
  NEAR_45_DAYS,
  watched,
} from '../../src/policy/rules/preset-parts.ts'
import type { ActionRules, InvariantRules, RuleSet } from '../../src/policy/rules/rule-set.ts'
import type { Arm } from '../world/run-arms.ts'
import { INVARIANTS } from '../../src/policy/invariant/registry.ts'

const NEVER = 1_000_000
const NO_LIMITS = { motionBudget_per_week: NEVER, adjustmentsMax_per_position: NEVER, hedgeFloor_share: 0 }

/** Account of every run, dollars: large enough that neither margin nor ruin ever decides. */
export const H1_ACCOUNT_DOLLARS = 5_000_000
export const H1_OPTIONS = {
  account_dollars: H1_ACCOUNT_DOLLARS,
  /** Sessions from one entry to the next: weekly. */
  entryEvery: 5,
} as const

export const HOLD_ACTIONS: ActionRules = {
  ...METHOD_ACTIONS,
  ratioUp: 'hold',
  kUp: 'hold',
  kDown: 'hold',
  signLost: 'hold',
  savedToCostMin: 0,
  restrikeTo: 'entry',
}

const RESTRIKE_ACTIONS: ActionRules = {
  ...HOLD_ACTIONS,
  ratioUp: 're-strike',
  kUp: 're-strike',
  kDown: 're-strike',
  signLost: 're-strike',
}

/** One contract, weekly, near 45 days, 50 wide, shorts of the delta given. */
export function h1Rules(
  name: string,
  about: string,
  change: {
    readonly delta?: number
    readonly invariant?: InvariantRules | null
    readonly actions?: Partial<ActionRules>
  } = {},
): RuleSet {
  const { delta = 0.16, invariant = null, actions = {} } = change
  return {
    ...COMMON,
    name,
    title: name,
    about,
    limits: { steward: NO_LIMITS, promoter: NO_LIMITS },
    structures: [
      {
        id: 'condor',
        label: `${Math.round(100 * delta)}-delta condor, 50 wide`,
        tier: null,
        contract: {
          kind: 'condor',
          expiry: NEAR_45_DAYS,
          shorts: { kind: 'delta', put: delta, call: delta, tolerance: 0.05 },
          wings: { put_points: 50, call_points: 50, tolerance_points: 0 },
        },
        sizeShare: 1,
      },
    ],
    entry: { ...ALWAYS_ON, naturalToMidMin: 0 },
    invariant,
    actions: { ...(invariant === null ? HOLD_ACTIONS : RESTRIKE_ACTIONS), ...actions },
    sizing: {
      account_dollars: H1_ACCOUNT_DOLLARS,
      lvrBudget_bp_per_day: null,
      marginShareMax: 1,
      lossShareMax: null,
      openInterestShareMax: null,
      volumeShareMax: null,
      positionsMax: null,
      contractsMax: 1,
    },
  }
}

/** A band at 45 days and at one day alike; warn at three quarters of it, as published (15 of 20 %). */
const flatBand = (act: number): InvariantRules['band'] => ({
  warn: 0.75 * act,
  act,
  tenor_days: 45,
  tenorScaleMax: 1,
})

const watch = (id: string, act: number, more: Partial<InvariantRules> = {}): InvariantRules =>
  watched(id, { signals: ['k'], band: flatBand(act), ...more })

/** The one registered arm. */
export const H1_RULE = h1Rules(
  'k-20',
  'Live credit x distance (F2), k alone, daily band of 20 % or, where that is wider, of a session of noise (warn at one standard deviation), on the aged baseline: sold again at 16 delta, same expiration.',
  { invariant: watch('credit-distance', 0.2) },
)

const trigger = (delta: number): RuleSet =>
  h1Rules(
    `trigger-${Math.round(100 * delta)}`,
    `Sold again at 16 delta when a short reaches ${Math.round(100 * delta)} delta.`,
    { actions: { shortDeltaMax: delta, deltaUp: 're-strike' } },
  )

export const H1_TRIGGER = trigger(0.5)

/** Looked at every day and, where chance says so, sold again: the judge of a placebo keeps a share of what these rules want. */
export const H1_PLACEBO = h1Rules('placebo', 'Sold again at 16 delta at random.', {
  actions: { shortDeltaMax: 0, deltaUp: 're-strike' },
})

export const H1_HOLD = h1Rules('hold', 'Held to settlement.')

/** Baselines that nothing is claimed of. */
export const H1_BASELINES: readonly RuleSet[] = [
  H1_TRIGGER,
  H1_HOLD,
  h1Rules('close-21', 'Closed when 21 days are left.', { actions: { closeAt_days: 21 } }),
  trigger(0.16),
  trigger(0.35),
  h1Rules('fly-50', 'Shorts at 50 delta, held to settlement.', { delta: 0.5 }),
]

/** Condors held to settlement at other deltas: where one of them wins as often as the rule, what does it earn? */
export const H1_STATIC: readonly RuleSet[] = [
  0.06, 0.08, 0.1, 0.12, 0.14, 0.18, 0.2, 0.25, 0.3, 0.35, 0.4,
].map((delta) =>
  h1Rules(`static-${Math.round(100 * delta)}`, 'Held to settlement at another delta.', { delta }),
)

/** Everything else that could have been registered: Holm-adjusted together. */
export const H1_OTHERS: readonly RuleSet[] = [
  ...[0.1, 0.15, 0.3, 0.4].map((band) =>
    h1Rules(`k-${Math.round(100 * band)}`, 'The same with another band.', {
      invariant: watch('credit-distance', band),
    }),
  ),
  h1Rules('k-20-tenor', 'The same, the band widening as days run out (sqrt(45 / days), at most 5.5).', {
    invariant: watch('credit-distance', 0.2, { band: { ...flatBand(0.2), tenorScaleMax: 5.5 } }),
  }),
  h1Rules('ratio-20', 'Watched by the ratio x / y alone.', {
    invariant: watch('credit-distance', 0.2, { signals: ['ratio'] }),
  }),
  h1Rules('both-20', 'Watched by k and the ratio.', {
    invariant: watch('credit-distance', 0.2, { signals: ['k', 'ratio'] }),
  }),
  h1Rules('k-20-up', 'Acts on a rise of k and on a lost sign only.', {
    invariant: watch('credit-distance', 0.2),
    actions: { kDown: 'hold' },
  }),
  h1Rules('k-20-down', 'Acts on a fall of k only.', {
    invariant: watch('credit-distance', 0.2),
    actions: { kUp: 'hold', ratioUp: 'hold', signLost: 'hold' },
  }),
  ...(['widen', 'tighten'] as const).map((restore) =>
    h1Rules(`k-20-${restore}`, `k restored by the structure that brings it back, ${restore}ing.`, {
      invariant: watch('credit-distance', 0.2, { restore }),
      actions: { restrikeTo: 'restore' },
    }),
  ),
  ...INVARIANTS.filter(({ id }) => id !== 'credit-distance').map(({ id, label }) =>
    h1Rules(`${id}-20`, `Watched by ${label} instead.`, { invariant: watch(id, 0.2) }),
  ),
]

/** Arms that nothing listens to: the study's own process runs the rest. Other entry days of the rule and the trigger are with them. */
export const plainArms = (): readonly Arm[] => [
  ...[...H1_BASELINES, ...H1_STATIC, ...H1_OTHERS]
    .filter((rules) => rules !== H1_TRIGGER && rules !== H1_HOLD)
    .map((rules) => ({ label: rules.name, rules })),
  ...[H1_RULE, H1_TRIGGER].flatMap((rules) =>
    [1, 2, 3, 4].map((entryPhase) => ({
      label: `${rules.name}@${entryPhase}`,
      rules,
      options: { entryPhase },
    })),
  ),
]
