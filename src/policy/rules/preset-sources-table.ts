/**
 * Where each number of the presets comes from. Keys are paths with list positions left out; a key under a preset's name
 * wins over the common one. "Own default" is a choice of Kondor's, not a claim of anybody.
 */
const PAGE = 'vixshield.com/'

const COMMON: Readonly<Record<string, string>> = {
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
  'entry.eventWindow_days': 'Own default',
  'sizing.account_dollars': `Own default: top of the 150,000 to 250,000 of ${PAGE}ask/how-are-you-sizing-the-442-vix-call-layers`,
  'sizing.lvrBudget_bp_per_day': 'Own default: 12.6 % of the account a year at most bleeds',
  'sizing.marginShareMax': `${PAGE}ask/vixshield-caps-iron-condors-at-10 (at most 10 % of the account)`,
  'sizing.contractsMax': 'Own default: a stop against typing errors',
}

const BY_PRESET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'icc-1dte': {
    'structures.contract.shorts.mid_points': `${PAGE}ask/how-does-rsai-actually-read-the-skew-in-253ms (0.70, 1.15, 1.60)`,
    'structures.contract.shorts.step_points': `${PAGE}ask/how-does-rsai-actually-read-the-skew-in-253ms`,
    'structures.contract.shorts.deltaWarning': `${PAGE}ask/how-does-rsai-actually-read-the-skew-in-253ms; here a warning, not a cap`,
    'structures.contract.wings.put_points': `${PAGE}ask/what-is-premium-gauge-indicator (5 wide)`,
    'structures.contract.wings.call_points': `${PAGE}ask/what-is-premium-gauge-indicator (5 wide)`,
    'structures.sizeShare': `${PAGE}ask/vix-at-1795-and-below-the-5dma (40/35/25)`,
    'entry.naturalCreditMin_points': `${PAGE}ask/what-is-premium-gauge-indicator (skip below about 0.30)`,
    'entry.naturalToMidMin': 'Own default: five-point wings are quoted wide',
    'entry.eventWindow_days': `${PAGE}ask/iron-condors-during-fomc-high-volatility (skip); the next session`,
    'sizing.marginShareMax': `${PAGE}ask/vixshieldspx-iron-condors-stress-strict-risk-rules (1 to 2 % of the account)`,
  },
}

/** The source of a number, or null where the table has none (a test keeps that from happening). */
export function presetSource(preset: string, path: string): string | null {
  return BY_PRESET[preset]?.[path] ?? COMMON[path] ?? null
}
