import { createRandom } from '../src/base/numerics/random.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { concentrated } from '../src/book/pool/concentrated.ts'
import { constantProduct } from '../src/book/pool/constant-product.ts'
import { textbookRange } from './textbook-pool.ts'

export const MOVES = 1 << 14
const STEP = 1e-5

/** Prices about a thousandth of a percent apart: where a difference of values has few digits left. */
export const path: Float64Array = (() => {
  const random = createRandom({ seed: 1, stream: 0 })
  const prices = new Float64Array(MOVES + 1)
  prices[0] = 2000
  for (let i = 1; i <= MOVES; i += 1) prices[i] = prices[i - 1] * Math.exp(STEP * random.nextNormal())
  return prices
})()

const RANGE = { liquidity: 1e6, lowPrice: 1500, highPrice: 2500 }

export const pools = [
  {
    name: 'constant product',
    ours: mustAccept(constantProduct(RANGE.liquidity)),
    textbook: textbookRange(RANGE.liquidity, 0, Infinity),
    bounds: [RANGE.liquidity, 0, Infinity],
  },
  {
    name: 'concentrated range',
    ours: mustAccept(concentrated(RANGE)),
    textbook: textbookRange(RANGE.liquidity, RANGE.lowPrice, RANGE.highPrice),
    bounds: [RANGE.liquidity, RANGE.lowPrice, RANGE.highPrice],
  },
] as const
