/**
 * A made-up decision of realistic size for tests of the faces. Its numbers are invented and agree with one another only
 * as far as the tests need; whatever tests prices uses the real pipeline.
 */
import type {
  CandidateCondor,
  CandidateLeg,
  CandidateYields,
  Decision,
  Figure,
  Intent,
  Order,
  Reason,
} from '../../src/policy/decision.ts'

export const sampleFigure = (
  id: string,
  label: string,
  value: Figure['value'],
  unit: Figure['unit'],
  note: string | null = null,
): Figure => ({ id, label, value, unit, rung: 'quoted', note })

export const sampleLeg = (
  right: 'C' | 'P',
  strike_points: number,
  quantity: number,
  bid_points: number,
  ask_points: number,
  volatility: number,
  delta: number,
  expiry = '240216',
): CandidateLeg => ({
  right,
  strike_points,
  quantity,
  occSymbol: `SPXW  ${expiry}${right}0${strike_points}000`,
  bid_points,
  ask_points,
  bidSize_contracts: 42,
  askSize_contracts: 57,
  openInterest_contracts: 1250,
  volume_contracts: 310,
  volatility,
  delta,
})

const LEGS: readonly CandidateLeg[] = [
  sampleLeg('P', 4425, 1, 13.2, 13.5, 0.1571, -0.1143),
  sampleLeg('P', 4475, -1, 18.4, 18.7, 0.1466, -0.1604),
  sampleLeg('C', 4870, -1, 15.1, 15.4, 0.1048, 0.1592),
  sampleLeg('C', 4920, 1, 6.9, 7.1, 0.1017, 0.0867),
]

/** P&L at expiry of the sample from the natural credit, in dollars. */
function atExpiry(spot: number, credit: number): number {
  const putLoss = Math.min(50, Math.max(0, 4475 - spot))
  const callLoss = Math.min(50, Math.max(0, spot - 4870))
  return (credit - putLoss - callLoss) * 100
}

function payoff(credit: number): CandidateCondor['payoff'] {
  const spots_points = Array.from({ length: 121 }, (_, index) => 4300 + index * 6)
  // A smoothed payoff stands for the value today: averaged over a spread of end points, less the time value left.
  const today = (spot: number): number => {
    let sum = 0
    let weights = 0
    for (let step = -20; step <= 20; step += 1) {
      const weight = Math.exp((-step * step) / 50)
      sum += weight * atExpiry(spot + step * 12, credit)
      weights += weight
    }
    return sum / weights - 420
  }
  return {
    spots_points,
    atExpiry_dollars: spots_points.map((spot) => atExpiry(spot, credit)),
    today_dollars: spots_points.map(today),
    lvr_dollars_per_day: spots_points.map((spot) => 34 * Math.cos(((spot - 4672) / 300) * Math.PI)),
  }
}

const YIELDS: CandidateYields = {
  fall: -0.03,
  bySmile: [
    {
      kind: 'sticky-strike',
      dynamics: 'sticky strike: every strike keeps its volatility',
      delta_dollars_per_point: -2.65,
      hedge_es_contracts: 0.053,
      hedge_mes_contracts: 0.53,
      fall_dollars: -262.4,
      hedgedFall_dollars: -637.8,
    },
    {
      kind: 'sticky-moneyness',
      dynamics: 'sticky moneyness: the smile rides with the index',
      delta_dollars_per_point: -4.71,
      hedge_es_contracts: 0.0942,
      hedge_mes_contracts: 0.942,
      fall_dollars: -101.3,
      hedgedFall_dollars: -768.6,
    },
  ],
  volSpike: {
    shift_vol_points: 5,
    firstOrder_dollars: -790.4,
    fullRevaluation_dollars: -742.1,
    firstOrder_lvr_days: 19.66,
    fullRevaluation_lvr_days: 18.46,
    note: null,
  },
  breakEvenMove: { points: 29.7, note: null },
  breakEvenVol: {
    dynamics: 'sticky strike: every strike keeps its volatility',
    cells: [
      [1, -0.03, -1.72, 11.5],
      [1, 0, 0.31, 13.67],
      [1, 0.03, null, null],
      [5, -0.03, -0.61, 12.7],
      [5, 0, 1.48, 14.92],
      [5, 0.03, -2.4, 10.8],
      [10, -0.03, 0.93, 14.33],
      [10, 0, 3.22, 16.77],
      [10, 0.03, -0.72, 12.58],
    ].map(([afterDays, spotChange, shift, vix]) => ({
      afterDays: afterDays ?? 0,
      spotChange: spotChange ?? 0,
      shift_vol_points: shift ?? null,
      vix_vol_points: vix ?? null,
      note: shift === null ? 'no parallel shift costs the entry back' : null,
    })),
    vixNote: 'VIX 13.35 moved with the smile of SPXW 2024-02-02',
  },
  lifetimeLvr: { marked_dollars: 962.3, staticPayoff_dollars: 1345 },
  hedgingError: { dollars: 731.2, hedges: 29, volatility_vol_points: 11.8 },
  range: { low_points: 4718.3, high_points: 4726.9, leverage: 2192.9, note: null },
  onMargin: {
    simple_per_year: 3.01,
    internal_per_year: 15.4,
    hurdle_per_year: 0.0546,
    marginCost_dollars: 23.3,
    note: null,
  },
}

