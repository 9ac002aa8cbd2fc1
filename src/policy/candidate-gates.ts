/** Gates on one structure: its tier, its price, its coverage and its size. */
import { sessionsLeft } from '../book/structure/trading-clock.ts'
import type { ExpiryState } from '../market/surface/market-state.ts'
import { tradeCost } from './costs.ts'
import type { CandidateCore } from './candidate-core.ts'
import type { Figure, Unit } from './decision.ts'
import type { MarketFacts } from './facts.ts'
import { figure } from './figure.ts'
import { type Gate, gate } from './gate.ts'
import { bandOf } from './market-gates.ts'
import type { MarketReadings } from './market-readings.ts'
import type { RuleSet, StructureRule } from './rules/rule-set.ts'
import type { Sizing } from './sizing.ts'

export interface GateInputs {
  readonly facts: MarketFacts
  readonly readings: MarketReadings
  readonly rules: RuleSet
  readonly structure: StructureRule
  readonly candidate: CandidateCore
  readonly expiry: ExpiryState
  readonly sizing: Sizing
}

export function candidateGates(inputs: GateInputs): readonly Gate[] {
  return [
    ...tierGate(inputs),
    creditGate(inputs),
    naturalGate(inputs),
    gammaGate(inputs),
    forecastGate(inputs),
    coverageGate(inputs),
    budgetGate(inputs),
    marginGate(inputs),
    sizeGate(inputs),
  ]
}

/** A figure of the candidate's own rung. */
const of =
  ({ candidate }: GateInputs) =>
  (id: string, label: string, value: Figure['value'], unit: Unit, note: string | null = null): Figure =>
    figure(id, label, value, unit, candidate.rung, note)

function tierGate({ structure, readings, rules, candidate }: GateInputs): readonly Gate[] {
  const { tier } = structure
  const bands = rules.entry.vixBands
  const vix = readings.vix_vol_points
  if (tier === null || bands === null || vix.value === null) return []
  const allowed = bandOf(bands, vix.value)?.tiers.includes(tier) ?? false
  const figures = [
    figure('tier', 'Tier', tier, 'text', candidate.rung),
    figure('vix', 'VIX', vix.value, 'vol points', vix.rung, vix.note),
  ]
  const says = allowed
    ? 'The {tier} tier is allowed at VIX {vix}.'
    : 'The {tier} tier is not allowed at VIX {vix}.'
  return [gate('tier', allowed ? 'pass' : 'fail', says, figures, 'VIX does not allow the tier')]
}

function creditGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const natural = inputs.candidate.credit.natural_points
  const least = inputs.rules.entry.naturalCreditMin_points
  const figures = [
    f('natural', 'Credit at natural', natural, 'index points', 'selling at bids, buying at asks'),
    f('natural-min', 'Least', least, 'index points'),
  ]
  const says = 'The credit at natural is {natural}; at least {natural-min} is wanted.'
  const verdict = natural >= least ? 'pass' : 'fail'
  return gate('credit', verdict, says, figures, 'the credit at natural is too small')
}

function naturalGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { mid_points: mid, natural_points: natural } = inputs.candidate.credit
  const least = inputs.rules.entry.naturalToMidMin
  const share = mid > 0 ? natural / mid : null
  const figures = [
    f(
      'share',
      'Natural over mid',
      share,
      'fraction',
      share === null ? 'the mid credit is not positive' : null,
    ),
    f('mid', 'Credit at mid', mid, 'index points'),
    f('share-min', 'Least', least, 'fraction'),
  ]
  const says = 'Natural is {share} of the mid credit {mid}; at least {share-min} is wanted.'
  const verdict = share !== null && share >= least ? 'pass' : 'fail'
  return gate('natural-to-mid', verdict, says, figures, 'the bid-ask spread takes too much of the credit')
}

function gammaGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const gamma = inputs.candidate.dollarGamma_dollars
  const figures = [f('dollar-gamma', 'Dollar gamma', gamma, 'dollars', 'per 100 % move')]
  return gamma < 0
    ? gate('short-gamma', 'pass', 'Short gamma: dollar gamma is {dollar-gamma}.', figures, '')
    : gate(
        'short-gamma',
        'fail',
        'Not short gamma: dollar gamma is {dollar-gamma}.',
        figures,
        'the condor is not short gamma',
      )
}

function forecastGate({ facts, readings, rules, candidate }: GateInputs): Gate {
  const needed = rules.entry.coverage !== null || rules.sizing.lvrBudget_bp_per_day !== null
  const { forecast, forecastNote } = readings
  const volatility = forecast === null ? null : forecast.volatility * 100
  const rung = forecast?.rung ?? candidate.rung
  const figures = [figure('forecast', 'Forecast volatility', volatility, 'vol points', rung, forecastNote)]
  const verdict = forecast !== null ? 'pass' : needed ? 'unknown' : 'note'
  const cure = unknownForecast(facts)
  const says = !needed
    ? 'The forecast volatility is {forecast}; the rules do not need it.'
    : forecast === null
      ? `The forecast volatility is {forecast}: ${cure}.`
      : 'The forecast volatility is {forecast}.'
  return gate('forecast', verdict, says, figures, `the variance forecast is unknown: ${cure}`)
}

