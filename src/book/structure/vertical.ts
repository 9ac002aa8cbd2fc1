import type { CondorLegs, OptionLeg } from './legs.ts'

/** A short vertical: one option sold, a further one of the same right bought. Half a condor. */
export interface Vertical<L extends OptionLeg> {
  readonly short: L
  readonly long: L
  readonly width_points: number
}

/** The two halves of a condor. A condor's value, Greeks and price are the sums of theirs. */
export function verticalsOf<L extends OptionLeg>(
  legs: CondorLegs<L>,
): { readonly put: Vertical<L>; readonly call: Vertical<L> } {
  const [longPut, shortPut, shortCall, longCall] = legs
  return {
    put: { short: shortPut, long: longPut, width_points: shortPut.strike_points - longPut.strike_points },
    call: {
      short: shortCall,
      long: longCall,
      width_points: longCall.strike_points - shortCall.strike_points,
    },
  }
}
