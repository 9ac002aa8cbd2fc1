/** The Today page in a real headless browser, against the real server. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { refuse } from '../../src/base/vocabulary/refusal.ts'
import { accepted, refused } from '../../src/base/vocabulary/result.ts'
import { openToday } from '../../src/shell/world/open-today.ts'
import { type Served, buildPage, launchBrowser, openPage, serveDecision } from '../support/page-under-test.ts'
import { sampleDecision, sampleOpening } from '../support/sample-decision.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

let webFolder: string
let home: string
let browser: Browser
let aside: Served
let opening: Served

beforeAll(async () => {
  // An empty store: what this machine has imported must not matter.
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-home-'))
  vi.stubEnv('KONDOR_HOME', home)
  webFolder = await buildPage()
  browser = await launchBrowser()
  aside = await serveDecision(webFolder, accepted(sampleDecision()))
  opening = await serveDecision(webFolder, accepted(sampleOpening()))
})

afterAll(async () => {
  await browser?.close()
  await aside?.close()
  await opening?.close()
  vi.unstubAllEnvs()
  fs.rmSync(home, { recursive: true, force: true })
  fs.rmSync(webFolder, { recursive: true, force: true })
})

const drawn = (page: Page): Promise<unknown> => page.waitForSelector('.payoff svg path')

describe('the Today page', () => {
  it('says of when the data is before anything else, then the decision', async () => {
    const { page, context, complaints } = await openPage(browser, aside.url)
    await drawn(page)
    expect(await page.title()).toBe('Stand aside · 5 Jan 2024 · Kondor')
    expect(await page.locator('h1').textContent()).toBe('Data of Friday 5 January 2024, 16:15 New York')
    expect(await page.locator('.headline').textContent()).toContain('quoted')
    const headings = await page.locator('h1, h2').allTextContents()
    expect(headings.slice(0, 3)).toEqual([
      'Data of Friday 5 January 2024, 16:15 New York',
      'Stand aside',
      'Why',
    ])
    expect(await page.locator('.verdict > p').textContent()).toBe('Coverage 1.28 is under the wanted 1.50.')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('draws payoff, bleed and term structure, each described in words', async () => {
    const { page, context, complaints } = await openPage(browser, aside.url)
    await drawn(page)
    const charts = page.locator('.chart-frame svg[role="img"]')
    expect(await charts.count()).toBe(3)
    const lines = await page
      .locator('.payoff svg')
      .first()
      .locator('path')
      .evaluateAll((paths) =>
        paths.map((path) => path.getAttribute('d')?.length ?? 0).filter((length) => length > 500),
      )
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(await charts.first().getAttribute('aria-label')).toContain('at most $3,710 lost')
    expect(await page.locator('.payoff svg').first().textContent()).toContain('4475 put')
    expect(await page.locator('.payoff svg').first().textContent()).toContain('spot 4,697')
    expect(complaints).toEqual([])
    await context.close()
  })

  it('folds stress and yields, and shows them whole on a phone', async () => {
    const { page, context, complaints } = await openPage(browser, aside.url, PHONE)
    const details = page.locator('.yields').first()
    expect(await details.locator('table').first().isVisible()).toBe(false)
    await details.locator('summary').click()
    expect(await details.locator('table').first().textContent()).toContain('Sticky moneyness')
    const overflow = await details
      .locator('.table-scroll')
      .evaluateAll((frames) => frames.map((frame) => frame.scrollWidth - frame.clientWidth))
    expect(overflow).toEqual([0, 0])
    const { violations } = await new AxeBuilder({ page }).include('.yields').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('hands out the ticket in OCC symbols, and says when it is not advised', async () => {
    const { page, context } = await openPage(browser, aside.url, {
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied.').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.split('\n')[1]).toMatch(/^OLD DATA/)
    expect(copied.split('\n')[0]).toBe('NOT ADVISED: "lvr-budget" stands aside. For reference only.')
    expect(copied).toContain('SELL 1  SPXW  240216P04475000  4475 put')
    expect(copied).toContain('Educational software, not advice to trade.')
    await context.close()
    const other = await openPage(browser, opening.url)
    expect(await other.page.locator('.verdict h2').textContent()).toBe('Sell 2 condors')
    const ticket = await other.page.locator('.ticket pre').textContent()
    expect(ticket).not.toContain('NOT ADVISED')
    expect(ticket).toContain('SELL TO OPEN 2 x SPXW iron condor')
    await other.context.close()
  })

  it('opens and closes reasons by keyboard alone, skip link first', async () => {
    const { page, context } = await openPage(browser, aside.url)
    await drawn(page)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(
      'Skip to the decision',
    )
    await page.getByLabel('Rules').waitFor()
    await page.keyboard.press('Enter')
    const focusAfterTab = async () => {
      await page.keyboard.press('Tab')
      return page.evaluate(() => document.activeElement?.tagName)
    }
    expect(await focusAfterTab()).toBe('SELECT')
    expect(await focusAfterTab()).toBe('SUMMARY')
    const root = page.locator('.reasons > details')
    const isOpen = () => root.evaluate((element) => (element as HTMLDetailsElement).open)
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Enter')
    expect(await isOpen()).toBe(false)
    expect(await page.getByText('is under 20.00').isVisible()).toBe(false)
    await page.keyboard.press('Space')
    expect(await isOpen()).toBe(true)
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement as Element).outlineStyle,
    )
    expect(outline).toBe('solid')
    await context.close()
  })

  it('decides by other rules on the same data, and the address remembers which', async () => {
    const other = accepted(
      sampleDecision({ ...sampleOpening(), rules: { name: 'monthly-16-delta', hash: 'ff' } }),
    )
    const served = await serveDecision(webFolder, accepted(sampleDecision()), { 'monthly-16-delta': other })
    const { page, context } = await openPage(browser, served.url)
    expect(await page.locator('.verdict h2').textContent()).toBe('Stand aside')
    await page.getByLabel('Rules').selectOption('monthly-16-delta')
    await page.getByText('Sell 2 condors').waitFor()
    expect(page.url()).toContain('?rules=monthly-16-delta')
    await page.reload()
    await page.getByText('Sell 2 condors').waitFor()
    expect(await page.getByLabel('Rules').inputValue()).toBe('monthly-16-delta')
    await context.close()
    await served.close()
  })

  it('follows the system into the dark, and the toggle outlives a reload', async () => {
    const paper = (page: Page) =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const light = await openPage(browser, aside.url, { colorScheme: 'light' })
    const dark = await openPage(browser, aside.url, { colorScheme: 'dark' })
    const [lightPaper, darkPaper] = [await paper(light.page), await paper(dark.page)]
    expect(lightPaper).not.toBe(darkPaper)
    await light.page.getByRole('button', { name: /Theme/ }).click()
    expect(await paper(light.page)).toBe(darkPaper)
    await light.page.reload()
    await light.page.waitForSelector('main h1')
    expect(await paper(light.page)).toBe(darkPaper)
    await light.context.close()
    await dark.context.close()
  })

  it('fits a phone without scrolling sideways, and nothing moves by itself', async () => {
    const { page, context } = await openPage(browser, aside.url, PHONE)
    await drawn(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const svgWidth = await page
      .locator('.payoff svg')
      .first()
      .evaluate((svg) => svg.getBoundingClientRect().width)
    expect(svgWidth).toBeGreaterThan(280)
    // Nothing of the legs, the tiers or the ticket hides beyond an edge.
    const hidden = await page
      .locator('.table-scroll:has(.reflow), .ticket pre')
      .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).length)
    expect(hidden).toBe(0)
    expect(await page.locator('.reflow').count()).toBeGreaterThanOrEqual(2)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await context.close()
  })

  it.each([
    ['wide, light', { colorScheme: 'light' }],
    ['wide, dark', { colorScheme: 'dark' }],
    ['phone, light', { ...PHONE, colorScheme: 'light' }],
    ['phone, dark', { ...PHONE, colorScheme: 'dark' }],
  ] as const)('has no accessibility violation (WCAG A and AA): %s', async (_name, options) => {
    const { page, context } = await openPage(browser, aside.url, options)
    await drawn(page)
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(
      violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([])
    await context.close()
  })

  it('draws the decision of a fresh install: embedded index, modelled chain, and says so first', async () => {
    const source = await openToday({
      chainFile: null,
      asOf: null,
      rate: null,
      locale: null,
      allowPartial: false,
    })
    if (!source.ok) throw new Error(source.refusal.code)
    const served = await serveDecision(webFolder, source.value.decide('lvr-budget'))
    const { page, context, complaints } = await openPage(browser, served.url)
    await drawn(page)
    expect(await page.locator('h1').textContent()).toBe('Data of Friday 17 April 2020, 16:15 New York')
    expect(await page.locator('.headline').textContent()).toMatch(/indexed.*old.*modelled option prices/)
    expect(await page.locator('.ticket pre').textContent()).toContain('MODELLED: nobody quoted these prices.')
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|\[object/)
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
    expect(violations.map((found) => found.id)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
    await served.close()
  })

  it('says the refusal where there is no decision', async () => {
    const refusal = refuse('file.truncated', {
      field: 'chain',
      was: 'half a row',
      wanted: 'whole rows',
      source: 'x.csv',
    })
    const served = await serveDecision(webFolder, refused(refusal))
    const { page, context } = await openPage(browser, served.url)
    expect(await page.getByRole('alert').textContent()).toContain('x.csv: chain: found "half a row"')
    await context.close()
    await served.close()
  })
})

describe('text out of files', () => {
  const PAYLOADS = [
    '<img src=x onerror="alert(1)">',
    '"><script>alert(2)</script>',
    '<svg/onload=alert(3)>',
    'javascript:alert(4)',
    '</title><script>alert(5)</script>',
    '<iframe srcdoc="<script>parent.alert(6)</script>"></iframe>',
    "'-alert(7)-'",
    '<a href="javascript:alert(8)" autofocus onfocus=alert(9)>x</a>',
    '<style>*{background:url(https://evil.example/)}</style>',
    '{{constructor.constructor("alert(10)")()}}',
  ]

  it.each(PAYLOADS)('stays text: %s', async (payload) => {
    const sample = sampleDecision()
    const [condor] = sample.candidates
    const hostile = sampleDecision({
      data: {
        ...sample.data,
        source: payload,
        format: payload,
        quotedAtNote: payload,
        refusedByCode: { [payload]: 3 },
      },
      rules: { name: payload, hash: payload },
      market: sample.market.map((figure) => ({ ...figure, label: `${figure.id} ${payload}`, note: payload })),
      intents: [{ kind: 'stand-aside', candidateId: 'monthly-16-delta', because: payload }],
      reason: { ...sample.reason, says: payload.replaceAll(/[{}]/g, ''), figures: [] },
      candidates:
        condor === undefined ? [] : [{ ...condor, label: payload, asked: payload, warnings: [payload] }],
      declined: [{ id: 'd', label: payload, asked: payload, why: payload }],
      notes: [payload],
      disclaimer: payload,
    })
    const served = await serveDecision(webFolder, accepted(hostile))
    const { page, context, complaints } = await openPage(browser, served.url)
    await drawn(page)
    await page.waitForTimeout(50)
    expect(await page.locator('.notes').textContent()).toBe(payload)
    expect(await page.locator('main script, main iframe, main img, main a, main style').count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
    await served.close()
  })
})
