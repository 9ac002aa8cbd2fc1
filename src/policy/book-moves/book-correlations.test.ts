import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleBoardFacts, swinging } from '../../../test/support/sample-indicators.ts'
import { inventedMarket } from '../../../test/support/volatility-market.ts'
import { isoDate, isoOfDay } from '../../base/calendar/civil.ts'
import { type Cents, type DayNumber, type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../../book/ledger/book-item.ts'
import { futurePosition } from '../../book/ledger/future-position.ts'
import { occSymbol } from '../../book/structure/legs.ts'
import { black76Price } from '../../market/pricing/black76.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'
import { type BookFacts, type HeldPosition, NOTHING_HELD } from '../book-facts.ts'
import { closesOf, type DatedColumn } from '../indicator/dated-column.ts'
import { pnlCorrelation, rollingCorrelation } from '../indicator/rolling-correlation.ts'
import { findHeldCondor } from '../invariant/held-condor.ts'
import { bookCorrelations, CORRELATION_SESSIONS } from './book-correlations.ts'
import { heldItems } from './held-items.ts'
import { type PastMoves, pastMoves } from './past-moves.ts'
import { pastPnl } from './past-pnl.ts'

const facts = sampleBoardFacts()
const { knownDay, history, vixHistory } = facts
if (history === null || vixHistory === null) throw new Error('the sample has histories')
const index = history
const VNQ = swinging('VNQ', 80, 0.012)

const HELD: HeldPosition = {
  trade: 'a',
  chain: ['a'],
  rulesHash: null,
  structureId: null,
  openedAt: 0 as EpochMs,
  root: 'SPXW',
  expiration: isoDate('2024-02-02'),
  contracts: 3,
  legs: [
    { right: 'P', strike_points: 4450, quantity: 1 },
    { right: 'P', strike_points: 4500, quantity: -1 },
    { right: 'C', strike_points: 4900, quantity: -1 },
    { right: 'C', strike_points: 4950, quantity: 1 },
  ],
  entryCredit_points: 10,
  entry: null,
  entryNote: 'invented',
  entrySource: null,
  chainCash_cents: 0 as Cents,
  rolls: 0,
  adjustments: 0,
}
const holding = (more: Partial<BookFacts>): BookFacts => ({ ...NOTHING_HELD, ...more })

/** One unit of the index, whatever it is called. */
const unit = (quantity_units: number): BookItem => ({
  id: 'unit',
  layer: 'core',
  trade: 'unit',
  position: futurePosition('MES', quantity_units),
  factors: { underlying: 4700, volatility: 0, years: 0, rate: 0, dividendYield: 0 },
  driver: 'SPX',
  exposure: { to: 'index', smile: null },
})

const movesOf = (bars: DailyBars, sessions = 80): PastMoves => {
  const moves = pastMoves(bars, vixHistory, knownDay, sessions)
  if (moves === null) throw new Error('moves')
  return moves
}
const pnlOf = (items: readonly BookItem[]): DatedColumn => pastPnl(items, movesOf(index), 13)

describe('the correlation of a book', () => {
  it('is 1 with the index where the book is the index, and -1 where it owes it, whatever its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (units) => {
        const [long, short] = [pnlOf([unit(units)]), pnlOf([unit(-units)])]
        expect(pnlCorrelation(long, closesOf(index), knownDay).value).toBeCloseTo(1, 10)
        expect(pnlCorrelation(short, closesOf(index), knownDay).value).toBeCloseTo(-1, 10)
      }),
      { numRuns: 30 },
    )
  })

  it('of a unit of the index with another asset is that of their returns', () => {
    const { value } = pnlCorrelation(pnlOf([unit(1)]), closesOf(VNQ), knownDay)
    const inLogs = rollingCorrelation(closesOf(index), closesOf(VNQ), knownDay).value
    // Log and simple returns of days of a per cent differ by hundredths of one.
    expect(value).toBeCloseTo(inLogs ?? Number.NaN, 2)
  })

  it('is unknown and not a number where the book does not move, or the asset stands still', () => {
    const still = { ...unit(1), exposure: { to: 'none' } as const }
    for (const [pnl, asset] of [
      [pnlOf([still]), index],
      [pnlOf([]), index],
      [pnlOf([unit(1)]), { ...VNQ, closes: VNQ.closes.map(() => 80) }],
      [pnlOf([unit(1)]), { ...VNQ, closes: VNQ.closes.map(() => 0) }],
    ] as const) {
      const reading = pnlCorrelation(pnl, closesOf(asset), knownDay)
      expect(reading.value).toBeNull()
      expect(reading.reason).toContain('no finite variation')
    }
  })

  it('takes a day the asset lacks as a longer stretch of both', () => {
    const gone = index.days[index.days.length - 8]
    const keep = (_: number, i: number): boolean => index.days[i] !== gone
    const holed = { ...index, days: index.days.filter(keep), closes: index.closes.filter(keep) }
    expect(pnlCorrelation(pnlOf([unit(1)]), closesOf(holed), knownDay).value).toBeGreaterThan(0.999)
  })
})

