import type { ExpiryState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'
import { type ResolvedCondor, modelOf } from '../structure/resolve-condor.ts'
import type { StructureModel } from '../structure/structure-model.ts'
import type { BookItem } from './book-item.ts'
import { optionPosition } from './option-position.ts'

/** What a structure's legs share when they enter a book. */
export interface ItemNames {
  /** Whose variance makes them bleed, usually the index: `SPX`. */
  readonly driver: string
  readonly layer: string
  readonly trade: string
}

/**
 * The legs of a structure as items of a book, on the forward of their expiry, each with its own volatility. `volatilityAt` is
 * the smile of the expiry over ln(K / F), along which the legs move under smile dynamics other than sticky strike; without
 * it each leg's smile is flat and the dynamics make no difference.
 */
export function itemsOfStructure(
  model: StructureModel,
  names: ItemNames,
  volatilityAt: ((logMoneyness: number) => number) | null = null,
): readonly BookItem[] {
  const { legs, forward_points, years, rate, multiplier } = model
  return legs.map(({ right, strike_points, quantity, volatility }) => ({
    ...names,
    id: `${strike_points}${right}`,
    position: optionPosition({ right, strike_points, quantity, multiplier, on: 'forward' }),
    factors: { underlying: forward_points, volatility, years, rate, dividendYield: 0 },
    exposure: { to: 'index', smile: { strike_points, volatilityAt: volatilityAt ?? (() => volatility) } },
  }))
}

/** A condor bound to a chain, as items of a book, with the fitted smile of its expiry. */
export function itemsOfCondor(condor: ResolvedCondor, names: ItemNames): readonly BookItem[] {
  return itemsOfStructure(modelOf(condor), names, smileOf(condor.expiry))
}

/** The smile of an expiry over ln(K / F): the fit inside the quotes, its straight wings outside. */
export function smileOf(expiry: ExpiryState): (logMoneyness: number) => number {
  const forward = expiry.forward.forward_points
  return (k) => smileVol(expiry, forward * Math.exp(k))
}
