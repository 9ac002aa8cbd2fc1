/** The Indicators page in a real headless browser, against the real server. */
import fs from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accepted } from '../../src/base/vocabulary/result.ts'
import { indicatorWords } from '../../src/face/view/indicators.ts'
import { type Served, buildPage, launchBrowser, openPage, serveDecision } from '../support/page-under-test.ts'
import { sampleDecision } from '../support/sample-decision.ts'
import { sampleIndicators } from '../support/sample-indicators.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

let webFolder: string
let browser: Browser
let served: Served

beforeAll(async () => {
  webFolder = await buildPage()
  browser = await launchBrowser()
  served = await serveDecision(webFolder, accepted(sampleDecision()))
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
  fs.rmSync(webFolder, { recursive: true, force: true })
})

const address = (): string => `${served.url}indicators`
const drawn = (page: Page): Promise<unknown> => page.waitForSelector('#indicators-gamma svg rect')

describe('the Indicators page', () => {
  it('says every section in the words of the terminal, the unknown with what to import', async () => {
    const { page, context, complaints } = await openPage(browser, address())
    await drawn(page)
    const words = indicatorWords(sampleIndicators(), Date.now())
    expect(await page.title()).toBe('Indicators · 5 Jan 2024 · Kondor')
    expect(await page.locator('.verdict h2').textContent()).toBe(words.title)
    expect(await page.locator('main section.card > h2').allTextContents()).toEqual(
      words.sections.map(({ title }) => title),
    )
    const text = (await page.locator('main').textContent()) ?? ''
    for (const { lines, imports, notes } of words.sections) {
      for (const line of lines) expect(text).toContain(line.note)
      for (const each of [...imports, ...notes]) expect(text).toContain(each)
    }
    expect(text).not.toMatch(/NaN|undefined|\[object/)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('draws the term structure, the events under it on its axis, and dealer gamma', async () => {
    const { page, context } = await openPage(browser, address())
    await drawn(page)
    const labels = await page
      .locator('.indicators svg[role="img"]')
      .evaluateAll((all) => all.map((svg) => svg.getAttribute('aria-label') ?? ''))
    expect(labels).toEqual([
      expect.stringMatching(/^At-the-money volatility/),
      expect.stringMatching(/scheduled events; next CPI on 11 Jan 2024/),
      expect.stringMatching(/^Dealer gamma by strike/),
    ])
    const widths = await page
      .locator('#indicators-term svg')
      .evaluateAll((all) => all.map((svg) => svg.getBoundingClientRect().width))
    expect(widths[0]).toBe(widths[1])
    await context.close()
  })

  it('is reached by its link, and fits a phone without scrolling sideways', async () => {
    const { page, context, complaints } = await openPage(browser, served.url, PHONE)
    await page.getByRole('link', { name: 'Indicators' }).click()
    await drawn(page)
    expect(page.url()).toBe(address())
    expect(await page.locator('nav [aria-current="page"]').textContent()).toBe('Indicators')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(complaints).toEqual([])
    await context.close()
  })

  it.each([
    ['wide, light', { colorScheme: 'light' }],
    ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
  ] as const)('has no accessibility violation (WCAG A and AA): %s', async (_name, options) => {
    const { page, context } = await openPage(browser, address(), options)
    await drawn(page)
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(
      violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([])
    await context.close()
  })
})
