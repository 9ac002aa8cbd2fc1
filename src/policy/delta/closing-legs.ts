/** Ways to close a delta of the index: synthetics that are held taken off, then new ones or a future, cheapest first. */
import { INDEX_OPTION_MULTIPLIER } from '../../book/structure/legs.ts'
import { FUTURES_MULTIPLIER } from '../../book/ledger/future-position.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { priceStructure } from '../../book/structure/price-structure.ts'
import { shortOptionMargin } from '../../book/structure/short-option-margin.ts'
import { bindLeg } from '../../book/structure/strike-candidates.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import type { HeldIndexOption } from '../book-facts.ts'
import { type DeltaLeg, deltaClosingLegs } from '../indicator/delta-closing-leg.ts'
import type { Order } from '../intent.ts'
import { SHOWN_ONLY, capWords, marketCaps, wholeOf } from '../market-caps.ts'
import { orderOf } from '../position/position-orders.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import type { ClosingLeg } from './book-delta.ts'
import { expiryOf } from './delta-of-option.ts'
import type { FutureQuote } from './future-quote.ts'

export interface ClosingScene {
  readonly market: MarketState
  readonly rules: Pick<RuleSet, 'costs' | 'sizing'>
  readonly future: FutureQuote | null
  /** What the account has left for margin, dollars; null where what is tied up is unknown. */
  readonly free_dollars: number | null
}

/** A leg before its market binds it. */
interface Way {
  readonly leg: DeltaLeg
  readonly on: { readonly expiry: ExpiryState } | { readonly future: FutureQuote }
  /** Of the index, by one contract. */
  readonly each_dollars_per_point: number
}

/**
 * Takes off what is held against the delta, as much as closes it and as the touch shows, at least one: a position is never
 * kept from being left.
 */
export function unwindingLegs(
  delta_dollars_per_point: number,
  held: readonly HeldIndexOption[],
  scene: ClosingScene,
): readonly ClosingLeg[] {
  const legs: ClosingLeg[] = []
  let left = delta_dollars_per_point
  for (const one of heldSynthetics(held, scene.market)) {
    if (Math.sign(one.contracts) !== Math.sign(left)) continue
    const way = waysOf(left, [one.expiry], { ...scene, future: null }).find(
      ({ leg }) => leg.strike_points === one.strike_points,
    )
    if (way === undefined) continue
    const wanted = Math.min(way.leg.contracts, Math.abs(one.contracts))
    const { least } = marketCaps(tradedLegs(way.leg, one.expiry), SHOWN_ONLY)
    const contracts = Math.max(1, Math.min(wanted, least?.units ?? wanted))
    const cap = contracts < wanted && least !== null ? capWords(least) : null
    const leg = closingLeg(way, scene, { contracts, wanted, cap, unwinds: true })
    legs.push(leg)
    left += leg.delta_dollars_per_point
  }
  return legs
}

/** Whole synthetics among what is held to close delta; bought is positive. */
function heldSynthetics(held: readonly HeldIndexOption[], market: MarketState) {
  const byStrike = new Map<
    string,
    { expiry: ExpiryState; strike_points: number; calls: number; puts: number }
  >()
  for (const { instrument, quantity, closesDelta } of held) {
    const option = closesDelta ? parseOccSymbol(instrument) : null
    const expiry = option === null ? null : expiryOf(market, option)
    if (option === null || expiry === null) continue
    const key = `${option.root} ${option.expiration} ${option.strike_points}`
    const at = byStrike.get(key) ?? { expiry, strike_points: option.strike_points, calls: 0, puts: 0 }
    byStrike.set(key, at)
    if (option.right === 'C') at.calls += quantity
    else at.puts += quantity
  }
  return [...byStrike.values()].flatMap(({ expiry, strike_points, calls, puts }) => {
    const contracts = Math.sign(calls) * Math.min(Math.abs(calls), Math.abs(puts))
    return contracts !== 0 && Math.sign(calls) !== Math.sign(puts)
      ? [{ expiry, strike_points, contracts }]
      : []
  })
}

/**
 * The cheapest leg, and the next: synthetics on the strikes of these expirations at natural, and the future where it is quoted.
 * What the market and the account can take whole comes first; else what they take most of.
 */
export function cheapestLegs(
  delta_dollars_per_point: number,
  expiries: readonly ExpiryState[],
  scene: ClosingScene,
): { readonly best: ClosingLeg | null; readonly runnerUp: ClosingLeg | null; readonly cap: string | null } {
  const whole: ClosingLeg[] = []
  const parts: ClosingLeg[] = []
  let cap: string | null = null
  for (const way of waysOf(delta_dollars_per_point, expiries, scene)) {
    const bound = boundOf(way, scene)
    cap ??= bound.cap
    if (bound.contracts < 1) continue
    const leg = closingLeg(way, scene, { ...bound, wanted: way.leg.contracts, unwinds: false })
    if (leg.cap === null) whole.push(leg)
    else parts.push(leg)
    if (whole.length === 2) break
  }
  const [best, runnerUp] = [...whole, ...parts.toSorted((a, b) => b.contracts - a.contracts)]
  return { best: best ?? null, runnerUp: runnerUp ?? null, cap: best === undefined ? cap : null }
}

