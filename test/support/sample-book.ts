/** A made-up decision with a book: three condors (held, rolled, hedged), the hedge ladder and the regimes. */
import type { HedgeInstrument, HedgeLadder, LayerReading } from '../../src/policy/hedge/hedge-ladder.ts'
import type { Attribution } from '../../src/policy/invariant/attribution.ts'
import type { Bands } from '../../src/policy/invariant/bands.ts'
import type { Decision, Order, Reason } from '../../src/policy/decision.ts'
import type { PositionDecision, PositionInvariant } from '../../src/policy/position/position-decision.ts'
import { openBlend } from '../../src/policy/regime/blend.ts'
import { judgeRegimes } from '../../src/policy/regime/regimes.ts'
import { REGIME_INPUTS, type RegimeInput, type RegimeReadings } from '../../src/policy/regime/regime.ts'
import { sampleCondor, sampleDecision, sampleFigure, sampleLeg } from './sample-decision.ts'

const bands = (act: number): Bands => ({
  warn: act * 0.75,
  act,
  tenorScale: act / 0.2,
  noise: act / 3,
  widenedByNoise: false,
  chanceOneSession: 0.021,
  chanceAllSessions: 0.31,
})

const attribution = (time: number, spot: number, volatility: number): Attribution => ({
  time,
  spot,
  volatility,
  other: 0,
  adjust: 0,
  deviation: spot + volatility,
})

interface Deviations {
  readonly k: Attribution
  readonly ratio: Attribution
  readonly act: number
}

function invariant(
  { k, ratio, act }: Deviations,
  verdict: PositionInvariant['verdict'],
  suggestion: PositionInvariant['suggestion'],
  watched: boolean,
): PositionInvariant {
  const share = Math.round((100 * Math.max(Math.abs(k.deviation), Math.abs(ratio.deviation))) / act)
  return {
    reading: {
      id: watched ? 'dollar-gamma-variance' : 'credit-distance',
      label: watched ? 'Dollar gamma × variance' : 'Credit × distance',
      xLabel: watched ? 'dollar gamma' : 'credit',
      yLabel: watched ? 'variance' : 'moves',
      x: 13.45,
      y: 0.87,
      k: 11.7 * Math.exp(k.deviation),
      units: 'points × expected moves',
      baseline: 11.7,
      deviation: k.deviation,
      note: '',
    },
    ratioDeviation: ratio.deviation,
    kBands: bands(act),
    ratioBands: bands(act),
    kAttribution: k,
    ratioAttribution: ratio,
    attributionNote: '',
    verdict,
    suggestion,
    says: `the ratio is at ${share} % of its act band`,
    watched,
  }
}

const reason = (
  id: string,
  verdict: Reason['verdict'],
  says: string,
  because: readonly Reason[] = [],
): Reason => ({
  id,
  verdict,
  says,
  figures: [],
  because,
})

const order = (
  legs: readonly (readonly [string, number])[],
  units: number,
  limit: number,
  natural: number,
): Order => ({
  legs: legs.map(([instrument, quantity]) => ({ instrument, quantity })),
  units,
  limit_points: limit,
  natural_points: natural,
  multiplier: 100,
})

