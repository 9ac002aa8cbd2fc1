import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { divergenceLossOfRatio } from '../../../../book/pool/divergence-loss.ts'
import { defineOperation } from '../../define-operation.ts'
import { poolPrice, riskyWeight } from '../../pool-fields.ts'

/** Divergence loss of a constant-product pool over holding, as a negative fraction. */
export const il = defineOperation({
  name: 'il',
  summary: 'divergence loss of a constant-product pool from the price ratio',
  example: { price_ratio: 4 },
  schema: z.strictObject({ price_ratio: poolPrice }),
  compute: ({ price_ratio }) => accepted({ il: -divergenceLossOfRatio(price_ratio) }),
})

/** The same for a weighted pool; theta is the risky token's weight. */
export const ilWeighted = defineOperation({
  name: 'il_weighted',
  summary: 'divergence loss of a weighted pool from the price ratio',
  example: { theta: 0.8, price_ratio: 2 },
  schema: z.strictObject({ theta: riskyWeight, price_ratio: poolPrice }),
  compute: ({ theta, price_ratio }) => accepted({ il: -divergenceLossOfRatio(price_ratio, theta) }),
})