describe('the P&L of past moves', () => {
  it('is what Black-76 says of every leg at the moved forward and volatility', () => {
    const book = holding({ positions: [HELD] })
    const { items, leftOut } = heldItems(facts, book)
    expect(leftOut).toEqual([])
    const moves = movesOf(index)
    const pnl = pastPnl(items, moves, 13)
    const { expiry, legs } = mustAccept(findHeldCondor(facts.market, HELD.root, HELD.expiration, HELD.legs))
    const { forward, years } = expiry
    const { discount, forward_points: F } = forward
    for (const day of [1, 17, 80]) {
      const [r, vix] = [moves.logReturns[day], 13 * moves.vixShares[day]]
      let expected = 0
      for (const { right, strike_points, quantity: signed, volatility } of legs) {
        const terms = { right, strike_points, years, discount }
        const k = Math.log(strike_points / F)
        const slid = smileVol(expiry, F * Math.exp(k - r)) - smileVol(expiry, F * Math.exp(k))
        const moved = volatility + slid + (vix / 100) * Math.min(1.5, Math.sqrt(30 / 365 / years))
        const then = black76Price({ ...terms, forward_points: F * Math.exp(r), volatility: moved })
        expected += 100 * 3 * signed * (then - black76Price({ ...terms, forward_points: F, volatility }))
      }
      expect(pnl.values[day] - pnl.values[day - 1]).toBeCloseTo(expected, 6)
    }
  })

  it('moves a VIX future by its share of VIX alone', () => {
    const volatility = inventedMarket('2024-01-05', () => 15)
    const hedge = {
      trade: 'h',
      instrument: 'VX 2024-02-14',
      quantity: 2,
      cost_cents: 0 as Cents,
      layerId: null,
    }
    const { items } = heldItems({ ...facts, volatility }, holding({ hedges: [hedge] }))
    const [{ exposure }] = items
    if (exposure.to !== 'vix') throw new Error('on VIX')
    const moves = movesOf(index)
    const pnl = pastPnl(items, moves, 13)
    expect(pnl.values[1]).toBeCloseTo(2 * 1000 * exposure.share * 13 * moves.vixShares[1], 8)
  })
})

describe('the correlations of what is held', () => {
  const book = holding({ positions: [HELD] })

  it('name the index first, then the assets, with their sessions, day and rung', () => {
    const found = bookCorrelations(facts, book, [VNQ])
    expect(found).toMatchObject({ window: CORRELATION_SESSIONS, condors: 1, hedges: 0, vixFrom: 'published' })
    expect(found?.rows.map(({ symbol }) => symbol)).toEqual(['SPX', 'VNQ'])
    for (const { correlation, sessions, asOf, rung } of found?.rows ?? []) {
      expect(Math.abs(correlation ?? 2)).toBeLessThanOrEqual(1)
      expect([sessions, asOf, rung]).toEqual([60, isoOfDay(quantity<DayNumber>(knownDay)), 'simulated'])
    }
  })

  it('say the marks are modelled at best, though the chain and the closes are quoted', () => {
    const quoted = (bars: DailyBars): DailyBars => ({ ...bars, rung: 'quoted' })
    const { market } = facts
    const chain = { ...market.chain, rung: 'quoted' as const }
    const real = { ...facts, market: { ...market, chain }, history: quoted(index) }
    const found = bookCorrelations(real, book, [quoted(VNQ)])
    expect(found?.rows.map(({ rung }) => rung)).toEqual(['indexed', 'indexed'])
  })

  it('are of the options that close its delta too, and name those they cannot price', () => {
    const synthetic = (quantity: number, strike = 4700) =>
      (['C', 'P'] as const).map((right) => ({
        trade: 'd',
        instrument: occSymbol('SPXW', HELD.expiration, right, strike),
        quantity: right === 'C' ? quantity : -quantity,
        closesDelta: true,
      }))
    // A synthetic alone is the index; many of them outweigh any condor.
    for (const positions of [[], [HELD]]) {
      for (const [quantity, sign] of [
        [50, 1],
        [-50, -1],
      ] as const) {
        const found = bookCorrelations(facts, holding({ positions, indexOptions: synthetic(quantity) }), [])
        expect(found).toMatchObject({ condors: positions.length, deltaOptions: 2, leftOut: [] })
        expect(sign * (found?.rows[0].correlation ?? 0)).toBeGreaterThan(0.99)
      }
    }
    const odd = bookCorrelations(facts, holding({ positions: [HELD], indexOptions: synthetic(1, 4703) }), [])
    expect(odd?.leftOut).toHaveLength(2)
    expect(odd?.leftOut[0]).toContain('is not on this chain')
  })

  it('model VIX from the index where none is published', () => {
    const found = bookCorrelations({ ...facts, vixHistory: null }, book, [])
    expect(found?.vixFrom).toBe('modelled')
    expect(found?.rows[0].correlation).not.toBeNull()
  })

  it('are none where nothing is held, and unknown with the reason where it cannot be told', () => {
    expect(bookCorrelations(facts, NOTHING_HELD, [VNQ])).toBeNull()
    expect(bookCorrelations({ ...facts, history: null }, book, [])?.reason).toContain('no index history')
    const gone = holding({ positions: [{ ...HELD, expiration: isoDate('2024-06-21') }] })
    const found = bookCorrelations(facts, gone, [])
    expect(found?.reason).toContain('nothing that is held')
    expect(found?.leftOut[0]).toContain('not on this chain')
    const short = { ...VNQ, days: VNQ.days.subarray(0, 20), closes: VNQ.closes.subarray(0, 20) }
    expect(bookCorrelations(facts, book, [short])?.rows[1]).toMatchObject({ correlation: null, rung: null })
  })

  it('read nothing after the day', () => {
    const poisoned = { ...VNQ, closes: VNQ.closes.map((one, i) => (VNQ.days[i] > knownDay ? NaN : one)) }
    expect(bookCorrelations(facts, book, [poisoned])).toEqual(bookCorrelations(facts, book, [VNQ]))
  })
})
