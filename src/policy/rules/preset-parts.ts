/** What the presets share. Every number has its source in docs/reference/presets.md. */
import type { CondorContract, ExpiryTarget } from '../../book/structure/condor-contract.ts'
import type {
  ActionRules,
  EntryRules,
  EventRules,
  HedgeRules,
  InvariantRules,
  RollRules,
  RuleSet,
  SecondEngineRules,
  SizingRules,
} from './rule-set.ts'

export const COMMON = {
  schema: 'kondor.rules/1',
  underlying: 'SPX',
  mode: 'steward',
  limits: {
    steward: { motionBudget_per_week: 2, adjustmentsMax_per_position: 1, hedgeFloor_share: 1 },
    promoter: { motionBudget_per_week: 5, adjustmentsMax_per_position: 2, hedgeFloor_share: 0.5 },
  },
  votes: [],
  invariant: null,
  actions: null,
  roll: null,
  hedge: null,
  secondEngine: null,
  events: null,
  forecast: { method: 'ewma', lambda: 0.94, sessionsMin: 63, sessionsMax: 252 },
  edr: { multiplier: 1, vix9dWeight: 0.6, hv20Weight: 0.4 },
  costs: { commission_dollars: 0.65, fees_dollars: 0.66 },
  walk: { everyMinutes: 3, stepsMax: 8 },
} as const satisfies Partial<RuleSet>

/** Always on: no gate but fresh quotes and a fair price. */
export const ALWAYS_ON: EntryRules = {
  quoteAgeMax_minutes: 20,
  rungFloor: 'indexed',
  vixBands: null,
  naturalCreditMin_points: 0.05,
  naturalToMidMin: 0.75,
  coverage: null,
  eventWindow_days: null,
  eventsUnknown: 'note',
  blendMin: null,
}

export const BY_MARGIN: SizingRules = {
  account_dollars: 250_000,
  lvrBudget_bp_per_day: null,
  marginShareMax: 0.1,
  lossShareMax: 0.1,
  openInterestShareMax: 0.1,
  volumeShareMax: 1,
  positionsMax: 1,
  contractsMax: 10,
}

export const NEAR_45_DAYS = {
  kind: 'nearest-days',
  days: 45,
  tolerance_days: 15,
  settlement: 'PM preferred',
  monthlyOnly: false,
} as const satisfies ExpiryTarget

export const sixteenDelta = (expiry: ExpiryTarget): CondorContract => ({
  kind: 'condor',
  expiry,
  shorts: { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.03 },
  wings: { put_points: 50, call_points: 50, tolerance_points: 0 },
})

/** An invariant with the band of the method: warn at 15 %, act at 20 %, wider for shorter tenors. */
export const watched = (id: string, more: Partial<InvariantRules> = {}): InvariantRules => ({
  id,
  signals: ['ratio', 'k'],
  restore: 'widen',
  baselineAdjust: null,
  band: { warn: 0.15, act: 0.2, tenor_days: 45, tenorScaleMax: 5.5 },
  ...more,
})

/** Spot near: roll. Volatility alone: hedge. k down: re-strike. Past the break-even: roll. */
export const METHOD_ACTIONS: ActionRules = {
  ratioUp: 'roll',
  kUp: 'hedge',
  kDown: 're-strike',
  signLost: 'roll',
  savedToCostMin: 1,
  takeProfit_share: null,
  stopAtCredit_multiple: null,
  closeAt_days: null,
  shortDeltaMax: null,
  deltaUp: 'hold',
  restrikeTo: 'restore',
}

export const TIME_SHIFT: RollRules = {
  edrAbove_share: 0.0094,
  vixAbove_vol_points: 16,
  shortWithin_edr: 1,
  markAtCredit_multiple: 2,
  daysMin: 1,
  daysMax: 7,
  putDeltaMax: null,
  callDeltaMax: null,
  creditTarget_dollars: 250,
  rollsMax: 2,
  rollBack: { edrBelow_share: 0.0094, spotBelowVwap: true, daysMax: 2 },
}

export const EVENTS_SKIPPED: EventRules = {
  kinds: ['FOMC', 'CPI', 'PPI', 'NFP'],
  before_days: 1,
  after_days: 0,
  protocol: 'skip',
  sizeFactor: 1,
}

/** Adaptive layered VIX hedge: 4/4/2 calls of 0.50 delta at 30/110/220 days, always on, within a budget. */
const LADDER: HedgeRules = {
  activation: 'always',
  regimes: ['big-top-cash-press'],
  monetise: null,
  layers: [layer('front', 30, 4, 10), layer('middle', 110, 4, 80), layer('back', 220, 2, 180)],
  budget_share_per_year: 0.02,
  costToMaxLossWarn: 0.2,
}

function layer(
  id: string,
  tenor_days: number,
  contractsPerTenCondors: number,
  rollAt_days: number,
): HedgeRules['layers'][number] {
  const spreadWidth_vol_points = 10
  return {
    id,
    instrument: 'vix-call',
    tenor_days,
    contractsPerTenCondors,
    delta: 0.5,
    rollAt_days,
    spreadWidth_vol_points,
  }
}

/** The calls of the Cboe VIX Tail Hedge index: one purchase on each VIX expiration, its size by the level of the future. */
export const VXTH_CALLS: HedgeRules = {
  activation: 'always',
  regimes: ['big-top-cash-press'],
  weighting: 'vxth',
  monetise: null,
  layers: [{ ...layer('calls', 30, 0, 0), delta: 0.3 }],
  budget_share_per_year: 0.13,
  costToMaxLossWarn: 1,
}

const SECOND_ENGINE: SecondEngineRules = {
  marginShareMin: 0.1,
  marginShareMax: 0.15,
  shortWithin_sd: 0.75,
  instruments: ['vix-call', 'vix-call-spread'],
  tenor_days: 60,
  delta: 0.3,
  spreadWidth_vol_points: 10,
  scenario: { vxRise_share: 0.5, days: 21, probability: 0.2 },
  irrHurdle: null,
}

/** The same rules with the hedge ladder and the second engine. */
export function withAlvh(rules: RuleSet): RuleSet {
  return {
    ...rules,
    name: `${rules.name}+alvh`,
    title: `${rules.title}, hedged`,
    about: `${rules.about} With layers of VIX calls (4/4/2 at 30/110/220 days) and the second engine.`,
    hedge: LADDER,
    secondEngine: SECOND_ENGINE,
  }
}