const held: PositionDecision = {
  trade: 'B',
  chain: ['B'],
  rolls: 0,
  adjustments: 0,
  label: '2 × SPXW 2024-02-16 4425/4475/4870/4920',
  rung: 'quoted',
  root: 'SPXW',
  expiration: '2024-02-16',
  contracts: 2,
  openedAt: '2023-12-27T15:45:00-05:00',
  days: 42,
  shock: null,
  legs: sampleCondor().legs,
  mark: {
    entryCredit_points: 15.2,
    mid_points: 13.45,
    natural_points: 14.05,
    pnlAtMid_dollars: 350,
    pnlAtNatural_dollars: 230,
    chainPnlAtNatural_dollars: 217.6,
  },
  readings: {
    forward_points: 4722.61,
    greeks: {
      delta_dollars_per_point: -5.3,
      gamma_dollars_per_point2: -0.1824,
      vega_dollars_per_vol_point: -316.2,
      theta_dollars_per_day: 55.8,
    },
    dollarGamma_dollars: -4_067_800,
    lvr: { atForecast_dollars_per_day: 62.8, atImplied_dollars_per_day: 80.4 },
    coverageKappa: 1.28,
    equivalentPool_dollars: 16_271_200,
    breakEvens: {
      expiryLow_points: 4459.8,
      expiryHigh_points: 4885.2,
      todayLow_points: 4606.4,
      todayHigh_points: 4770.1,
    },
    breakEvenVolShift_vol_points: 1.11,
    expectedMove_points: 184.2,
    putDistance_moves: 1.34,
    callDistance_moves: 0.8,
    putDistance_edr: 7.2,
    callDistance_edr: 4.3,
    riskNeutralProfit: 0.702,
  },
  ledger: {
    time_dollars: 512,
    delta_dollars: -118,
    lvr_dollars: -204,
    volatility_dollars: 186,
    rates_dollars: -3,
    mark_dollars: -23,
    costs_dollars: -132,
    total_dollars: 218,
    convention: 'one step from entry to now: time, then delta, then volatility; sticky strike',
  },
  sincePrevious: {
    quotedAt: '2024-01-04T16:15:00-05:00',
    ledger: {
      time_dollars: 61,
      delta_dollars: -20,
      lvr_dollars: -33,
      volatility_dollars: 12,
      rates_dollars: 0,
      mark_dollars: -4,
      costs_dollars: 0,
      total_dollars: 16,
      convention: 'one step from that snapshot to now',
    },
  },
  previousNote: 'from spx_quotedata.csv',
  entryNote: '',
  invariants: [
    invariant(
      { k: attribution(-0.12, -0.021, -0.038), ratio: attribution(0.04, 0.034, -0.012), act: 0.207 },
      'quiet',
      null,
      true,
    ),
    invariant(
      { k: attribution(-0.08, 0.018, 0.04), ratio: attribution(0.02, 0.021, 0.03), act: 0.207 },
      'quiet',
      null,
      false,
    ),
  ],
  restorations: [],
  action: 'hold',
  because: 'k is at 28 % of its act band',
  cost_dollars: null,
  orders: [],
  reason: reason('position-B', 'pass', 'Hold B: k is at 28 % of its act band.', [
    reason('mark', 'pass', 'Closing costs 13.45 at mid and 14.05 at natural; 15.20 was received.'),
  ]),
  warnings: [],
}

const ROLL_LEGS = [
  sampleLeg('P', 4650, 1, 21.3, 21.7, 0.121, -0.31, '240119'),
  sampleLeg('P', 4700, -1, 38.2, 38.8, 0.112, -0.46, '240119'),
  sampleLeg('C', 4880, -1, 1.6, 1.75, 0.092, 0.05, '240119'),
  sampleLeg('C', 4930, 1, 0.5, 0.6, 0.096, 0.02, '240119'),
]

const rollClose = order(
  ROLL_LEGS.map((leg) => [leg.occSymbol, -leg.quantity]),
  3,
  -18.25,
  -18.75,
)
const rollOpen = order(
  [
    ['SPXW  240216P04600000', 1],
    ['SPXW  240216P04650000', -1],
    ['SPXW  240216C04900000', -1],
    ['SPXW  240216C04950000', 1],
  ],
  3,
  20.4,
  19.9,
)

