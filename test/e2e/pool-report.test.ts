/** `kondor pool --report` as a person uses it: a command writes a file, a browser opens it from disk. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { poolHistory } from '../support/pool-paths.ts'
import { itWithRealData } from '../support/real-data.ts'

const main = path.resolve(import.meta.dirname, '..', '..', 'src', 'face', 'cli', 'main.ts')
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

let folder: string
let browser: Browser
let file: string

function kondor(...args: readonly string[]) {
  const env = { ...process.env, KONDOR_HOME: folder, NO_COLOR: '1' }
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env, cwd: folder })
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-report-'))
  const { times, prices, liquidities, volumes } = poolHistory()
  const rows = Array.from(
    times,
    (time, i) => `${new Date(time).toISOString()},${prices[i]},${liquidities[i]},${volumes.values[i]}`,
  )
  fs.writeFileSync(path.join(folder, 'pool.csv'), ['time,price,liquidity,volume', ...rows, ''].join('\n'))
  file = path.join(folder, 'report.html')
  const { stdout, stderr, status } = kondor('pool', 'pool.csv', '--fee', '0.05%', '--report', file)
  expect(stderr).toBe(`Report written to ${file}\n`)
  expect(stdout).toContain('Fees / LVR')
  expect(status).toBe(0)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

interface Opened {
  readonly page: Page
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

async function open(at: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(pathToFileURL(at).href)
  return { page, requests, complaints, close: () => context.close() }
}

describe('the report of kondor pool', () => {
  it('asks for nothing but itself, and complains of nothing', async () => {
    const { page, requests, complaints, close } = await open(file)
    expect(requests).toEqual([pathToFileURL(file).href])
    expect(complaints).toEqual([])
    expect(await page.locator('h1').textContent()).toBe('Data of Monday 14 August 2023, 00:00 to 23:59 UTC')
    expect(await page.locator('.verdict').textContent()).toMatch(/^Fees (paid|covered) [\d.]+/)
    expect(await page.locator('svg[role="img"]:visible').count()).toBe(3)
    await close()
  })

  it.each([
    ['wide, light', { colorScheme: 'light' }],
    ['wide, dark', { colorScheme: 'dark' }],
    ['phone, light', { ...PHONE, colorScheme: 'light' }],
    ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
  ] as const)('has no accessibility violation (WCAG A and AA): %s', async (_name, options) => {
    const { page, close } = await open(file, options)
    // The page forbids scripts, also the checker's own: it is checked in a copy that allows them.
    const copy = fs.readFileSync(file, 'utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    await page.setContent(copy)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    expect(
      violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([])
    await close()
  })

  it('fits a phone, with type as large as on a wide screen', async () => {
    const { page, close } = await open(file, PHONE)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const heights = await page
      .locator('svg:visible text')
      .evaluateAll((all) => all.map((text) => text.getBoundingClientRect().height))
    expect(heights.length).toBeGreaterThan(10)
    expect(Math.min(...heights)).toBeGreaterThan(11)
    await close()
  })

  it('is dark where the system is, and prints light', async () => {
    const paper = (page: Page) =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await open(file, { colorScheme: 'light' })
    const dark = await open(file, { colorScheme: 'dark' })
    expect(await paper(light.page)).toBe('rgb(247, 246, 242)')
    expect(await paper(dark.page)).toBe('rgb(16, 19, 22)')
    await dark.page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await paper(dark.page)).toBe('rgb(255, 255, 255)')
    await light.close()
    await dark.close()
  })

  it('refuses what has no history to draw, and a place that cannot be written', () => {
    const position = kondor('pool', '--cpmm', '--price', '2000', '--vol', '80%', '--report', 'x.html')
    expect(position.stderr).toContain('a report draws a history')
    expect(position.status).toBe(64)
    const nowhere = kondor('pool', 'pool.csv', '--report', path.join('no', 'such', 'folder', 'x.html'))
    expect(nowhere.stderr).toMatch(/ENOENT|no such file/)
    expect(nowhere.stderr).not.toMatch(/\n\s+at /)
    expect(nowhere.status).toBe(74)
  })

  itWithRealData(
    'says of a real day that fees paid 2.65 times the LVR',
    'uniswap-v3-minute/polygon-0x45dda9cb7c25131df268515131f647d726f50608-2023-08-14.minute.csv',
    async (real) => {
      const at = path.join(folder, 'real.html')
      expect(kondor('pool', real, '--report', at).status).toBe(0)
      const { page, close } = await open(at)
      expect(await page.locator('.verdict').textContent()).toBe('Fees paid 2.65 times the LVR')
      expect(await page.locator('.lead').textContent()).toContain('the price looked at every minute')
      await close()
    },
  )
})
