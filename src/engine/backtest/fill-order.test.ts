import { describe, expect, it } from 'vitest'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { occSymbol, type CondorLegs, type OptionLeg } from '../../book/structure/legs.ts'
import { isOnTick } from '../../market/quote/ticks.ts'
import type { Order } from '../../policy/intent.ts'
import { BACKTEST_DEFAULTS, type BacktestOptions } from './backtest-options.ts'
import { fillEntry, fillExit, type FillDesk, fillOrder } from './fill-order.ts'
import type { InstrumentQuote } from './instrument-quote.ts'

const EXPIRATION = isoDate('2019-03-15')
const LEGS: CondorLegs<OptionLeg> = [
  { right: 'P', strike_points: 2690, quantity: 1 },
  { right: 'P', strike_points: 2695, quantity: -1 },
  { right: 'C', strike_points: 2800, quantity: -1 },
  { right: 'C', strike_points: 2805, quantity: 1 },
]
const name = (leg: OptionLeg): string => occSymbol('SPXW', EXPIRATION, leg.right, leg.strike_points)

const opening = (limit_points: number, natural_points = limit_points): Order => ({
  legs: LEGS.map((leg) => ({ instrument: name(leg), quantity: leg.quantity })),
  units: 2,
  limit_points,
  natural_points,
  multiplier: 100,
})
const closing = (limit_points: number, natural_points = limit_points): Order => ({
  ...opening(limit_points, natural_points),
  legs: LEGS.map((leg) => ({ instrument: name(leg), quantity: -leg.quantity })),
})

/** Bid and ask of each leg, in the order of the condor; null is not quoted. */
function desk(
  quotes: readonly (readonly [number, number] | null)[],
  change: Partial<BacktestOptions> = {},
  vix = 15,
): FillDesk {
  const book = new Map<string, InstrumentQuote>()
  for (const [i, leg] of LEGS.entries()) {
    const quote = quotes[i]
    if (quote === null || quote === undefined) continue
    const [bid_points, ask_points] = quote
    const factors = { underlying: 2750, volatility: 0.15, years: 0.02, rate: 0, dividendYield: 0 }
    book.set(name(leg), { root: 'SPXW', bid_points, ask_points, multiplier: 100, future: false, factors })
  }
  return {
    date: isoDate('2019-03-08'),
    quotes: (instrument) => book.get(instrument) ?? null,
    vix_vol_points: vix,
    options: { ...BACKTEST_DEFAULTS, ...change },
    costs: sixteenDelta().costs,
  }
}

const CALM = [
  [2, 2.2],
  [2.5, 2.7],
  [1.5, 1.7],
  [1.1, 1.3],
] as const

