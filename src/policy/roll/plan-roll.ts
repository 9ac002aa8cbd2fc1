/**
 * Time-shifting of one open condor: whether it fires, what it rolls into, and what is done where nothing pays for it.
 * docs/concepts/rolls.md states the rule and its choices.
 */
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import type { HeldPosition } from '../book-facts.ts'
import type { Figure, Reason, Verdict } from '../decision.ts'
import { figure, reason } from '../figure.ts'
import type { HeldCondor } from '../invariant/held-condor.ts'
import type { MarketShares } from '../market-caps.ts'
import { closeOrder, closingCost, openOrder, tradingCost } from '../position/position-orders.ts'
import type { CostRules, RollRules } from '../rules/rule-set.ts'
import { type Closing, closingOf } from './closing.ts'
import { type Direction, type RollCandidate, rollCandidates } from './roll-candidates.ts'
import type { RollPlan } from './roll-plan.ts'
import { rollBackTest, rollTest, threatDistance } from './roll-tests.ts'

export interface RollInputs {
  readonly market: MarketState
  /** The condor found in that market. */
  readonly held: HeldCondor
  readonly position: HeldPosition
  /** Expected daily range, share of the index; null where unknown. */
  readonly edr: number | null
  readonly vix_vol_points: number | null
  readonly spot_points: number
  /** Volume-weighted average price of the index today; null where unknown. */
  readonly vwap_points: number | null
  readonly rules: RollRules
  readonly costs: CostRules
  /** What the market of a leg is asked for at most. */
  readonly shares: MarketShares
  /** The lowest rung of EDR and VIX; default the chain's. */
  readonly levelsRung?: Rung
}

/**
 * Plans the roll. The size never changes and is never larger than the market shows, `rules.rollsMax` is never passed, both packages are priced at natural, and
 * nothing is bought back above its width. What is unknown never counts as "not fired": the outcome is then `unknown`.
 */
export function planRoll(inputs: RollInputs): RollPlan {
  const fired = rollTest(inputs)
  if (fired.holds === null) {
    return done('unknown', 'Whether to roll cannot be told.', [fired.reason])
  }
  if (fired.holds) return forward(inputs, fired.reason)
  const back = rollBackTest(inputs)
  if (back.holds !== true) return done('none', 'Not rolled.', [fired.reason, back.reason])
  return rollTo('back', inputs, [fired.reason, back.reason])
}

function forward(inputs: RollInputs, because: Reason): RollPlan {
  const { position, rules, market } = inputs
  const { rung } = market.chain
  if (position.rolls >= rules.rollsMax) {
    const figures = [
      figure('rolls', 'Rolls of the chain', position.rolls, 'count', rung),
      figure('rolls-max', 'Most', rules.rollsMax, 'count', rung),
    ]
    const says = 'The chain was rolled {rolls} of {rolls-max} times: the defined loss is taken at settlement.'
    const spent = reason('rolls', 'fail', says, figures)
    return done('used-up', 'Not rolled: the rolls of the chain are spent.', [because, spent])
  }
  return rollTo('forward', inputs, [because])
}

