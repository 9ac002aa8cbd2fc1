import { z } from 'zod'
import { refuse } from '../../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../../base/vocabulary/result.ts'
import { amountsRoundedDown, amountsRoundedUp } from '../../../../book/pool/exact/amounts.ts'
import { maxLiquidityForAmounts } from '../../../../book/pool/exact/max-liquidity.ts'
import {
  encodeSqrtRatioX96,
  sqrtRatioAtTick,
  tickAtSqrtRatio,
} from '../../../../book/pool/exact/tick-math.ts'
import { UINT256_MAX } from '../../../../book/pool/exact/words.ts'
import { defineOperation } from '../../define-operation.ts'
import {
  allOf,
  bigintOf,
  plainInteger,
  sqrtPrice,
  sqrtPriceOf,
  tickNumber,
  tickRange,
  wholeNumber,
} from '../../integer-fields.ts'
import type { Outputs } from '../../operation.ts'
import { missing } from '../../pool-fields.ts'

const LIST_MAX = 100_000
const amount = z.union([z.literal('max'), wholeNumber])

const FUNCTIONS = [
  'getSqrtRatioAtTick',
  'encodeSqrtRatioX96',
  'getTickAtSqrtRatio',
  'maxLiquidityForAmounts',
  'getAmountsForLiquidity',
] as const

const schema = z.strictObject({
  fn: z.enum(FUNCTIONS).optional(),
  ticks: z.array(tickNumber).max(LIST_MAX).optional(),
  /** [amount1, amount0]. */
  pairs: z
    .array(z.tuple([wholeNumber, wholeNumber]))
    .max(LIST_MAX)
    .optional(),
  sqrtRatioX96: z.union([wholeNumber, z.array(wholeNumber).max(LIST_MAX)]).optional(),
  range: z.tuple([sqrtPrice, sqrtPrice]).optional(),
  rows: z
    .array(z.strictObject({ sqrtP: sqrtPrice, amount0: amount, amount1: amount }))
    .max(LIST_MAX)
    .optional(),
  useFullPrecision: z.boolean().optional(),
  sqrtPriceX96: sqrtPrice.optional(),
  liquidity: wholeNumber.optional(),
  tickCurrent: tickNumber.optional(),
  tickLower: tickNumber.optional(),
  tickUpper: tickNumber.optional(),
  rounding: z.enum(['down', 'up']).default('down'),
})
type Inputs = z.output<typeof schema>
type FunctionName = (typeof FUNCTIONS)[number]

const SOURCE = 'v3_integer'

/**
 * Exact integer arithmetic of Uniswap v3 by function; without `fn` the fields say which. Integers beyond 2^53 are decimal text.
 * `range` and `sqrtP` are square-root prices (X96) or price ratios such as "100/110".
 */
export const v3Integer = defineOperation({
  name: 'v3_integer',
  summary: 'ticks, square-root prices, amounts and liquidity in exact integers',
  example: { ticks: [-887272, 0, 887272] },
  schema,
  compute: (inputs) => {
    const fn = inputs.fn ?? functionOf(inputs)
    if (fn === null) {
      const wanted = 'ticks, pairs, sqrtRatioX96, rows with range, or liquidity with ticks'
      return missing('fn', 'none of the fields of a function', SOURCE, wanted)
    }
    return COMPUTE[fn](inputs)
  },
})

function functionOf(inputs: Inputs): FunctionName | null {
  if (inputs.ticks !== undefined) return 'getSqrtRatioAtTick'
  if (inputs.pairs !== undefined) return 'encodeSqrtRatioX96'
  if (inputs.rows !== undefined) return 'maxLiquidityForAmounts'
  if (inputs.liquidity !== undefined) return 'getAmountsForLiquidity'
  return inputs.sqrtRatioX96 === undefined ? null : 'getTickAtSqrtRatio'
}

