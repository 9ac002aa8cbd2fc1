import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDate } from '../../base/calendar/civil.ts'
import { sessionHours } from '../../base/calendar/sessions.ts'
import { cboeVixTerm } from '../surface/cboe-vix.ts'
import { modelExpiries } from './model-expiries.ts'
import { modelSlice } from './model-slice.ts'
import { calibrateSurface } from './surface-model.ts'
import { vixTermQuotes } from './vix-term-quotes.ts'

const DATES = ['2000-03-15', '2008-10-10', '2012-08-17', '2019-12-24', '2023-06-14'].map(isoDate)

describe('the quotes a calibration prices', () => {
  it('are to the Cboe method what the whole slice is, to the last digit, at one level after another', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DATES),
        fc.double({ min: 400, max: 7000, noNaN: true }),
        fc.double({ min: 6, max: 140, noNaN: true }),
        fc.double({ min: 0.55, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 1.6, noNaN: true }),
        fc.double({ min: -0.02, max: 0.08, noNaN: true }),
        (sessionDate, spot_points, vix_points, low, high, rate) => {
          const quotedAt = sessionHours(sessionDate)?.closesAt ?? 0
          const market = {
            sessionDate,
            quotedAt: quotedAt as never,
            spot_points,
            listed: { low_points: low * spot_points, high_points: high * spot_points },
            vix_points,
            rate,
            dividendYield: 0.019,
          }
          const expiries = modelExpiries({
            sessionDate,
            quotedAt: market.quotedAt,
            roots: ['SPX', 'SPXW'],
            daysMax: 70,
            counterfactualSessions: 1,
          })
          for (const expiry of expiries) {
            const quotes = vixTermQuotes(expiry, market)
            for (const asked of [1.3 * vix_points, vix_points]) {
              const surface = calibrateSurface(asked)
              const { strikes_points, calls, puts, settlesAt } = modelSlice(expiry, surface, market)
              const whole = {
                strikes_points,
                callBids: calls.bids_points,
                callAsks: calls.asks_points,
                putBids: puts.bids_points,
                putAsks: puts.asks_points,
                minutes: (settlesAt - quotedAt) / 60_000,
                rate,
              }
              expect(cboeVixTerm(quotes(surface))).toEqual(cboeVixTerm(whole))
            }
          }
        },
      ),
      { numRuns: 12, seed: 5 },
    )
  })
})