function rollTo(direction: Direction, inputs: RollInputs, because: readonly Reason[]): RollPlan {
  const closing = closingOf(inputs.held)
  const closed = closingReason(inputs, closing)
  const unpaid = direction === 'forward' ? 'defined-loss' : 'none'
  if (closing === null) {
    return done('unknown', 'The held condor cannot be priced: a leg has no quote.', [...because, closed])
  }
  if (closed.verdict === 'fail') {
    const says = 'Not bought back above its width: it is held to settlement, its loss defined.'
    return done(unpaid, says, [...because, closed])
  }
  const nearest = threatDistance(inputs)
  if (nearest === null) {
    const says = 'Whether new strikes would be threatened at once is unknown: so is the expected daily range.'
    return done('unknown', says, [...because, closed])
  }
  const candidates = rollCandidates(direction, inputs, closing, nearest)
  const found = candidates.find(({ target }) => target.meetsTarget && target.thin === null) ?? null
  const thin = candidates.find(({ target }) => target.thin !== null)?.target.thin ?? null
  const choice = choiceReason(direction, inputs, nearest, candidates, found)
  const all = [...because, closed, choice]
  if (found === null && thin !== null) {
    const why = figure('thin', 'Thin', thin, 'text', inputs.market.chain.rung)
    const says =
      direction === 'forward'
        ? 'Fired, and not rolled: the whole condor is rolled at one size or not at all, and {thin}.'
        : 'Not rolled back: the whole condor is rolled at one size, and {thin}.'
    const outcome = direction === 'forward' ? 'too-thin' : 'none'
    const considered = candidates.map(({ target }) => target)
    return { ...done(outcome, says, all, [why]), thin, considered }
  }
  if (found === null) {
    const says =
      direction === 'forward'
        ? 'Fired, and no expiration pays for the roll: the defined loss is taken at settlement.'
        : 'Not rolled back: no nearer expiration pays for it.'
    return { ...done(unpaid, says, all), considered: candidates.map(({ target }) => target) }
  }
  return rolled(direction, inputs, found, candidates, all)
}

function rolled(
  direction: Direction,
  { market, held, position, costs }: RollInputs,
  found: RollCandidate,
  candidates: readonly RollCandidate[],
  because: readonly Reason[],
): RollPlan {
  const { target, expiry, legs } = found
  const { chain } = market
  const { sessionDate } = chain
  const units = position.contracts
  const { root, expiration } = held.expiry.slice
  const to = { root: expiry.slice.root, expiration: expiry.slice.expiration, sessionDate }
  const close = closeOrder(held.legs, { root, expiration, sessionDate }, units)
  const open = openOrder(legs, to, units)
  const cost = closingCost(held.legs, units, costs) + tradingCost(legs, units, costs)
  const f = (
    id: string,
    label: string,
    value: number | string,
    unit: 'text' | 'index points' | 'contracts',
  ) => figure(id, label, value, unit, chain.rung)
  const figures = [
    f('to', 'To', `${target.root} ${target.expiration} ${target.strikes_points.join('/')}`, 'text'),
    f('net', 'Net at natural', target.net_points, 'index points'),
    f('contracts', 'Contracts', units, 'contracts'),
    figure('net-dollars', 'Net of one condor after costs', target.net_dollars, 'dollars', chain.rung),
    figure(
      'chain-cash',
      'Cash of the chain so far',
      position.chainCash_cents / 100,
      'dollars',
      chain.rung,
      'a rolled loser stays one until its chain is closed',
    ),
  ]
  const verb = direction === 'forward' ? 'Roll' : 'Roll back'
  const says = `${verb} {contracts} to {to} for {net} net, {net-dollars} a condor after costs; the chain, {chain-cash} so far, stays open.`
  return {
    outcome: direction === 'forward' ? 'roll' : 'roll-back',
    target,
    thin: null,
    considered: candidates.map((one) => one.target),
    close,
    open,
    cost_dollars: cost,
    reason: reason('roll', 'pass', says, figures, because),
  }
}

const VERDICTS: Readonly<Record<RollPlan['outcome'], Verdict>> = {
  none: 'note',
  roll: 'pass',
  'roll-back': 'pass',
  'defined-loss': 'fail',
  'used-up': 'fail',
  'too-thin': 'fail',
  unknown: 'unknown',
}

const done = (
  outcome: RollPlan['outcome'],
  says: string,
  because: readonly Reason[],
  figures: readonly Figure[] = [],
): RollPlan => ({
  outcome,
  target: null,
  thin: null,
  considered: [],
  close: null,
  open: null,
  cost_dollars: null,
  reason: reason('roll', VERDICTS[outcome], says, figures, because),
})

