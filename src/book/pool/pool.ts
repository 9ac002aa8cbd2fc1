/**
 * What a liquidity pool is to its owner: a concave value function of the price. Everything else is a derivative of it
 * (Milionis, Moallemi, Roughgarden, Zhang 2022, arXiv 2208.06046, section 2).
 *
 * Prices are numeraire units per risky unit, above 0. Amounts are token units as doubles, for analysis; the exact integer
 * arithmetic of a chain is in `exact/`.
 */
import { assert } from '../../base/vocabulary/assert.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'

export interface Pool {
  readonly kind: 'constant-product' | 'weighted' | 'concentrated' | 'limit-order'
  /** V(P): numeraire units. */
  value(price: number): number
  /** x*(P) = V'(P): risky units held. At a limit order's price: 0, the sold side. */
  riskyHeld(price: number): number
  /** V(P) - P x*(P): numeraire units held. */
  numeraireHeld(price: number): number
  /** V''(P) <= 0. Null exactly at a limit order's price, where all its gamma sits in one point. */
  gamma(price: number): number | null
  /** sigma^2 P^2 |V''| / 2: numeraire units per unit of the time that `volatility` is quoted in. Null where gamma is. */
  lvrRate(price: number, volatility: number): number | null
  /**
   * V(P) + x*(P) (P' - P) - V(P') in closed form: what an arbitrageur earns by moving the pool from P to P' when the market
   * is at P'. Never negative. Not computed as that difference, which would lose every digit for small moves.
   */
  lvrOfMove(from: number, to: number): number
}

/** Ticks span 1.0001^(+-887272), about 3e38; 18 decimals more on either side stay inside. */
export const PRICE_MIN = 1e-60
export const PRICE_MAX = 1e60
/** Above it products with extreme prices would overflow a double. */
export const LIQUIDITY_MAX = 1e150

/** Prices that reach a pool have been judged at the border; another one is our mistake. */
export function assertPrice(price: number): void {
  assert(price >= PRICE_MIN && price <= PRICE_MAX, 'a pool price must lie between 1e-60 and 1e60', { price })
}

/** The refusal of a price read at a border, or null where it is usable. */
export function priceProblem(price: number, field: string, source: string): Refusal | null {
  return rangeProblem(price, field, source, PRICE_MIN, PRICE_MAX)
}

/** A number outside [low, high], NaN included. */
export function rangeProblem(
  value: number,
  field: string,
  source: string,
  low: number,
  high: number,
): Refusal | null {
  if (value >= low && value <= high) return null
  return refuse('number.out-of-range', { field, was: value, wanted: `from ${low} to ${high}`, source })
}

/** An empty pool is a pool: value, holdings and LVR are 0. */
export function liquidityProblem(liquidity: number, field: string): Refusal | null {
  return rangeProblem(liquidity, field, 'pool', 0, LIQUIDITY_MAX)
}

/** sigma^2 P^2 |V''| / 2 from dollar gamma P^2 |V''|. */
export function lvrRateOf(dollarGamma: number, volatility: number): number {
  assert(volatility >= 0 && volatility < 1e9, 'a volatility must be finite and not negative', { volatility })
  return (volatility * volatility * dollarGamma) / 2
}

/** sqrt(b) - sqrt(a) without cancellation, from their exact difference. */
export const rootDifference = (a: number, b: number): number => (b - a) / (Math.sqrt(a) + Math.sqrt(b))

/** ln(b / a), to the last digits for moves small and large. */
export function logMove(a: number, b: number): number {
  const step = (b - a) / a
  return Math.abs(step) < 0.5 ? Math.log1p(step) : Math.log(b) - Math.log(a)
}