const rolled: PositionDecision = {
  ...held,
  trade: 'A-2',
  chain: ['A', 'A-2'],
  rolls: 1,
  label: '3 × SPXW 2024-01-19 4650/4700/4880/4930',
  expiration: '2024-01-19',
  contracts: 3,
  openedAt: '2023-12-15T10:02:00-05:00',
  days: 14,
  legs: ROLL_LEGS,
  mark: {
    entryCredit_points: 9.85,
    mid_points: 18.25,
    natural_points: 18.75,
    pnlAtMid_dollars: -2520,
    pnlAtNatural_dollars: -2670,
    chainPnlAtNatural_dollars: -2113.4,
  },
  readings: {
    ...readingsOf(held),
    forward_points: 4706.9,
    coverageKappa: 0.84,
    lvr: { atForecast_dollars_per_day: 251.2, atImplied_dollars_per_day: 211.1 },
    breakEvens: {
      expiryLow_points: 4690.15,
      expiryHigh_points: 4889.85,
      todayLow_points: 4771.2,
      todayHigh_points: null,
    },
    breakEvenVolShift_vol_points: null,
    expectedMove_points: 97.4,
    putDistance_moves: 0.07,
    callDistance_moves: 1.78,
    putDistance_edr: 0.2,
    callDistance_edr: 5.1,
    riskNeutralProfit: 0.544,
  },
  ledger: {
    ...ledgerOf(held),
    time_dollars: 1340,
    delta_dollars: -2090,
    lvr_dollars: -1120,
    volatility_dollars: -480,
    rates_dollars: -9,
    mark_dollars: 38,
    costs_dollars: -199,
    total_dollars: -2520,
  },
  invariants: [
    invariant(
      { k: attribution(-0.41, 0.18, 0.102), ratio: attribution(0.1, 0.62, -0.04), act: 0.359 },
      'act',
      'roll or re-strike',
      true,
    ),
  ],
  restorations: [
    {
      direction: 'widen',
      branch: 'outer',
      root: 'SPXW',
      expiration: '2024-02-16',
      strikes_points: [4600, 4650, 4900, 4950],
      contracts: 3,
      k: 11.6,
      residual: -0.008,
      lvr_dollars_per_day: 158.2,
      lvrSaved_dollars: 930,
      cost_dollars: 327.2,
      net_dollars: 602.8,
    },
    {
      direction: 'resize',
      branch: null,
      root: 'SPXW',
      expiration: '2024-01-19',
      strikes_points: [4650, 4700, 4880, 4930],
      contracts: 2,
      k: 11.2,
      residual: -0.04,
      lvr_dollars_per_day: 167.5,
      lvrSaved_dollars: 836,
      cost_dollars: 286.4,
      net_dollars: 549.6,
    },
  ],
  action: 'roll',
  because:
    'threatened: the short put is 0.07 expected moves away; shifted to SPXW 2024-02-16 for 115 dollars net a condor',
  cost_dollars: 327.2,
  orders: [rollClose, rollOpen],
  reason: {
    ...reason('position-A-2', 'note', 'Roll {position}: the short put is threatened.', [
      reason('edr', 'fail', 'The short put is less than one expected daily range away.'),
      reason('credit-target', 'pass', 'SPXW 2024-02-16 pays for the shift at natural.'),
    ]),
    figures: [sampleFigure('position', 'Position', '3 × SPXW 2024-01-19 4650/4700/4880/4930', 'text')],
  },
  warnings: ['the long call has no size shown: it counts as quoted'],
}

