import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { ExpiryState } from '../surface/market-state.ts'
import { readMarket } from '../surface/read-market.ts'
import { smileVol } from '../surface/smile-vol.ts'
import { modelChain } from './model-chain.ts'
import { modelMarket } from './model-market.ts'

const DAYS: readonly [string, number, number][] = [
  ['2003-03-14', 833.27, 33.5],
  ['2008-11-20', 752.44, 80.86],
  ['2014-12-24', 2081.88, 14.37],
  ['2017-11-03', 2587.84, 9.14],
  ['2020-04-17', 2874.56, 38.15],
]

const both = DAYS.map(([date, spot_points, vix_points]) => {
  const input = {
    sessionDate: isoDate(date),
    spot_points,
    vix_points,
    vixRung: 'indexed' as const,
    rate: 0.02,
  }
  const chain = modelChain(input)
  return {
    date,
    chain,
    fast: modelMarket(input),
    read: mustAccept(readMarket(chain, { asOf: chain.quotedAt, rate: 0.02 })),
  }
})

/** Strikes between about 2 and 98 delta: where quotes are many ticks high and a volatility can be read back. */
function readable({ slice, forward, atmVol, years }: ExpiryState): number[] {
  const move = atmVol * Math.sqrt(years)
  return [...slice.strikes_points].filter((strike) => {
    const z = Math.log(strike / forward.forward_points) / move
    return z > -2 && z < 1.6
  })
}

/** Middle of the out-of-the-money side, points. */
function midOf({ slice, forward }: ExpiryState, strike: number): number {
  const i = slice.strikes_points.indexOf(strike)
  const { bids_points, asks_points } = strike >= forward.forward_points ? slice.calls : slice.puts
  return ((bids_points[i] ?? 0) + (asks_points[i] ?? 0)) / 2
}

describe('modelMarket', () => {
  it('has the quotes of the modelled chain, to the tick, of every expiry', () => {
    for (const { chain, fast } of both) {
      expect(fast.chain.expiries.map(({ expiration }) => expiration)).toEqual(
        chain.expiries.map(({ expiration }) => expiration),
      )
      for (const [i, slice] of chain.expiries.entries()) {
        const { strikes_points, calls, puts, ...terms } = slice
        expect(fast.chain.expiries[i]).toMatchObject(terms)
        expect(fast.chain.expiries[i]?.strikes_points).toEqual(strikes_points)
        expect(fast.chain.expiries[i]?.calls).toEqual(calls)
        expect(fast.chain.expiries[i]?.puts).toEqual(puts)
        expect(fast.expiries[i]?.slice).toBe(fast.chain.expiries[i])
      }
      expect(fast.chain.counts).toEqual(chain.counts)
      expect(fast.chain.source).toEqual(chain.source)
    }
  })

  it('agrees with the chain read back: forwards within 0.02 points, volatilities of mids within 0.6 %', () => {
    for (const { fast, read } of both) {
      for (const known of fast.expiries) {
        const found = read.expiries.find(
          ({ slice }) => slice.root === known.slice.root && slice.expiration === known.slice.expiration,
        )
        if (found === undefined) throw new Error('the expiry must be read')
        expect(Math.abs(found.forward.forward_points - known.forward.forward_points)).toBeLessThan(0.02)
        expect(found.forward.discount).toBeCloseTo(known.forward.discount, 9)
        expect(found.years).toBe(known.years)
        expect(found.days).toBe(known.days)
        // SVI has another shape than the model's smile: a fit to perfect quotes misses by this much.
        expect(Math.abs(found.atmVol / known.atmVol - 1)).toBeLessThan(0.02)
        for (const strike of readable(known)) {
          expect(Math.abs(smileVol(found, strike) / smileVol(known, strike) - 1)).toBeLessThan(0.1)
        }
        for (const strike of readable(known).filter((one) => midOf(known, one) >= 3)) {
          const i = known.slice.strikes_points.indexOf(strike)
          const side = strike >= known.forward.forward_points ? 'callVols' : 'putVols'
          expect(found[side].present[i]).toBe(1)
          expect(Math.abs((found[side].values[i] ?? 0) / (known[side].values[i] ?? 1) - 1)).toBeLessThan(
            0.015,
          )
        }
      }
    }
  })

  it('has a volatility where there is a bid, and there the one its quotes were made of', () => {
    for (const { fast } of both) {
      for (const expiry of fast.expiries) {
        const { slice, callVols, putVols, forward } = expiry
        for (const [i, strike] of slice.strikes_points.entries()) {
          expect(callVols.present[i] === 1).toBe((slice.calls.bids_points[i] ?? 0) > 0)
          expect(putVols.present[i] === 1).toBe((slice.puts.bids_points[i] ?? 0) > 0)
          const k = Math.log(strike / forward.forward_points)
          expect(callVols.values[i]).toBeCloseTo(expiry.volatilityAt?.(k) ?? 0, 12)
        }
      }
    }
  })

  it('gives the VIX it was made of within 0.03, and nine-day VIX as the chain read back gives it', () => {
    for (const { fast, read, date } of both) {
      const [known, found] = [mustAccept(fast.vix), mustAccept(read.vix)]
      expect(Math.abs(known.level_vol_points - found.level_vol_points)).toBeLessThan(0.03)
      expect([known.nearExpiration, known.nextExpiration, known.rule]).toEqual([
        found.nearExpiration,
        found.nextExpiration,
        found.rule,
      ])
      expect(fast.vix9d.ok, date).toBe(read.vix9d.ok)
      if (fast.vix9d.ok && read.vix9d.ok) {
        const gap = fast.vix9d.value.level_vol_points - read.vix9d.value.level_vol_points
        expect(Math.abs(gap)).toBeLessThan(0.02)
      }
    }
  })
})
