/** The pages of `kondor compare --html` and `kondor sweep --html` as a browser opens them from disk. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'

const main = path.resolve(import.meta.dirname, '..', '..', 'src', 'face', 'cli', 'main.ts')
const SPAN = ['--from', '2010-01-04', '--to', '2010-03-31', '--resamples', '399'] as const
const WIDE = { viewport: { width: 1280, height: 900 }, colorScheme: 'light' } as const
const PHONE = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
} as const

let folder: string
let browser: Browser

function made(name: string, ...args: readonly string[]): string {
  const file = path.join(folder, name)
  const env = { ...process.env, KONDOR_HOME: folder, NO_COLOR: '1' }
  const asked = [main, ...args, ...SPAN, '--html', file]
  const { stderr, status } = spawnSync(process.execPath, asked, { encoding: 'utf8', env, cwd: folder })
  expect(status, stderr).toBe(0)
  return file
}

const PAGES: Record<string, string> = {}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-runs-'))
  PAGES['compare'] = made('compare.html', 'compare', 'cndr', 'vxth')
  const grid = [
    '--grid',
    'structures[0].contract.shorts.put=0.1,0.2',
    '--grid',
    'sizing.marginShareMax=0.05,0.1',
  ]
  PAGES['sweep'] = made('sweep.html', 'sweep', 'monthly-16-delta', ...grid)
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

describe('reports of runs', () => {
  it.each([
    ['compare', 'wide, light', WIDE],
    ['sweep', 'phone, dark', PHONE],
  ] as const)(
    '%s, %s: asks for nothing, fits its window, no accessibility violation',
    async (name, _as, options) => {
      const file = PAGES[name]
      const context = await browser.newContext(options)
      const page = await context.newPage()
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await page.goto(pathToFileURL(file).href)
      expect(requests).toEqual([pathToFileURL(file).href])
      expect(await page.locator('h1').textContent()).toBe('Data of Mon 4 Jan 2010 to Wed 31 Mar 2010')
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(beyond).toBe(0)
      // The page forbids scripts, also the checker's own: it is checked in a copy that allows them.
      await page.setContent(
        fs.readFileSync(file, 'utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''),
      )
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
      await context.close()
    },
  )
  it('the sweep shows its grid as a plane, and says how many were tried before it ranks anything', async () => {
    const page = await browser.newPage(WIDE)
    await page.goto(pathToFileURL(PAGES['sweep']).href)
    const heat = page.locator('table.heat')
    expect(await heat.locator('thead th').allTextContents()).toEqual([
      'put ↓ marginShareMax →',
      '0.05',
      '0.1',
    ])
    expect(await heat.locator('tbody td').count()).toBe(4)
    const text = (await page.locator('main').textContent()) ?? ''
    const order = [
      'indexed: real index',
      'Not ranked',
      'Tried',
      'Over the grid',
      'How the variants spread',
      'Every variant',
    ]
    const at = order.map((words) => text.indexOf(words))
    expect(at.every((position, i) => position > (at[i - 1] ?? -1))).toBe(true)
    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/)
    await page.close()
  })
})