export function sampleCondor(overrides: Partial<CandidateCondor> = {}): CandidateCondor {
  return {
    id: 'monthly-16-delta',
    label: '16-delta condor',
    asked: '16-delta shorts, 50 wide, expiry nearest 45 days (PM preferred)',
    rung: 'quoted',
    root: 'SPXW',
    expiration: '2024-02-16',
    settlement: 'PM',
    counterfactual: false,
    days: 42,
    years: 0.11507,
    forward_points: 4722.61,
    discount: 0.9939,
    multiplier: 100,
    legs: LEGS,
    putWidth_points: 50,
    callWidth_points: 50,
    credit: {
      mid_points: 13.45,
      natural_points: 12.9,
      walk: [
        { afterMinutes: 0, limit_points: 13.45 },
        { afterMinutes: 5, limit_points: 13.2 },
        { afterMinutes: 10, limit_points: 12.9 },
      ],
    },
    maxLoss_dollars: 3710,
    maxGain_dollars: 1290,
    margin_dollars: 3710,
    breakEvens: {
      expiryLow_points: 4462.1,
      expiryHigh_points: 4882.9,
      todayLow_points: 4660.4,
      todayHigh_points: 4731.2,
    },
    breakEvenVolShift: [
      { afterDays: 1, shift_vol_points: 0.31 },
      { afterDays: 5, shift_vol_points: 1.48 },
    ],
    expectedMove_points: 184.2,
    putDistance_moves: 1.34,
    callDistance_moves: 0.8,
    greeks: {
      delta_dollars_per_point: -2.65,
      gamma_dollars_per_point2: -0.0912,
      vega_dollars_per_vol_point: -158.08,
      theta_dollars_per_day: 27.9,
    },
    dollarGamma_dollars: -2_033_900,
    lvr: { atForecast_dollars_per_day: 31.4, atImplied_dollars_per_day: 40.2 },
    coverageKappa: 1.28,
    equivalentPool_dollars: 8_135_600,
    probabilities: {
      riskNeutralProfit: 0.694,
      riskNeutralMaxLoss: 0.197,
      historicalProfit: null,
      historicalSample: null,
    },
    yields: YIELDS,
    invariants: [
      {
        id: 'credit-distance',
        label: 'Credit × distance',
        xLabel: 'credit',
        yLabel: 'moves',
        x: 13.45,
        y: 0.87,
        k: 11.7,
        units: 'points × expected moves',
        baseline: 11.7,
        deviation: 0,
        note: '',
      },
    ],
    payoff: payoff(12.9),
    warnings: [],
    ...overrides,
  }
}

const tier = (name: string, target: string, mid: number, natural: number, inner: number): CandidateCondor =>
  sampleCondor({
    id: `tier-${target}`,
    label: `${name} ${target}`,
    expiration: '2024-01-08',
    days: 3,
    legs: [
      sampleLeg('P', inner - 5, 1, 1.1, 1.2, 0.11, -0.1),
      sampleLeg('P', inner, -1, 1.45, 1.55, 0.108, -0.12),
      sampleLeg('C', 4730, -1, 1.6, 1.7, 0.09, 0.13),
      sampleLeg('C', 4735, 1, 1.2, 1.3, 0.088, 0.1),
    ],
    credit: { mid_points: mid, natural_points: natural, walk: [{ afterMinutes: 0, limit_points: mid }] },
    maxLoss_dollars: Math.round((5 - natural) * 100),
    maxGain_dollars: Math.round(natural * 100),
    warnings: natural < Number(target) ? ['the natural credit is below the tier'] : [],
  })

