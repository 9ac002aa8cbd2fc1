import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleBridge } from '../../../test/support/sample-bridge.ts'
import { sampleIndicators } from '../../../test/support/sample-indicators.ts'
import { sampleDecision } from '../../../test/support/sample-decision.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused } from '../../base/vocabulary/result.ts'
import { isLocalHost } from './host-guard.ts'
import { buildServer } from './server.ts'

const LOCAL = { host: '127.0.0.1:4173' }

let webFolder: string
let app: FastifyInstance
const faults: unknown[] = []

beforeAll(async () => {
  webFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-web-'))
  fs.mkdirSync(path.join(webFolder, 'assets'))
  fs.writeFileSync(path.join(webFolder, 'index.html'), '<!doctype html><title>Kondor</title>')
  fs.writeFileSync(path.join(webFolder, 'assets', 'x-1.js'), '1')
  app = await buildServer({
    today: async (rules) => {
      if (rules === 'explodes') throw new Error('secret /etc/passwd at Object.<anonymous>')
      if (rules === 'no-such') {
        const about = { field: 'rules', was: 'no-such', wanted: 'a preset', source: 'request' }
        return refused(refuse('command.unknown', about))
      }
      return accepted(sampleDecision())
    },
    bridge: async (rules) => {
      if (rules === null) return accepted(sampleBridge())
      const about = { field: 'rules', was: rules, wanted: 'a preset', source: 'request' }
      return refused(refuse('command.unknown', about))
    },
    indicators: async () => accepted(sampleIndicators()),
    rules: [{ name: 'lvr-budget', title: 'LVR budget', about: 'Rent against bleed.' }],
    webFolder,
    version: '1.2.3',
    onFault: (fault) => faults.push(fault),
  })
})

afterAll(async () => {
  await app.close()
  fs.rmSync(webFolder, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = LOCAL) =>
  app.inject({ method: 'GET', url, headers })

describe('the API', () => {
  it('gives the decision unchanged, in the order of its schema', async () => {
    const response = await get('/api/today')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual(JSON.parse(JSON.stringify(sampleDecision())))
    expect(Object.keys(response.json()).slice(0, 3)).toEqual(['schema', 'asOf', 'sessionDate'])
  })
  it('gives the bridge unchanged, or its refusal', async () => {
    const response = await get('/api/bridge')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual(JSON.parse(JSON.stringify(sampleBridge())))
    expect((await get('/api/bridge?rules=no-such')).statusCode).toBe(422)
    expect((await get('/api/bridge?rules=../x')).statusCode).toBe(400)
  })
  it('gives the indicators unchanged: the schema drops nothing', async () => {
    const response = await get('/api/indicators?rules=lvr-budget')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toEqual(JSON.parse(JSON.stringify(sampleIndicators())))
    expect((await get('/api/indicators?rules=../x')).statusCode).toBe(400)
    expect((await get('/indicators')).body).toContain('<title>Kondor</title>')
  })
  it('answers the address of the Bridge page with the page', async () => {
    const response = await get('/bridge?rules=lvr-budget')
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toContain('text/html')
    expect(response.body).toContain('<title>Kondor</title>')
    expect((await get('/elsewhere')).statusCode).toBe(404)
  })
  it('lists the rule sets', async () => {
    expect((await get('/api/rules')).json()).toMatchObject([{ name: 'lvr-budget', title: 'LVR budget' }])
  })
  it('answers health with its version', async () => {
    expect((await get('/api/health')).json()).toEqual({ status: 'ok', version: '1.2.3' })
  })
  it('describes itself as OpenAPI 3.1, the reason tree included', async () => {
    const document = (await get('/api/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual([
      '/api/today',
      '/api/bridge',
      '/api/indicators',
      '/api/rules',
      '/api/health',
    ])
    expect(JSON.stringify(document)).toContain('because')
  })
  it('gives a refusal as data', async () => {
    const response = await get('/api/today?rules=no-such')
    expect(response.statusCode).toBe(422)
    expect(response.json().error.refusal).toMatchObject({ code: 'command.unknown', was: '"no-such"' })
  })
  it.each(['/api/today?rules=../../etc', '/api/today?unknown=1', '/api/today?rules=a&rules=b'])(
    'refuses %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(400)
    },
  )
  it('keeps faults inside', async () => {
    const response = await get('/api/today?rules=explodes')
    expect(response.statusCode).toBe(500)
    expect(response.body).not.toMatch(/secret|passwd|anonymous/)
    expect(String(faults.at(-1))).toContain('secret')
  })
})

describe('hosts', () => {
  it.each(['127.0.0.1', '127.0.0.1:4173', 'localhost', 'LOCALHOST:80', '[::1]:4173', '[::1]'])(
    'takes %s',
    (host) => {
      expect(isLocalHost(host)).toBe(true)
    },
  )
  const SPOOFED = [
    'evil.example',
    'evil.example:4173',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    'evil.example#127.0.0.1',
    'evil.example/127.0.0.1',
    'localhost@evil.example',
    '127.0.0.1@evil.example:80',
    'localhost:80@evil.example',
    '0.0.0.0',
    '0',
    '127.1',
    '127.0.0.2',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:0:0:1]',
    '[fe80::1]',
    '192.168.0.10',
    '169.254.169.254',
    'localhost.',
    'localhost:99999999',
    'localhost:',
    'local host',
    'localhost, evil.example',
    ' localhost',
    '',
  ]
  it('refuses 30 of 30 spoofed hosts, pages and data alike', async () => {
    expect(SPOOFED).toHaveLength(30)
    for (const host of SPOOFED) {
      expect(isLocalHost(host), host).toBe(false)
      // The test client writes its own host in place of an empty one.
      if (host === '') continue
      for (const url of ['/api/today', '/']) expect((await get(url, { host })).statusCode, host).toBe(421)
    }
    expect(isLocalHost(undefined)).toBe(false)
  })
})

