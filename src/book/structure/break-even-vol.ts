import { findRoot } from '../../base/numerics/roots.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { type StructureModel, structureValue } from './structure-model.ts'

const SHIFT_STEP = 0.01
/** Shifts are searched up to 200 vol points either way: beyond that an answer means nothing. */
const SHIFT_MAX = 2

/**
 * The parallel shift of all legs' volatilities (decimal per year) at which closing `afterDays` calendar days from now,
 * forward unchanged, costs what the structure is worth now: how much the market's fear may rise before the days' theta
 * is gone. The root nearest zero. Refuses `option.expired` at or past expiry and `number.no-root` where no shift does
 * it, which is an answer: beyond the short strikes more volatility makes a condor cheaper.
 *
 * `days` is the calendar time to settlement; time left is taken in proportion to it.
 */
export function breakEvenVolShift(model: StructureModel, days: number, afterDays: number): Result<number> {
  if (afterDays >= days) {
    return refused(
      refuse('option.expired', {
        field: 'afterDays',
        was: afterDays,
        wanted: `less than the ${days.toFixed(2)} days to settlement`,
        source: 'break-even volatility',
      }),
    )
  }
  const entry = structureValue(model)
  const years = (model.years * (days - afterDays)) / days
  return nearestVolShift((volShift) => structureValue(model, { years, volShift }) - entry)
}

/**
 * The root nearest zero of a change of value as a function of a parallel shift of volatilities (decimal): what a shift
 * must be to pay for something. Refuses `number.no-root` where no shift within 200 vol points does.
 */
export function nearestVolShift(change: (volShift: number) => number): Result<number> {
  const atZero = change(0)
  if (atZero === 0) return accepted(0)
  // Walk outwards on both sides at once, so that the bracket found first holds the root nearest zero.
  const before: [number, number] = [atZero, atZero]
  for (let step = 1; step * SHIFT_STEP <= SHIFT_MAX; step += 1) {
    for (const [side, sign] of [1, -1].entries()) {
      const shift = sign * step * SHIFT_STEP
      const now = change(shift)
      if (now * before[side] <= 0) {
        const inner = shift - sign * SHIFT_STEP
        return findRoot(change, Math.min(inner, shift), Math.max(inner, shift), {
          tolerance: 1e-13,
          what: 'break-even volatility shift',
        })
      }
      before[side] = now
    }
  }
  return refused(
    refuse('number.no-root', {
      field: 'volatility shift',
      was: `no shift within ${SHIFT_MAX * 100} vol points`,
      wanted: 'a shift that costs the credit back',
      source: 'break-even volatility',
    }),
  )
}
