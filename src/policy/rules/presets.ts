/** The rule sets Kondor ships. Every number has its source in docs/reference/presets.md. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { CondorContract, ExpiryTarget } from '../../book/structure/condor-contract.ts'
import { deepFreeze } from './deep-freeze.ts'
import type { RuleSet, StructureRule, Tier, VixBand } from './rule-set.ts'

/** VIX risk scaling [G2]: below 15 all tiers, 15 to 20 conservative and balanced, above 20 hold, above 25 none. */
const VIX_RISK_SCALING: readonly VixBand[] = [
  {
    upTo_vol_points: 15,
    inclusive: false,
    signal: 'PLACE',
    tiers: ['conservative', 'balanced', 'aggressive'],
  },
  { upTo_vol_points: 20, inclusive: true, signal: 'PLACE', tiers: ['conservative', 'balanced'] },
  { upTo_vol_points: 25, inclusive: true, signal: 'HOLD', tiers: [] },
  { upTo_vol_points: null, inclusive: true, signal: 'NONE', tiers: [] },
]

const COMMON = {
  schema: 'kondor.rules/1',
  underlying: 'SPX',
  forecast: { method: 'ewma', lambda: 0.94, sessionsMin: 63, sessionsMax: 252 },
  edr: { multiplier: 1, vix9dWeight: 0.6, hv20Weight: 0.4 },
  costs: { commission_dollars: 0.65, fees_dollars: 0.66 },
  walk: { everyMinutes: 3, stepsMax: 8 },
} as const

const sixteenDelta = (expiry: ExpiryTarget): CondorContract => ({
  kind: 'condor',
  expiry,
  shorts: { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.03 },
  wings: { put_points: 50, call_points: 50, tolerance_points: 0 },
})

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
  structures: [
    {
      id: 'condor-16-delta',
      label: '16-delta condor, 50 wide',
      tier: null,
      contract: sixteenDelta({
        kind: 'nearest-days',
        days: 45,
        tolerance_days: 15,
        settlement: 'PM preferred',
        monthlyOnly: false,
      }),
      sizeShare: 1,
    },
  ],
  entry: {
    quoteAgeMax_minutes: 20,
    rungFloor: 'indexed',
    vixBands: VIX_RISK_SCALING,
    naturalCreditMin_points: 0.05,
    naturalToMidMin: 0.75,
    coverage: { floor: 1, costSides: 2 },
    eventWindow_days: 1,
  },
  sizing: { account_dollars: 250_000, lvrBudget_bp_per_day: 5, marginShareMax: 0.1, contractsMax: 10 },
}

const MONTHLY_16_DELTA: RuleSet = {
  ...COMMON,
  name: 'monthly-16-delta',
  title: 'Monthly 16-delta',
  about:
    'The plain comparator: a 16-delta, 50-wide condor at the monthly expiration nearest 45 days, always on.',
  structures: [
    {
      id: 'condor-monthly-16-delta',
      label: '16-delta monthly condor, 50 wide',
      tier: null,
      contract: sixteenDelta({
        kind: 'nearest-days',
        days: 45,
        tolerance_days: 20,
        settlement: 'PM preferred',
        monthlyOnly: true,
      }),
      sizeShare: 1,
    },
  ],
  entry: {
    quoteAgeMax_minutes: 20,
    rungFloor: 'indexed',
    vixBands: null,
    naturalCreditMin_points: 0.05,
    naturalToMidMin: 0.75,
    coverage: null,
    eventWindow_days: null,
  },
  sizing: { account_dollars: 250_000, lvrBudget_bp_per_day: null, marginShareMax: 0.1, contractsMax: 10 },
}

const ICC_1DTE: RuleSet = {
  ...COMMON,
  name: 'icc-1dte',
  title: 'One-day condor, three tiers',
  about:
    'The daily product as published: condors that expire the next session, 5 wide, for credits of 0.70, 1.15 and 1.60, gated by the level of VIX and held to settlement.',
  structures: [
    tier('conservative', 'Conservative', 0.7, 0.4),
    tier('balanced', 'Balanced', 1.15, 0.35),
    tier('aggressive', 'Aggressive', 1.6, 0.25),
  ],
  entry: {
    quoteAgeMax_minutes: 20,
    rungFloor: 'indexed',
    vixBands: VIX_RISK_SCALING,
    naturalCreditMin_points: 0.3,
    naturalToMidMin: 0.6,
    coverage: null,
    eventWindow_days: 1,
  },
  sizing: { account_dollars: 250_000, lvrBudget_bp_per_day: null, marginShareMax: 0.02, contractsMax: 50 },
}

/** The shipped rule sets; the first is the default. */
export const PRESETS: readonly RuleSet[] = deepFreeze([LVR_BUDGET, MONTHLY_16_DELTA, ICC_1DTE])

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
      wanted: `one of ${PRESETS.map((rules) => rules.name).join(', ')}`,
      source: 'presets',
    }),
  )
}
