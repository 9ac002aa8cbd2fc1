/** A resolved condor with everything said about it: the plain data that every face prints. */
import { valueOrNull } from '../base/vocabulary/result.ts'
import { breakEvenVolShift } from '../book/structure/break-even-vol.ts'
import { breakEvensAtExpiry, breakEvensToday } from '../book/structure/break-evens.ts'
import { expectedMoveOf } from '../book/structure/expected-move.ts'
import { payoffCurves } from '../book/structure/payoff.ts'
import type { StructurePrice } from '../book/structure/price-structure.ts'
import {
  historicalBetween,
  riskNeutralBetween,
  sessionsToSettlement,
} from '../book/structure/probabilities.ts'
import { type ResolvedCondor, modelOf } from '../book/structure/resolve-condor.ts'
import type { StructureModel } from '../book/structure/structure-model.ts'
import { clockRatio } from '../book/structure/trading-clock.ts'
import { verticalsOf } from '../book/structure/vertical.ts'
import type { CandidateCore, CandidateInputs } from './candidate-core.ts'
import { candidateYields } from './candidate-yields.ts'
import { legCosts } from './costs.ts'
import type { CandidateCondor, CandidateYields, InvariantReading } from './decision.ts'
import { creditDistance } from './invariant/credit-distance.ts'
import { dollarGammaVariance } from './invariant/dollar-gamma-variance.ts'
import { type InvariantState, readInvariant } from './invariant/invariant.ts'

const VOL_SHIFT_DAYS = [1, 5] as const

/** `withYields` is false on the price board, which is no candidate. */
export function describeCandidate(
  inputs: CandidateInputs,
  core: CandidateCore,
  withYields: boolean,
): CandidateCondor {
  const { facts, condor } = inputs
  const { days, forward } = condor.expiry
  const model = modelOf(condor)
  const price = core.credit
  const clock = clockRatio(facts.market.chain.quotedAt, condor.expiry)
  const expectedMove_points = expectedMoveOf(condor.expiry)
  const { put, call } = verticalsOf(condor.legs)
  return {
    ...core,
    breakEvens: breakEvens(condor, model, price),
    breakEvenVolShift: VOL_SHIFT_DAYS.map((afterDays) => ({
      afterDays,
      shift_vol_points: inVolPoints(valueOrNull(breakEvenVolShift(model, days, afterDays))),
    })),
    expectedMove_points,
    putDistance_moves: (forward.forward_points - put.short.strike_points) / expectedMove_points,
    callDistance_moves: (call.short.strike_points - forward.forward_points) / expectedMove_points,
    probabilities: probabilities(inputs, price),
    yields: withYields ? yieldsOf(inputs, price, core.margin_dollars) : null,
    invariants: invariantReadings(inputs, model, price),
    payoff: payoffCurves(model, price.natural_points, expectedMove_points, clock),
    warnings: warningsOf(inputs, core),
  }
}

const inVolPoints = (shift: number | null): number | null => (shift === null ? null : shift * 100)

function breakEvens(
  condor: ResolvedCondor,
  model: StructureModel,
  price: StructurePrice,
): CandidateCondor['breakEvens'] {
  const expiry = breakEvensAtExpiry(condor.legs, price.natural_points)
  const today = breakEvensToday(model, price.natural_points)
  return {
    expiryLow_points: expiry.low_points,
    expiryHigh_points: expiry.high_points,
    todayLow_points: today.low_points,
    todayHigh_points: today.high_points,
  }
}

const yieldsOf = (
  { facts, readings, rules, condor }: CandidateInputs,
  price: StructurePrice,
  margin_dollars: number,
): CandidateYields =>
  candidateYields({
    market: facts.market,
    vix: readings.vix_vol_points,
    condor,
    naturalCredit_points: price.natural_points,
    margin_dollars,
    entryCosts_dollars: legCosts(condor.legs, rules.costs),
  })

/** Profit lies between the break-evens at natural; maximum loss beyond either long strike. */
function probabilities(inputs: CandidateInputs, price: StructurePrice): CandidateCondor['probabilities'] {
  const { facts, condor, readings } = inputs
  const [longPut, , , longCall] = condor.legs
  const neutral = riskNeutralBetween(condor.expiry, longPut.strike_points, longCall.strike_points)
  const { low_points, high_points } = breakEvensAtExpiry(condor.legs, price.natural_points)
  const sessions = sessionsToSettlement(facts.market.chain.sessionDate, condor.expiry)
  const history =
    facts.history === null
      ? null
      : historicalBetween(facts.history, readings.spot_points, sessions, low_points, high_points)
  const earns = price.natural_points > 0
  return {
    riskNeutralProfit: earns ? riskNeutralBetween(condor.expiry, low_points, high_points) : 0,
    riskNeutralMaxLoss: 1 - neutral,
    historicalProfit: history === null ? null : earns ? history.probability : 0,
    historicalSample: history?.sample ?? null,
  }
}

function invariantReadings(
  inputs: CandidateInputs,
  model: StructureModel,
  price: StructurePrice,
): readonly InvariantReading[] {
  const { readings, condor } = inputs
  const state: InvariantState = {
    model,
    legs: condor.legs,
    entryCredit_points: price.natural_points,
    entryEdr_points: readings.edr === null ? null : readings.edr.fraction * readings.spot_points,
    forecastVariance: readings.forecast?.variance ?? null,
  }
  return [readInvariant(creditDistance, state), readInvariant(dollarGammaVariance, state)]
}

function warningsOf(inputs: CandidateInputs, core: CandidateCore): readonly string[] {
  const { condor, facts } = inputs
  const price = core.credit
  const { shorts } = condor.contract
  const warnings = [...condor.warnings]
  const add = (when: boolean, text: string): void => {
    if (when) warnings.push(text)
  }
  if (shorts.kind === 'credit') {
    const target = shorts.mid_points.toFixed(2)
    add(price.mid_points < shorts.mid_points, `the mid credit is below the ${target} tier`)
    add(price.natural_points < shorts.mid_points, `the natural credit is below the ${target} tier`)
  }
  for (const leg of condor.legs) {
    const name = `the ${leg.quantity < 0 ? 'short' : 'long'} ${leg.right === 'P' ? 'put' : 'call'}`
    add(leg.zeroBid, `${name}'s bid is zero: marked at its ask`)
    add(leg.volatilitySource === 'smile', `${name} has no volatility of its own: re-priced with the smile's`)
  }
  add(price.natural_points <= 0, 'the natural credit is zero or a debit')
  add(core.dollarGamma_dollars >= 0, 'not short gamma at this forward: no LVR to cover')
  add(condor.expiry.slice.counterfactual, 'this expiry was not listed on the date: modelled only')
  add(
    !condor.expiry.smile.ok && condor.expiry.volatilityAt === undefined,
    'the smile of this expiry could not be fitted: deltas and probabilities are rough',
  )
  add(
    condor.expiry.smile.ok && condor.expiry.smile.value.butterflyArbitrage,
    'the fitted smile of this expiry admits butterfly arbitrage: probabilities are rough',
  )
  add(
    facts.market.chain.rung !== 'quoted',
    'prices are modelled, not quoted: no such order could have been filled',
  )
  return warnings
}
