/** The wire form of what a decision says of an open condor. Held equal to its type by the compiler, in the decision. */
import { z } from 'zod'
import { condor, invariantReading, leg } from './condor-schema.ts'
import { order } from './intent-schema.ts'
import { list, nullableNumber, reason, rung } from './schema-parts.ts'

const bands = z
  .object({
    warn: z.number(),
    act: z.number(),
    tenorScale: z.number(),
    noise: nullableNumber,
    widenedByNoise: z.boolean(),
    chanceOneSession: nullableNumber,
    chanceAllSessions: nullableNumber,
  })
  .meta({ id: 'Bands' })

const attribution = z
  .object({
    time: z.number(),
    spot: z.number(),
    volatility: z.number(),
    other: z.number(),
    adjust: z.number(),
    deviation: z.number().describe('spot + volatility + other - adjust, natural log'),
  })
  .meta({ id: 'Attribution' })

const positionInvariant = z
  .object({
    reading: invariantReading,
    ratioDeviation: nullableNumber,
    kBands: bands,
    ratioBands: bands,
    kAttribution: attribution.nullable(),
    ratioAttribution: attribution.nullable(),
    attributionNote: z.string(),
    verdict: z.enum(['quiet', 'warn', 'act', 'breach', 'unknown']),
    suggestion: z.enum(['roll or re-strike', 'hedge, no roll', 'take profit or re-strike']).nullable(),
    says: z.string(),
    watched: z.boolean(),
  })
  .meta({ id: 'PositionInvariant' })

const mark = z.object({
  entryCredit_points: z.number(),
  mid_points: z.number(),
  natural_points: z.number(),
  pnlAtMid_dollars: z.number(),
  pnlAtNatural_dollars: z.number(),
  chainPnlAtNatural_dollars: nullableNumber,
})

const readings = z.object({
  forward_points: z.number(),
  ...condor.pick({
    greeks: true,
    dollarGamma_dollars: true,
    lvr: true,
    coverageKappa: true,
    equivalentPool_dollars: true,
    breakEvens: true,
  }).shape,
  breakEvenVolShift_vol_points: nullableNumber,
  expectedMove_points: z.number(),
  putDistance_moves: z.number(),
  callDistance_moves: z.number(),
  putDistance_edr: nullableNumber,
  callDistance_edr: nullableNumber,
  riskNeutralProfit: nullableNumber,
})

const ledger = z.object({
  time_dollars: z.number(),
  delta_dollars: z.number(),
  lvr_dollars: z.number(),
  volatility_dollars: z.number(),
  rates_dollars: z.number(),
  mark_dollars: z.number(),
  costs_dollars: z.number(),
  total_dollars: z.number(),
  convention: z.string(),
})

const restoration = z
  .object({
    direction: z.enum(['widen', 'tighten', 'same width', 'resize']),
    branch: z.enum(['outer', 'inner']).nullable(),
    root: z.string(),
    expiration: z.string(),
    strikes_points: list(z.number()),
    contracts: z.number(),
    k: z.number(),
    residual: nullableNumber,
    lvr_dollars_per_day: nullableNumber,
    lvrSaved_dollars: nullableNumber,
    cost_dollars: z.number(),
    net_dollars: nullableNumber,
  })
  .meta({ id: 'Restoration' })

export const position = z
  .object({
    trade: z.string(),
    chain: list(z.string()),
    rolls: z.number(),
    adjustments: z.number(),
    label: z.string(),
    rung,
    root: z.string(),
    expiration: z.string(),
    contracts: z.number(),
    openedAt: z.string().describe("ISO instant with New York's offset"),
    days: nullableNumber,
    shock: z.string().nullable().describe('a shock asked for by hand: this is then not the market'),
    legs: list(leg),
    mark: mark.nullable(),
    readings: readings.nullable(),
    ledger: ledger.nullable().describe('since entry'),
    sincePrevious: z.object({ quotedAt: z.string(), ledger }).nullable(),
    previousNote: z.string(),
    entryNote: z.string(),
    invariants: list(positionInvariant),
    restorations: list(restoration),
    action: z.enum(['hold', 're-strike', 'roll', 'roll-back', 'resize', 'hedge', 'close']),
    because: z.string(),
    cost_dollars: nullableNumber,
    orders: list(order),
    reason,
    warnings: list(z.string()),
  })
  .meta({ id: 'Position' })
