import { refusalLine } from '../../base/vocabulary/refusal.ts'
import { structureGreeks } from '../../book/structure/greeks.ts'
import { TRADING_DAYS_PER_YEAR, dollarGamma, lvrPerTradingDay } from '../../book/structure/lvr.ts'
import { modelOf, resolveCondor } from '../../book/structure/resolve-condor.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { HeldPosition } from '../book-facts.ts'
import type { RuleSet, StructureRule } from '../rules/rule-set.ts'
import { type Choice, heldBack, hold, keptBack, listingOf } from './choice.ts'
import { tooThin } from './market-room.ts'
import type { PositionEvidence, PositionInputs } from './position-evidence.ts'
import { closeOrder, closingCost, openOrder, tradingCost } from './position-orders.ts'

/**
 * Sells the structure of the rules again at the expiration held, in the same size: 16-delta shorts where 16-delta shorts were
 * sold. The LVR saved over the sessions left must be `savedToCostMin` times the cost; 0 asks for nothing.
 */
export function restrikeToEntry(inputs: PositionInputs, evidence: PositionEvidence, because: string): Choice {
  const { rules, position, facts } = inputs
  const kept = (why: string): Choice => hold(`${because}; ${why}`, ['re-strike'])
  const { slice } = evidence.held.expiry
  const structure = structureOf(position, rules)
  if (structure === null) return kept('which structure of the rules it is, nobody said')
  const expiry = { kind: 'on-date', expiration: slice.expiration, settlement: slice.settlement } as const
  const resolved = resolveCondor({ ...structure.contract, expiry }, facts.market)
  if (!resolved.ok) return kept(`it cannot be sold again: ${refusalLine(resolved.refusal)}`)
  const { legs } = resolved.value
  if (legs.every((leg, i) => leg.strike_points === position.legs[i].strike_points)) {
    return kept('the strikes it would be sold at are those it has')
  }
  const least = rules.actions?.savedToCostMin ?? 1
  const cost =
    closingCost(evidence.held.legs, position.contracts, rules.costs) +
    tradingCost(legs, position.contracts, rules.costs)
  const saved = savedLvr(evidence, modelOf(resolved.value), position.contracts)
  if (least > 0 && saved === null) return kept('without a forecast the LVR it would save is unknown')
  if (least > 0 && saved !== null && !(saved > 0 && saved >= least * cost)) {
    const figures = `saves ${saved.toFixed(0)} dollars of LVR and costs ${cost.toFixed(0)}`
    return kept(`inside the no-action region: it ${figures}`)
  }
  const limit = keptBack(inputs, evidence)
  if (limit !== null) return heldBack(limit, ['re-strike'], because)
  const thin = tooThin(evidence.held.legs, legs, position.contracts, rules.sizing)
  if (thin !== null) return kept(thin)
  const strikes = legs.map(({ strike_points }) => strike_points).join('/')
  return {
    action: 're-strike',
    because: `${because}; sold again at ${strikes} for ${cost.toFixed(0)} dollars of costs`,
    orders: [
      closeOrder(evidence.held.legs, listingOf(inputs), position.contracts),
      openOrder(legs, listingOf(inputs), position.contracts),
    ],
    cost_dollars: cost,
    limits: [],
  }
}

/** The structure it was opened as; of rules that have one, that one. Null where it is one of several and nobody said which. */
function structureOf({ structureId }: HeldPosition, { structures }: RuleSet): StructureRule | null {
  const named = structures.find(({ id }) => id === structureId)
  return named ?? (structures.length === 1 ? structures[0] : null)
}

/** Over the trading days left; null without a forecast. */
function savedLvr({ now }: PositionEvidence, next: StructureModel, contracts: number): number | null {
  const { forecastVariance: variance, model } = now
  if (variance === null) return null
  const perDay = (one: StructureModel): number =>
    lvrPerTradingDay(dollarGamma(one, structureGreeks(one)), variance) * contracts
  return (perDay(model) - perDay(next)) * model.years * TRADING_DAYS_PER_YEAR
}