/** What closing costs at natural, against the width above which nothing is bought back. */
function closingReason({ market }: RollInputs, closing: Closing | null): Reason {
  const { rung } = market.chain
  if (closing === null) {
    const unknown = figure('debit', 'Cost of closing at natural', null, 'index points', rung, NO_QUOTE)
    return reason('debit', 'unknown', 'Closing costs {debit}.', [unknown])
  }
  const { debit_points, width_points, aboveWidth, worthless } = closing
  const figures = [
    figure('debit', 'Cost of closing at natural', debit_points, 'index points', rung, NATURAL),
    figure('width', 'Width', width_points, 'index points', rung, 'the most it can lose at settlement'),
    ...(worthless === '' ? [] : [figure('worthless', 'Without a bid', worthless, 'text', rung)]),
  ]
  const says = aboveWidth
    ? 'Closing costs {debit}, its width is {width}: at natural it or a side of it costs more than its width.'
    : 'Closing costs {debit}; its width is {width}.'
  const also = worthless === '' ? '' : ' Nobody bids for {worthless}: it brings nothing.'
  return reason('debit', aboveWidth ? 'fail' : 'pass', `${says}${also}`, figures)
}

const NO_QUOTE = 'a leg has no quote'
const NATURAL = 'shorts bought at asks, longs sold at bids'

function choiceReason(
  direction: Direction,
  { rules, market }: RollInputs,
  nearest_points: number,
  candidates: readonly RollCandidate[],
  found: RollCandidate | null,
): Reason {
  const { rung } = market.chain
  const { putDeltaMax, callDeltaMax } = rules
  const deltas = [
    ...(putDeltaMax === null
      ? []
      : [figure('put-delta', 'Short put, at most', putDeltaMax, 'ratio', rung, 'absolute delta')]),
    ...(callDeltaMax === null
      ? []
      : [figure('call-delta', 'Short call, at most', callDeltaMax, 'ratio', rung, 'absolute delta')]),
  ]
  const wanted = direction === 'forward' ? rules.creditTarget_dollars : 0
  const figures = [
    figure('wanted', 'Wanted beyond debit and costs, a condor', wanted, 'dollars', rung),
    ...(direction === 'forward'
      ? [
          figure('days-min', 'Nearest', rules.daysMin, 'days', rung),
          figure('days-max', 'Furthest', rules.daysMax, 'days', rung),
        ]
      : [figure('back-max', 'Furthest', rules.rollBack?.daysMax ?? null, 'days', rung)]),
    figure('nearest', 'Threatened within', nearest_points, 'index points', rung, 'of spot'),
    ...deltas,
  ]
  const where =
    direction === 'forward'
      ? '{days-min} to {days-max} after the held expiration'
      : 'before the held expiration and at most {back-max} away'
  const caps = [
    ...(putDeltaMax === null ? [] : ['the put of a delta of at most {put-delta}']),
    ...(callDeltaMax === null ? [] : ['the call of at most {call-delta}']),
  ]
  const shorts = ['further than {nearest} from spot', ...caps].join(', ')
  const rule = `Expirations ${where}; same widths, shorts as far out as pays {wanted} and ${shorts}.`
  const none = candidates.length === 0 ? ' No such expiration is on this chain.' : ''
  return reason(
    'choice',
    found === null ? 'fail' : 'pass',
    `${rule}${none}`,
    figures,
    candidates.map((one) => candidateReason(one, found, rung)),
  )
}

function candidateReason({ target }: RollCandidate, found: RollCandidate | null, rung: Rung): Reason {
  const figures = [
    figure('expiration', 'Expiration', `${target.root} ${target.expiration}`, 'text', rung),
    figure('strikes', 'Strikes', target.strikes_points.join('/'), 'text', rung),
    figure('net', 'Net at natural', target.net_points, 'index points', rung),
    figure('net-dollars', 'After costs', target.net_dollars, 'dollars', rung),
    ...(target.thin === null ? [] : [figure('thin', 'Thin', target.thin, 'text', rung)]),
  ]
  const thin = target.thin === null ? '' : ', but {thin}'
  const chosen = found !== null && found.target === target
  const says = target.meetsTarget
    ? `{expiration} {strikes}: {net} net, {net-dollars} after costs${chosen ? ', the earliest that pays' : thin}.`
    : '{expiration}: at best {net} net with {strikes}, {net-dollars} after costs.'
  const verdict = target.meetsTarget && target.thin === null ? 'pass' : 'fail'
  return reason(`to-${target.root}-${target.expiration}`, verdict, says, figures)
}
