import { z } from 'zod'
import { accepted, type Result } from '../../../../base/vocabulary/result.ts'
import { swapStep } from '../../../../book/pool/exact/swap-step.ts'
import { sqrtRatioAtTick, tickAtSqrtRatio } from '../../../../book/pool/exact/tick-math.ts'
import { defineOperation } from '../../define-operation.ts'
import { bigintOf, sqrtPrice, sqrtPriceOf, tickNumber, wholeNumber } from '../../integer-fields.ts'
import { missing } from '../../pool-fields.ts'

const schema = z.strictObject({
  sqrtP: sqrtPrice,
  sqrtTarget: sqrtPrice.optional(),
  /** A price ratio such as "101/100". */
  sqrtTarget_ratio: sqrtPrice.optional(),
  tickUpper: tickNumber.optional(),
  tickLower: tickNumber.optional(),
  /** Which edge of a range is the target where both are given: true sells token 0, towards the lower. */
  zeroForOne: z.boolean().optional(),
  liquidity: wholeNumber,
  /** Positive: exact input with its fee. Negative: exact output. */
  amountRemaining: wholeNumber,
  fee_pips: z.number().int().default(0),
})
type Inputs = z.output<typeof schema>

/** One step of a swap up to a target: next square-root price, amounts and fee, exactly as on chain; tick of the new price. */
export const v3SwapStep = defineOperation({
  name: 'v3_swap_step',
  summary: 'one step of a swap within a range, in exact integers',
  example: {
    sqrtP: '79228162514264337593543950336',
    sqrtTarget_ratio: '101/100',
    liquidity: '2000000000000000000',
    amountRemaining: '1000000000000000000',
    fee_pips: 600,
  },
  schema,
  compute: (inputs) => {
    const price = sqrtPriceOf(inputs.sqrtP)
    if (!price.ok) return price
    const target = targetOf(inputs)
    if (!target.ok) return target
    const step = swapStep({
      sqrtPriceX96: price.value,
      sqrtTargetX96: target.value,
      liquidity: bigintOf(inputs.liquidity),
      amountRemaining: bigintOf(inputs.amountRemaining),
      feePips: BigInt(inputs.fee_pips),
    })
    if (!step.ok) return step
    const { sqrtNextX96, amountIn, amountOut, feeAmount } = step.value
    const tick = tickAtSqrtRatio(sqrtNextX96)
    return accepted({
      sqrtPNext: sqrtNextX96.toString(),
      amountIn: amountIn.toString(),
      amountOut: amountOut.toString(),
      feeAmount: feeAmount.toString(),
      tick: tick.ok ? tick.value : null,
    })
  },
})

function targetOf(inputs: Inputs): Result<bigint> {
  const stated = inputs.sqrtTarget ?? inputs.sqrtTarget_ratio
  if (stated !== undefined) return sqrtPriceOf(stated)
  const { tickLower, tickUpper, zeroForOne } = inputs
  const tick = zeroForOne === true ? tickLower : zeroForOne === false ? tickUpper : (tickUpper ?? tickLower)
  if (tick === undefined) {
    const wanted = 'sqrtTarget, sqrtTarget_ratio, tickUpper or tickLower'
    return missing('sqrtTarget', 'nothing', 'v3_swap_step', wanted)
  }
  return sqrtRatioAtTick(tick)
}
