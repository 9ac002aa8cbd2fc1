import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodedQuotes, quoteRows, type RowWritten, sha256 } from '../../../test/support/quote-rows.ts'
import { monthOf, yearOf, dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { spxAmExpiration } from '../../base/calendar/expirations.ts'
import { addSessions } from '../../base/calendar/sessions.ts'
import { formatNewYork } from '../../base/calendar/new-york.ts'
import type { DayNumber } from '../../base/vocabulary/quantity.ts'
import { assembleChains } from './assemble-chains.ts'
import { joinTables } from './join-tables.ts'

const source = { name: 'chain.csv', format: 'cboe-quotedata' }
const assemble = (rows: readonly RowWritten[]) =>
  assembleChains(decodedQuotes(quoteRows(rows)), { source, hash: sha256 })

const SMALL_CHAIN: readonly RowWritten[] = [
  { strike: 4700, right: 'C', bid: 101, ask: 102 },
  { strike: 4700, right: 'P', bid: 51, ask: 52 },
  { strike: 4800, right: 'C', bid: 40, ask: 41 },
  { strike: 4800, right: 'P', bid: 0, ask: 0 },
  { strike: 4900, right: 'P', bid: 190, ask: 180 },
  { root: 'SPX', strike: 4700, right: 'C', bid: 99, ask: 100 },
  { expiration: '2024-01-08', strike: 4700, right: 'P', bid: 0, ask: 0.05 },
  { underlying: 'VIX', root: 'VIX', expiration: '2024-02-14', strike: 15, right: 'C', bid: 1.2, ask: 1.25 },
]

describe('a chain', () => {
  it('has one slice a root and expiration, strikes ascending, call and put of a strike side by side', () => {
    const { chains } = assemble(SMALL_CHAIN)
    expect(chains.map((chain) => chain.underlying)).toEqual(['SPX', 'VIX'])
    const [spx] = chains
    expect(spx?.expiries.map((slice) => `${slice.root} ${slice.expiration} ${slice.settlement}`)).toEqual([
      'SPXW 2024-01-08 PM',
      'SPX 2024-02-16 AM',
      'SPXW 2024-02-16 PM',
    ])
    const slice = spx?.expiries[2]
    // 4900 has no accepted quote on either side, so it has no place.
    expect([...(slice?.strikes_points ?? [])]).toEqual([4700, 4800])
    expect([...(slice?.calls.bids_points ?? [])]).toEqual([101, 40])
    expect([...(slice?.puts.asks_points ?? [])]).toEqual([52, 0])
    expect([...(slice?.puts.state ?? [])]).toEqual([1, 0])
  })
  it('counts what was read, accepted and refused by code', () => {
    const { chains, refusals } = assemble(SMALL_CHAIN)
    expect(chains[0]?.counts).toEqual({
      quotesRead: 7,
      quotesAccepted: 5,
      refusedByCode: { 'quote.crossed': 1, 'quote.no-ask': 1 },
      zeroBids: 1,
      locked: 0,
    })
    expect(chains[1]?.counts.refusedByCode).toEqual({})
    expect(refusals.total).toBe(2)
    expect(chains[0]?.refusals.map((refusal) => refusal.row)).toEqual([5, 6])
  })
  it('is the same, hash included, for any order of its rows', () => {
    const [first] = assemble(SMALL_CHAIN).chains
    fc.assert(
      fc.property(fc.shuffledSubarray([...SMALL_CHAIN], { minLength: SMALL_CHAIN.length }), (rows) => {
        const [again] = assemble(rows).chains
        expect(again?.source.contentHash).toBe(first?.source.contentHash)
        expect(again?.expiries).toEqual(first?.expiries)
      }),
      { numRuns: 50 },
    )
  })
  it('has another hash when any accepted number changes, and the same when a refused one does', () => {
    const hashOf = (change: (row: RowWritten) => RowWritten): string | undefined =>
      assemble(SMALL_CHAIN.map(change)).chains[0]?.source.contentHash
    const base = hashOf((row) => row)
    expect(hashOf((row) => (row.bid === 40 ? { ...row, bid: 40.1 } : row))).not.toBe(base)
    expect(hashOf((row) => (row.bid === 40 ? { ...row, volume: 0 } : row))).not.toBe(base)
    expect(hashOf((row) => (row.strike === 4800 ? { ...row, strike: 4805 } : row))).not.toBe(base)
    expect(hashOf((row) => ({ ...row, minutes: 974 }))).not.toBe(base)
    expect(hashOf((row) => (row.bid === 190 ? { ...row, bid: 191 } : row))).toBe(base)
  })
  it('is one an instant, ascending, each with its own counts', () => {
    const { chains, refusals } = assemble([
      { minutes: 960 },
      { minutes: 945, bid: 11 },
      { minutes: 945, strike: 4900 },
    ])
    expect(chains.map((chain) => formatNewYork(chain.quotedAt).slice(11, 16))).toEqual(['15:45', '16:00'])
    expect(chains.map((chain) => chain.counts.quotesRead)).toEqual([2, 1])
    expect(chains.map((chain) => chain.counts.refusedByCode)).toEqual([{ 'quote.crossed': 1 }, {}])
    expect(refusals.byCode).toEqual({ 'quote.crossed': 1 })
  })
  it('is not made where no quote was accepted, and the refusals still say why', () => {
    const { chains, refusals } = assemble([{ bid: 11, ask: 10 }])
    expect(chains).toEqual([])
    expect(refusals.byCode).toEqual({ 'quote.crossed': 1 })
  })
  it('says how many rows repeated others', () => {
    expect(assemble([{}, {}, { strike: 4900 }]).warnings).toEqual([
      '1 quote repeated with the same prices, counted once',
    ])
  })
})

describe('SPX and SPXW on one date', () => {
  it('are never mixed, on any third Friday from 2012 to 2028', () => {
    for (let year = 2012; year <= 2028; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const expiration = spxAmExpiration(year, month)
        const date = addSessions(expiration, -3)
        const rows = (['SPX', 'SPXW'] as const).flatMap((root, i) =>
          [1800, 1900].map((strike) => ({ root, expiration, date, strike, bid: 10 + i })),
        )
        const [chain] = assemble(rows.map((row) => ({ ...row, ask: row.bid + 1 }))).chains
        const described = chain?.expiries.map(
          (slice) => `${slice.root} ${slice.settlement} ${slice.calls.bids_points.join()}`,
        )
        expect(described, expiration).toEqual(['SPX AM 10,10', 'SPXW PM 11,11'])
        const morning = formatNewYork(chain?.expiries[0]?.settlesAt ?? chain?.quotedAt ?? (0 as never))
        expect(morning.slice(11, 16), expiration).toBe('09:30')
        expect([yearOf(dayNumber(expiration)), monthOf(dayNumber(expiration))]).toEqual([year, month])
      }
    }
  })
})

describe('joined tables', () => {
  it('give the chain of their rows, whatever the order of their roots', () => {
    const parts = SMALL_CHAIN.map((row) => quoteRows([row]))
    const joined = joinTables(parts.toReversed())
    expect(joined.count).toBe(SMALL_CHAIN.length)
    expect(isoOfDay(joined.expirationDay[0] as DayNumber)).toBe('2024-02-14')
    const [chain] = assembleChains(decodedQuotes(joined), { source, hash: sha256 }).chains
    expect(chain?.source.contentHash).toBe(assemble(SMALL_CHAIN).chains[0]?.source.contentHash)
  })
})
