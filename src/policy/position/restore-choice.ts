/** Restoring the watched product: the best structure that does so in the direction of the rules, if it pays. */
import type { Restoration } from '../invariant/solve.ts'
import { type Choice, heldBack, hold, keptBack, listingOf } from './choice.ts'
import { closingPortion, tooThin } from './market-room.ts'
import type { PositionEvidence, PositionInputs } from './position-evidence.ts'
import { closeOrder, openOrder } from './position-orders.ts'
import { restoredLegs } from './restored-legs.ts'

export function restore(
  inputs: PositionInputs,
  evidence: PositionEvidence,
  wanted: 're-strike' | 'resize',
  because: string,
): Choice {
  const { rules, position } = inputs
  const { solve, solveRefused } = evidence
  const kept = (why: string): Choice => hold(`${because}; ${why}`, [wanted])
  if (solve === null) {
    return kept(
      solveRefused === null
        ? 'k is unknown'
        : 'nothing restores a product that is past its guard or not known',
    )
  }
  const fitting = solve.restorations.filter((one) => fits(one, inputs, wanted))
  const best = fitting.find((one) => isWorthIt(one, rules.actions?.savedToCostMin ?? 1))
  if (fitting.length === 0) return kept(`nothing on the chain restores k as the rules want: ${noFit(solve)}`)
  if (best === undefined) return kept(noWorth(fitting[0]))
  const limit = keptBack(inputs, evidence)
  if (limit !== null) return heldBack(limit, [wanted], because)
  const saves = `saves ${(best.lvrSaved_dollars ?? 0).toFixed(0)} dollars of LVR for ${best.cost_dollars.toFixed(0)}`
  if (wanted === 'resize') {
    const cut = position.contracts - best.contracts
    const now = closingPortion(evidence.held.legs, cut)
    const order = closeOrder(evidence.held.legs, listingOf(inputs), now.contracts)
    const because_ = `${because}; ${best.contracts} of ${position.contracts} contracts ${saves}${now.says}`
    return {
      action: 'resize',
      because: because_,
      orders: [order],
      cost_dollars: (best.cost_dollars * now.contracts) / cut,
      limits: [],
    }
  }
  const legs = restoredLegs(inputs.facts.market, best, position.legs)
  if (legs === null) return kept('its legs are no longer quoted')
  const thin = tooThin(evidence.held.legs, legs.legs, position.contracts, rules.sizing)
  if (thin !== null) return kept(thin)
  const { root, expiration } = legs.expiry.slice
  const open = openOrder(legs.legs, { ...listingOf(inputs), root, expiration }, position.contracts)
  return {
    action: 're-strike',
    because: `${because}; ${best.strikes_points.join('/')} ${expiration} ${saves}`,
    orders: [closeOrder(evidence.held.legs, listingOf(inputs), position.contracts), open],
    cost_dollars: best.cost_dollars,
    limits: [],
  }
}

/** A resize only ever cuts: more of what deviates is no repair. A re-strike goes the way the rules say. */
function fits(
  one: Restoration,
  { rules, position }: PositionInputs,
  wanted: 're-strike' | 'resize',
): boolean {
  if (wanted === 'resize') return one.direction === 'resize' && one.contracts < position.contracts
  // Another expiration is a roll, and rolls have their own rule and limit.
  if (one.direction === 'resize' || one.expiration !== position.expiration || one.root !== position.root)
    return false
  const way = rules.invariant?.restore ?? 'widen'
  return way === 'resize' || one.direction === way || one.direction === 'same width'
}

function isWorthIt({ lvrSaved_dollars: saved, cost_dollars }: Restoration, savedToCostMin: number): boolean {
  return saved !== null && saved > 0 && saved >= savedToCostMin * cost_dollars
}

function noFit({ noRestrike, restorations }: NonNullable<PositionEvidence['solve']>): string {
  if (noRestrike !== null) return noRestrike
  const ways = [...new Set(restorations.map(({ direction }) => direction))].join(', ')
  return ways === '' ? 'no root' : `only by ${ways}`
}

function noWorth({ lvrSaved_dollars: saved, cost_dollars }: Restoration): string {
  if (saved === null) return 'without a forecast the LVR it would save is unknown'
  return `inside the no-action region: the best saves ${saved.toFixed(0)} dollars of LVR and costs ${cost_dollars.toFixed(0)}`
}
