import { isoOfDay } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'

/**
 * Simple returns between consecutive levels, one fewer than the levels. Refuses levels that are not positive: from a ruined
 * account there is no return.
 */
export function returnsOf(days: Int32Array, levels: Float64Array): Result<Float64Array> {
  assert(days.length === levels.length && levels.length > 0, 'a day for each level', {
    days: days.length,
    levels: levels.length,
  })
  const ruined = levels.findIndex((level) => !(level > 0 && level < Infinity))
  if (ruined >= 0) {
    return refused(
      refuse('number.out-of-range', {
        field: 'level',
        was: levels[ruined],
        wanted: 'a positive level: no return can be computed from or to another',
        source: isoOfDay(quantity<DayNumber>(days[ruined])),
        row: ruined + 1,
      }),
    )
  }
  return accepted(Float64Array.from({ length: levels.length - 1 }, (_, i) => levels[i + 1] / levels[i] - 1))
}
