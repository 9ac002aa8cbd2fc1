/** What the API answers. Read-only; every body has a schema, and the schemas are the OpenAPI document. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import { bridgeSchema } from './bridge-schema.ts'
import { decisionSchema } from './decision-schema.ts'
import { indicatorsSchema } from './indicators-schema.ts'
import type { ServerOptions } from './server.ts'

const refusalSchema = z
  .object({
    code: z.string(),
    field: z.string(),
    was: z.string(),
    wanted: z.string(),
    source: z.string(),
    row: z.number().nullable(),
    fix: z.string(),
  })
  .meta({ id: 'Refusal' })

const errorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string(), refusal: refusalSchema.nullable() }) })
  .meta({ id: 'Error' })

export type ErrorBody = z.output<typeof errorSchema>

const rulesSchema = z.array(z.object({ name: z.string(), title: z.string(), about: z.string() }))

const todayQuery = z.strictObject({
  rules: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .optional()
    .describe("a preset's name; left out, the rules the server was started with"),
})

const refusedBody = (refusal: Refusal): ErrorBody => ({
  error: { code: 'refused', message: 'The data was refused.', refusal: { ...refusal } },
})

export async function registerRoutes(scope: FastifyInstance, options: ServerOptions): Promise<void> {
  const app = scope.withTypeProvider<ZodTypeProvider>()
  app.get(
    '/today',
    {
      schema: {
        operationId: 'today',
        summary: "Today's decision, with its reasons",
        querystring: todayQuery,
        response: { 200: decisionSchema, 400: errorSchema, 422: errorSchema, 500: errorSchema },
      },
    },
    async (request, reply) => {
      const result = await options.today(request.query.rules ?? null)
      return result.ok
        ? reply.code(200).send(result.value)
        : reply.code(422).send(refusedBody(result.refusal))
    },
  )
  app.get(
    '/bridge',
    {
      schema: {
        operationId: 'bridge',
        summary: "The decision's condor beside the liquidity pools it equals",
        querystring: todayQuery,
        response: { 200: bridgeSchema, 400: errorSchema, 422: errorSchema, 500: errorSchema },
      },
    },
    async (request, reply) => {
      const result = await options.bridge(request.query.rules ?? null)
      return result.ok
        ? reply.code(200).send(result.value)
        : reply.code(422).send(refusedBody(result.refusal))
    },
  )
  app.get(
    '/indicators',
    {
      schema: {
        operationId: 'indicators',
        summary: "Every indicator and regime as of the decision's day",
        querystring: todayQuery,
        response: { 200: indicatorsSchema, 400: errorSchema, 422: errorSchema, 500: errorSchema },
      },
    },
    async (request, reply) => {
      const result = await options.indicators(request.query.rules ?? null)
      return result.ok
        ? reply.code(200).send(result.value)
        : reply.code(422).send(refusedBody(result.refusal))
    },
  )
  app.get(
    '/rules',
    {
      schema: {
        operationId: 'rules',
        summary: 'The rule sets a decision may be asked by',
        response: { 200: rulesSchema },
      },
    },
    async () => [...options.rules],
  )
  app.get(
    '/health',
    {
      schema: {
        operationId: 'health',
        summary: 'Whether the server answers',
        response: { 200: z.object({ status: z.literal('ok'), version: z.string() }) },
      },
    },
    async () => ({ status: 'ok' as const, version: options.version }),
  )
  app.get('/openapi.json', { schema: { hide: true } }, async () => scope.swagger())
}
