import { describe, expect, it } from 'vitest'
import { REFERENCE, type Strike, itemsOf } from '../../../test/support/ledger-fixtures.ts'
import type { BookItem } from './book-item.ts'
import { bookDelta, bookValue, movedFactors } from './move-book.ts'
import { type SmileDynamics, dynamicsText, vixMove } from './smile-dynamics.ts'
import { optionPosition } from './option-position.ts'

/** Equity skew: 15 % at the money, six vol points dearer for a strike 10 % below, curved. */
const smile = (k: number): number => 0.15 - 0.6 * k + 2 * k * k
const FACTORS = { underlying: 5000, volatility: 0.15, years: 42 / 365, rate: 0.04, dividendYield: 0 }
/** 16 delta on that smile, 50 wide. */
const LEGS: readonly Strike[] = [
  ['P', 4640, 1],
  ['P', 4690, -1],
  ['C', 5225, -1],
  ['C', 5275, 1],
]
const condor = itemsOf(LEGS, FACTORS, { smile })
const MONEYNESS: SmileDynamics = { kind: 'sticky-moneyness' }
const STRIKE: SmileDynamics = { kind: 'sticky-strike' }
const BETA: SmileDynamics = { kind: 'vix-beta', beta_vol_points_per_percent: 1.2 }

describe('smile dynamics on a skewed surface', () => {
  it('has shorts at 16 delta', () => {
    const [, put, call] = condor
    expect(put.position.delta(put.factors)).toBeCloseTo(0.16, 2)
    expect(call.position.delta(call.factors)).toBeCloseTo(-0.16, 2)
  })
  it("moves a 42-day condor's delta from about -.03 to about -.05 or to half", () => {
    expect(bookDelta(condor, 5000, STRIKE)).toBeCloseTo(-0.029, 3)
    expect(bookDelta(condor, 5000, MONEYNESS)).toBeCloseTo(-0.045, 3)
    expect(bookDelta(condor, 5000, BETA)).toBeCloseTo(-0.015, 3)
  })
  it('is, under sticky strike, the sum of the legs own deltas; under sticky moneyness vega times the skew on top', () => {
    const own = condor.reduce((sum, { position, factors }) => sum + position.delta(factors), 0)
    expect(bookDelta(condor, 5000, STRIKE)).toBeCloseTo(own, 6)
    const skew = condor.reduce((sum, { position, factors }, i) => {
      const greeks = position.greeks(factors)
      const k = Math.log(LEGS[i][1] / 5000)
      // d sigma / dS of a strike whose smile rides along: minus the slope in k, over S.
      return sum + (greeks.ok ? (greeks.value.vega * (0.6 - 4 * k)) / 5000 : Number.NaN)
    }, 0)
    expect(bookDelta(condor, 5000, MONEYNESS)).toBeCloseTo(own + skew, 6)
  })
  it('moves the cost of a 3 % fall by points', () => {
    const fall = (dynamics: SmileDynamics): number =>
      bookValue(condor, { logReturn: Math.log(0.97), dynamics }) - bookValue(condor)
    expect(fall(STRIKE)).toBeCloseTo(0.33, 1)
    expect(fall(MONEYNESS)).toBeCloseTo(1.54, 1)
    expect(fall(BETA)).toBeCloseTo(-1.79, 1)
    expect(fall(MONEYNESS) - fall(BETA)).toBeGreaterThan(3)
  })
  it('agrees where there is no skew and no beta', () => {
    const flat = itemsOf(REFERENCE, FACTORS)
    for (const dynamics of [MONEYNESS, { kind: 'vix-beta', beta_vol_points_per_percent: 0 } as const]) {
      expect(bookDelta(flat, 5000, dynamics)).toBeCloseTo(bookDelta(flat, 5000, STRIKE), 9)
    }
  })
  it('says itself in words', () => {
    expect([STRIKE, MONEYNESS, BETA].map(dynamicsText)).toEqual([
      'sticky strike: every strike keeps its volatility',
      'sticky moneyness: the smile rides with the index',
      'VIX beta: the smile rides with the index and the VIX rises 1.2 points per 1 % fall',
    ])
  })
})

describe('a moved book', () => {
  const vixCall: BookItem = {
    id: 'VIX call',
    layer: 'hedge:vix',
    trade: 'hedge',
    driver: 'VX',
    position: optionPosition({ right: 'C', strike_points: 20, quantity: 1, multiplier: 100, on: 'forward' }),
    factors: { underlying: 15, volatility: 1, years: 30 / 365, rate: 0, dividendYield: 0 },
    exposure: { to: 'vix', share: 0.6 },
  }
  it('moves a VIX future by its share of the VIX, under VIX beta only', () => {
    const fall = Math.log(0.95)
    expect(vixMove(BETA, fall)).toBeCloseTo(6.155, 3)
    expect(movedFactors(vixCall, { logReturn: fall, dynamics: BETA }).underlying).toBeCloseTo(
      15 + 0.6 * 6.155,
      3,
    )
    expect(movedFactors(vixCall, { logReturn: fall, dynamics: STRIKE }).underlying).toBe(15)
    expect(movedFactors(vixCall, { logReturn: 1, dynamics: BETA }).underlying).toBe(0.1)
    expect(bookDelta([vixCall], 5000, BETA)).toBeLessThan(0)
  })
  it('settles what is due and keeps volatilities at or above zero', () => {
    const late = movedFactors(condor[0], { daysLater: 50, volShift: -0.9 })
    expect(late.years).toBe(0)
    expect(late.volatility).toBe(0)
    expect(bookValue(condor, { daysLater: 50 })).toBe(0)
    expect(bookValue(condor, { daysLater: 50, logReturn: Math.log(4000 / 5000) })).toBeCloseTo(-50, 9)
  })
})
