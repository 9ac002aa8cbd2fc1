/** The wire form of what a decision asks to be done. */
import { z } from 'zod'
import { list } from './schema-parts.ts'

export const order = z
  .object({
    legs: list(
      z.object({
        instrument: z.string().describe('OCC symbol of an option; the name of a future'),
        quantity: z.number().describe('of one unit; bought is positive'),
      }),
    ),
    units: z.number(),
    limit_points: z.number().describe('net price per unit asked for; received is positive'),
    natural_points: z.number().describe('the same at once, selling at bids and buying at asks'),
    multiplier: z.number(),
  })
  .meta({ id: 'Order' })

const onTrade = { trade: z.string(), because: z.string() }
const replace = { ...onTrade, close: order, open: order }

export const intent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('open-condor'),
    candidateId: z.string(),
    contracts: z.number(),
    limit_points: z.number(),
    order,
  }),
  z.object({ kind: z.literal('stand-aside'), candidateId: z.string().nullable(), because: z.string() }),
  z.object({ kind: z.literal('hold'), ...onTrade, toSettlement: z.literal(true).exactOptional() }),
  z.object({ kind: z.literal('close'), ...onTrade, order }),
  z.object({
    kind: z.literal('resize'),
    ...onTrade,
    contracts: z.number().describe('what is left'),
    order,
  }),
  z.object({ kind: z.enum(['re-strike', 'roll', 'roll-back']), ...replace }),
  z.object({
    kind: z.literal('hedge'),
    layerId: z.string(),
    because: z.string(),
    orders: list(order),
  }),
  z.object({ kind: z.literal('close-delta'), because: z.string(), orders: list(order) }),
])
