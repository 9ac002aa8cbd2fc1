/**
 * A pool as a strip of options (Carr and Madan 1998): any value function is a forward plus V''(K) dK options of each strike, here
 * sold, since V'' < 0. Constant product: density (L/2) K^-3/2 over all strikes. A concentrated position: the same density on
 * [Pa, Pb] only (covered calls, or cash-secured puts). Options by Black-76 at one volatility; undiscounted expectations.
 */
import { integrate } from '../../base/numerics/integrate.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { black76Price } from '../../market/pricing/black76.ts'
import { priceProblem, rangeProblem } from './pool.ts'

export interface StripTerms {
  readonly liquidity: number
  readonly forward: number
  readonly volatility: number
  readonly years: number
  /** Strikes outside are left out; null for none. */
  readonly lowStrike: number | null
  readonly highStrike: number | null
}

/** Beyond these deviations a lognormal tail, weighted with e^(k/2), is below a double's last digit. */
const DEVIATIONS = 12
const PANELS_PER_SIDE = 48

/**
 * Value of the strip: the integral of (L/2) K^-3/2 OTM(K) dK, which is V(F) - E V(P_T), the expected divergence loss and expected LVR
 * alike. Exact to about 1e-13 of itself. 0 without time or volatility.
 */
export function stripValue(terms: StripTerms): Result<number> {
  const { liquidity, forward, volatility, years } = terms
  const problem =
    rangeProblem(liquidity, 'L', SOURCE, 0, 1e150) ??
    priceProblem(forward, 'F', SOURCE) ??
    rangeProblem(volatility * Math.sqrt(years), 'sigma sqrt(T)', SOURCE, 0, 20)
  if (problem !== null) return refused(problem)
  const low = terms.lowStrike ?? 0
  const high = terms.highStrike ?? Infinity
  if (low >= high) return refused(emptyRange(low, high))
  const deviation = volatility * Math.sqrt(years)
  if (deviation === 0 || liquidity === 0) return accepted(0)
  // The density K^-3/2 dK = K^-1/2 dk leans the put side by half a variance, the call side the other way.
  const reach = deviation * DEVIATIONS + deviation * deviation
  const from = Math.max(low > 0 ? Math.log(low / forward) : -Infinity, -reach)
  const to = Math.min(high < Infinity ? Math.log(high / forward) : Infinity, reach)
  const integrand = (k: number): number => Math.exp(-k / 2) * otmOverForward(k, volatility, years)
  const side = (a: number, b: number): number => (a < b ? integrate(integrand, a, b, PANELS_PER_SIDE) : 0)
  const total = side(from, Math.min(to, 0)) + side(Math.max(from, 0), to)
  return accepted((liquidity / 2) * Math.sqrt(forward) * total)
}

/** The out-of-the-money option of log strike k, in units of the forward. */
function otmOverForward(k: number, volatility: number, years: number): number {
  return black76Price({
    right: k > 0 ? 'C' : 'P',
    forward_points: 1,
    strike_points: Math.exp(k),
    years,
    volatility,
    discount: 1,
  })
}

const SOURCE = 'static replication'

const emptyRange = (low: number, high: number) =>
  refuse('number.out-of-range', {
    field: 'range',
    was: `${low} to ${high}`,
    wanted: 'a low strike below the high one',
    source: SOURCE,
  })

/** A concentrated position as covered calls: how many, at which mean strike. */
export function coveredCalls(
  liquidity: number,
  lowPrice: number,
  highPrice: number,
): { readonly count: number; readonly meanStrike: number } {
  const [a, b] = [Math.sqrt(lowPrice), Math.sqrt(highPrice)]
  return { count: (liquidity * (highPrice - lowPrice)) / (a + b) / a / b, meanStrike: a * b }
}
