/** Expected values: Uniswap v3-core test/SwapMath.spec.ts, v3-sdk's own tests, and @uniswap/v3-sdk 3.31.5 run once on random inputs. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { amountsRoundedDown, amountsRoundedUp } from './amounts.ts'
import { integerGreeks } from './integer-greeks.ts'
import { maxLiquidityForAmounts } from './max-liquidity.ts'
import { swapStep } from './swap-step.ts'
import {
  encodeSqrtRatioX96,
  integerSquareRoot,
  SQRT_RATIO_MAX,
  SQRT_RATIO_MIN,
  sqrtRatioAtTick,
  TICK_MAX,
  TICK_MIN,
  tickAtSqrtRatio,
} from './tick-math.ts'
import { TICK_FACTORS_X128 } from './tick-table.ts'

const tick = fc.integer({ min: TICK_MIN, max: TICK_MAX })
const ratioAt = (at: number): bigint => mustAccept(sqrtRatioAtTick(at))
const encode = (one: bigint, zero: bigint): bigint => mustAccept(encodeSqrtRatioX96(one, zero))

describe('ticks', () => {
  it('has factors that are 2^128 / 1.0001^(2^i / 2), rounded', () => {
    // sqrt(1.0001) = sqrt(10001) / 100 to 400 bits; squaring on gives each power.
    const bits = 600n
    let power = integerSquareRoot((10_001n << (2n * bits)) / 10_000n)
    for (const factor of TICK_FACTORS_X128) {
      const exact = (1n << (128n + bits + 1n)) / power
      expect(factor).toBe((exact + 1n) >> 1n)
      power = (power * power) >> bits
    }
  })
  it('goes there and back, and rises by a half basis point a tick', () => {
    fc.assert(
      fc.property(tick, (at) => {
        const ratio = ratioAt(at)
        const real = Math.exp((at * Math.log1p(0.0001)) / 2) * 2 ** 96
        expect(Math.abs(Number(ratio) / real - 1)).toBeLessThan(1e-9)
        if (at === TICK_MAX) return
        expect(mustAccept(tickAtSqrtRatio(ratio))).toBe(at)
        expect(mustAccept(tickAtSqrtRatio(ratioAt(at + 1) - 1n))).toBe(at)
      }),
      { numRuns: 5_000 },
    )
  })
  it('ends where the chain ends', () => {
    expect(ratioAt(TICK_MIN)).toBe(SQRT_RATIO_MIN)
    expect(ratioAt(TICK_MAX)).toBe(SQRT_RATIO_MAX)
    expect(mustAccept(tickAtSqrtRatio(SQRT_RATIO_MAX - 1n))).toBe(TICK_MAX - 1)
    for (const at of [TICK_MIN - 1, TICK_MAX + 1, 0.5, NaN, Infinity]) {
      expect(sqrtRatioAtTick(at).ok).toBe(false)
    }
    for (const ratio of [SQRT_RATIO_MIN - 1n, SQRT_RATIO_MAX, 0n, -1n, 1n << 255n]) {
      expect(tickAtSqrtRatio(ratio).ok).toBe(false)
    }
  })
  it('encodes reserves, and refuses what no price is', () => {
    expect(encode(100n, 1n)).toBe(792281625142643375935439503360n)
    expect(encode(1n, 100n)).toBe(7922816251426433759354395033n)
    expect(encodeSqrtRatioX96(1n, 0n).ok).toBe(false)
    expect(encodeSqrtRatioX96(-1n, 1n).ok).toBe(false)
    expect(encodeSqrtRatioX96(1n << 200n, 1n).ok).toBe(false)
    expect(encodeSqrtRatioX96(1n << 256n, 1n << 255n).ok).toBe(false)
  })
})

const ONE = 10n ** 18n

describe('swap step', () => {
  it.each([
    [
      'input capped at the target',
      encode(1n, 1n),
      encode(101n, 100n),
      2n * ONE,
      ONE,
      600n,
      [encode(101n, 100n), 9975124224178055n, 9925619580021728n, 5988667735148n],
    ],
    [
      'output capped at the target',
      encode(1n, 1n),
      encode(101n, 100n),
      2n * ONE,
      -ONE,
      600n,
      [encode(101n, 100n), 9975124224178055n, 9925619580021728n, 5988667735148n],
    ],
    [
      'input spent whole',
      encode(1n, 1n),
      encode(1000n, 100n),
      2n * ONE,
      ONE,
      600n,
      [null, 999400000000000000n, 666399946655997866n, 600000000000000n],
    ],
    [
      'output received whole',
      encode(1n, 1n),
      encode(10000n, 100n),
      2n * ONE,
      -ONE,
      600n,
      [null, 2000000000000000000n, ONE, 1200720432259356n],
    ],
    [
      'output capped at what is wanted',
      417332158212080721273783715441582n,
      1452870262520218020823638996n,
      159344665391607089467575320103n,
      -1n,
      1n,
      [417332158212080721273783715441581n, 1n, 1n, 1n],
    ],
    [
      'a target of 1',
      2n,
      1n,
      1n,
      3915081100057732413702495386755767n,
      1n,
      [1n, 39614081257132168796771975168n, 0n, 39614120871253040049813n],
    ],
    [
      'input taken as fee',
      2413n,
      79887613182836312n,
      1985041575832132834610021537970n,
      10n,
      1872n,
      [2413n, 0n, 0n, 10n],
    ],
    [
      'too little liquidity, selling 0',
      20282409603651670423947251286016n,
      (20282409603651670423947251286016n * 11n) / 10n,
      1024n,
      -4n,
      3000n,
      [(20282409603651670423947251286016n * 11n) / 10n, 26215n, 0n, 79n],
    ],
    [
      'too little liquidity, selling 1',
      20282409603651670423947251286016n,
      (20282409603651670423947251286016n * 9n) / 10n,
      1024n,
      -263000n,
      3000n,
      [(20282409603651670423947251286016n * 9n) / 10n, 1n, 26214n, 1n],
    ],
  ] as const)('%s', (_name, sqrtPriceX96, sqrtTargetX96, liquidity, amountRemaining, feePips, expected) => {
    const step = mustAccept(swapStep({ sqrtPriceX96, sqrtTargetX96, liquidity, amountRemaining, feePips }))
    if (expected[0] !== null) expect(step.sqrtNextX96).toBe(expected[0])
    expect([step.amountIn, step.amountOut, step.feeAmount]).toEqual(expected.slice(1))
  })

  it('never pays out more than it takes in, at the price it ends at, and never passes its target', () => {
    const big = fc.bigInt({ min: SQRT_RATIO_MIN, max: SQRT_RATIO_MAX - 1n })
    const terms = fc.tuple(
      big,
      big,
      fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
      fc.bigInt({ min: -(1n << 255n), max: (1n << 255n) - 1n }),
      fc.bigInt({ min: 0n, max: 999_999n }),
    )
    fc.assert(
      fc.property(terms, ([sqrtPriceX96, sqrtTargetX96, liquidity, amountRemaining, feePips]) => {
        const result = swapStep({ sqrtPriceX96, sqrtTargetX96, liquidity, amountRemaining, feePips })
        const step = mustAccept(result)
        const [low, high] =
          sqrtPriceX96 <= sqrtTargetX96 ? [sqrtPriceX96, sqrtTargetX96] : [sqrtTargetX96, sqrtPriceX96]
        expect(step.sqrtNextX96 >= low && step.sqrtNextX96 <= high).toBe(true)
        expect(step.amountIn >= 0n && step.amountOut >= 0n && step.feeAmount >= 0n).toBe(true)
        if (amountRemaining >= 0n) expect(step.amountIn + step.feeAmount <= amountRemaining).toBe(true)
        else expect(step.amountOut <= -amountRemaining).toBe(true)
      }),
      { numRuns: 20_000 },
    )
  })
  it('refuses words that do not fit', () => {
    const good = {
      sqrtPriceX96: 1n << 96n,
      sqrtTargetX96: 1n << 97n,
      liquidity: 1n,
      amountRemaining: 1n,
      feePips: 0n,
    }
    for (const bad of [
      { sqrtPriceX96: 0n },
      { sqrtTargetX96: 1n << 160n },
      { liquidity: 1n << 128n },
      { liquidity: -1n },
      { amountRemaining: 1n << 255n },
      { feePips: 1_000_000n },
      { feePips: -1n },
    ]) {
      expect(swapStep({ ...good, ...bad }).ok).toBe(false)
    }
    expect(swapStep({ ...good, amountRemaining: -(1n << 255n) }).ok).toBe(true)
  })
})

describe('amounts and liquidity', () => {
  const position = {
    sqrtPriceX96: 79228162514264337593543n,
    sqrtLowX96: ratioAt(-276340),
    sqrtHighX96: ratioAt(-276300),
    liquidity: 10n ** 20n,
  }
  it('rounds up what a position costs and down what it returns', () => {
    expect(mustAccept(amountsRoundedDown(position))).toEqual({
      amount0: 120054069145287995769396n,
      amount1: 79831926242n,
    })
    expect(mustAccept(amountsRoundedUp(position))).toEqual({
      amount0: 120054069145287995769397n,
      amount1: 79831926243n,
    })
  })
  it('funds what the amounts of a position fund, never more', () => {
    const cases = fc.tuple(
      tick,
      fc.integer({ min: 1, max: 20_000 }),
      tick,
      fc.bigInt({ min: 1n, max: 1n << 100n }),
    )
    fc.assert(
      fc.property(cases, ([low, width, at, liquidity]) => {
        const high = Math.min(TICK_MAX, low + width)
        if (high <= low) return
        const range = { sqrtPriceX96: ratioAt(at), sqrtLowX96: ratioAt(low), sqrtHighX96: ratioAt(high) }
        const up = mustAccept(amountsRoundedUp({ ...range, liquidity }))
        const down = mustAccept(amountsRoundedDown({ ...range, liquidity }))
        expect(up.amount0 - down.amount0 <= 1n && up.amount1 - down.amount1 <= 1n).toBe(true)
        expect(mustAccept(maxLiquidityForAmounts({ ...range, ...down })) <= liquidity).toBe(true)
        expect(mustAccept(maxLiquidityForAmounts({ ...range, ...up })) >= liquidity).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })
  it('takes the largest amount and differs by precision as the SDK does', () => {
    const range = {
      sqrtPriceX96: encode(99n, 110n),
      sqrtLowX96: encode(100n, 110n),
      sqrtHighX96: encode(110n, 100n),
    }
    const most = { ...range, amount0: (1n << 256n) - 1n, amount1: 200n }
    expect(mustAccept(maxLiquidityForAmounts(most))).toBe(
      1214437677402050006470401421082903520362793114274352355276488318240158678126184n,
    )
    expect(mustAccept(maxLiquidityForAmounts({ ...most, fullPrecision: false }))).toBe(
      1214437677402050006470401421068302637228917309992228326090730924516431320489727n,
    )
    expect(maxLiquidityForAmounts({ ...most, amount0: 1n << 256n }).ok).toBe(false)
    expect(maxLiquidityForAmounts({ ...most, sqrtHighX96: range.sqrtLowX96 }).ok).toBe(false)
  })
  it('has the same Greeks in either token, and none outside', () => {
    const range = {
      sqrtPriceX96: ratioAt(0),
      sqrtLowX96: ratioAt(-2000),
      sqrtHighX96: ratioAt(2000),
      liquidity: ONE,
    }
    expect(mustAccept(integerGreeks(range, 0))).toEqual({
      value: 190316116134462242n,
      delta: 95158058067231121n,
      dollarGamma: -500000000000000000n,
    })
    expect(mustAccept(integerGreeks(range, 1)).dollarGamma).toBe(-500000000000000000n)
    for (const at of [-2000, 2000, 5000]) {
      expect(mustAccept(integerGreeks({ ...range, sqrtPriceX96: ratioAt(at) }, 0)).dollarGamma).toBe(0n)
    }
  })
})
