/** The rule sets Kondor ships. Every number has its source in docs/reference/presets.md. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { CondorContract } from '../../book/structure/condor-contract.ts'
import { deepFreeze } from './deep-freeze.ts'
import {
  ALWAYS_ON,
  BY_MARGIN,
  COMMON,
  EVENTS_SKIPPED,
  METHOD_ACTIONS,
  NEAR_45_DAYS,
  TIME_SHIFT,
  VXTH_CALLS,
  sixteenDelta,
  watched,
  withAlvh,
} from './preset-parts.ts'
import type { InvariantRules, RuleSet, StructureRule, Tier } from './rule-set.ts'
import { VIX_RISK_SCALING } from './vix-scaling-tables.ts'

const only = (id: string, label: string, contract: CondorContract): readonly StructureRule[] => [
  { id, label, tier: null, contract, sizeShare: 1 },
]

const tier = (name: Tier, label: string, credit_points: number, sizeShare: number): StructureRule => ({
  id: `tier-${credit_points.toFixed(2)}`,
  label: `${label} ${credit_points.toFixed(2)}`,
  tier: name,
  contract: {
    kind: 'condor',
    expiry: { kind: 'next-session', settlement: 'PM preferred' },
    shorts: { kind: 'credit', mid_points: credit_points, step_points: 5, deltaWarning: 0.18 },
    wings: { put_points: 5, call_points: 5, tolerance_points: 0 },
  },
  sizeShare,
})

const LVR_BUDGET: RuleSet = {
  ...COMMON,
  name: 'lvr-budget',
  title: 'LVR budget',
  about:
    'A 16-delta, 50-wide condor near 45 days, opened only while its rent covers its forecast bleed and costs, in a size whose bleed stays within a daily budget.',
  structures: only('condor-16-delta', '16-delta condor, 50 wide', sixteenDelta(NEAR_45_DAYS)),
  entry: {
    ...ALWAYS_ON,
    vixBands: VIX_RISK_SCALING.bands,
    coverage: { floor: 1, costSides: 2 },
  },
  invariant: watched('dollar-gamma-variance', {
    signals: ['k'],
    restore: 'resize',
    band: { warn: 0.2, act: 0.405, tenor_days: 45, tenorScaleMax: 5.5 },
  }),
  actions: { ...METHOD_ACTIONS, ratioUp: 'resize', kUp: 'resize', kDown: 'hold', signLost: 'resize' },
  events: EVENTS_SKIPPED,
  sizing: { ...BY_MARGIN, lvrBudget_bp_per_day: 5 },
}

const MONTHLY_16_DELTA: RuleSet = {
  ...COMMON,
  name: 'monthly-16-delta',
  title: 'Monthly 16-delta',
  about:
    'The plain comparator: a 16-delta, 50-wide condor at the monthly expiration nearest 45 days, always on.',
  structures: only(
    'condor-monthly-16-delta',
    '16-delta monthly condor, 50 wide',
    sixteenDelta({ ...NEAR_45_DAYS, tolerance_days: 20, monthlyOnly: true }),
  ),
  entry: ALWAYS_ON,
  sizing: BY_MARGIN,
}

const ICC_1DTE: RuleSet = {
  ...COMMON,
  name: 'icc-1dte',
  title: 'One-day condor, three tiers',
  about:
    'The daily product as published: condors that expire the next session, 5 wide, for credits of 0.70, 1.15 and 1.60, gated by the level of VIX, without a stop; threatened ones are shifted in time.',
  structures: [
    tier('conservative', 'Conservative', 0.7, 0.4),
    tier('balanced', 'Balanced', 1.15, 0.35),
    tier('aggressive', 'Aggressive', 1.6, 0.25),
  ],
  entry: {
    ...ALWAYS_ON,
    vixBands: VIX_RISK_SCALING.bands,
    naturalCreditMin_points: 0.3,
    naturalToMidMin: 0.6,
    eventsUnknown: 'block',
  },
  roll: { ...TIME_SHIFT, putDeltaMax: 0.24, callDeltaMax: 0.22 },
  events: EVENTS_SKIPPED,
  sizing: {
    ...BY_MARGIN,
    marginShareMax: 0.02,
    lossShareMax: 0.02,
    volumeShareMax: 0.1,
    positionsMax: null,
    contractsMax: 50,
  },
}

const STATIC_50_DELTA: RuleSet = {
  ...COMMON,
  name: 'static-50-delta',
  title: 'Static 50-delta',
  about:
    'The comparator that the method names: shorts at the money, 50 wide, near 45 days, never adjusted. A low win rate by construction.',
  structures: only('condor-50-delta', '50-delta condor, 50 wide', {
    ...sixteenDelta(NEAR_45_DAYS),
    shorts: { kind: 'delta', put: 0.5, call: 0.5, tolerance: 0.05 },
  }),
  entry: ALWAYS_ON,
  sizing: BY_MARGIN,
}

const CNDR: RuleSet = {
  ...COMMON,
  name: 'cndr',
  title: 'Cboe condor index',
  about:
    'The rules of the Cboe S&P 500 Iron Condor Index: short 20-delta, long 5-delta, at the next monthly expiration, AM settled, held to it, always on.',
  structures: only('condor-20-5-delta', '20-delta condor with 5-delta wings', {
    kind: 'condor',
    expiry: { kind: 'nearest-days', days: 30, tolerance_days: 18, settlement: 'AM', monthlyOnly: true },
    shorts: { kind: 'delta', put: 0.2, call: 0.2, tolerance: 0.03 },
    wings: { kind: 'delta', put: 0.05, call: 0.05, tolerance: 0.02 },
  }),
  entry: ALWAYS_ON,
  sizing: BY_MARGIN,
}

/** The index is long the S&P 500, which no account here is: the condors stand in its place, and `cndr` is the same without the calls. */
const VXTH: RuleSet = {
  ...CNDR,
  name: 'vxth',
  title: 'Condor index with VXTH calls',
  about:
    'The condors of cndr with the calls of the Cboe VIX Tail Hedge Index (VXTH): one-month VIX calls of 30 delta bought on each VIX expiration for 0, 1 or 0.5 % of the account by the level of their future, held to settlement. The index holds the S&P 500 beside them; these rules do not.',
  hedge: VXTH_CALLS,
}

