import { z } from 'zod'
import { refuse } from '../../../../base/vocabulary/refusal.ts'
import { accepted, refused } from '../../../../base/vocabulary/result.ts'
import { leastVarianceRatio } from '../../../../policy/invariant/theory/restrike.ts'
import { defineOperation } from '../../define-operation.ts'
import {
  distance,
  distanceOfDelta,
  listOf,
  product,
  productOf,
  shortDelta,
  structureFields,
  structureOf,
} from './invariant-fields.ts'

/**
 * How far sigma^2 T may fall before no strikes hold k any more, as a ratio to the start: exists while it is at or above
 * G(m0) / max G (to the power 2 / q). Null where it may fall to nothing.
 */
export const invariantFeasibility = defineOperation({
  name: 'invariant_feasibility',
  summary: 'least sigma^2 T, as a ratio to the start, at which short strikes can still hold k',
  example: { k: 'width_x_premium', start_delta: [0.16, 0.1], model: 'Bachelier strangle' },
  schema: z.strictObject({
    ...structureFields,
    k: product,
    start_delta: z.union([shortDelta, z.array(shortDelta).min(1).max(1000)]).optional(),
    start_m: z.union([distance, z.array(distance).min(1).max(1000)]).optional(),
  }),
  compute: (inputs) => {
    const { k, start_delta: deltas, start_m: distances } = inputs
    const name = productOf(k)
    const structure = structureOf(inputs, 'invariant_feasibility')
    if (!structure.ok) return structure
    const given = deltas ?? distances
    if (name === null || given === undefined || (deltas !== undefined && distances !== undefined)) {
      return refused(
        refuse('command.bad-input', {
          field: 'start_delta',
          was: given === undefined ? 'nothing' : 'start_delta and start_m',
          wanted: 'one of start_delta and start_m',
          source: 'invariant_feasibility',
        }),
      )
    }
    const starts = deltas === undefined ? listOf(given) : listOf(given).map(distanceOfDelta)
    const ratios = starts.map((m0) => (m0 === 0 ? null : leastVarianceRatio(name, structure.value, m0, 1)))
    return accepted({ min_s_ratio_squared: typeof given === 'number' ? ratios[0] : ratios })
  },
})