const REASON: Reason = {
  id: 'decision',
  verdict: 'fail',
  says: 'Stand aside: coverage {kappa} is under the wanted {kappa-wanted}.',
  figures: [
    sampleFigure('kappa', 'Coverage', 1.28, 'ratio', 'rent over bleed at the forecast'),
    sampleFigure('kappa-wanted', 'Wanted coverage', 1.5, 'ratio'),
  ],
  because: [
    {
      id: 'vix-gate',
      verdict: 'pass',
      says: 'VIX {vix} is under {vix-max}.',
      figures: [
        sampleFigure('vix', 'VIX', 13.35, 'vol points', 'Cboe method'),
        sampleFigure('vix-max', 'limit', 20, 'vol points'),
      ],
      because: [],
    },
    {
      id: 'coverage',
      verdict: 'fail',
      says: 'Rent covers {kappa} times the bleed.',
      figures: [sampleFigure('kappa', 'Coverage', 1.28, 'ratio')],
      because: [],
    },
    {
      id: 'history',
      verdict: 'unknown',
      says: 'The index has {hv20} realised volatility over 20 days.',
      figures: [sampleFigure('hv20', '20-day realised', null, 'vol points', 'no history at hand')],
      because: [],
    },
  ],
}

/** A decision that stands aside and still shows the condor it declined. */
export function sampleDecision(overrides: Partial<Decision> = {}): Decision {
  return {
    schema: 'kondor.decision/1',
    asOf: '2024-01-05T16:15:00-05:00',
    sessionDate: '2024-01-05',
    rung: 'quoted',
    underlying: 'SPX',
    shock: null,
    data: {
      source: 'spx_quotedata.csv',
      format: 'cboe-quotedata',
      contentHash: '9f2c4e0a7b8d1c3e5f60718293a4b5c6d7e8f90123456789abcdef0123456789',
      quotedAt: '2024-01-05T16:15:00-05:00',
      quotedAtNote:
        'download time in the file; quotes taken as of the 16:15 close of the last session before it',
      quotesRead: 21_038,
      quotesAccepted: 21_031,
      refusedByCode: { 'quote.crossed': 2, 'quote.no-ask': 5 },
    },
    rules: { name: 'lvr-budget', hash: '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' },
    market: [
      sampleFigure('spot', 'Implied spot', 4697.24, 'index points', 'from parity'),
      sampleFigure('vix', 'VIX', 13.35, 'vol points', 'Cboe method'),
      sampleFigure('vix9d', 'VIX9D', 12.2, 'vol points', 'Cboe method at nine days'),
      sampleFigure('edr', 'EDR', 0.0077, 'fraction', 'VIX9D; no 20-day history'),
      sampleFigure('forecast', 'Variance forecast', null, 'vol points', 'no index history at hand'),
    ],
    expiries: Array.from({ length: 12 }, (_, index) => ({
      root: index % 4 === 3 ? 'SPX' : 'SPXW',
      expiration: `2024-${String(1 + Math.floor(index / 3)).padStart(2, '0')}-${String(8 + (index % 3) * 7).padStart(2, '0')}`,
      settlement: index % 4 === 3 ? ('AM' as const) : ('PM' as const),
      days: 3 + index * 11,
      forward_points: 4698 + index * 6.5,
      rate_per_year: 0.0535,
      rateSource: index < 3 ? 'curve' : 'parity',
      atmVol_vol_points: 9.8 + 3.2 * (1 - Math.exp(-index / 4)),
      fitError_vol_points: index === 11 ? null : 0.12,
    })),
    intents: [
      {
        kind: 'stand-aside',
        candidateId: 'monthly-16-delta',
        because: 'coverage 1.28 is under the wanted 1.50',
      },
    ],
    reason: REASON,
    regimes: null,
    positions: [],
    others: [],
    delta: null,
    correlations: null,
    ladder: null,
    candidates: [sampleCondor()],
    declined: [],
    tiers: [
      tier('Conservative', '0.70', 0.75, 0.55, 4665),
      tier('Balanced', '1.15', 1.2, 0.95, 4675),
      tier('Aggressive', '1.60', 1.65, 1.35, 4685),
    ],
    tiersDeclined: [],
    notes: ['Year fractions count calendar minutes over 365 days.'],
    disclaimer: 'Educational software, not advice to trade.',
    ...overrides,
  }
}

/** The sample with an order to open. */
export const sampleOpening = (): Decision =>
  sampleDecision({
    intents: [openIntent(sampleCondor(), 2, 13.45)],
  })

/** The intent to sell a condor. */
export function openIntent(condor: CandidateCondor, contracts: number, limit_points: number): Intent {
  const { id, legs, credit, multiplier } = condor
  const order: Order = {
    legs: legs.map(({ occSymbol, quantity }) => ({ instrument: occSymbol, quantity })),
    units: contracts,
    limit_points,
    natural_points: credit.natural_points,
    multiplier,
  }
  return { kind: 'open-condor', candidateId: id, contracts, limit_points, order }
}
