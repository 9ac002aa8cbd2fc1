/**
 * The delta of the index options held, against the limit of the rules. Past it the decision holds a complete order for the leg that
 * closes it most cheaply. A leg of delta has no gamma: it saves no LVR, so what is asked of its cost is not LVR but that it be
 * small beside the move it takes away. docs/concepts/book-delta.md states the rule and its choices.
 */
import { TRADING_DAYS_PER_YEAR } from '../../book/structure/lvr.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import type { BookFacts } from '../book-facts.ts'
import type { MarketFacts } from '../facts.ts'
import type { JudgedPosition } from '../position/judge-position.ts'
import { usedMargin } from '../position/used-budgets.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { BookDelta, ClosingLeg, DeltaAction } from './book-delta.ts'
import { bookDeltaReason } from './book-delta-reason.ts'
import { type ClosingScene, cheapestLegs, unwindingLegs } from './closing-legs.ts'
import { deltaOfOption, expiryOf, indexDelta, isSettled } from './delta-of-option.ts'

export interface BookDeltaInputs {
  readonly facts: MarketFacts
  readonly rules: RuleSet
  readonly book: BookFacts
  readonly positions: readonly JudgedPosition[]
}

/** What one holding adds; null: not quoted. */
export interface DeltaPart {
  readonly name: string
  readonly delta_dollars_per_point: number | null
}

export function judgeBookDelta(inputs: BookDeltaInputs): BookDelta {
  const { facts, rules, book } = inputs
  const { market } = facts
  const parts = partsOf(inputs)
  const delta = sumOf(parts.map((part) => part.delta_dollars_per_point))
  const ordered = sumOf([delta, ...ordersDelta(inputs)])
  const limits = rules.bookDelta ?? null
  const stays = expiriesLeft(inputs)
  // Legs that close delta have no use without what they closed: nothing is left of them.
  const limit = limits === null ? null : stays.length === 0 ? 0 : limits.deltaMax_dollars_per_point
  const scene: ClosingScene = {
    market,
    rules,
    future: facts.indexFuture,
    free_dollars: rules.sizing.account_dollars - usedMargin(market, book),
  }
  const found = ordered === null ? NOTHING_FOUND : closingOf(ordered, stays, book, scene)
  const { closing, runnerUp } = found
  const cost = closing.length === 0 ? null : closing.reduce((sum, leg) => sum + leg.cost_dollars, 0)
  const closed = closing.reduce((sum, leg) => sum + leg.delta_dollars_per_point, 0)
  const share = limits?.costToDayMoveMax ?? null
  const costMax =
    share === null || stays.length === 0
      ? null
      : share * Math.abs(closed) * dayMove(stays[0], market.impliedSpot_points)
  const chosen = choose({ parts, ordered, limit, cost, costMax, found })
  const said = {
    rung: market.chain.rung,
    delta_dollars_per_point: delta,
    ordered_dollars_per_point: ordered,
    limit_dollars_per_point: limit,
    ...chosen,
    closing,
    runnerUp,
    cost_dollars: cost,
    after_dollars_per_point: ordered === null || closing.length === 0 ? null : ordered + closed,
    orders: chosen.action === 'close' ? closing.map(({ order }) => order) : [],
    held: book.indexOptions
      .filter(({ closesDelta }) => closesDelta)
      .map(({ instrument, quantity }) => ({ instrument, quantity })),
    warnings: warningsOf(inputs, closing),
  }
  return { ...said, reason: bookDeltaReason(said, parts, { costMax, hasFuture: facts.indexFuture !== null }) }
}

interface Found {
  readonly closing: readonly ClosingLeg[]
  readonly runnerUp: ClosingLeg | null
  /** Why no contract is to be had; null where one is, or none is needed. */
  readonly cap: string | null
}
const NOTHING_FOUND: Found = { closing: [], runnerUp: null, cap: null }

function closingOf(
  delta: number,
  expiries: readonly ExpiryState[],
  { indexOptions }: BookFacts,
  scene: ClosingScene,
): Found {
  const unwinds = unwindingLegs(delta, indexOptions, scene)
  const left = unwinds.reduce((sum, leg) => sum + leg.delta_dollars_per_point, delta)
  const { best, runnerUp, cap } = cheapestLegs(left, expiries, scene)
  return { closing: best === null ? unwinds : [...unwinds, best], runnerUp, cap }
}

