/** What is held, on the Today page in a real headless browser: positions, the hedge ladder, regimes. */
import fs from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accepted } from '../../src/base/vocabulary/result.ts'
import { type Served, buildPage, launchBrowser, openPage, serveDecision } from '../support/page-under-test.ts'
import { sampleBook } from '../support/sample-book.ts'
import { SAMPLE_CORRELATIONS, SAMPLE_DELTA } from '../support/sample-book-moves.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const

let webFolder: string
let browser: Browser
let served: Served

beforeAll(async () => {
  webFolder = await buildPage()
  browser = await launchBrowser()
  const moves = { delta: SAMPLE_DELTA, correlations: SAMPLE_CORRELATIONS }
  served = await serveDecision(webFolder, accepted(sampleBook(moves)))
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
  fs.rmSync(webFolder, { recursive: true, force: true })
})

const drawn = (page: Page): Promise<unknown> => page.waitForSelector('.position .distance svg')
const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })

describe('the book on the Today page', () => {
  it('names the leg that closes the delta of the book, and how the book moves with other assets', async () => {
    const { page, context, complaints } = await openPage(browser, served.url)
    await drawn(page)
    const delta = page.locator('section[aria-labelledby="book-delta-title"]')
    expect(await delta.textContent()).toContain('past the limit of 150')
    expect(await delta.textContent()).toContain('SPXW 2024-02-16 4700 synthetic')
    const moves = page.locator('section[aria-labelledby="book-correlations-title"]')
    expect(await moves.locator('tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/^SPXindexed.*60−0\.78$/),
      expect.stringMatching(/^VNQindexed.*60−0\.61$/),
      expect.stringMatching(/^XLUunknown/),
    ])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('says what is done with each position before anything of new condors', async () => {
    const { page, context, complaints } = await openPage(browser, served.url)
    await drawn(page)
    const headings = await page.locator('h1, h2').allTextContents()
    expect(headings.slice(1, 7)).toEqual([
      'Roll A-2, hedge C, hold B; close the delta; stand aside from new condors',
      'Open positions',
      'Delta of the book',
      'Correlation of the book',
      'Hedge ladder',
      'Why',
    ])
    expect(await page.locator('.verdict li').first().textContent()).toMatch(/^Shocked by hand/)
    expect(await page.locator('.verdict li').nth(1).textContent()).toMatch(/^A-2: threatened: /)
    expect(await page.locator('.position-head h3').allTextContents()).toEqual([
      'Roll A-2',
      'Hold B',
      'Hedge C',
    ])
    expect(await page.locator('.position-pnl strong').allTextContents()).toEqual([
      '−$2,670',
      '+$230',
      '−$260',
    ])
    expect(await page.locator('main').textContent()).not.toMatch(/NaN|undefined|\[object/)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('draws strikes, deviations and the ledger where the view put them', async () => {
    const { page, context, complaints } = await openPage(browser, served.url)
    await drawn(page)
    const first = page.locator('.position').first()
    const bar = first.locator('.distance svg')
    expect(await bar.getAttribute('aria-label')).toContain('short 4700 put and 4880 call')
    for (const text of ['forward 4,707', '4700 put', '4880 call', 'even 4,690'])
      expect(await bar.textContent()).toContain(text)
    const gauges = first.locator('.gauge')
    expect(await gauges.locator('.gauge-value').allTextContents()).toEqual([
      '+0.282 79% of the act band',
      '+0.580 162% of the act band',
    ])
    const share = (selector: string) =>
      first.locator(selector).evaluateAll((lines) =>
        lines.map((line) => {
          const whole = line.closest('svg')?.getBoundingClientRect()
          const own = line.getBoundingClientRect()
          return whole === undefined ? Number.NaN : (own.x + own.width / 2 - whole.x) / whole.width
        }),
      )
    const [k, ratio] = await share('.needle')
    // +0.282 of three act bands of 0.359, from the middle; what is past the end stands at the end.
    expect(k).toBeCloseTo(0.5 + 0.282 / (3 * 0.359), 2)
    expect(ratio).toBeCloseTo(1, 2)
    // Since the snapshot before, and since entry.
    expect(await first.locator('.step-bar rect').count()).toBe(14)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('hands out the orders of the book in the ticket, and no condor that was declined', async () => {
    const { page, context } = await openPage(browser, served.url)
    const ticket = (await page.locator('.ticket pre').textContent()) ?? ''
    expect(ticket).toContain('ROLL A-2: close 3 units')
    expect(ticket).toContain('HEDGE middle: open 4 contracts')
    expect(ticket).not.toMatch(/NOT ADVISED|SELL TO OPEN/)
    expect(await page.locator('#ticket-title').textContent()).toBe('Ticket')
    const symbols = await page.locator('.position .order-legs code').allTextContents()
    expect(symbols).toContain('SPXW  240216P04650000')
    await context.close()
  })

  it('draws the ladder from the longest tenor down, and folds open by keyboard', async () => {
    const { page, context } = await openPage(browser, served.url)
    expect(await page.locator('.rung h3').allTextContents()).toEqual(['220 days', '110 days', '30 days'])
    expect(await page.locator('.rung').last().locator('.pip-held').count()).toBe(2)
    const fold = page.locator('.rung').last().locator('details')
    await fold.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await fold.locator('table').textContent()).toContain('$324')
    expect(await page.locator('.hedge .warnings').textContent()).toContain('27 % of the maximum loss')
    await context.close()
  })

  it('shows the open table of votes with what is unknown as unknown', async () => {
    const { page, context } = await openPage(browser, served.url)
    const rows = page.locator('.votes tbody tr')
    expect(await rows.count()).toBe(8)
    expect(await rows.nth(4).locator('td, th').allTextContents()).toEqual([
      'Calm carry',
      'for',
      'fires',
      '1.00',
      '5 Jan 2024',
    ])
    await page.locator('.regimes summary', { hasText: 'Big Top' }).click()
    expect(await page.locator('.regimes').textContent()).toContain('VIX9D over VIX unknown')
    await context.close()
  })

  it('fits a phone without scrolling sideways, everything open', async () => {
    const { page, context } = await openPage(browser, served.url, PHONE)
    await drawn(page)
    await openAll(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    const hidden = await page
      .locator('.positions .table-scroll, .hedge .table-scroll, .regime-columns .table-scroll, .order-legs')
      .evaluateAll((all) => all.filter((each) => each.scrollWidth > each.clientWidth + 1).length)
    expect(hidden).toBe(0)
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
    await context.close()
  })

  it.each([
    ['wide, dark', { colorScheme: 'dark' }],
    ['phone, light', { ...PHONE, colorScheme: 'light' }],
  ] as const)('has no accessibility violation (WCAG A and AA): %s', async (_name, options) => {
    const { page, context } = await openPage(browser, served.url, options)
    await drawn(page)
    await openAll(page)
    const axe = new AxeBuilder({ page })
    // The rest of the page has its own test.
    for (const part of [
      '.verdict',
      '.position:first-of-type',
      '.position:last-of-type',
      '.hedge',
      '.regimes',
      '.votes',
    ])
      axe.include(part)
    const { violations } = await axe
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(
      violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.html).join(' | ')}`),
    ).toEqual([])
    await context.close()
  })

  it('keeps text out of journals and files as text', async () => {
    const payload = '<img src=x onerror="alert(1)">'
    const sample = sampleBook()
    const hostile = sampleBook({
      positions: sample.positions.map((one) => ({
        ...one,
        trade: `${one.trade} ${payload}`,
        label: payload,
        because: payload,
        shock: payload,
        entryNote: payload,
        warnings: [payload],
      })),
      others: [{ trade: payload, says: payload }],
      ladder: sample.ladder === null ? null : { ...sample.ladder, source: payload, warnings: [payload] },
      intents: [],
    })
    const other = await serveDecision(webFolder, accepted(hostile))
    const { page, context, complaints } = await openPage(browser, other.url)
    await drawn(page)
    expect(await page.locator('.hedge .warnings').textContent()).toBe(payload)
    expect(await page.locator('main img, main script').count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
    await other.close()
  })
})
