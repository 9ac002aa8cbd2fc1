/** The pages as a user gets it: freshly built, served by the real server on a free port, in a real browser. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import { type Result, accepted } from '../../src/base/vocabulary/result.ts'
import { buildServer } from '../../src/face/api/server.ts'
import type { Bridge } from '../../src/policy/bridge/bridge.ts'
import type { Decision } from '../../src/policy/decision.ts'
import type { IndicatorBoard } from '../../src/policy/indicator-board/board.ts'
import { launchBrowser } from './browser.ts'
import { sampleBridge } from './sample-bridge.ts'
import { sampleIndicators } from './sample-indicators.ts'

const projectRoot = path.resolve(import.meta.dirname, '..', '..')

/** Builds the page into a temporary folder, so that a stale build is never what is tested. */
export async function buildPage(): Promise<string> {
  const outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-page-'))
  await build({
    root: path.join(projectRoot, 'web'),
    configFile: path.join(projectRoot, 'web', 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}

export interface Served {
  readonly url: string
  readonly close: () => Promise<void>
}

const RULES = [
  { name: 'lvr-budget', title: 'LVR budget', about: 'Rent against bleed.' },
  { name: 'monthly-16-delta', title: 'Monthly 16 delta', about: 'A condor a month.' },
]

/** Serves the decision, whatever the rules asked for, unless `byRules` has another for them. */
export async function serveDecision(
  webFolder: string,
  result: Result<Decision>,
  byRules: Readonly<Record<string, Result<Decision>>> = {},
  bridge: Result<Bridge> = accepted(sampleBridge()),
  indicators: Result<IndicatorBoard> = accepted(sampleIndicators()),
): Promise<Served> {
  const today = async (rules: string | null) => (rules === null ? result : (byRules[rules] ?? result))
  const app = await buildServer({
    today,
    bridge: async () => bridge,
    indicators: async () => indicators,
    rules: RULES,
    webFolder,
    version: '0.0.0',
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url: `${url}/`, close: () => app.close() }
}

/** A page, and everything it did that it should not have. */
export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: readonly string[]
}

/** Opens the address and waits for the decision to be drawn. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol !== 'data:' && hostname !== '127.0.0.1') complaints.push(`off loopback: ${request.url()}`)
  })
  await page.goto(url)
  await page.waitForSelector('main h1')
  return { page, context, complaints }
}

export { launchBrowser }
