import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { strikesBetween, syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import type { ExpirySlice } from '../quote/chain.ts'
import { fitParity } from './parity.ts'

const MS_PER_YEAR = 365 * 86_400_000

function firstSlice(options: Parameters<typeof syntheticChain>[0]): { slice: ExpirySlice; years: number } {
  const chain = syntheticChain(options)
  const slice = chain.expiries[0]
  if (slice === undefined) throw new Error('the test chain has no expiry')
  return { slice, years: (slice.settlesAt - chain.quotedAt) / MS_PER_YEAR }
}

const monthly = (rate: number, forward_points: number) => ({
  expiries: [{ root: 'SPXW', expiration: '2024-03-15', rate, forward_points }],
})

describe('fitParity', () => {
  it('recovers forward and rate from exact prices to rounding', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.02, max: 0.12, noNaN: true }),
        fc.double({ min: 3000, max: 6000, noNaN: true }),
        (rate, forward) => {
          const { slice, years } = firstSlice({ ...monthly(rate, forward), ticks: 'none' })
          const fit = mustAccept(fitParity(slice, years))
          expect(Math.abs(fit.forward_points / forward - 1)).toBeLessThan(1e-12)
          expect(Math.abs(fit.rate - rate)).toBeLessThan(1e-9)
          expect(fit.outliersRejected).toBe(0)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('recovers them within ticks from quotes rounded to ticks, noisy and with one quote in six wild', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = createRandom({ seed, stream: 0 })
        const { slice, years } = firstSlice({
          ...monthly(0.053, 4723.4),
          disturb: ({ price_points }) => {
            const wild = random.nextUniform() < 1 / 6
            return Math.max(
              0,
              price_points + 0.1 * random.nextNormal() + (wild ? 15 * random.nextNormal() : 0),
            )
          },
        })
        const fit = mustAccept(fitParity(slice, years))
        expect(Math.abs(fit.forward_points - 4723.4)).toBeLessThan(0.35)
        expect(Math.abs(fit.rate - 0.053)).toBeLessThan(0.015)
        expect(fit.outliersRejected).toBeGreaterThan(0)
        expect(fit.residual_points).toBeLessThan(1)
      }),
      { numRuns: 100 },
    )
  })

  it('states a standard error that the true rate respects', () => {
    let within = 0
    const trials = 200
    for (let seed = 0; seed < trials; seed++) {
      const random = createRandom({ seed, stream: 1 })
      const { slice, years } = firstSlice({
        ...monthly(0.053, 4723.4),
        ticks: 'none',
        halfSpreadAt: () => 0.2,
        smallestBid_points: 0.001,
        disturb: ({ price_points }) => price_points + 0.1 * random.nextNormal() + 0.3,
      })
      const fit = mustAccept(fitParity(slice, years))
      if (Math.abs(fit.rate - 0.053) <= 2 * fit.rateError) within++
    }
    // 95 % of normal draws lie within two standard errors.
    expect(within / trials).toBeGreaterThan(0.9)
    expect(within / trials).toBeLessThan(0.99)
  })

  it('keeps a rate that is given and still takes the forward from parity', () => {
    const { slice, years } = firstSlice({ ...monthly(0.053, 4723.4), ticks: 'none' })
    const fit = mustAccept(fitParity(slice, years, { rate: 0.04 }))
    expect(fit.rate).toBe(0.04)
    expect(fit.discount).toBe(Math.exp(-0.04 * years))
    expect(fit.rateError).toBe(0)
    // C - P is small near the forward, so a rate off by 1.3 % hardly moves it.
    expect(Math.abs(fit.forward_points - 4723.4)).toBeLessThan(0.5)
  })

  it('does not follow the far strikes when they are stale', () => {
    const { slice, years } = firstSlice({
      ...monthly(0.053, 4723.4),
      // In-the-money calls of the lowest strikes still show a market 40 points higher.
      disturb: ({ right, strike_points, price_points }) =>
        right === 'C' && strike_points < 4000 ? price_points + 40 : price_points,
    })
    const fit = mustAccept(fitParity(slice, years))
    expect(Math.abs(fit.forward_points - 4723.4)).toBeLessThan(0.1)
    expect(Math.abs(fit.rate - 0.053)).toBeLessThan(0.002)
  })

  it('refuses with fewer than four pairs, no time left, or nonsense', () => {
    const few = { root: 'SPXW', expiration: '2024-03-15', strikes_points: [4700, 4710, 4720] }
    const short = firstSlice({ expiries: [few] })
    const four = firstSlice({ expiries: [{ ...few, strikes_points: [4700, 4710, 4720, 4730] }] })
    expect(fitParity(short.slice, short.years)).toMatchObject({ refusal: { code: 'surface.no-parity' } })
    expect(fitParity(four.slice, four.years).ok).toBe(true)
    for (const years of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(fitParity(four.slice, years).ok).toBe(false)
    }
    // Calls of every strike at one price and puts too: a slope of zero is no discount factor.
    const flat = firstSlice({
      expiries: [{ ...few, strikes_points: strikesBetween(4600, 4800, 10) }],
      disturb: () => 50,
    })
    expect(fitParity(flat.slice, flat.years).ok).toBe(false)
  })
})
