import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { concentrated } from './concentrated.ts'
import { constantProduct } from './constant-product.ts'
import {
  divergenceLoss,
  divergenceLossFraction,
  divergenceLossOfRatio,
  heldValue,
} from './divergence-loss.ts'
import { limitOrder } from './limit-order.ts'
import { lvrOfPath } from './lvr-of-path.ts'
import type { Pool } from './pool.ts'
import { powerGap } from './power-gap.ts'
import { weighted } from './weighted.ts'

const CASES = 25_000
const price = fc.double({ min: -8, max: 8, noNaN: true }).map((log) => 2000 * Math.exp(log))
const liquidity = fc.double({ min: 1e-3, max: 1e6, noNaN: true })
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })

const KINDS: Readonly<Record<string, fc.Arbitrary<Pool>>> = {
  'constant product': liquidity.map((L) => mustAccept(constantProduct(L))),
  weighted: fc
    .tuple(liquidity, share)
    .map(([L, riskyWeight]) => mustAccept(weighted({ liquidity: L, riskyWeight }))),
  concentrated: fc
    .tuple(liquidity, price, fc.double({ min: 1e-4, max: 5, noNaN: true }))
    .map(([L, low, width]) =>
      mustAccept(concentrated({ liquidity: L, lowPrice: low, highPrice: low * Math.exp(width) })),
    ),
  'limit order': fc
    .tuple(liquidity, price)
    .map(([size, orderPrice]) => mustAccept(limitOrder({ size, orderPrice }))),
}

describe.each(Object.entries(KINDS))('%s', (_name, pools) => {
  it('LVR of a move is the Bregman gap, never negative', () => {
    fc.assert(
      fc.property(pools, price, price, (pool, from, to) => {
        const lvr = pool.lvrOfMove(from, to)
        expect(lvr).toBeGreaterThanOrEqual(0)
        const gap = pool.value(from) + pool.riskyHeld(from) * (to - from) - pool.value(to)
        const size = pool.value(from) + pool.riskyHeld(from) * (from + to) + pool.value(to)
        expect(Math.abs(lvr - gap)).toBeLessThanOrEqual(1e-13 * size)
      }),
      { numRuns: CASES },
    )
  })
  it('LVR along a path is at least its divergence loss less what holdings gained, and splits at any point', () => {
    const paths = fc.tuple(pools, fc.array(price, { minLength: 2, maxLength: 6 }), fc.nat(4))
    fc.assert(
      fc.property(paths, ([pool, path, where]) => {
        const cut = Math.min(where, path.length - 1)
        const whole = lvrOfPath(pool, path)
        const parts = lvrOfPath(pool, path.slice(0, cut + 1)) + lvrOfPath(pool, path.slice(cut))
        expect(Math.abs(whole - parts)).toBeLessThanOrEqual(1e-13 * whole)
        // R_n - V_n, by trading at the market as the pool does.
        let rebalanced = pool.value(path[0])
        let size = rebalanced
        for (let i = 1; i < path.length; i += 1) {
          const step = pool.riskyHeld(path[i - 1]) * (path[i] - path[i - 1])
          rebalanced += step
          size += pool.riskyHeld(path[i - 1]) * (path[i] + path[i - 1])
        }
        const end = pool.value(path[path.length - 1])
        expect(Math.abs(rebalanced - end - whole)).toBeLessThanOrEqual(1e-12 * (size + end))
      }),
      { numRuns: 5_000 },
    )
  })
  it('holds what its value says: envelope, gamma as slope of holdings', () => {
    fc.assert(
      fc.property(pools, price, (pool, at) => {
        const total = at * pool.riskyHeld(at) + pool.numeraireHeld(at)
        expect(Math.abs(total - pool.value(at))).toBeLessThanOrEqual(1e-13 * total)
        const gamma = pool.gamma(at)
        if (gamma === null) return
        expect(gamma).toBeLessThanOrEqual(0)
        const rate = pool.lvrRate(at, 0.5)
        expect(Math.abs((rate ?? NaN) - (-gamma * at * at) / 8)).toBeLessThanOrEqual(1e-12 * (rate ?? 0))
      }),
      { numRuns: 10_000 },
    )
  })
  it('keeps the digits of small moves', () => {
    fc.assert(
      fc.property(pools, price, fc.double({ min: 1e-9, max: 1e-5, noNaN: true }), (pool, from, step) => {
        const to = from * (1 + step)
        // Inside one smooth piece the gap is gamma dP^2 / 2 to first order, with relative error of the step's order.
        if (pool.gamma(from) === 0 || pool.gamma(to) === 0) return
        const move = to - from
        const expected = (-(pool.gamma(from) ?? 0) * move * move) / 2
        expect(Math.abs(pool.lvrOfMove(from, to) / expected - 1)).toBeLessThanOrEqual(2 * step + 1e-12)
      }),
      { numRuns: 10_000 },
    )
  })
})