/** Cheapest first over all expirations, to the cent; of equals the strike nearest the forward. The future once. */
function waysOf(
  delta_dollars_per_point: number,
  expiries: readonly ExpiryState[],
  { market, rules, future }: ClosingScene,
): readonly Way[] {
  const spot = market.impliedSpot_points
  return expiries
    .flatMap((expiry, i) => {
      const move = expiry.forward.forward_points / spot
      const once = i === 0 ? future : null
      // Of the future by the forward of its own date.
      const moveOf = ({ kind }: DeltaLeg): number =>
        kind === 'future' && once !== null ? once.fair_points / spot : move
      return deltaClosingLegs({
        delta_dollars_per_point: delta_dollars_per_point / move,
        expiry,
        optionCost_dollars: rules.costs.commission_dollars + rules.costs.fees_dollars,
        future: once === null ? null : { ...once, multiplier: FUTURES_MULTIPLIER[once.root] },
      }).map((leg): Way => ({
        leg,
        on: leg.kind === 'future' && once !== null ? { future: once } : { expiry },
        each_dollars_per_point: (leg.delta_index_units / leg.contracts) * moveOf(leg),
      }))
    })
    .sort((a, b) => cents(a) - cents(b) || away(a) - away(b))
}

const cents = ({ leg }: Way): number => Math.round(leg.cost_dollars * 100)
const away = ({ leg, on }: Way): number =>
  'future' in on ? 0 : Math.abs((leg.strike_points ?? 0) - on.expiry.forward.forward_points)

/** Contracts that the market of the leg and the account's margin allow, and what binds. */
function boundOf({ leg, on }: Way, scene: ClosingScene): Pick<ClosingLeg, 'contracts' | 'cap'> {
  // Of a future neither size nor margin is known: its quote is the user's own.
  if ('future' in on) return { contracts: leg.contracts, cap: null }
  const { least } = marketCaps(tradedLegs(leg, on.expiry), scene.rules.sizing)
  const byMarket = Math.min(leg.contracts, least?.units ?? leg.contracts)
  const free = scene.free_dollars
  const each = tiedUp(leg, on.expiry, scene.market.impliedSpot_points)
  const byMargin = free === null ? byMarket : Math.max(0, wholeOf(free / each))
  if (free !== null && byMargin < byMarket) {
    const cap = `the account has ${free.toFixed(0)} dollars left for margin and one contract ties up ${each.toFixed(0)}`
    return { contracts: byMargin, cap }
  }
  return { contracts: byMarket, cap: byMarket < leg.contracts && least !== null ? capWords(least) : null }
}

/** Call and put of the strike, signed as they are traded. */
function tradedLegs({ side, strike_points }: DeltaLeg, expiry: ExpiryState) {
  const at = expiry.slice.strikes_points.indexOf(strike_points ?? 0)
  const sign = side === 'buy' ? 1 : -1
  return [bindLeg(expiry, 'C', at, sign), bindLeg(expiry, 'P', at, -sign)] as const
}

/** Dollars a contract ties up: the margin of the option that is short (the put of one bought), and what is paid for it. */
function tiedUp(leg: DeltaLeg, expiry: ExpiryState, spot_points: number): number {
  const legs = tradedLegs(leg, expiry)
  const margin = legs.reduce(
    (sum, one) => sum + (one.quantity < 0 ? shortOptionMargin(one, spot_points) : 0),
    0,
  )
  return INDEX_OPTION_MULTIPLIER * (margin + Math.max(0, -priceStructure(legs).natural_points))
}

function closingLeg(
  { leg, on, each_dollars_per_point }: Way,
  { market }: ClosingScene,
  {
    contracts,
    cap,
    wanted,
    unwinds,
  }: Pick<ClosingLeg, 'contracts' | 'cap' | 'unwinds'> & {
    readonly wanted: number
  },
): ClosingLeg {
  const { kind, side } = leg
  const common = {
    kind,
    side,
    contracts,
    wanted_contracts: wanted,
    delta_dollars_per_point: each_dollars_per_point * contracts,
    cost_dollars: (leg.cost_dollars / leg.contracts) * contracts,
    unwinds,
    cap,
  }
  if ('future' in on) {
    const order = futureOrder(side, contracts, on.future)
    return { ...common, name: on.future.instrument, tiesUp_dollars: null, order }
  }
  const { root, expiration } = on.expiry.slice
  const listing = { root, expiration, sessionDate: market.chain.sessionDate }
  return {
    ...common,
    name: `${root} ${expiration} ${leg.strike_points} synthetic`,
    tiesUp_dollars: unwinds ? 0 : tiedUp(leg, on.expiry, market.impliedSpot_points) * contracts,
    order: orderOf(tradedLegs(leg, on.expiry), listing, contracts),
  }
}

function futureOrder(side: DeltaLeg['side'], contracts: number, quote: FutureQuote): Order {
  const sign = side === 'buy' ? 1 : -1
  const natural_points = sign > 0 ? -quote.ask_points : quote.bid_points
  return {
    legs: [{ instrument: quote.instrument, quantity: sign }],
    units: contracts,
    limit_points: natural_points,
    natural_points,
    multiplier: FUTURES_MULTIPLIER[quote.root],
  }
}
