import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import { wasListed } from '../../base/calendar/expirations.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { QUOTE_STATE, type SideColumns } from '../quote/chain.ts'
import { isOnTick } from '../quote/ticks.ts'
import { readMarket } from '../surface/read-market.ts'
import { modelChain } from './model-chain.ts'

const chainOf = (sessionDate: string, spot_points: number, vix_points: number, rate: number | null = 0.01) =>
  modelChain({ sessionDate: isoDate(sessionDate), spot_points, vix_points, vixRung: 'indexed', rate })

const DAYS: readonly [string, number, number][] = [
  ['2003-03-14', 833.27, 33.5],
  ['2008-11-20', 752.44, 80.86],
  ['2014-12-24', 2081.88, 14.37],
  ['2017-11-03', 2587.84, 9.14],
  ['2020-04-17', 2874.56, 38.15],
]

describe('modelChain', () => {
  it('reads back, by the Cboe method on its own ticks, the VIX it was given', () => {
    for (const [date, spot, vix] of DAYS) {
      const chain = chainOf(date, spot, vix)
      const market = mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
      expect(mustAccept(market.vix).level_vol_points).toBeCloseTo(vix, 1)
      expect(market.leftOut).toEqual([])
      expect(market.impliedSpot_points).toBeCloseTo(spot, 0)
    }
  })

  it('quotes every option on legal ticks, bid below ask, and bids nothing for worthless wings', () => {
    for (const [date, spot, vix] of DAYS) {
      const chain = chainOf(date, spot, vix)
      let zeroBids = 0
      for (const slice of chain.expiries) {
        for (const side of [slice.calls, slice.puts]) {
          zeroBids += checkSide(side, slice.root, isoDate(date))
        }
        const far = slice.puts.bids_points[0] ?? 0
        expect(far).toBeLessThanOrEqual(slice.puts.bids_points[slice.strikes_points.length - 1] ?? 0)
      }
      expect(zeroBids).toBe(chain.counts.zeroBids)
      expect(zeroBids).toBeGreaterThan(0)
    }
  })

  it('marks the one-day expiry that was not listed, and only that', () => {
    const monday = chainOf('2018-02-05', 2648.94, 37.32)
    const oneDay = monday.expiries.find(({ expiration }) => expiration === '2018-02-06')
    expect(oneDay?.counterfactual).toBe(true)
    for (const { root, expiration, counterfactual } of monday.expiries) {
      expect(counterfactual).toBe(!wasListed(root, expiration, isoDate('2018-02-05')))
    }
    const friday = chainOf('2020-04-17', 2874.56, 38.15)
    expect(friday.expiries[0]?.expiration).toBe('2020-04-20')
    expect(friday.expiries[0]?.counterfactual).toBe(false)
    expect(friday.expiries.every(({ settlesAt }) => settlesAt > friday.quotedAt)).toBe(true)
  })

  it('is struck at the close of index options, a quarter past one on half days', () => {
    const chain = chainOf('2014-12-24', 2081.88, 14.37)
    expect(new Date(chain.quotedAt).toISOString()).toBe('2014-12-24T18:15:00.000Z')
  })

  it('says what is modelled, and hashes what it was made of', () => {
    const modelled = chainOf('2020-04-17', 2874.56, 38.15)
    const published = modelChain({
      sessionDate: isoDate('2020-04-17'),
      spot_points: 2874.56,
      vix_points: 38.15,
      vixRung: 'quoted',
      rate: 0.01,
    })
    expect(modelled.rung).toBe('indexed')
    expect(modelled.source.format).toBe('model')
    expect(modelled.source.name).toContain('modelled VIX 38.15')
    expect(published.source.name).toContain('published VIX 38.15')
    expect(modelled.source.contentHash).toMatch(/^[0-9a-f]{64}$/)
    expect(modelled.source.contentHash).not.toBe(published.source.contentHash)
    expect(chainOf('2020-04-17', 2874.56, 38.15).source.contentHash).toBe(modelled.source.contentHash)
    expect(chainOf('2020-04-17', 2874.56, 38.16).source.contentHash).not.toBe(modelled.source.contentHash)
  })

  it('knows neither sizes nor open interest, and without a rate sets forwards on the index', () => {
    const chain = chainOf('2020-04-17', 2874.56, 38.15, null)
    expect(chain.quotedAtNote).toContain('no rate at hand')
    for (const { calls, puts } of chain.expiries) {
      for (const side of [calls, puts]) {
        for (const column of [side.bidSizes, side.askSizes, side.volumes, side.openInterests]) {
          expect(column.present.every((flag) => flag === 0)).toBe(true)
        }
      }
    }
    const market = mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate: 0 }))
    for (const { forward } of market.expiries) expect(forward.forward_points).toBeCloseTo(2874.56, -1)
  })

  it('holds over random sessions, levels and VIX', () => {
    const sessions = sessionsFrom(isoDate('2001-01-02'), isoDate('2019-12-31'))
    const anySession = fc.integer({ min: 0, max: sessions.length - 1 })
    const level = fc.double({ min: 600, max: 3_600, noNaN: true })
    const vix = fc.double({ min: 9, max: 80, noNaN: true })
    fc.assert(
      fc.property(anySession, level, vix, (n, spot, vixLevel) => {
        const date = sessions[n] ?? isoDate('2001-01-02')
        for (const slice of chainOf(date, spot, vixLevel).expiries) {
          for (const side of [slice.calls, slice.puts]) checkSide(side, slice.root, date)
        }
      }),
      { numRuns: 40, seed: 5 },
    )
  })
})

/** Asserts the side's quotes are legal; the number of zero bids. */
function checkSide(side: SideColumns, root: string, date: ReturnType<typeof isoDate>): number {
  let zeroBids = 0
  side.bids_points.forEach((bid, i) => {
    const ask = side.asks_points[i] ?? 0
    const legal = isOnTick(root, bid, date) && isOnTick(root, ask, date) && ask > bid && bid >= 0
    if (!legal) expect({ root, date, bid, ask }).toBe('legal quotes')
    const flagged = ((side.state[i] ?? 0) & QUOTE_STATE.ZERO_BID) !== 0
    if (flagged !== (bid === 0)) expect(flagged).toBe(bid === 0)
    if (bid === 0) zeroBids += 1
  })
  return zeroBids
}
