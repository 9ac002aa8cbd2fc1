/** What is replayed, an instrument at a time: how it is worth more or less from one day to the next. */
import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../../book/ledger/book-item.ts'
import { optionPosition } from '../../book/ledger/option-position.ts'
import { type CondorLegs, INDEX_OPTION_MULTIPLIER, type OptionLeg } from '../../book/structure/legs.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { verticalsOf } from '../../book/structure/vertical.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'
import type { HeldIndexOption } from '../../policy/book-facts.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { DELTA_LAYER } from '../kernel/account-state.ts'

/** A condor to replay: held, or what today would open. */
export interface StressCondor {
  readonly trade: string
  readonly root: string
  readonly expiration: IsoDate
  readonly contracts: number
  /** Of one condor. */
  readonly legs: CondorLegs<OptionLeg>
}

export interface CondorHolding {
  readonly condor: StressCondor
  readonly expiry: ExpiryState
  /** One a leg, in the order of the legs. */
  readonly items: readonly BookItem[]
}

/** An option of its own, outside condors: a leg of what closes delta. */
export interface OptionHolding {
  readonly held: HeldIndexOption
  readonly strike_points: number
  readonly expiry: ExpiryState
  readonly item: BookItem
}

/** A condor on today's market. Refuses `option.not-listed` where the market has no such expiry. */
export function condorHolding(condor: StressCondor, facts: MarketFacts): Result<CondorHolding> {
  const { trade, root, contracts, legs } = condor
  const expiry = expiryOf(condor, facts)
  if (!expiry.ok) return expiry
  const items = legs.map(({ right, strike_points, quantity }) =>
    optionItem(expiry.value, quotedVol(expiry.value, right, strike_points), {
      id: `${trade} ${strike_points} ${right}`,
      layer: 'core',
      trade,
      root,
      right,
      strike_points,
      quantity: quantity * contracts,
    }),
  )
  return accepted({ condor, expiry: expiry.value, items })
}

/**
 * An option on today's market, at the volatility of its strike out of the money, so that a call and a put of one strike differ by what
 * the forward stands away from it and by nothing else. Refuses `option.not-listed` where the market has no such expiry.
 */
export function optionHolding(held: HeldIndexOption, facts: MarketFacts): Result<OptionHolding> {
  const { trade, instrument, quantity } = held
  const option = parseOccSymbol(instrument)
  assert(option !== null, 'an option of the index by its OCC symbol', { instrument })
  const { root, right, expiration, strike_points } = option
  const expiry = expiryOf({ trade, root, expiration }, facts)
  if (!expiry.ok) return expiry
  const { forward_points } = expiry.value.forward
  const volatility = quotedVol(expiry.value, strike_points < forward_points ? 'P' : 'C', strike_points)
  const item = optionItem(expiry.value, volatility, {
    id: `${trade} ${instrument}`,
    layer: DELTA_LAYER,
    trade,
    root,
    right,
    strike_points,
    quantity,
  })
  return accepted({ held, strike_points, expiry: expiry.value, item })
}

function expiryOf(
  { trade, root, expiration }: Pick<StressCondor, 'trade' | 'root' | 'expiration'>,
  { market }: MarketFacts,
): Result<ExpiryState> {
  const expiry = market.expiries.find(({ slice }) => slice.root === root && slice.expiration === expiration)
  if (expiry !== undefined && expiry.years > 0) return accepted(expiry)
  const wanted = 'an expiry of the chain, not yet settled'
  const was = `${root} ${expiration}`
  return refused(refuse('option.not-listed', { field: trade, was, wanted, source: market.chain.source.name }))
}

interface OptionOfItem extends Pick<BookItem, 'id' | 'layer' | 'trade'> {
  readonly root: string
  readonly right: 'C' | 'P'
  readonly strike_points: number
  /** Signed contracts. */
  readonly quantity: number
}

function optionItem(
  { forward, years }: ExpiryState,
  volatility: number,
  { id, layer, trade, root, right, strike_points, quantity }: OptionOfItem,
): BookItem {
  return {
    id,
    layer,
    trade,
    position: optionPosition({
      right,
      strike_points,
      quantity,
      multiplier: INDEX_OPTION_MULTIPLIER,
      on: 'forward',
    }),
    factors: {
      underlying: forward.forward_points,
      volatility,
      years,
      rate: -Math.log(forward.discount) / years,
      dividendYield: 0,
    },
    driver: root,
    exposure: { to: 'none' },
  }
}

/** The middle's where the option has one; else the smile's. */
function quotedVol(expiry: ExpiryState, right: 'C' | 'P', strike_points: number): number {
  const at = expiry.slice.strikes_points.indexOf(strike_points)
  const vols = right === 'C' ? expiry.callVols : expiry.putVols
  return at >= 0 && vols.present[at] === 1 ? vols.values[at] : smileVol(expiry, strike_points)
}

/**
 * Marks of a condor's legs that keep each vertical between nothing and its width, and both together within the wider one. Volatilities
 * of the legs move apart where theirs were quotes; what no arbitrage allows is taken off the long leg's mark.
 */
export function boundedMarks(
  { condor }: CondorHolding,
  model_dollars: readonly number[],
  discount: number,
): readonly number[] {
  assert(model_dollars.length === 4, 'a condor has four legs')
  const size = INDEX_OPTION_MULTIPLIER * condor.contracts * discount
  const { put, call } = verticalsOf(condor.legs)
  const [longPut, shortPut, shortCall, longCall] = model_dollars
  const widest = Math.max(put.width_points, call.width_points) * size
  const putOwed = within(0 - shortPut - longPut, put.width_points * size)
  const callOwed = Math.min(
    within(0 - shortCall - longCall, call.width_points * size),
    widest - Math.min(widest, putOwed),
  )
  return [0 - putOwed - shortPut, shortPut, shortCall, 0 - callOwed - shortCall]
}

const within = (owed: number, most: number): number => Math.min(most, Math.max(0, owed))
