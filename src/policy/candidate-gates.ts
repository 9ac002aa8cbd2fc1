/** Gates on one structure: its tier, its price, its coverage and its size. */
import { sessionsLeft } from '../book/structure/trading-clock.ts'
import type { ExpiryState } from '../market/surface/market-state.ts'
import { tradeCost } from './costs.ts'
import type { CandidateCore } from './candidate-core.ts'
import type { Figure, Unit, Verdict } from './decision.ts'
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
    accountGate(inputs),
    positionsGate(inputs),
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
  if (inputs.rules.sizing.lvrBudget_bp_per_day === null) {
    const says =
      lvr === null
        ? 'The bleed at the forecast is {lvr}; the rules set no budget.'
        : 'One condor bleeds {lvr} at the forecast; the rules set no budget.'
    return gate('lvr-budget', 'note', says, [lvrFigure], '')
  }
  const note = budget === null ? 'the LVR of the open positions is unknown' : leftNote(inputs)
  const figures = [
    lvrFigure,
    f('lvr-budget', 'LVR budget', budget, 'dollars per day', note),
    f('by-lvr', 'Contracts by LVR', sizing.byLvr, 'contracts'),
  ]
  const says =
    budget === null
      ? 'One condor bleeds {lvr} at the forecast; what the open positions leave of the budget is {lvr-budget}.'
      : sizing.byLvr === null
        ? 'What one condor bleeds waits for the forecast; the budget is {lvr-budget}.'
        : 'One condor bleeds {lvr} at the forecast; the budget is {lvr-budget}: {by-lvr}.'
  const verdict = sizing.byLvr === null ? 'unknown' : sizing.byLvr >= 1 ? 'pass' : 'fail'
  const waits = budget !== null && inputs.readings.forecast === null
  const unknown = budget === null ? 'the LVR of the open positions is unknown' : 'LVR is unknown'
  const because = verdict === 'fail' ? 'one condor exceeds the LVR budget' : waits ? '' : unknown
  return gate('lvr-budget', verdict, says, figures, because)
}

/** What a budget is: the entry's part of a share of the account, and what open positions leave of it. */
function leftNote({ sizing, rules }: GateInputs): string {
  const { positionsMax } = rules.sizing
  const part = positionsMax === null || positionsMax <= rules.structures.length ? '' : ', this entry’s part'
  return `share of the account${part}${sizing.used.positions === 0 ? '' : ', less what is used'}`
}

function marginGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { candidate, sizing } = inputs
  const figures = [
    f('margin', 'Margin of one condor', candidate.margin_dollars, 'dollars'),
    f('margin-cap', 'Margin allowed', sizing.marginCap_dollars, 'dollars', leftNote(inputs)),
    f('by-margin', 'Contracts by margin', sizing.byMargin, 'contracts'),
  ]
  const says = 'One condor takes {margin} of margin; {margin-cap} is allowed: {by-margin}.'
  const verdict = sizing.byMargin >= 1 ? 'pass' : 'fail'
  return gate('margin', verdict, says, figures, 'one condor exceeds the margin allowed')
}

function accountGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { lossCap_dollars: cap, lossEach_dollars: each, byAccount } = inputs.sizing
  const loss = f('loss', 'Largest loss of one condor', each, 'dollars', 'costs of opening included')
  if (cap === null) {
    const says = 'One condor may lose {loss}; the rules set no share of the account for it.'
    return gate('account', 'note', says, [loss], '')
  }
  const figures = [
    loss,
    f('loss-cap', 'Most one position may lose', cap, 'dollars', 'share of the account'),
    f('by-account', 'Contracts by the account', byAccount, 'contracts'),
  ]
  const says =
    byAccount === null
      ? 'One condor may lose {loss}; one position may lose {loss-cap}.'
      : 'One condor may lose {loss}; one position may lose {loss-cap}: {by-account}.'
  const verdict = byAccount === null || byAccount >= 1 ? 'pass' : 'fail'
  return gate('account', verdict, says, figures, 'one condor may lose more than one position may')
}

