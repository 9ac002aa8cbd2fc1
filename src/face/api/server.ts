/** The HTTP face: the pages and a read-only API, for this machine only. */
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import fastifySwagger from '@fastify/swagger'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import type { Refusal } from '../../base/vocabulary/refusal.ts'
import type { Result } from '../../base/vocabulary/result.ts'
import type { Bridge } from '../../policy/bridge/bridge.ts'
import type { Decision } from '../../policy/decision.ts'
import type { IndicatorBoard } from '../../policy/indicator-board/board.ts'
import type { RulesAbout } from '../../shell/world/today-source.ts'
import { isLocalHost } from './host-guard.ts'
import { type ErrorBody, registerRoutes } from './routes.ts'

export interface ServerOptions {
  /** The decision to serve; `rules` names a preset, or is null for the server's own. */
  readonly today: (rules: string | null) => Promise<Result<Decision>>
  /** Its condor beside the pools it equals. */
  readonly bridge: (rules: string | null) => Promise<Result<Bridge>>
  /** Every indicator as of its day. */
  readonly indicators: (rules: string | null) => Promise<Result<IndicatorBoard>>
  /** The rule sets that may be named. */
  readonly rules: readonly RulesAbout[]
  /** Folder of the built page. */
  readonly webFolder: string
  readonly version: string
  /** Told of faults that the caller only sees as "internal". */
  readonly onFault?: (fault: unknown) => void
}

/** Addresses of the page besides `/`. */
const PAGES = ['/bridge', '/indicators'] as const

/** Content types, frames, scripts: nothing but our own files, and no inline anything. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
} as const

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: 1024,
    requestTimeout: 10_000,
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(MALFORMED)
      else socket.destroy()
    },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: Object.fromEntries(
        Object.entries(CONTENT_SECURITY_POLICY).map(([name, sources]) => [name, [...sources]]),
      ),
    },
    // Meaningless over plain HTTP on the loopback address; a deployment behind TLS sets it there.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    reply.header('Cache-Control', 'no-store')
    if (isLocalHost(request.headers.host)) return
    await reply.code(421).send(body('host-not-allowed', 'This server answers only to its local names.'))
  })
  handleErrors(app, options)
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kondor',
        version: options.version,
        description: 'Decisions on SPX iron condors as data. Educational software, not advice to trade.',
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  await app.register(async (scope) => registerRoutes(scope, options), { prefix: '/api' })
  await app.register(fastifyStatic, {
    root: options.webFolder,
    cacheControl: false,
    setHeaders: (response, file) => {
      // Built assets carry a hash of their content in the name.
      const hashed = /[\\/]assets[\\/]/.test(file)
      response.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  // The pages are one program; each has an address of its own.
  for (const page of PAGES)
    app.get(page, { schema: { hide: true } }, (_request, reply) => reply.sendFile('index.html'))
  return app
}

/** Generic outside, precise inside: no message of a fault and no stack reaches the caller. */
function handleErrors(app: FastifyInstance, options: ServerOptions): void {
  app.setNotFoundHandler(async (_request, reply) => {
    await reply.code(404).send(body('not-found', 'There is nothing here.'))
  })
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 500) {
      const code = error.validation === undefined ? 'bad-request' : 'bad-input'
      await reply.code(status).send(body(code, 'The request is not of the form this address takes.'))
      return
    }
    options.onFault?.(error)
    await reply.code(500).send(body('internal', 'Kondor failed. The terminal it runs in says more.'))
  })
}

const body = (code: string, message: string, refusal: Refusal | null = null): ErrorBody => ({
  error: { code, message, refusal },
})

/** Sent to requests so broken that there is no request to answer. */
const MALFORMED = [
  'HTTP/1.1 400 Bad Request',
  'Content-Type: application/json; charset=utf-8',
  "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options: nosniff',
  'X-Frame-Options: DENY',
  'Referrer-Policy: no-referrer',
  'Cache-Control: no-store',
  'Connection: close',
  '',
  JSON.stringify(body('bad-request', 'The request could not be read.')),
].join('\r\n')
