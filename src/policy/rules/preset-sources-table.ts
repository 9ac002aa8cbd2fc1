/**
 * Where each number of the presets comes from. Keys are paths with list positions left out; a key under a preset's name
 * wins over the common one. "Own default" is a choice of Kondor's, not a claim of anybody.
 */
const PAGE = 'vixshield.com/'

const COMMON: Readonly<Record<string, string>> = {
  'limits.steward.motionBudget_per_week':
    'Own default; the weekly budget itself is own reading of vixshield.com/ask/what-does-embracing-the-false-binary',
  'limits.promoter.motionBudget_per_week': 'Own default',
  'limits.steward.adjustmentsMax_per_position': 'Own default',
  'limits.promoter.adjustmentsMax_per_position': `Own default: the two rolls of ${PAGE}ask/how-exactly-does-rolling-the-whole-spx-ic-forward`,
  'limits.steward.hedgeFloor_share': `Own default: the whole ladder; capital first, ${PAGE}ask/russell-clarks-steward-vs-promoter-idea`,
  'limits.promoter.hedgeFloor_share': 'Own default',
  'invariant.band.warn': `${PAGE}ask/using-a-portfolio-invariant-with-extrinsic-value-delta-and-vix (15 %)`,
  'invariant.band.act': 'The seed text (15 to 20 %), upper end',
  'invariant.band.tenor_days': 'Own default: the band belongs to a condor of 45 days',
  'invariant.band.tenorScaleMax': 'Own default: about sqrt(45 / 1.5)',
  'actions.savedToCostMin': 'Own default: act only where it saves more than it costs',
  'roll.edrAbove_share': `${PAGE}glossary/edr-expected-daily-range (0.94 %)`,
  'roll.vixAbove_vol_points': `${PAGE}ask/when-vix-is-over-16-or-edr-094-how-exactly`,
  'roll.shortWithin_edr': `${PAGE}ask/how-do-you-decide-when-to-roll-the-ic-forward (1.0 to 1.5 ranges)`,
  'roll.markAtCredit_multiple': `${PAGE}ask/vixshieldspx-iron-condors-stress-strict-risk-rules (2 credits), here a test of threat`,
  'roll.daysMin': `${PAGE}ask/can-someone-explain-the-temporal-theta-martingale-roll-in-vixshields-1dte (1 to 7 days)`,
  'roll.daysMax': `${PAGE}ask/can-someone-explain-the-temporal-theta-martingale-roll-in-vixshields-1dte (1 to 7 days)`,
  'roll.creditTarget_dollars': `${PAGE}ask/the-article-claims-theta-time-shift (250 to 500), lower end`,
  'roll.rollsMax': 'Own default',
  'roll.rollBack.edrBelow_share': `${PAGE}glossary/edr-expected-daily-range (0.94 %)`,
  'roll.rollBack.daysMax': `${PAGE}ask/vixshield-rolls-back-to-0-2-dte (0 to 2 days)`,
  'hedge.layers.tenor_days': `${PAGE}glossary/vix-risk-scaling (30/110/220)`,
  'hedge.layers.contractsPerTenCondors': `${PAGE}ask/how-does-the-442-ratio-of-30110220-dte (4/4/2)`,
  'hedge.layers.delta': `${PAGE}ask/why-use-050-delta-vix-calls`,
  'hedge.layers.rollAt_days':
    'Own default: front at 7 to 10 days left, middle below 80, back below 180; published schedules disagree',
  'hedge.layers.spreadWidth_vol_points': 'Own default; not read for calls',
  'hedge.budget_share_per_year': `${PAGE}ask/is-the-1-2-annual-drag (1 to 2 % a year), upper end`,
  'hedge.costToMaxLossWarn':
    'Own default: one 4/4/2 set is about 66 % of the maximum loss of ten 5-wide condors',
  'secondEngine.marginShareMin': 'The seed text: 10 to 15 % of margin',
  'secondEngine.marginShareMax': 'The seed text: 10 to 15 % of margin',
  'secondEngine.shortWithin_sd': `${PAGE}ask/adjust-your-iron-condor-boundaries-when-spx-tests-a-wing (0.75)`,
  'secondEngine.tenor_days': `Own default, within the second to fourth month of ${PAGE}ask/how-are-you-structuring-the-second-engine`,
  'secondEngine.delta': `${PAGE}ask/how-are-you-structuring-the-second-engine (0.25 to 0.40), here 0.30`,
  'secondEngine.spreadWidth_vol_points': 'Own default',
  'secondEngine.scenario.vxRise_share': 'Own default: the future up by half',
  'secondEngine.scenario.days': 'Own default: three weeks',
  'secondEngine.scenario.probability':
    'Own default, an assumption: the decision prints the probability that just meets the hurdle',
  'events.before_days': `${PAGE}ask/iron-condors-during-fomc-high-volatility (skip); the next session`,
  'events.after_days': 'Own default',
  'events.sizeFactor': 'The whole size: under "skip" nothing is opened',
  'forecast.lambda': 'RiskMetrics Technical Document (1996), daily decay',
  'forecast.sessionsMin':
    'Own default: a quarter of sessions; with fewer, 2 % of the weight would be missing',
  'forecast.sessionsMax': 'Own default: a year of sessions; older returns would weigh under one in a million',
  'edr.multiplier': `${PAGE}glossary/edr-expected-daily-range gives 0.8 to 2.0; own default 1`,
  'edr.vix9dWeight': `${PAGE}ask/how-does-the-edr-expected-daily-range-actually-blend (60/40)`,
  'edr.hv20Weight': `${PAGE}ask/how-does-the-edr-expected-daily-range-actually-blend (60/40)`,
  'costs.commission_dollars': 'Own default: a common retail commission per contract; put your broker’s',
  'costs.fees_dollars':
    'Own default: exchange, clearing and regulatory fees of one SPX contract, rounded up; put your broker’s',
  'walk.everyMinutes': 'Own default',
  'walk.stepsMax': 'Own default',
  'structures.contract.expiry.days': `Common practice; ${PAGE}ask/what-does-embracing-the-false-binary (15 to 20 delta, 45 days)`,
  'structures.contract.expiry.tolerance_days': 'Own default',
  'structures.contract.shorts.put': `Common practice (one standard deviation); within ${PAGE}ask/what-does-embracing-the-false-binary`,
  'structures.contract.shorts.call': `Common practice (one standard deviation); within ${PAGE}ask/what-does-embracing-the-false-binary`,
  'structures.contract.shorts.tolerance': 'Own default',
  'structures.contract.wings.put_points': 'Own default: the reference condor of docs/concepts/condor.md',
  'structures.contract.wings.call_points': 'Own default: the reference condor of docs/concepts/condor.md',
  'structures.contract.wings.tolerance_points': 'Own default: exactly that width or nothing',
  'structures.sizeShare': 'The whole size',
  'entry.quoteAgeMax_minutes': 'Own default: delayed quotes are 15 minutes old',
  'entry.vixBands.upTo_vol_points': `${PAGE}glossary/vix-risk-scaling`,
  'entry.naturalCreditMin_points': 'Own default: one tick of a complex order',
  'entry.naturalToMidMin': 'Own default: give up at most a quarter of the mid credit at once',
  'entry.coverage.floor': 'Rent equals bleed at 1; the costs are added to it',
  'entry.coverage.costSides': 'Own default: in and out, since the position is not always held to settlement',
  'sizing.account_dollars': `Own default: top of the 150,000 to 250,000 of ${PAGE}ask/how-are-you-sizing-the-442-vix-call-layers`,
  'sizing.lvrBudget_bp_per_day': 'Own default: 12.6 % of the account a year at most bleeds',
  'sizing.marginShareMax': `${PAGE}ask/vixshield-caps-iron-condors-at-10 (at most 10 % of the account)`,
  'sizing.lossShareMax': `${PAGE}ask/vixshield-caps-iron-condors-at-10 (at most 10 % of the account per condor)`,
  'sizing.openInterestShareMax': 'Own default: a tenth of what is open in any leg',
  'sizing.volumeShareMax':
    'Own default: no more than traded in any leg that day; a tenth would rule out the reference condor, whose legs traded 5 to 61 on 2024-01-05',
  'sizing.positionsMax': 'Own default: one condor at a time, with all of the budgets',
  'sizing.contractsMax': 'Own default: a stop against typing errors',
}

