/** The condor as gates, sizes and intents need it; `candidate.ts` says the rest. */
import type { IsoDate } from '../base/vocabulary/quantity.ts'
import { dollarGreeks, structureGreeks } from '../book/structure/greeks.ts'
import { type ResolvedLeg, occSymbol } from '../book/structure/legs.ts'
import {
  coverageKappa,
  dollarGamma,
  equivalentPool,
  lvrPerTradingDay,
  rentPerTradingDay,
} from '../book/structure/lvr.ts'
import { marginRequirement } from '../book/structure/margin.ts'
import { priceStructure } from '../book/structure/price-structure.ts'
import { type ResolvedCondor, modelOf } from '../book/structure/resolve-condor.ts'
import { clockRatio } from '../book/structure/trading-clock.ts'
import { verticalsOf } from '../book/structure/vertical.ts'
import { limitWalk } from '../book/structure/walk.ts'
import { complexTick } from '../market/quote/ticks.ts'
import type { CandidateCondor, CandidateLeg } from './decision.ts'
import type { MarketFacts } from './facts.ts'
import type { MarketReadings } from './market-readings.ts'
import type { RuleSet, StructureRule } from './rules/rule-set.ts'

/** What a judgement is made on. Cheap to compute: a backtest makes one a day and rule set. */
export type CandidateCore = Pick<
  CandidateCondor,
  | 'id'
  | 'label'
  | 'asked'
  | 'rung'
  | 'root'
  | 'expiration'
  | 'settlement'
  | 'counterfactual'
  | 'days'
  | 'years'
  | 'forward_points'
  | 'discount'
  | 'multiplier'
  | 'legs'
  | 'putWidth_points'
  | 'callWidth_points'
  | 'credit'
  | 'maxLoss_dollars'
  | 'maxGain_dollars'
  | 'margin_dollars'
  | 'greeks'
  | 'dollarGamma_dollars'
  | 'lvr'
  | 'coverageKappa'
  | 'equivalentPool_dollars'
>

export interface CandidateInputs {
  readonly facts: MarketFacts
  readonly readings: MarketReadings
  readonly rules: RuleSet
  readonly structure: StructureRule
  readonly condor: ResolvedCondor
}

export function candidateCore(inputs: CandidateInputs): CandidateCore {
  const { facts, readings, rules, structure, condor } = inputs
  const { slice, forward, years, days } = condor.expiry
  const { chain } = facts.market
  const model = modelOf(condor)
  const price = priceStructure(condor.legs)
  const greeks = structureGreeks(model)
  const gamma = dollarGamma(model, greeks)
  const variance = readings.forecast?.variance ?? null
  const clock = clockRatio(chain.quotedAt, condor.expiry)
  const { put, call } = verticalsOf(condor.legs)
  const tick = complexTick(slice.root, chain.sessionDate)
  const margin = marginRequirement(condor.legs, price.natural_points, model.multiplier)
  return {
    id: structure.id,
    label: structure.label,
    asked: condor.asked,
    rung: chain.rung,
    root: slice.root,
    expiration: slice.expiration,
    settlement: slice.settlement,
    counterfactual: slice.counterfactual,
    days,
    years,
    forward_points: forward.forward_points,
    discount: forward.discount,
    multiplier: model.multiplier,
    legs: condor.legs.map((leg) => candidateLeg(leg, slice.root, slice.expiration)),
    putWidth_points: put.width_points,
    callWidth_points: call.width_points,
    credit: { ...price, walk: limitWalk(price, tick, rules.walk) },
    maxLoss_dollars: margin,
    maxGain_dollars: price.natural_points * model.multiplier,
    margin_dollars: margin,
    greeks: dollarGreeks(greeks, model.multiplier),
    dollarGamma_dollars: gamma,
    lvr: {
      atForecast_dollars_per_day: variance === null ? null : lvrPerTradingDay(gamma, variance),
      atImplied_dollars_per_day: rentPerTradingDay(model, greeks) * clock,
    },
    coverageKappa: coverageKappa(greeks, variance === null ? null : variance / clock),
    equivalentPool_dollars: equivalentPool(gamma),
  }
}

export function candidateLeg(leg: ResolvedLeg, root: string, expiration: IsoDate): CandidateLeg {
  return {
    right: leg.right,
    strike_points: leg.strike_points,
    quantity: leg.quantity,
    occSymbol: occSymbol(root, expiration, leg.right, leg.strike_points),
    bid_points: leg.bid_points,
    ask_points: leg.ask_points,
    bidSize_contracts: leg.bidSize_contracts,
    askSize_contracts: leg.askSize_contracts,
    openInterest_contracts: leg.openInterest_contracts,
    volume_contracts: leg.volume_contracts,
    volatility: leg.volatilitySource === 'mid' ? leg.volatility : null,
    delta: leg.delta,
  }
}