/** Whether another entry fits beside the positions that are open. */
export const hasRoom = ({ sizing, structures }: RuleSet, positions: number): boolean =>
  sizing.positionsMax === null || positions + structures.length <= sizing.positionsMax

/** What the gate says where {@link hasRoom} is false. */
export const NO_ROOM = 'as many positions are open as the rules allow'

function positionsGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { positions } = inputs.sizing.used
  const most = inputs.rules.sizing.positionsMax
  const open = f('positions-open', 'Positions open', positions, 'count')
  if (most === null) {
    return gate('positions', 'note', 'Positions open: {positions-open}; the rules set no most.', [open], '')
  }
  const entry = inputs.rules.structures.length
  const figures = [
    open,
    f('positions-new', 'Positions of an entry', entry, 'count'),
    f('positions-most', 'Most at once', most, 'count'),
  ]
  const says = 'Positions open: {positions-open} of at most {positions-most}; an entry adds {positions-new}.'
  const verdict = hasRoom(inputs.rules, positions) ? 'pass' : 'fail'
  return gate('positions', verdict, says, figures, NO_ROOM)
}

/** What the market would take of each leg, the maximum of the rules, what events leave; and which limit binds. */
function sizeGate(inputs: GateInputs): Gate {
  const f = of(inputs)
  const { sizing, rules } = inputs
  const { byDisplayedSize, byOpenInterest, byVolume, binds } = sizing
  const { openInterestShareMax, volumeShareMax } = rules.sizing
  const lacks = (what: string, rule: number | null, known: number | null): string | null =>
    rule === null ? 'the rules do not look' : known === null ? `the file holds no ${what}` : null
  const figures = [
    f('shown', 'Size at the touch', byDisplayedSize, 'contracts', lacks('sizes', 1, byDisplayedSize)),
    f(
      'by-open-interest',
      'By open interest',
      byOpenInterest,
      'contracts',
      lacks('open interest', openInterestShareMax, byOpenInterest) ?? `share ${openInterestShareMax}`,
    ),
    f(
      'by-volume',
      'By volume',
      byVolume,
      'contracts',
      lacks('volume', volumeShareMax, byVolume) ?? `share ${volumeShareMax}`,
    ),
    f('maximum', 'Most by the rules', sizing.byMaximum, 'contracts'),
    f('size', 'Size', sizing.contracts, 'contracts'),
    f('binds', 'What binds', binds.name, 'text'),
    f('event-factor', 'Share of the size left', sizing.eventFactor, 'fraction', 'by scheduled events'),
  ]
  const parts = [
    part(byDisplayedSize, 'all legs show {shown} at the touch'),
    part(byOpenInterest, 'open interest gives {by-open-interest}'),
    part(byVolume, 'the volume of the day {by-volume}'),
  ].filter((words) => words !== '')
  const known = parts.length === 0 ? 'The size at the touch is {shown}' : sentence(parts.join(', '))
  const scaled = sizing.eventFactor < 1 ? ', of which events leave {event-factor}' : ''
  const says = `${known}; the rules allow {maximum}. Bound by {binds}${scaled}: {size}.`
  const [verdict, because] = judgeSize(sizing, parts.length > 0)
  return gate('size', verdict, says, figures, because)
}

const part = (known: number | null, words: string): string => (known === null ? '' : words)
const sentence = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

function judgeSize(sizing: Sizing, known: boolean): readonly [Verdict, string] {
  const short = (contracts: number | null): boolean => contracts !== null && contracts < 1
  if (short(sizing.byDisplayedSize)) return ['fail', 'a leg shows no size']
  if (short(sizing.byOpenInterest)) return ['fail', 'too little is open in a leg']
  if (short(sizing.byVolume)) return ['fail', 'too little traded in a leg that day']
  if (short(sizing.byMaximum)) return ['fail', 'the rules allow no contract']
  if (sizing.binds.contracts >= 1 && sizing.contracts < 1)
    return ['fail', 'what scheduled events leave of the size is under one contract']
  return [known ? 'pass' : 'note', '']
}