const hedged: PositionDecision = {
  ...held,
  trade: 'C',
  chain: ['C'],
  label: '1 × SPXW 2024-03-15 4300/4350/5000/5050',
  expiration: '2024-03-15',
  contracts: 1,
  openedAt: '2024-01-03T11:30:00-05:00',
  days: 70,
  shock: 'volatility +3 points',
  legs: [
    sampleLeg('P', 4300, 1, 19.1, 19.6, 0.182, -0.12, '240315'),
    sampleLeg('P', 4350, -1, 23.5, 24.1, 0.174, -0.15, '240315'),
    sampleLeg('C', 5000, -1, 14.2, 14.8, 0.121, 0.13, '240315'),
    sampleLeg('C', 5050, 1, 8.1, 8.5, 0.118, 0.08, '240315'),
  ],
  mark: {
    entryCredit_points: 9.1,
    mid_points: 10.7,
    natural_points: 11.7,
    pnlAtMid_dollars: -160,
    pnlAtNatural_dollars: -260,
    chainPnlAtNatural_dollars: -266.2,
  },
  readings: {
    ...readingsOf(held),
    forward_points: 4741.2,
    lvr: { atForecast_dollars_per_day: null, atImplied_dollars_per_day: 52.1 },
    coverageKappa: null,
    breakEvens: {
      expiryLow_points: 4340.9,
      expiryHigh_points: 5009.1,
      todayLow_points: null,
      todayHigh_points: null,
    },
    expectedMove_points: 301.7,
    putDistance_moves: 1.3,
    callDistance_moves: 0.86,
    putDistance_edr: null,
    callDistance_edr: null,
  },
  ledger: null,
  sincePrevious: null,
  previousNote: 'no earlier chain is stored',
  entryNote: 'no chain of the day it was opened is in the store',
  invariants: [
    invariant(
      { k: attribution(-0.02, 0.004, 0.252), ratio: attribution(0.01, 0.02, -0.03), act: 0.2 },
      'act',
      'hedge, no roll',
      true,
    ),
    {
      ...invariant(
        { k: attribution(0, 0, 0), ratio: attribution(0, 0, 0), act: 0.2 },
        'unknown',
        null,
        false,
      ),
      ratioDeviation: null,
      kAttribution: null,
      ratioAttribution: null,
      attributionNote: 'the forecast at entry is unknown',
      reading: { ...sampleCondor().invariants[0], deviation: null, baseline: null, k: null, x: null },
      says: 'the baseline is unknown',
    },
  ],
  action: 'hedge',
  because: 'volatility alone: k is past its act band and the distance stands',
  orders: [],
  cost_dollars: null,
  reason: reason('position-C', 'note', 'Keep C and hedge: volatility alone.'),
  warnings: ['the market was moved by hand (volatility +3 points): nobody quotes these prices'],
}

function readingsOf({ readings }: PositionDecision): NonNullable<PositionDecision['readings']> {
  if (readings === null) throw new Error('the sample has readings')
  return readings
}

function ledgerOf({ ledger }: PositionDecision): NonNullable<PositionDecision['ledger']> {
  if (ledger === null) throw new Error('the sample has a ledger')
  return ledger
}

const hedgeTarget = (
  expiration: string,
  days: number,
  future: number,
  symbol: string,
  strike: number,
  price: number,
): HedgeInstrument => ({
  instrument: symbol,
  expiration,
  days,
  future_vol_points: future,
  strike_vol_points: strike,
  delta: 0.51,
  volatility: 0.74,
  legs: [{ instrument: symbol, quantity: 1 }],
  price_points: price,
  bid_points: price - 0.1,
  ask_points: price + 0.1,
  multiplier: 100,
  cost_dollars: Math.round(price * 100 + 10),
  rung: 'indexed',
})

const near = 'VIX   240214C00014500'
const nearOrder = order([[near, 1]], 2, -1.62, -1.7)
const midOrder = order([['VIX   240417C00016000', 1]], 4, -2.35, -2.5)

const layer = (id: string, tenor_days: number, overrides: Partial<LayerReading>): LayerReading => ({
  id,
  instrument: 'vix-call',
  tenor_days,
  wants_contracts: 4,
  holds_contracts: 0,
  held: [],
  target: null,
  action: 'hold',
  orders: [],
  cost_dollars: null,
  afterOrders_contracts: 4,
  carry_dollars_per_year: 3100,
  payoffUpHalf_dollars: 1890,
  payoffDouble_dollars: 4620,
  reason: reason(`layer-${id}`, 'pass', `The ${tenor_days}-day layer is on.`),
  ...overrides,
})