describe('ranges', () => {
  it('add up: two ranges side by side are one, and a narrow range is a limit order', () => {
    const width = fc.double({ min: 0.01, max: 2, noNaN: true })
    const three = fc.tuple(price, width, width)
    fc.assert(
      fc.property(three, price, price, ([low, one, two], from, to) => {
        const range = (lowPrice: number, highPrice: number) =>
          mustAccept(concentrated({ liquidity: 1, lowPrice, highPrice }))
        const middle = low * Math.exp(one)
        const high = middle * Math.exp(two)
        const whole = range(low, high).lvrOfMove(from, to)
        const parts = range(low, middle).lvrOfMove(from, to) + range(middle, high).lvrOfMove(from, to)
        expect(Math.abs(whole - parts)).toBeLessThanOrEqual(1e-12 * (whole + 1e-300))
      }),
      { numRuns: 20_000 },
    )
    const order = mustAccept(limitOrder({ size: 1, orderPrice: 100 }))
    const thin = 1e-7
    const narrow = mustAccept(
      concentrated({ liquidity: 10 * (2 / thin), lowPrice: 100, highPrice: 100 * (1 + thin) }),
    )
    expect(narrow.lvrOfMove(90, 130)).toBeCloseTo(order.lvrOfMove(90, 130), 4)
    expect(narrow.lvrOfMove(130, 90)).toBeCloseTo(order.lvrOfMove(130, 90), 4)
  })
  it('at and beyond an edge hold one token and have no gamma', () => {
    const pool = mustAccept(concentrated({ liquidity: 1, lowPrice: 1500, highPrice: 2500 }))
    for (const at of [1000, 1500, 2500, 4000]) {
      expect(pool.gamma(at)).toBe(0)
      expect(pool.lvrRate(at, 1)).toBe(0)
      expect(pool.riskyHeld(at) * pool.numeraireHeld(at)).toBe(0)
    }
    expect(pool.lvrOfMove(2500, 4000)).toBe(0)
    expect(pool.lvrOfMove(1500, 1000)).toBe(0)
    expect(pool.lvrOfMove(4000, 2500)).toBe(0)
  })
  it('a limit order has all its gamma at its price, and says so', () => {
    const order = mustAccept(limitOrder({ size: 2, orderPrice: 100 }))
    expect(order.gamma(100)).toBeNull()
    expect(order.lvrRate(100, 1)).toBeNull()
    expect(lvrOfPath(order, [90, 110, 95])).toBe(2 * (10 + 5))
    // Met exactly, it is filled at its own price: nothing is lost until the price comes back through.
    expect(lvrOfPath(order, [90, 100, 110, 100, 95])).toBe(2 * 5)
  })
})

describe('degenerate pools', () => {
  it('an empty pool loses nothing', () => {
    const empties = [
      constantProduct(0),
      weighted({ liquidity: 0, riskyWeight: 0.3 }),
      concentrated({ liquidity: 0, lowPrice: 1, highPrice: 2 }),
      limitOrder({ size: 0, orderPrice: 1 }),
    ].map(mustAccept)
    for (const pool of empties) {
      expect(lvrOfPath(pool, [0.5, 1, 3])).toBe(0)
      expect(pool.value(1.5)).toBe(0)
      expect(Math.abs(pool.gamma(1) ?? NaN)).toBe(0)
      expect(divergenceLossFraction(pool, 1, 2)).toBe(0)
    }
  })
  it.each([
    ['negative liquidity', constantProduct(-1)],
    ['NaN', constantProduct(NaN)],
    ['infinite', constantProduct(Infinity)],
    ['a weight of one', weighted({ liquidity: 1, riskyWeight: 1 })],
    ['a range turned round', concentrated({ liquidity: 1, lowPrice: 2, highPrice: 1 })],
    ['a range of no width', concentrated({ liquidity: 1, lowPrice: 2, highPrice: 2 })],
    ['a price of zero', limitOrder({ size: 1, orderPrice: 0 })],
  ])('refuses %s', (_name, pool) => {
    expect(pool.ok).toBe(false)
  })
  it('stays finite at the ends of its prices', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -138, max: 138, noNaN: true }),
        fc.double({ min: -138, max: 138, noNaN: true }),
        share,
        (a, b, theta) => {
          const [from, to] = [Math.exp(a), Math.exp(b)]
          for (const pool of [
            mustAccept(constantProduct(1e9)),
            mustAccept(weighted({ liquidity: 1e9, riskyWeight: theta })),
          ]) {
            for (const figure of [pool.value(from), pool.gamma(from), pool.lvrOfMove(from, to)]) {
              expect(Number.isFinite(figure)).toBe(true)
            }
          }
        },
      ),
      { numRuns: 5_000 },
    )
  })
})

describe('divergence loss', () => {
  it('is zero on a round trip on which LVR is not (the a16z example)', () => {
    const pool = mustAccept(constantProduct(Math.sqrt(1000)))
    expect(divergenceLoss(pool, 1000, 1000)).toBe(0)
    expect(lvrOfPath(pool, [1000, 500, 1000])).toBeCloseTo(207.1068, 4)
    expect(lvrOfPath(pool, [1000, 2000, 4000])).toBeCloseTo(414.2136, 4)
    expect(divergenceLoss(pool, 1000, 4000)).toBeCloseTo(1000, 9)
    expect(heldValue(pool, 1000, 4000)).toBeCloseTo(5000, 9)
  })
  it('follows the published ratios, whatever the pool is worth', () => {
    expect(divergenceLossOfRatio(2)).toBeCloseTo(0.057191, 6)
    expect(divergenceLossOfRatio(4)).toBeCloseTo(0.2, 14)
    const pool = mustAccept(weighted({ liquidity: 7, riskyWeight: 0.8 }))
    expect(divergenceLossFraction(pool, 30, 60)).toBeCloseTo(divergenceLossOfRatio(2, 0.8), 14)
  })
})

describe('powerGap', () => {
  it('is symmetric, and equals its plain difference where that keeps its digits', () => {
    fc.assert(
      fc.property(share, fc.double({ min: 0.5, max: 40, noNaN: true }), (theta, u) => {
        const plain = theta * Math.expm1(u) - Math.expm1(theta * u)
        expect(Math.abs(powerGap(theta, u) / plain - 1)).toBeLessThan(1e-11)
        expect(powerGap(theta, -u)).toBe(Math.exp(-u) * powerGap(1 - theta, u))
      }),
      { numRuns: 10_000 },
    )
  })
})
