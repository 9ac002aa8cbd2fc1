/**
 * What happens to the volatility of a listed option when the index moves. No chain says; it is an assumption, it moves a
 * condor's delta by more than most hedging thresholds, and so it is always chosen and always printed.
 */
import { assertNever } from '../../base/vocabulary/assert.ts'
import type { LegSmile } from './book-item.ts'

export type SmileDynamics =
  /** Each strike keeps its volatility: the default. */
  | { readonly kind: 'sticky-strike' }
  /** The smile is fixed in K / F and rides with the index: a strike left behind by a fall slides down the skew. */
  | { readonly kind: 'sticky-moneyness' }
  /**
   * The smile rides with the index and its level moves with the VIX, which rises `beta` vol points for each 1 % (in log)
   * the index falls. An expiry of `years` takes sqrt(30 days / years) of the move, at most `shareMax` of it: a mean-reverting
   * volatility moves long options less.
   */
  | { readonly kind: 'vix-beta'; readonly beta_vol_points_per_percent: number; readonly shareMax?: number }

export const STICKY_STRIKE: SmileDynamics = { kind: 'sticky-strike' }
const VIX_YEARS = 30 / 365
const SHARE_MAX = 1.5

/** The move of the VIX in vol points that the assumption ties to an index log return. */
export function vixMove(dynamics: SmileDynamics, logReturn: number): number {
  return dynamics.kind === 'vix-beta' ? -dynamics.beta_vol_points_per_percent * logReturn * 100 : 0
}

/** How much of a move of VIX the volatility of an index option takes, by its years to expiry. */
export function vixShareOf(years: number, shareMax = SHARE_MAX): number {
  return years > 0 ? Math.min(Math.sqrt(VIX_YEARS / years), shareMax) : 0
}

/**
 * Volatility of one leg after the index has moved by `logReturn` (ln S'/S) from where `volatility` held, with its forward
 * at `forward_points` before. The leg's own quirk, its volatility less the smile's, stays with it. Never below zero.
 */
export function movedVolatility(
  dynamics: SmileDynamics,
  leg: {
    readonly smile: LegSmile
    readonly volatility: number
    readonly forward_points: number
    readonly years: number
  },
  logReturn: number,
): number {
  switch (dynamics.kind) {
    case 'sticky-strike':
      return leg.volatility
    case 'sticky-moneyness':
      return Math.max(0, leg.volatility + slideAlongSmile(leg.smile, leg.forward_points, logReturn))
    case 'vix-beta': {
      const level = (vixMove(dynamics, logReturn) / 100) * vixShareOf(leg.years, dynamics.shareMax)
      return Math.max(0, leg.volatility + slideAlongSmile(leg.smile, leg.forward_points, logReturn) + level)
    }
    default:
      return assertNever(dynamics, 'smile dynamics')
  }
}

function slideAlongSmile(smile: LegSmile, forward_points: number, logReturn: number): number {
  const k = Math.log(smile.strike_points / forward_points)
  return smile.volatilityAt(k - logReturn) - smile.volatilityAt(k)
}

/** The line that stands beside every figure that depends on it. */
export function dynamicsText(dynamics: SmileDynamics): string {
  switch (dynamics.kind) {
    case 'sticky-strike':
      return 'sticky strike: every strike keeps its volatility'
    case 'sticky-moneyness':
      return 'sticky moneyness: the smile rides with the index'
    case 'vix-beta':
      return `VIX beta: the smile rides with the index and the VIX rises ${dynamics.beta_vol_points_per_percent} points per 1 % fall`
    default:
      return assertNever(dynamics, 'smile dynamics')
  }
}