const LADDER: HedgeLadder = {
  rung: 'indexed',
  source: 'VX settlements of 2024-01-05, volatility surface assumed',
  layers: [
    layer('front', 30, {
      holds_contracts: 2,
      held: [
        {
          instrument: near,
          quantity: 2,
          days: 40,
          mark_points: 1.62,
          paid_dollars: 410,
          value_dollars: 324,
          note: null,
        },
      ],
      target: hedgeTarget('2024-02-14', 40, 14.62, near, 14.5, 1.62),
      action: 'open',
      orders: [nearOrder],
      cost_dollars: 340,
    }),
    layer('middle', 110, {
      target: hedgeTarget('2024-04-17', 103, 16.05, 'VIX   240417C00016000', 16, 2.35),
      action: 'open',
      orders: [midOrder],
      cost_dollars: 1000,
    }),
    layer('back', 220, {
      wants_contracts: 2,
      holds_contracts: 3,
      held: [
        {
          instrument: 'VIX   240821C00017000',
          quantity: 3,
          days: 229,
          mark_points: null,
          paid_dollars: 1140,
          value_dollars: null,
          note: 'no VX future of its expiry is at hand',
        },
      ],
      action: 'unknown',
      afterOrders_contracts: 3,
      carry_dollars_per_year: null,
      payoffUpHalf_dollars: null,
      payoffDouble_dollars: null,
      reason: reason('layer-back', 'unknown', 'No VX future of 229 days is at hand.'),
    }),
  ],
  unassigned: [
    {
      instrument: 'VIX   240320C00020000',
      quantity: 1,
      days: 75,
      mark_points: 1.05,
      paid_dollars: 130,
      value_dollars: 105,
      note: null,
    },
  ],
  floor: { share: 0.5, after_share: 0.9, met: true },
  setCost_dollars: 2830,
  coveredLoss_dollars: 22_260,
  costToMaxLoss: 0.271,
  budget_dollars: 5000,
  budgetLeft_dollars: 3450,
  carry_dollars_per_year: 9400,
  secondEngine: {
    armed: false,
    budget_dollars: 2782,
    orders: [],
    cost_dollars: null,
    scenario: 'the index 20 % lower and VX twice as high within a month',
    irr_per_year: null,
    breakEvenProbability: null,
    reason: reason('second-engine', 'pass', 'Not armed: the watched ratio acts on A-2, which is rolled.'),
  },
  warnings: [
    'one set costs 27 % of the maximum loss it covers; over 20 % it is insurance dearer than it looks',
  ],
  reason: reason('ladder', 'note', 'The ladder is on by rule, whatever the regime.', [
    reason('budget', 'pass', '3,450 dollars of the budget of 5,000 are left.'),
  ]),
}

const READINGS: Partial<Record<RegimeInput, number>> = {
  'index-drawdown60': -0.018,
  'index-hv20': 9.4,
  vix: 13.35,
  'vix-to-sma20': 1.04,
  'vix-max20': 14.46,
  'vix-less-hv20': 3.95,
  'vx-contango': 0.064,
  'sessions-to-event': 3,
  'sessions-since-event': 0,
  'vix-since-event': -0.055,
  'vix-to-max20': 0.92,
  'index-rsi14': 54.2,
}

function sampleRegimes(): NonNullable<Decision['regimes']> {
  const readings = Object.fromEntries(
    REGIME_INPUTS.map((id) => {
      const value = READINGS[id] ?? null
      const known = { asOf: '2024-01-05', reason: null }
      const unknown = { asOf: null, reason: 'no such series at hand' }
      return [id, { id, value, convention: '', ...(value === null ? unknown : known) }]
    }),
  ) as unknown as RegimeReadings
  const verdicts = judgeRegimes(readings)
  return { verdicts, blend: openBlend(verdicts, []) }
}

/** The sample decision with everything held. */
export const sampleBook = (overrides: Partial<Decision> = {}): Decision =>
  sampleDecision({
    positions: [rolled, held, hedged],
    others: [{ trade: 'old-spread', says: 'a put spread: the rules speak of condors only' }],
    ladder: LADDER,
    regimes: sampleRegimes(),
    intents: [
      { kind: 'roll', trade: 'A-2', because: rolled.because, close: rollClose, open: rollOpen },
      { kind: 'hold', trade: 'B', because: held.because },
      { kind: 'hold', trade: 'C', because: hedged.because },
      { kind: 'hedge', layerId: 'front', because: 'two of four are held', orders: [nearOrder] },
      { kind: 'hedge', layerId: 'middle', because: 'none of four is held', orders: [midOrder] },
      ...sampleDecision().intents,
    ],
    ...overrides,
  })