const COMPUTE: Readonly<Record<FunctionName, (inputs: Inputs) => Result<Outputs>>> = {
  getSqrtRatioAtTick: ({ ticks }) =>
    ticks === undefined ? missing('ticks', 'nothing', SOURCE) : ratios(ticks.map(sqrtRatioAtTick)),
  encodeSqrtRatioX96: ({ pairs }) =>
    pairs === undefined
      ? missing('pairs', 'nothing', SOURCE)
      : ratios(pairs.map(([one, zero]) => encodeSqrtRatioX96(bigintOf(one), bigintOf(zero)))),
  getTickAtSqrtRatio: ({ sqrtRatioX96 }) => {
    if (sqrtRatioX96 === undefined) return missing('sqrtRatioX96', 'nothing', SOURCE)
    const isList = Array.isArray(sqrtRatioX96)
    const ticks = allOf(
      (isList ? sqrtRatioX96 : [sqrtRatioX96]).map((each) => tickAtSqrtRatio(bigintOf(each))),
    )
    return ticks.ok ? accepted({ tick: isList ? ticks.value : ticks.value[0] }) : ticks
  },
  maxLiquidityForAmounts: liquidities,
  getAmountsForLiquidity: amounts,
}

function ratios(results: readonly Result<bigint>[]): Result<Outputs> {
  const values = allOf(results)
  return values.ok ? accepted({ sqrtRatioX96: values.value.map(String) }) : values
}

function liquidities(inputs: Inputs): Result<Outputs> {
  const { range, rows } = inputs
  if (rows === undefined) return missing('rows', 'nothing', SOURCE)
  const edges =
    range !== undefined
      ? allOf(range.map(sqrtPriceOf))
      : inputs.tickLower !== undefined && inputs.tickUpper !== undefined
        ? tickRange(inputs.tickLower, inputs.tickUpper, SOURCE)
        : missing('range', 'nothing', SOURCE)
  if (!edges.ok) return edges
  const [sqrtLowX96, sqrtHighX96] = edges.value
  const found = allOf(
    rows.map((row) => {
      const price = sqrtPriceOf(row.sqrtP)
      if (!price.ok) return price
      return maxLiquidityForAmounts({
        sqrtPriceX96: price.value,
        sqrtLowX96,
        sqrtHighX96,
        amount0: row.amount0 === 'max' ? UINT256_MAX : bigintOf(row.amount0),
        amount1: row.amount1 === 'max' ? UINT256_MAX : bigintOf(row.amount1),
        fullPrecision: inputs.useFullPrecision ?? true,
      })
    }),
  )
  return found.ok ? accepted({ liquidity: found.value.map(plainInteger) }) : found
}

function amounts(inputs: Inputs): Result<Outputs> {
  const { liquidity, tickLower, tickUpper, tickCurrent } = inputs
  if (liquidity === undefined) return missing('liquidity', 'nothing', SOURCE)
  if (tickLower === undefined || tickUpper === undefined) {
    return missing(tickLower === undefined ? 'tickLower' : 'tickUpper', 'nothing', SOURCE)
  }
  const edges = tickRange(tickLower, tickUpper, SOURCE)
  if (!edges.ok) return edges
  const price = currentPrice(inputs.sqrtPriceX96, tickCurrent)
  if (!price.ok) return price
  const [sqrtLowX96, sqrtHighX96] = edges.value
  const round = inputs.rounding === 'up' ? amountsRoundedUp : amountsRoundedDown
  const held = round({ sqrtPriceX96: price.value, sqrtLowX96, sqrtHighX96, liquidity: bigintOf(liquidity) })
  if (!held.ok) return held
  return accepted({ amount0: held.value.amount0.toString(), amount1: held.value.amount1.toString() })
}

/** The price stated, which must lie in the tick stated (on its upper border too, as after a crossing), or the tick's own. */
function currentPrice(stated: string | number | undefined, tick: number | undefined): Result<bigint> {
  if (stated === undefined) {
    return tick === undefined ? missing('sqrtPriceX96', 'nothing', SOURCE) : sqrtRatioAtTick(tick)
  }
  const price = sqrtPriceOf(stated)
  if (!price.ok || tick === undefined) return price
  const bounds = allOf([sqrtRatioAtTick(tick), sqrtRatioAtTick(Math.min(tick + 1, 887_272))])
  if (!bounds.ok) return bounds
  if (price.value >= bounds.value[0] && price.value <= bounds.value[1]) return price
  const wanted = `the tick of sqrtPriceX96 ${price.value}`
  return refused(refuse('number.out-of-range', { field: 'tickCurrent', was: tick, wanted, source: SOURCE }))
}
