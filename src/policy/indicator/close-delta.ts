/** Closing a position's delta as an action: the cheapest leg that does it, with the order. */
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { bindLeg } from '../../book/structure/strike-candidates.ts'
import { FUTURES_MULTIPLIER } from '../../book/ledger/future-position.ts'
import type { Reason } from '../decision.ts'
import { figure, reason } from '../figure.ts'
import type { Order } from '../intent.ts'
import { orderOf } from '../position/position-orders.ts'
import type { CostRules } from '../rules/rule-set.ts'
import { type DeltaLeg, deltaClosingLegs } from './delta-closing-leg.ts'
import type { ForwardQuote } from './parity-dislocation.ts'

/** A future on the index as it is quoted. Fair is the forward of its own date, by which its cost is measured. */
export interface FutureQuote extends ForwardQuote {
  /** `ES 2024-03-15`. */
  readonly instrument: string
  readonly root: 'ES' | 'MES'
  readonly fair_points: number
  /** Commission and fees a contract. */
  readonly cost_dollars: number
}

export interface DeltaClosing {
  /** The cheapest; null where nothing is needed or nothing is quoted. */
  readonly best: DeltaLeg | null
  readonly order: Order | null
  /** The cheapest of each kind, cheapest first. */
  readonly considered: readonly DeltaLeg[]
  /** Dollars per point that whole contracts leave. */
  readonly left_dollars_per_point: number
  readonly reason: Reason
}

/**
 * The synthetic forward of the position's own expiry, or the future where one is quoted, that closes a delta (dollars per
 * point of that expiry's forward) at the least cost over fair value, at natural, costs included. A delta of less than
 * half a contract is left as it is, and so is one that nothing quoted can close.
 */
export function closeDelta(
  delta_dollars_per_point: number,
  market: MarketState,
  inputs: {
    /** Where the synthetic is made. */
    readonly expiry: ExpiryState
    readonly costs: CostRules
    readonly future: FutureQuote | null
  },
): DeltaClosing {
  const { expiry, costs, future } = inputs
  const all = deltaClosingLegs({
    delta_dollars_per_point,
    expiry,
    optionCost_dollars: costs.commission_dollars + costs.fees_dollars,
    future: future === null ? null : { ...future, multiplier: FUTURES_MULTIPLIER[future.root] },
  })
  const considered = (['synthetic', 'future'] as const)
    .flatMap((kind) => all.find((leg) => leg.kind === kind) ?? [])
    .sort((a, b) => a.cost_dollars - b.cost_dollars)
  const best = considered[0] ?? null
  return {
    best,
    order: best === null ? null : deltaOrder(best, market, expiry, future),
    considered,
    left_dollars_per_point: delta_dollars_per_point + (best?.delta_index_units ?? 0),
    reason: reasonOf(delta_dollars_per_point, best, considered, market.chain.rung, inputs),
  }
}

function deltaOrder(
  leg: DeltaLeg,
  { chain }: MarketState,
  expiry: ExpiryState,
  future: FutureQuote | null,
): Order | null {
  const sign = leg.side === 'buy' ? 1 : -1
  if (leg.kind === 'future' || leg.strike_points === null) {
    if (future === null) return null
    const natural_points = sign > 0 ? -future.ask_points : future.bid_points
    return {
      legs: [{ instrument: future.instrument, quantity: sign }],
      units: leg.contracts,
      limit_points: natural_points,
      natural_points,
      multiplier: FUTURES_MULTIPLIER[future.root],
    }
  }
  const { slice } = expiry
  const at = slice.strikes_points.indexOf(leg.strike_points)
  const { root, expiration } = slice
  const legs = [bindLeg(expiry, 'C', at, sign), bindLeg(expiry, 'P', at, -sign)]
  return orderOf(legs, { root, expiration, sessionDate: chain.sessionDate }, leg.contracts)
}

function reasonOf(
  delta: number,
  best: DeltaLeg | null,
  considered: readonly DeltaLeg[],
  rung: Rung,
  { expiry, future }: { readonly expiry: ExpiryState; readonly future: FutureQuote | null },
): Reason {
  const open = figure('delta', 'Delta', delta, 'dollars per point', rung)
  const name = (leg: DeltaLeg): string =>
    leg.kind === 'future'
      ? (future?.instrument ?? 'future')
      : `synthetic ${expiry.slice.root} ${expiry.slice.expiration} ${leg.strike_points}`
  const rows = considered.map((leg) =>
    reason(`by-${leg.kind}`, leg === best ? 'pass' : 'note', '{side} {contracts} of {what}: {cost}.', [
      figure('side', 'Side', leg.side, 'text', rung),
      figure('contracts', 'Contracts', leg.contracts, 'count', rung),
      figure('what', 'What', name(leg), 'text', rung),
      figure('cost', 'Cost over fair value', leg.cost_dollars, 'dollars', rung, 'at natural, costs included'),
    ]),
  )
  const quoted = future === null ? ' No quote of a future is at hand.' : ''
  if (best === null) {
    const says = `A delta of {delta} is left: it is under half a contract, or nothing quoted closes it.${quoted}`
    return reason('close-delta', 'note', says, [open], rows)
  }
  const left = figure('left', 'Left', delta + best.delta_index_units, 'dollars per point', rung)
  const by = figure('by', 'By', name(best), 'text', rung)
  const cost = figure('cost', 'Cost over fair value', best.cost_dollars, 'dollars', rung)
  const says = `A delta of {delta} is closed most cheaply by {by}, for {cost}; {left} is left.${quoted}`
  return reason('close-delta', 'pass', says, [open, by, cost, left], rows)
}
