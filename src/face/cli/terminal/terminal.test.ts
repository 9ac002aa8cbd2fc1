import { describe, expect, it } from 'vitest'
import { sampleBook } from '../../../../test/support/sample-book.ts'
import { sampleDecision, sampleOpening } from '../../../../test/support/sample-decision.ts'
import { todayWords } from '../../view/today.ts'
import { row } from '../../view/words.ts'
import { paintLines, rowLines, tableLines, wrap } from './layout.ts'
import { colourPainter, painterFor, plainPainter, printable, span } from './paint.ts'
import { todayPage } from './today-page.ts'

const NOW = Date.parse('2024-01-06T00:00:00Z')
const page = (width: number, decision = sampleDecision()): string =>
  paintLines(todayPage(todayWords(decision, NOW), width), plainPainter)

describe('the page', () => {
  it('begins with the date of the data, before the decision', () => {
    const text = page(80)
    expect(text.split('\n')[0]).toBe('Data of Friday 5 January 2024, 16:15 New York')
    expect(text.indexOf('Stand aside')).toBeGreaterThan(text.indexOf('Data of'))
  })
  it.each([60, 80, 100])('keeps every line within %d columns, the ticket excepted', (width) => {
    for (const decision of [sampleDecision(), sampleBook()]) {
      const [before, after] = page(width, decision).split(/^Ticket ─+$/m)
      const rest = (after ?? '').slice((after ?? '').indexOf('Notes ─'))
      const lines = `${before ?? ''}${rest}`.split('\n')
      expect(lines.filter((line) => line.length > width)).toEqual([])
      expect(lines.length).toBeGreaterThan(60)
    }
  })
  it('goes from the market over what is held to what is new, and ends with the ticket', () => {
    const text = page(80, sampleBook())
    const headings = text.split('\n').flatMap((line) => /^(\S.*?) ─+$/.exec(line)?.[1] ?? [])
    expect(headings.map((title) => title.replace(/,.*/, ''))).toEqual([
      'Market',
      'Regimes',
      'Position A-2',
      'Position B',
      'Position C',
      'Held',
      'Hedge ladder',
      'Why',
      'Condor declined',
      'One-day tiers',
      'Ticket',
      'Notes',
    ])
    expect(text.indexOf('Roll A-2, hedge C, hold B')).toBeLessThan(text.indexOf('Market ─'))
  })
  it('draws deviations, rungs and reasons so that they read without colour', () => {
    const text = page(80, sampleBook())
    expect(text).toContain('x/y  ····──────│──────···●  +0.580  162% of the act band')
    expect(text).toContain('30 days  VIX calls  ●●○○  holds 2, wants 4  Open, $340 paid')
    expect(text).toContain('├ ✗ The short put is less than one expected daily range away.')
    expect(text).toContain('! Shocked by hand: volatility +3 points')
    expect(text).not.toMatch(/NaN|undefined|\[object/)
  })
  it('marks reasons so that they read without colour', () => {
    expect(page(80)).toContain('├ ✓ VIX 13.35 is under 20.00.')
    expect(page(80)).toContain('├ ✗ Rent covers 1.28 times the bleed.')
    expect(page(80)).toContain('└ ? The index has unknown realised volatility over 20 days.')
  })
  it('carries both credits and both prices of every tier', () => {
    const text = page(80)
    expect(text).toMatch(/Credit at mid +13\.45 +\$1,345/)
    expect(text).toMatch(/Credit at natural +12\.90 +\$1,290/)
    expect(text).toMatch(/Conservative 0\.70 +4660\/4665\/4730\/4735 +0\.75 +0\.55/)
  })
  it('says the disclaimer once', () => {
    expect(page(80).match(/not advice to trade/g)).toHaveLength(1)
    expect(page(80, sampleDecision({ candidates: [] })).match(/not advice to trade/g)).toHaveLength(1)
  })
  it('sells where the rules open', () => {
    expect(page(80, sampleOpening())).toContain('▌ Sell 2 condors. Sell SPXW 16 Feb 2024')
  })
})

describe('layout', () => {
  it('wraps at spaces and indents what follows', () => {
    const lines = wrap([span('one two three four')], 9, 2)
    expect(paintLines(lines, plainPainter)).toBe('one two\n  three\n  four\n')
  })
  it('keeps a figure and the full stop after it together', () => {
    const lines = wrap([span('costs '), span('12 dollars', 'bold'), span(': no')], 16)
    expect(paintLines(lines, plainPainter)).toBe('costs 12\ndollars: no\n')
  })
  it('drops columns from the right rather than overflow', () => {
    const columns = ['First', 'Second', 'Third'].map((title) => ({ title, numeric: true }))
    const table = { caption: '', columns, rows: [['1', '2', '3']], note: null }
    expect(paintLines(tableLines(table, 18), plainPainter)).toBe('  First  Second\n      1       2\n')
  })
  it('puts a long value in the place of its note', () => {
    const rows = [row('A', 'x'.repeat(30), 'note'), row('B', '1', 'two')]
    expect(paintLines(rowLines(rows, 60), plainPainter)).toBe(`  A  ${'x'.repeat(30)}  note\n  B  1  two\n`)
  })
})

describe('paint', () => {
  it('colours terminals only, and obeys NO_COLOR and FORCE_COLOR', () => {
    expect(painterFor(true, {})).toBe(colourPainter)
    expect(painterFor(false, {})).toBe(plainPainter)
    expect(painterFor(true, { NO_COLOR: '1' })).toBe(plainPainter)
    expect(painterFor(true, { TERM: 'dumb' })).toBe(plainPainter)
    expect(painterFor(false, { FORCE_COLOR: '1' })).toBe(colourPainter)
    expect(painterFor(true, { FORCE_COLOR: '0' })).toBe(plainPainter)
  })
  it('lets no escape sequence or direction override out of a file reach the terminal', () => {
    expect(printable('a\u001b[2Jb\u202ec\u009bd')).toBe('a␛[2Jb\ufffdc\ufffdd')
    const hostile = sampleDecision({ notes: ['x\u001b]0;owned\u0007'] })
    expect(page(80, hostile).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})
