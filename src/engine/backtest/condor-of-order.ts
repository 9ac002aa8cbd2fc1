import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { CondorLegs, OptionLeg } from '../../book/structure/legs.ts'
import type { Order } from '../../policy/intent.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'

/** The condor an opening order names: long put, short put, short call, long call of one root and expiration. */
export function condorOfOrder({ legs }: Order): {
  readonly root: string
  readonly expiration: IsoDate
  readonly legs: CondorLegs<OptionLeg>
} {
  const parsed = legs.map(({ instrument, quantity }) => {
    const option = parseOccSymbol(instrument)
    assert(option !== null, 'a condor is made of options', { instrument })
    return { ...option, quantity }
  })
  const at = (right: 'P' | 'C', long: boolean): OptionLeg => {
    const leg = parsed.find((one) => one.right === right && one.quantity > 0 === long)
    assert(leg !== undefined, 'a condor has a long and a short of either right', { right, long })
    return { right, strike_points: leg.strike_points, quantity: leg.quantity }
  }
  const [first] = parsed
  assert(parsed.length === 4, 'a condor has four legs', { legs: parsed.length })
  return {
    root: first.root,
    expiration: first.expiration,
    legs: [at('P', true), at('P', false), at('C', false), at('C', true)],
  }
}
