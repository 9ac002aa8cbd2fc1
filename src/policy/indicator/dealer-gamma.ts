/**
 * Dealer gamma: how much of the index dealers must trade for a move of one per cent, by strike, and the level at which its
 * sign turns. Open interest says how many contracts exist, never who holds which side: the sign is an assumption, and it
 * travels with every figure.
 */
import { findAllRoots } from '../../base/numerics/roots.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { black76Greeks } from '../../market/pricing/black76.ts'
import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import { smileVol } from '../../market/surface/smile-vol.ts'

/** Signs of the dealers' holdings: contracts held per contract of open interest, calls and puts. */
export interface DealerSigns {
  readonly calls: 1 | -1
  readonly puts: 1 | -1
  readonly assumption: string
}

/** The usual assumption: customers sell calls to dealers and buy puts from them. */
export const CUSTOMERS_OVERWRITE_AND_PROTECT: DealerSigns = {
  calls: 1,
  puts: -1,
  assumption:
    'assumed, not observed: customers sell calls and buy puts, so dealers are long every call and short every put',
}

export interface StrikeGamma {
  readonly strike_points: number
  /** Dollars of index to sell after a rise of 1 % (buy after a fall); negative: to buy after a rise. */
  readonly gamma_dollars_per_percent: number
}

export interface DealerGamma {
  readonly total_dollars_per_percent: number
  /** Ascending by strike, expiries added up. */
  readonly byStrike: readonly StrikeGamma[]
  /** Spot nearest to the present one at which the total changes sign; null where it does not within the range searched. */
  readonly flip_points: number | null
  readonly flipRange_points: readonly [low: number, high: number]
  readonly assumption: string
  readonly convention: string
  readonly contractsCounted: number
}

const MULTIPLIER = 100
const FLIP_REACH = 0.15
const FLIP_SAMPLES = 60

/** One strike and side with open interest. */
interface Holding {
  readonly expiry: ExpiryState
  readonly strike: number
  readonly volatility: number
  /** Signed contracts held by dealers. */
  readonly contracts: number
}

/**
 * Sums gamma x open interest x 100 x S^2 x 1 % over the expiries up to `daysMax` calendar days. Volatility is the fitted
 * smile's and stays with its strike while spot moves. The flip is searched within 15 % of spot. Refuses `series.missing`
 * where the chain has no open interest: none known is not none.
 */
export function dealerGamma(
  market: MarketState,
  options: { readonly signs?: DealerSigns; readonly daysMax?: number } = {},
): Result<DealerGamma> {
  const { signs = CUSTOMERS_OVERWRITE_AND_PROTECT, daysMax = 60 } = options
  const holdings = market.expiries
    .filter((expiry) => expiry.days > 0 && expiry.days <= daysMax)
    .flatMap((expiry) => holdingsOf(expiry, signs))
  if (holdings.length === 0) {
    return refused(
      refuse('series.missing', {
        field: 'open interest',
        was: 'none in the chain',
        wanted: `open interest of expiries within ${daysMax} days`,
        source: market.chain.source.name,
        fix: 'Use a chain whose vendor gives open interest; without it dealer gamma stays unknown.',
      }),
    )
  }
  const spot = market.impliedSpot_points
  const byStrike = new Map<number, number>()
  for (const holding of holdings) {
    const sum = byStrike.get(holding.strike) ?? 0
    byStrike.set(holding.strike, sum + gammaDollars(holding, spot, spot))
  }
  const total = (level: number): number =>
    holdings.reduce((sum, holding) => sum + gammaDollars(holding, level, spot), 0)
  const flipRange = [spot * (1 - FLIP_REACH), spot * (1 + FLIP_REACH)] as const
  const flips = findAllRoots(total, flipRange[0], flipRange[1], { samples: FLIP_SAMPLES })
  const nearest = flips.sort((a, b) => Math.abs(a - spot) - Math.abs(b - spot))[0]
  return accepted({
    total_dollars_per_percent: total(spot),
    byStrike: [...byStrike]
      .map(([strike_points, gamma_dollars_per_percent]) => ({ strike_points, gamma_dollars_per_percent }))
      .sort((a, b) => a.strike_points - b.strike_points),
    flip_points: nearest ?? null,
    flipRange_points: flipRange,
    assumption: signs.assumption,
    convention: `Black-76 gamma, fitted smile held at its strike, open interest of expiries within ${daysMax} days, dollars for a move of 1 %`,
    contractsCounted: holdings.reduce((sum, holding) => sum + Math.abs(holding.contracts), 0),
  })
}

function holdingsOf(expiry: ExpiryState, signs: DealerSigns): readonly Holding[] {
  const { strikes_points, calls, puts } = expiry.slice
  const holdings: Holding[] = []
  strikes_points.forEach((strike, i) => {
    let contracts = 0
    if (calls.openInterests.present[i] === 1) contracts += signs.calls * calls.openInterests.values[i]
    if (puts.openInterests.present[i] === 1) contracts += signs.puts * puts.openInterests.values[i]
    // Calls and puts of a strike have one gamma, so only their net counts.
    if (contracts !== 0) holdings.push({ expiry, strike, volatility: smileVol(expiry, strike), contracts })
  })
  return holdings
}

/** Dollars per per cent at `level`; the forward moves in proportion to spot, and delta to spot is D F/S of delta to F. */
function gammaDollars(holding: Holding, level: number, spot: number): number {
  const { expiry, strike, volatility, contracts } = holding
  const forward_points = (expiry.forward.forward_points * level) / spot
  const greeks = black76Greeks({
    right: 'C',
    forward_points,
    strike_points: strike,
    years: expiry.years,
    volatility,
    discount: expiry.forward.discount,
  })
  if (!greeks.ok) return 0
  // S^2 d2V/dS2 = F^2 d2V/dF2, since F is proportional to S.
  return greeks.value.gamma * forward_points * forward_points * 0.01 * contracts * MULTIPLIER
}
