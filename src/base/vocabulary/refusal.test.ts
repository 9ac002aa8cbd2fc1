import { describe, expect, it } from 'vitest'
import { AssertionFailure } from './assert.ts'
import { refuse, refusalLine } from './refusal.ts'
import { quantity, sumOf, type IndexPoints } from './quantity.ts'

describe('refusal', () => {
  it('says the place, the field, what was found, what was wanted and what to do in one line', () => {
    const refusal = refuse('quote.crossed', {
      field: 'bid',
      was: 1.25,
      wanted: 'at most the ask 1.20',
      source: 'chain.csv',
      row: 7,
    })
    expect(refusalLine(refusal)).toBe(
      'chain.csv:7: bid: found 1.25, wanted at most the ask 1.20. Nothing to do: the quote is left out and counted. [quote.crossed]',
    )
  })
  it('cuts what was found and escapes control characters', () => {
    const refusal = refuse('file.field-too-long', {
      field: 'x',
      was: '\u001b[2J' + 'y'.repeat(500),
      wanted: 'short',
      source: 'f',
    })
    expect(refusal.was.length).toBeLessThan(150)
    expect(refusal.was).not.toContain('\u001b')
  })
})

describe('quantity', () => {
  it('stops on NaN and infinities', () => {
    expect(() => quantity<IndexPoints>(Number.NaN)).toThrow(AssertionFailure)
    expect(() => quantity<IndexPoints>(Number.POSITIVE_INFINITY)).toThrow(AssertionFailure)
    expect(sumOf(quantity<IndexPoints>(1), quantity<IndexPoints>(2))).toBe(3)
  })
})