const CBOE = 'Cboe S&P 500 Iron Condor Index (CNDR), product page and white paper of 2016'

const CNDR: Readonly<Record<string, string>> = {
  'structures.contract.expiry.days': `${CBOE}: the next monthly expiration`,
  'structures.contract.expiry.tolerance_days': 'Own default: some monthly expiration is always as near',
  'structures.contract.shorts.put': `${CBOE}: about 0.20`,
  'structures.contract.shorts.call': `${CBOE}: about 0.20`,
  'structures.contract.wings.put': `${CBOE}: about 0.05`,
  'structures.contract.wings.call': `${CBOE}: about 0.05`,
  'structures.contract.wings.tolerance': 'Own default',
  'sizing.marginShareMax':
    'Collateral of ten maximum losses, which agrees with the worst month of the index; inferred, not read',
}

const VXTH =
  'Cboe VIX Tail Hedge Index (VXTH), press release of 29 July 2011 and the prospectus of the fund that tracked it'

const BY_PRESET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'icc-1dte': {
    'roll.putDeltaMax': `${PAGE}ask/when-vix-is-over-16-or-edr-094-how-exactly (0.18 to 0.24), upper end`,
    'roll.callDeltaMax': `${PAGE}ask/when-vix-is-over-16-or-edr-094-how-exactly (0.16 to 0.22), upper end`,
    'structures.contract.shorts.mid_points': `${PAGE}ask/how-does-rsai-actually-read-the-skew-in-253ms (0.70, 1.15, 1.60)`,
    'structures.contract.shorts.step_points': `${PAGE}ask/how-does-rsai-actually-read-the-skew-in-253ms`,
    'structures.contract.shorts.deltaWarning': `${PAGE}ask/how-does-rsai-actually-read-the-skew-in-253ms; here a warning, not a cap`,
    'structures.contract.wings.put_points': `${PAGE}ask/what-is-premium-gauge-indicator (5 wide)`,
    'structures.contract.wings.call_points': `${PAGE}ask/what-is-premium-gauge-indicator (5 wide)`,
    'structures.sizeShare': `${PAGE}ask/vix-at-1795-and-below-the-5dma (40/35/25)`,
    'entry.naturalCreditMin_points': `${PAGE}ask/what-is-premium-gauge-indicator (skip below about 0.30)`,
    'entry.naturalToMidMin': 'Own default: five-point wings are quoted wide',
    'sizing.marginShareMax': `${PAGE}ask/vixshieldspx-iron-condors-stress-strict-risk-rules (1 to 2 % of the account)`,
    'sizing.lossShareMax': `${PAGE}ask/vixshieldspx-iron-condors-stress-strict-risk-rules (1 to 2 % of the account)`,
    'sizing.volumeShareMax': 'Own default: a tenth of what traded in any leg that day',
  },
  'lvr-budget': {
    'invariant.band.warn': 'Own default: half of what acts, as a natural logarithm',
    'invariant.band.act': 'Own default: ln 1.5, the LVR cap of docs/concepts/invariants.md',
  },
  'static-50-delta': {
    'structures.contract.shorts.put': 'The seed text: "static 50-delta rules"',
    'structures.contract.shorts.call': 'The seed text: "static 50-delta rules"',
  },
  cndr: CNDR,
  vxth: {
    ...CNDR,
    'hedge.layers.tenor_days': `${VXTH}: one month`,
    'hedge.layers.contractsPerTenCondors': 'Not read: the weights of the index give the size',
    'hedge.layers.delta': `${VXTH}: 30 delta`,
    'hedge.layers.rollAt_days': `${VXTH}: held to settlement`,
    'hedge.budget_share_per_year':
      'At most thirteen purchases of 1 % within 365 days: the weights are the budget, this never binds before them',
    'hedge.costToMaxLossWarn': 'Own default: never warns, since these calls are no cover of the condors',
  },
}

/** The source of a number, or null where the table has none (a test keeps that from happening). */
export function presetSource(preset: string, path: string): string | null {
  return BY_PRESET[preset.replace(/\+alvh$/, '')]?.[path] ?? COMMON[path] ?? null
}