describe('headers', () => {
  it.each([
    ['/', 200],
    ['/assets/x-1.js', 200],
    ['/api/today', 200],
    ['/api/openapi.json', 200],
    ['/nowhere', 404],
    ['/api/today?unknown=1', 400],
    ['/api/today?rules=explodes', 500],
  ])('are all on %s (%d)', async (url, status) => {
    const { headers, statusCode } = await get(url)
    expect(statusCode).toBe(status)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cache-control']).toMatch(url.startsWith('/assets') ? /immutable/ : /no-store|no-cache/)
    expect(headers['x-powered-by']).toBeUndefined()
  })
  it('are on an answer to a refused host too, which is not kept', async () => {
    const { headers } = await get('/api/today', { host: 'evil.example' })
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })
})

describe('bad requests', () => {
  it('cannot climb out of the folder of the page', async () => {
    for (const url of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/..%2f..%2fetc/passwd',
      '/assets/\0',
    ]) {
      expect((await get(url)).statusCode, url).toBeGreaterThanOrEqual(400)
    }
  })
  it('answers what it cannot read with headers and without a word of its own insides', async () => {
    const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = net.connect(Number(url.port), '127.0.0.1', () =>
        socket.write('GET / HTTP/9.9\r\nbad\r\n\r\n'),
      )
      let text = ''
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('X-Content-Type-Options: nosniff')
    expect(answer).not.toMatch(/HPE_|node_modules|\bat /)
  })
  it('shows no stack trace in 2,000 fuzzed answers', async () => {
    const random = createRandom({ seed: 20_240_105, stream: 0 })
    const pieces = [
      '/api/',
      'today',
      '?rules=',
      'explodes',
      '%00',
      '%ff',
      '..',
      '/',
      '&',
      '=',
      '[]',
      '{}',
      '<x>',
      'é',
      '%',
      '?',
    ]
    const pick = () => pieces[Math.floor(random.nextUniform() * pieces.length)] ?? ''
    const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'] as const
    for (let round = 0; round < 2000; round += 1) {
      const url = `/${Array.from({ length: 1 + Math.floor(random.nextUniform() * 6) }, pick).join('')}`
      const method = methods[Math.floor(random.nextUniform() * methods.length)] ?? 'GET'
      const response = await app.inject({ method, url: encodeURI(url), headers: LOCAL })
      expect(response.body).not.toMatch(/\n\s+at |node_modules|\.ts:\d|secret/)
    }
  })
})