/** Why there is no forecast and what to do about it; the other gates that need it leave the saying to its own. */
const unknownForecast = (facts: MarketFacts): string =>
  facts.history === null
    ? 'there are no daily S&P 500 closes up to that day'
    : 'import daily S&P 500 closes up to that day (kondor import FILE)'

/**
 * Coverage must pay for the costs too: expected rent less bleed over the life is (kappa - 1) x LVR, since dollar gamma
 * is a martingale (today's is the expectation of every later day's), so kappa must reach 1 + costs / LVR of the life.
 */
function coverageGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { candidate, rules, facts, expiry } = inputs
  const kappa = candidate.coverageKappa
  const lvr = candidate.lvr.atForecast_dollars_per_day
  const kappaFigure = f('kappa', 'Coverage', kappa, 'ratio', 'rent over bleed at the forecast')
  const rule = rules.entry.coverage
  if (rule === null) {
    const says =
      kappa === null
        ? 'Coverage is {kappa}; the rules do not look at it.'
        : 'Rent covers {kappa} of the forecast bleed; the rules do not look at it.'
    return gate('coverage', 'note', says, [kappaFigure], '')
  }
  const costs = rule.costSides * tradeCost(candidate, rules.costs)
  const sessions = sessionsLeft(facts.market.chain.quotedAt, expiry)
  const floor = lvr === null || lvr <= 0 ? null : rule.floor + costs / (lvr * sessions)
  const figures = [
    kappaFigure,
    f('kappa-floor', 'Least coverage', floor, 'ratio', '1 + costs over the LVR to settlement'),
    f(
      'costs',
      'Costs',
      costs,
      'dollars',
      `natural, commission and fees, ${rule.costSides === 2 ? 'in and out' : 'in'}`,
    ),
    f('sessions', 'Sessions to settlement', sessions, 'count'),
  ]
  const verdict = kappa === null || floor === null ? 'unknown' : kappa >= floor ? 'pass' : 'fail'
  const waits = inputs.readings.forecast === null
  const says = waits
    ? 'Whether rent covers the bleed and costs of {costs} over {sessions} sessions waits for the forecast.'
    : verdict === 'unknown'
      ? 'Whether rent covers the bleed and costs of {costs} over {sessions} sessions is {kappa}.'
      : 'Rent covers {kappa} of the forecast bleed; {kappa-floor} is wanted, so that costs of {costs} over {sessions} sessions are paid too.'
  const unknown = waits ? '' : 'coverage is unknown'
  const because = verdict === 'fail' ? 'rent does not cover bleed and costs' : unknown
  return gate('coverage', verdict, says, figures, because)
}

function budgetGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { candidate, sizing } = inputs
  const lvr = candidate.lvr.atForecast_dollars_per_day
  const lvrFigure = f('lvr', 'LVR of one condor', lvr, 'dollars per day', 'per trading day, at the forecast')
  const budget = sizing.lvrBudget_dollars_per_day
  if (budget === null) {
    const says =
      lvr === null
        ? 'The bleed at the forecast is {lvr}; the rules set no budget.'
        : 'One condor bleeds {lvr} at the forecast; the rules set no budget.'
    return gate('lvr-budget', 'note', says, [lvrFigure], '')
  }
  const figures = [
    lvrFigure,
    f('lvr-budget', 'LVR budget', budget, 'dollars per day', 'share of the account'),
    f('by-lvr', 'Contracts by LVR', sizing.byLvr, 'contracts'),
  ]
  const says =
    sizing.byLvr === null
      ? 'What one condor bleeds waits for the forecast; the budget is {lvr-budget}.'
      : 'One condor bleeds {lvr} at the forecast; the budget is {lvr-budget}: {by-lvr}.'
  const verdict = sizing.byLvr === null ? 'unknown' : sizing.byLvr >= 1 ? 'pass' : 'fail'
  const unknown = inputs.readings.forecast === null ? '' : 'LVR is unknown'
  const because = verdict === 'fail' ? 'one condor exceeds the LVR budget' : unknown
  return gate('lvr-budget', verdict, says, figures, because)
}

function marginGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { candidate, sizing } = inputs
  const figures = [
    f('margin', 'Margin of one condor', candidate.margin_dollars, 'dollars'),
    f('margin-cap', 'Margin allowed', sizing.marginCap_dollars, 'dollars', 'share of the account'),
    f('by-margin', 'Contracts by margin', sizing.byMargin, 'contracts'),
  ]
  const says = 'One condor takes {margin} of margin; {margin-cap} is allowed: {by-margin}.'
  const verdict = sizing.byMargin >= 1 ? 'pass' : 'fail'
  return gate('margin', verdict, says, figures, 'one condor exceeds the margin allowed')
}

function sizeGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { sizing } = inputs
  const shown = sizing.byDisplayedSize
  const figures = [
    f('shown', 'Size at the touch', shown, 'contracts', shown === null ? 'the file holds no sizes' : null),
    f('maximum', 'Most by the rules', sizing.byMaximum, 'contracts'),
  ]
  if (shown === null) {
    return gate('size', 'note', 'The size at the touch is {shown}; the rules allow {maximum}.', figures, '')
  }
  const says = 'All legs show {shown} at the touch; the rules allow {maximum}.'
  return gate('size', shown >= 1 ? 'pass' : 'fail', says, figures, 'a leg shows no size')
}
