import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RowWritten, quoteRows } from '../../../test/support/quote-rows.ts'
import { AVERAGED_QUOTES, EXCHANGE_QUOTES } from './acceptance-policy.ts'
import { acceptQuotes } from './accept-quotes.ts'
import { QUOTE_STATE } from './chain.ts'

const { HAS_QUOTE, ZERO_BID, LOCKED, OFF_TICK } = QUOTE_STATE

/** The state of one row, or the code that refused it. */
function verdict(row: RowWritten, policy = EXCHANGE_QUOTES): number | string | null {
  const acceptance = acceptQuotes(quoteRows([row]), policy)
  return acceptance.codeOf(0) ?? acceptance.states[0] ?? null
}

describe('one quote', () => {
  it('is accepted when sound, with a state that says so', () => {
    expect(verdict({})).toBe(HAS_QUOTE)
  })
  it('without a bid is accepted and flagged: it can be bought, never sold', () => {
    expect(verdict({ bid: 0, ask: 0.05 })).toBe(HAS_QUOTE | ZERO_BID)
    expect(verdict({ bid: null, ask: 0.05 })).toBe(HAS_QUOTE | ZERO_BID)
  })
  it('that is locked is accepted and flagged', () => {
    expect(verdict({ bid: 10, ask: 10 })).toBe(HAS_QUOTE | LOCKED)
  })
  it('that is crossed is refused, by a tick or by an ask of zero', () => {
    expect(verdict({ bid: 10.1, ask: 10 })).toBe('quote.crossed')
    expect(verdict({ bid: 100, ask: 0 })).toBe('quote.crossed')
  })
  it('without an ask is refused, whether zero or blank', () => {
    expect(verdict({ bid: 0, ask: 0 })).toBe('quote.no-ask')
    expect(verdict({ bid: null, ask: null })).toBe('quote.no-ask')
    expect(verdict({ bid: 5, ask: null })).toBe('quote.no-ask')
  })
  it('with a negative price or size is refused as such, before anything else', () => {
    expect(verdict({ bid: -0.05, ask: 0.05 })).toBe('quote.negative')
    expect(verdict({ bid: 0, ask: -1 })).toBe('quote.negative')
    expect(verdict({ bidSize: -1 })).toBe('quote.negative')
    expect(verdict({ volume: -1 })).toBe('quote.negative')
  })
  it('is held to the tick of its price: 0.05 below 3.00, else 0.10', () => {
    expect(verdict({ bid: 2.95, ask: 3 })).toBe(HAS_QUOTE)
    expect(verdict({ bid: 2.93, ask: 3 })).toBe('quote.off-tick')
    expect(verdict({ bid: 3.1, ask: 3.15 })).toBe('quote.off-tick')
    expect(verdict({ bid: 3.1, ask: 3.15 }, AVERAGED_QUOTES)).toBe(HAS_QUOTE | OFF_TICK)
  })
  it('asking ten times its bid and 50 points at least is no market', () => {
    expect(verdict({ bid: 0, ask: 50 })).toBe(HAS_QUOTE | ZERO_BID)
    expect(verdict({ bid: 0, ask: 50.1 })).toBe('quote.absurd-width')
    expect(verdict({ bid: 20, ask: 200 })).toBe(HAS_QUOTE)
    expect(verdict({ bid: 20, ask: 200.1 })).toBe('quote.absurd-width')
  })
  it('has expired once its value is struck: the same instant counts', () => {
    expect(verdict({ root: 'SPXW', expiration: '2024-01-05', minutes: 959 })).toBe(HAS_QUOTE)
    expect(verdict({ root: 'SPXW', expiration: '2024-01-05', minutes: 960 })).toBe('option.expired')
    expect(verdict({ root: 'SPX', expiration: '2024-01-19', date: '2024-01-19', minutes: 571 })).toBe(
      'option.expired',
    )
    expect(verdict({ root: 'SPXW', expiration: '2024-01-19', date: '2024-01-19', minutes: 571 })).toBe(
      HAS_QUOTE,
    )
  })
  it('of a class without a calendar is refused, and so is a date on which nothing can expire', () => {
    expect(verdict({ root: 'BVZ' })).toBe('quote.not-listed-class')
    expect(verdict({ root: 'SPXW', expiration: '2024-02-18' })).toBe('date.not-a-session')
  })
  it('is explained with file, line, field, found and wanted', () => {
    const acceptance = acceptQuotes(quoteRows([{}, { strike: 4900, bid: 10.2, ask: 10 }]))
    expect(acceptance.explain(1, 'chain.csv')).toMatchObject({
      code: 'quote.crossed',
      source: 'chain.csv',
      row: 3,
      field: 'bid',
      was: '10.2',
      wanted: 'at most the ask of 10',
    })
  })
  it('never passes with a bid above its ask, a negative price or an ask of nothing', () => {
    const price = fc.integer({ min: -40, max: 4000 }).map((ticks) => ticks / 20)
    fc.assert(
      fc.property(price, price, (bid, ask) => {
        const passes = typeof verdict({ bid, ask }, AVERAGED_QUOTES) === 'number'
        const sound = bid >= 0 && ask > 0 && bid <= ask && ask <= 10 * Math.max(bid, 5)
        expect(passes).toBe(sound)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('rows of one contract', () => {
  it('with the same prices count once, and the first stands', () => {
    const acceptance = acceptQuotes(quoteRows([{ volume: 1 }, { volume: 2 }, {}, { strike: 4900 }]))
    expect([...acceptance.states]).toEqual([HAS_QUOTE, 0, 0, HAS_QUOTE])
    expect(acceptance.instants[0]?.copies).toBe(2)
    expect(acceptance.codeOf(1)).toBeNull()
  })
  it('with different prices are all refused, naming each other’s lines', () => {
    const acceptance = acceptQuotes(quoteRows([{}, { bid: 10.1 }, {}]))
    expect([...acceptance.states]).toEqual([0, 0, 0])
    expect([0, 1, 2].map((row) => acceptance.codeOf(row))).toEqual([
      'quote.duplicate',
      'quote.duplicate',
      'quote.duplicate',
    ])
    expect(acceptance.explain(1, 'f').was).toBe('"SPXW 2024-02-16 4800 C on lines 2, 3, 4"')
  })
  it('are not chosen between because one of them is crossed', () => {
    const acceptance = acceptQuotes(quoteRows([{}, { bid: 10.4 }]))
    expect([acceptance.codeOf(0), acceptance.codeOf(1)]).toEqual(['quote.duplicate', 'quote.duplicate'])
  })
  it('that are copies of a crossed one are refused once', () => {
    const acceptance = acceptQuotes(quoteRows([{ bid: 10.4 }, { bid: 10.4 }]))
    expect([acceptance.codeOf(0), acceptance.codeOf(1)]).toEqual(['quote.crossed', null])
  })
  it('are of one root, expiration, strike, right and instant: any other difference is another contract', () => {
    const rows: RowWritten[] = [
      {},
      { root: 'SPX' },
      { expiration: '2024-02-15' },
      { strike: 4805 },
      { right: 'P' },
      { minutes: 974 },
    ]
    const acceptance = acceptQuotes(quoteRows(rows.map((row, i) => ({ ...row, bid: 9 + i / 10 }))))
    expect([...acceptance.states]).toEqual(rows.map(() => HAS_QUOTE))
  })
})
