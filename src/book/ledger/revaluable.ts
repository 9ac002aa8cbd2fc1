import type { Result } from '../../base/vocabulary/result.ts'
import type { Greeks } from '../../market/pricing/greeks.ts'
import type { RiskFactors } from './risk-factors.ts'

/**
 * Anything the ledger can account for: a value function of its own risk factors. Quantity and multiplier are inside, so
 * values are money (dollars, where the multiplier is dollars per point) and add up over a book.
 */
export interface Revaluable {
  readonly kind: 'option' | 'future' | 'pool'
  /** How a report names it: `SPX 4800 P x -1`. */
  readonly name: string
  /** Money; positive where closing it brings money in. Finite at all accepted factors, settlement included. */
  value(at: RiskFactors): number
  /** dValue/dS. At a kink (an option at its strike with no variance left) the middle of the two slopes. */
  delta(at: RiskFactors): number
  /** All Greeks, `price` being the value, per the units of `market/pricing/greeks.ts`; refused where one does not exist. */
  greeks(at: RiskFactors): Result<Greeks>
  /**
   * V(S) + V'(S) (S' - S) - V(S') with everything but S held, where a closed form keeps the digits that the difference
   * loses on small moves.
   */
  lvrOfMove?(from: RiskFactors, to: number): number
}
