import { z } from 'zod'
import { accepted } from '../../../../base/vocabulary/result.ts'
import { divergenceLoss } from '../../../../book/pool/divergence-loss.ts'
import { lvrOfPath } from '../../../../book/pool/lvr-of-path.ts'
import { defineOperation } from '../../define-operation.ts'
import { liquidity, poolFields, poolOf, poolPrice } from '../../pool-fields.ts'

/** Exact LVR along a path, and divergence loss from its first price to its last. `L` is the size of a limit order. */
export const lvrDiscretePath = defineOperation({
  name: 'lvr_discrete_path',
  summary: 'exact LVR of a pool along a path of prices, and its divergence loss',
  example: { amm: 'cpmm', L: 1, path: [1000, 2000, 1000] },
  schema: z.strictObject({
    ...poolFields,
    L: liquidity.default(1),
    path: z.array(poolPrice).min(1).max(1_000_000),
  }),
  compute: (inputs) => {
    const pool = poolOf(inputs, inputs.L, 'lvr_discrete_path')
    if (!pool.ok) return pool
    const { path } = inputs
    return accepted({
      lvr: lvrOfPath(pool.value, path),
      lvh: divergenceLoss(pool.value, path[0], path[path.length - 1]),
    })
  },
})