/** The monitored presets: one condor, one invariant, the method's actions. */
function monitored(name: string, title: string, what: string, invariant: InvariantRules): RuleSet {
  return {
    ...COMMON,
    name,
    title,
    about: `A 16-delta, 50-wide condor near 45 days, watched by ${what}.`,
    structures: only('condor-16-delta', '16-delta condor, 50 wide', sixteenDelta(NEAR_45_DAYS)),
    entry: { ...ALWAYS_ON, vixBands: VIX_RISK_SCALING.bands },
    invariant,
    actions: METHOD_ACTIONS,
    roll: TIME_SHIFT,
    events: EVENTS_SKIPPED,
    sizing: BY_MARGIN,
  }
}

const WATCHED: readonly RuleSet[] = [
  monitored(
    'credit-distance',
    'Credit × distance',
    'the live cost to close times the distance from spot to the nearer break-even',
    watched('credit-distance'),
  ),
  monitored(
    'width-premium',
    'Width × premium',
    'the width between the shorts times the live cost to close',
    watched('width-premium'),
  ),
  monitored(
    'credit-dte',
    'Credit × days',
    'the live cost to close times the days left times the percentile of VIX; unknown where that percentile is',
    watched('credit-days-percentile', { signals: ['k'] }),
  ),
  monitored(
    'extrinsic-vol',
    'Extrinsic × volatility',
    'the extrinsic value times the implied volatility of the shorts',
    watched('extrinsic-implied-vol'),
  ),
]

const UNHEDGED: readonly RuleSet[] = [
  LVR_BUDGET,
  MONTHLY_16_DELTA,
  ICC_1DTE,
  STATIC_50_DELTA,
  CNDR,
  ...WATCHED,
]

/** The shipped rule sets, each with and without the hedge ladder, and one with a ladder of its own; the first is the default. */
export const PRESETS: readonly RuleSet[] = deepFreeze([...UNHEDGED, VXTH, ...UNHEDGED.map(withAlvh)])

/** The preset that is the same without its hedge; null where a name is of none that is hedged. */
export function unhedgedTwin(name: string): string | null {
  if (name === VXTH.name) return CNDR.name
  return name.endsWith('+alvh') ? name.slice(0, -'+alvh'.length) : null
}

/** The one-day tiers that every decision prices, whatever its rules: a price board, not advice. */
export const PRICE_BOARD: readonly StructureRule[] = deepFreeze(ICC_1DTE.structures)

/** Refuses `command.unknown` with the names there are. */
export function presetNamed(name: string): Result<RuleSet> {
  const preset = PRESETS.find((rules) => rules.name === name)
  if (preset !== undefined) return accepted(preset)
  return refused(
    refuse('command.unknown', {
      field: 'rules',
      was: name,
      wanted: `one of ${UNHEDGED.map((rules) => rules.name).join(', ')}, each also with +alvh, ${VXTH.name}, or a rules file (.yaml)`,
      source: 'presets',
    }),
  )
}
