/** The Bridge page in a real headless browser, against the real server. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { refuse } from '../../src/base/vocabulary/refusal.ts'
import { accepted, refused } from '../../src/base/vocabulary/result.ts'
import { bridgeWords } from '../../src/face/view/bridge.ts'
import type { Bridge } from '../../src/policy/bridge/bridge.ts'
import { openToday } from '../../src/shell/world/open-today.ts'
import { type Served, buildPage, launchBrowser, openPage, serveDecision } from '../support/page-under-test.ts'
import { sampleBridge } from '../support/sample-bridge.ts'
import { sampleDecision } from '../support/sample-decision.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

let webFolder: string
let home: string
let browser: Browser
let served: Served
const bridge = sampleBridge()

beforeAll(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
  vi.stubEnv('KONDOR_HOME', home)
  webFolder = await buildPage()
  browser = await launchBrowser()
  served = await serveDecision(webFolder, accepted(sampleDecision()), {}, accepted(bridge))
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
  vi.unstubAllEnvs()
  fs.rmSync(home, { recursive: true, force: true })
  fs.rmSync(webFolder, { recursive: true, force: true })
})

const drawn = (page: Page): Promise<unknown> => page.waitForSelector('.liquidity svg path')
const at = (address: string): string => `${served.url}${address}`

describe('the Bridge page', () => {
  it('says of when the data is first, then the pool the condor equals, in the words of the terminal', async () => {
    const { page, context, complaints } = await openPage(browser, at('bridge'))
    await drawn(page)
    const words = bridgeWords(bridge, Date.now())
    expect(await page.title()).toBe('Bridge · 5 Jan 2024 · Kondor')
    expect(await page.locator('h1').textContent()).toBe('Data of Friday 5 January 2024, 16:15 New York')
    expect(await page.locator('.verdict h2').textContent()).toBe(words.title)
    expect(words.title).toMatch(/^\$[\d,]+ of liquidity$/)
    const text = (await page.locator('main').textContent()) ?? ''
    for (const each of words.disanalogies) expect(text).toContain(each.text)
    for (const sentence of words.profile) expect(text).toContain(sentence)
    expect(text).not.toMatch(/NaN|undefined|\[object/)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('draws the condor, its equals on the same axis, and the signed liquidity profile', async () => {
    const { page, context, complaints } = await openPage(browser, at('bridge'))
    await drawn(page)
    const charts = page.locator('.chart-frame svg[role="img"]')
    expect(await charts.count()).toBe(3)
    const ticks = (index: number) =>
      charts
        .nth(index)
        .locator('text')
        .evaluateAll((texts) =>
          texts
            .filter((text) => /^[\d,]{5}$/.test(text.textContent ?? ''))
            .map((text) => [text.textContent, Math.round(text.getBoundingClientRect().width)]),
        )
    expect((await ticks(0)).length).toBeGreaterThan(3)
    expect(await ticks(0)).toEqual(await ticks(1))
    const lines = await charts
      .nth(1)
      .locator('path')
      .evaluateAll((paths) => paths.filter((each) => (each.getAttribute('d')?.length ?? 0) > 500).length)
    // The condor and three pools.
    expect(lines).toBe(4)
    expect(await charts.nth(2).getAttribute('aria-label')).toContain('the wings buy convexity back')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('has both sides’ numbers in the dictionary', async () => {
    const { page, context } = await openPage(browser, at('bridge'))
    await drawn(page)
    const rows = await page
      .locator('.dictionary tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
    const words = bridgeWords(bridge, Date.now()).dictionary
    expect(rows.map((cells) => [cells[0], cells[1], cells[2], cells[4]])).toEqual(
      words.map((row) => [row.pool, row.fullRange, row.sameCapital, row.value]),
    )
    expect(rows.map(([term]) => term)).toContain('LVR')
    await context.close()
  })

  it('is reached by link and keyboard, keeps the rules in its address, and goes back', async () => {
    const { page, context, complaints } = await openPage(browser, at('?rules=lvr-budget'))
    await page.waitForSelector('.payoff svg path')
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Bridge')
    await page.keyboard.press('Enter')
    await drawn(page)
    expect(page.url()).toBe(at('bridge?rules=lvr-budget'))
    expect(await page.locator('nav [aria-current="page"]').textContent()).toBe('Bridge')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.reload()
    await drawn(page)
    await page.goBack()
    await page.waitForSelector('.payoff svg path')
    expect(page.url()).toBe(at('?rules=lvr-budget'))
    expect(await page.locator('nav [aria-current="page"]').textContent()).toBe('Today')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('fits a phone without scrolling sideways, the condor’s numbers included', async () => {
    const { page, context } = await openPage(browser, at('bridge'), PHONE)
    await drawn(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const right = await page
      .locator('.dictionary strong')
      .evaluateAll((all) => Math.max(...all.map((each) => each.getBoundingClientRect().right)))
    expect(right).toBeLessThanOrEqual(390)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await context.close()
  })

  it.each([
    ['wide, light', { colorScheme: 'light' }],
    ['wide, dark', { colorScheme: 'dark' }],
    ['phone, light', { ...PHONE, colorScheme: 'light' }],
    ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
  ] as const)('has no accessibility violation (WCAG A and AA): %s', async (_name, options) => {
    const { page, context } = await openPage(browser, at('bridge'), options)
    await drawn(page)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(
      violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([])
    await context.close()
  })

  it('shows the condor of a fresh install, and the unknown as unknown', async () => {
    const request = { chainFile: null, asOf: null, rate: null, locale: null, allowPartial: false }
    const source = await openToday(request)
    if (!source.ok) throw new Error(source.refusal.code)
    const fresh = source.value.bridge('lvr-budget')
    const page = await textOf(fresh)
    expect(page).toContain('Data of Friday 17 April 2020, 16:15 New York')
    expect(page).toMatch(/\$[\d,]+ of liquidity/)
    expect(page).not.toMatch(/NaN|undefined|\[object/)
    const unknown = await textOf(accepted(sampleBridge({ realised: null })))
    expect(unknown).toContain('unknown')
    expect(unknown).toContain('no index history')
  })

  it('says why there is no condor, no pool, or no answer', async () => {
    const none: Bridge = { ...bridge, condor: null, equivalence: null, why: 'Condor: no <b>strikes</b>' }
    expect(await textOf(accepted(none))).toContain(
      'There is no condor to compare: Condor: no <b>strikes</b>.',
    )
    const { equivalence } = bridge
    if (equivalence === null) throw new Error('no condor')
    const noPool: Bridge = {
      ...bridge,
      equivalence: { ...equivalence, pools: [], noPools: 'the condor is not short gamma' },
    }
    expect(await textOf(accepted(noPool))).toContain('No pool is its equal')
    const about = { field: 'chain', was: 'half a row', wanted: 'whole rows', source: 'x.csv' }
    expect(await textOf(refused(refuse('file.truncated', about)))).toContain(
      'x.csv: chain: found "half a row"',
    )
  })
})

/** Everything the page says of a bridge, without complaints. */
async function textOf(answer: ReturnType<typeof accepted<Bridge>>): Promise<string> {
  const own = await serveDecision(webFolder, accepted(sampleDecision()), {}, answer)
  const { page, context, complaints } = await openPage(browser, `${own.url}bridge`)
  if (answer.ok && answer.value.condor !== null) await drawn(page)
  const text = (await page.locator('main').textContent()) ?? ''
  expect(complaints.filter((each) => !each.includes('422'))).toEqual([])
  await context.close()
  await own.close()
  return text
}