/** Condors that are alive, then options beside them. What has settled has no delta left. */
function partsOf({ facts, positions, book }: BookDeltaInputs): readonly DeltaPart[] {
  const { market } = facts
  const spot = market.impliedSpot_points
  const condors = alive(positions, facts).map(({ position, evidence }) => ({
    name: position.trade,
    delta_dollars_per_point:
      evidence === null ? null : indexDelta(evidence.now.model, spot) * position.contracts,
  }))
  const options = book.indexOptions.map(({ trade, instrument, quantity }) => ({
    name: `${trade} ${instrument}`,
    delta_dollars_per_point: deltaOfOption(market, instrument, quantity),
  }))
  return [...condors, ...options]
}

const alive = (positions: readonly JudgedPosition[], { market }: MarketFacts): readonly JudgedPosition[] =>
  positions.filter(({ position }) => !isSettled(market, position))

/** What today's orders for positions change: nobody closes the delta of a condor that is being closed. */
const ordersDelta = ({ facts, positions }: BookDeltaInputs): readonly (number | null)[] =>
  alive(positions, facts).flatMap(({ orders }) =>
    orders.flatMap(({ legs, units }) =>
      legs.map(({ instrument, quantity }) => deltaOfOption(facts.market, instrument, quantity * units)),
    ),
  )

const sumOf = (deltas: readonly (number | null)[]): number | null =>
  deltas.includes(null) ? null : deltas.reduce<number>((sum, delta) => sum + (delta ?? 0), 0)

/**
 * Expirations of what is held once the orders are filled, but for legs that close delta: a synthetic made there settles with what it
 * closes, and leaves nothing behind.
 */
function expiriesLeft({ facts, positions, book }: BookDeltaInputs): readonly ExpiryState[] {
  const names = new Map<string, { readonly root: string; readonly expiration: string }>()
  const add = (of: { readonly root: string; readonly expiration: string } | null): void => {
    if (of !== null) names.set(`${of.root} ${of.expiration}`, of)
  }
  for (const { position, action, orders } of alive(positions, facts)) {
    const [first, second] = orders
    if (action === 'close' && first?.units === position.contracts) continue
    if (second === undefined) add(position)
    else add(parseOccSymbol(second.legs[0]?.instrument ?? ''))
  }
  for (const { instrument, closesDelta } of book.indexOptions) {
    if (!closesDelta) add(parseOccSymbol(instrument))
  }
  return [...names.values()].flatMap((of) => expiryOf(facts.market, of) ?? [])
}

/** One standard deviation of a trading day at the at-the-money volatility, points of the index. */
const dayMove = ({ atmVol }: ExpiryState, spot_points: number): number =>
  spot_points * atmVol * Math.sqrt(1 / TRADING_DAYS_PER_YEAR)

function choose({
  parts,
  ordered,
  limit,
  cost,
  costMax,
  found: { closing, cap },
}: {
  readonly parts: readonly DeltaPart[]
  readonly ordered: number | null
  readonly limit: number | null
  readonly cost: number | null
  readonly costMax: number | null
  readonly found: Found
}): { readonly action: DeltaAction; readonly because: string } {
  if (ordered === null) {
    const missing = parts.find((part) => part.delta_dollars_per_point === null)
    const because = `the delta of ${missing?.name ?? 'an order'} is unknown: this chain does not quote it`
    return { action: 'unknown', because }
  }
  const says = `the delta is ${ordered.toFixed(0).replace('-', '\u2212')} dollars a point`
  if (limit === null) return { action: 'reading', because: `${says}; the rules set no limit` }
  if (Math.abs(ordered) <= limit) {
    return { action: 'hold', because: `${says}, inside the limit of ${limit}` }
  }
  const past = `${says}, past the limit of ${limit}`
  if (closing.length === 0) {
    const because = `${past}; ${cap ?? 'nothing quoted closes it, or less than half a contract would'}`
    return { action: 'hold', because }
  }
  if (cost !== null && costMax !== null && cost > costMax) {
    const most = `the most that the move taken away is worth is ${costMax.toFixed(0)}`
    return { action: 'hold', because: `${past}; closing it costs ${cost.toFixed(0)} dollars, ${most}` }
  }
  const each = closing.map(({ side, contracts, name }) => `${side} ${contracts} ${name}`)
  return { action: 'close', because: `${past}: ${each.join(', ')}` }
}

function warningsOf({ facts, book }: BookDeltaInputs, closing: readonly ClosingLeg[]): readonly string[] {
  const warnings: string[] = []
  if (facts.market.chain.rung !== 'quoted') warnings.push('prices are modelled, not quoted')
  for (const { cap, contracts, wanted_contracts, name } of closing) {
    if (cap !== null) warnings.push(`${contracts} of ${wanted_contracts} ${name}: ${cap}`)
  }
  if (book.others.some(({ margin_dollars }) => margin_dollars === null)) {
    warnings.push('what a trade without a rule ties up is unknown: it is not taken off the account')
  }
  return warnings
}
