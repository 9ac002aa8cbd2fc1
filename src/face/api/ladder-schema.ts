/** The wire form of the hedge ladder. Held equal to its type by the compiler, in the decision. */
import { z } from 'zod'
import { order } from './intent-schema.ts'
import { list, nullableNumber, reason, rung } from './schema-parts.ts'

const target = z.object({
  instrument: z.string(),
  legs: list(z.object({ instrument: z.string(), quantity: z.number() })),
  expiration: z.string(),
  days: z.number(),
  future_vol_points: z.number(),
  strike_vol_points: nullableNumber,
  delta: z.number(),
  volatility: nullableNumber,
  price_points: z.number(),
  bid_points: z.number(),
  ask_points: z.number(),
  multiplier: z.number(),
  cost_dollars: z.number(),
  rung,
})

const marked = z
  .object({
    instrument: z.string(),
    quantity: z.number(),
    days: z.number(),
    mark_points: nullableNumber,
    paid_dollars: z.number(),
    value_dollars: nullableNumber,
    note: z.string().nullable(),
  })
  .meta({ id: 'MarkedHedge' })

const layer = z
  .object({
    id: z.string(),
    instrument: z.enum(['vix-call', 'vix-call-spread', 'vix-future']),
    tenor_days: z.number(),
    wants_contracts: z.number(),
    holds_contracts: z.number(),
    held: list(marked),
    target: target.nullable(),
    action: z.enum(['hold', 'open', 'roll', 'monetise', 'reduce', 'stand aside', 'unknown']),
    orders: list(order),
    afterOrders_contracts: z.number(),
    cost_dollars: nullableNumber,
    payoffUpHalf_dollars: nullableNumber,
    payoffDouble_dollars: nullableNumber,
    carry_dollars_per_year: nullableNumber,
    reason,
  })
  .meta({ id: 'HedgeLayer' })

const secondEngine = z
  .object({
    armed: z.boolean().nullable(),
    budget_dollars: z.number(),
    orders: list(order),
    cost_dollars: nullableNumber,
    scenario: z.string(),
    irr_per_year: nullableNumber,
    breakEvenProbability: nullableNumber,
    reason,
  })
  .meta({ id: 'SecondEngine' })

export const ladder = z
  .object({
    rung,
    source: z.string(),
    layers: list(layer),
    unassigned: list(marked),
    setCost_dollars: nullableNumber,
    coveredLoss_dollars: nullableNumber,
    costToMaxLoss: nullableNumber,
    budget_dollars: z.number(),
    budgetLeft_dollars: z.number(),
    carry_dollars_per_year: nullableNumber,
    floor: z.object({ share: z.number(), after_share: nullableNumber, met: z.boolean().nullable() }),
    secondEngine: secondEngine.nullable(),
    warnings: list(z.string()),
    reason,
  })
  .meta({ id: 'HedgeLadder' })
