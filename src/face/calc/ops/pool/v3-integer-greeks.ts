import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { integerGreeks } from '../../../../book/pool/exact/integer-greeks.ts'
import { sqrtRatioAtTick } from '../../../../book/pool/exact/tick-math.ts'
import { defineOperation } from '../../define-operation.ts'
import { bigintOf, sqrtPrice, sqrtPriceOf, tickNumber, tickRange, wholeNumber } from '../../integer-fields.ts'
import { missing } from '../../pool-fields.ts'

/** Value, delta and dollar gamma in smallest token units. `sqrtPriceX96`, where given, comes before `currentTick`. */
export const v3IntegerGreeks = defineOperation({
  name: 'v3_integer_greeks',
  summary: 'value, delta and dollar gamma of a range in exact integers',
  example: {
    liquidity: '1000000000000000000',
    tickLower: -2000,
    tickUpper: 2000,
    currentTick: 0,
    assetIndex: 0,
  },
  schema: z.strictObject({
    liquidity: wholeNumber,
    tickLower: tickNumber,
    tickUpper: tickNumber,
    currentTick: tickNumber.optional(),
    sqrtPriceX96: sqrtPrice.optional(),
    assetIndex: z.union([z.literal(0), z.literal(1)]).default(0),
  }),
  compute: (inputs) => {
    const edges = tickRange(inputs.tickLower, inputs.tickUpper, 'v3_integer_greeks')
    if (!edges.ok) return edges
    const price =
      inputs.sqrtPriceX96 !== undefined
        ? sqrtPriceOf(inputs.sqrtPriceX96)
        : inputs.currentTick !== undefined
          ? sqrtRatioAtTick(inputs.currentTick)
          : missing('currentTick', 'nothing', 'v3_integer_greeks')
    if (!price.ok) return price
    const [sqrtLowX96, sqrtHighX96] = edges.value
    const position = {
      sqrtPriceX96: price.value,
      sqrtLowX96,
      sqrtHighX96,
      liquidity: bigintOf(inputs.liquidity),
    }
    const greeks = integerGreeks(position, inputs.assetIndex)
    if (!greeks.ok) return greeks
    const { value, delta, dollarGamma } = greeks.value
    return accepted({
      value: value.toString(),
      delta: delta.toString(),
      dollar_gamma: dollarGamma.toString(),
    })
  },
})