describe('fills', () => {
  it('sell at bids and buy at asks, all units, with fees by the contract', () => {
    const filled = fillEntry(desk(CALM), opening(0.1), 'always')
    if (!filled.ok) throw new Error(filled.why)
    // 2.5 - 2.2 + 1.5 - 1.3
    expect(filled.net_points).toBeCloseTo(0.5, 12)
    expect(filled.fills.map(({ price_points }) => price_points)).toEqual([2.2, 2.5, 1.5, 1.3])
    expect(filled.fills.map(({ quantity }) => quantity)).toEqual([2, -2, -2, 2])
    // 75 cents of commission, 54 of fees from a point up.
    expect(filled.fills.map(({ fees_cents }) => fees_cents)).toEqual([258, 258, 258, 258])
  })

  it('never sell at a zero bid, but may keep a worthless wing', () => {
    const quotes = [
      [0, 0.05],
      [2.5, 2.7],
      [1.5, 1.7],
      [1.1, 1.3],
    ] as const
    const filled = fillExit(desk(quotes), closing(-5), LEGS, 'always')
    if (!filled.ok) throw new Error(filled.why)
    expect(filled.fills).toHaveLength(3)
    expect(fillOrder(desk(quotes), closing(-5), false)).toMatchObject({ ok: false, code: 'zero-bid' })
    const unsold = [
      [1, 1.2],
      [0, 2.7],
      [1.5, 1.7],
      [1.1, 1.3],
    ] as const
    expect(fillEntry(desk(unsold), opening(0.1), 'always')).toMatchObject({ ok: false, code: 'zero-bid' })
  })

  it('do not invent a price for what is not quoted', () => {
    const quotes = [null, [2.5, 2.7], [1.5, 1.7], [1.1, 1.3]] as const
    expect(fillEntry(desk(quotes), opening(0.1), 'always')).toMatchObject({ ok: false, code: 'not-quoted' })
    expect(fillExit(desk(quotes), closing(0), LEGS, 'always')).toMatchObject({
      ok: false,
      code: 'not-quoted',
    })
  })

  it('buy no side back above its width, and both not above the wider', () => {
    // 7.1 - 2.0 for a 5-wide put side.
    const putSide = [
      [2, 2.2],
      [6.9, 7.1],
      [1.5, 1.7],
      [1.1, 1.3],
    ] as const
    expect(fillExit(desk(putSide), closing(-9), LEGS, 'always')).toMatchObject({
      ok: false,
      code: 'above-width',
    })
    // 3 each: neither side above its width, together more than a condor can owe.
    const both = [
      [2, 2.2],
      [4.8, 5],
      [3.8, 4],
      [1, 1.3],
    ] as const
    expect(fillExit(desk(both), closing(-9), LEGS, 'always')).toMatchObject({
      ok: false,
      code: 'above-width',
    })
    const just = [
      [2, 2.2],
      [4.8, 5],
      [2.8, 3],
      [1, 1.3],
    ] as const
    expect(fillExit(desk(just), closing(-9), LEGS, 'always')).toMatchObject({ ok: true })
  })

  it('send no opening order that pays to take risk', () => {
    const quotes = [
      [2, 2.6],
      [2.5, 2.7],
      [1.5, 1.7],
      [1.1, 1.5],
    ] as const
    expect(fillEntry(desk(quotes), opening(-1), 'always')).toMatchObject({ ok: false, code: 'no-credit' })
  })

  it('keep to limits as told: always at natural, down to the natural decided on, or not below the start', () => {
    // 0.50 at natural now.
    expect(fillEntry(desk(CALM), opening(0.8, 0.6), 'always')).toMatchObject({ ok: true })
    expect(fillEntry(desk(CALM), opening(0.8, 0.5), 'walk')).toMatchObject({ ok: true })
    expect(fillEntry(desk(CALM), opening(0.8, 0.6), 'walk')).toMatchObject({
      ok: false,
      code: 'limit-not-reached',
    })
    expect(fillEntry(desk(CALM), opening(0.8, 0.5), 'limit')).toMatchObject({
      ok: false,
      code: 'limit-not-reached',
    })
    expect(fillEntry(desk(CALM), opening(0.5, 0.5), 'limit')).toMatchObject({ ok: true })
  })

  it('slip by a share of the width that grows with VIX, onto legal ticks, always to the worse', () => {
    const at = (slippage_share: number, vix: number): number => {
      const filled = fillOrder(desk(CALM, { slippage_share }, vix), opening(0), false)
      if (!filled.ok) throw new Error(filled.why)
      for (const { price_points } of filled.fills) {
        expect(isOnTick('SPXW', price_points, isoDate('2019-03-08'))).toBe(true)
      }
      return filled.net_points
    }
    expect(at(0, 60)).toBeCloseTo(0.5, 12)
    expect(at(0.5, 15)).toBeLessThan(at(0, 15))
    expect(at(0.5, 60)).toBeLessThan(at(0.5, 15))
    expect(at(0.5, 10)).toBe(at(0.5, 20))
  })

  it('cost what the rules say where the rules are asked, and nothing only where told', () => {
    const fees = (costs: BacktestOptions['costs']): number => {
      const filled = fillOrder(desk(CALM, { costs }), opening(0), false)
      if (!filled.ok) throw new Error(filled.why)
      return filled.fills.reduce((sum, { fees_cents }) => sum + fees_cents, 0)
    }
    const { commission_dollars, fees_dollars } = sixteenDelta().costs
    expect(fees('rules')).toBe(Math.round(800 * (commission_dollars + fees_dollars)))
    expect(fees('none')).toBe(0)
  })
})
