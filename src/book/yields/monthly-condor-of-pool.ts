import { mustAccept } from '../../base/vocabulary/result.ts'
import { constantProduct } from '../pool/constant-product.ts'
import { condorOfPool } from './condor-of-pool.ts'

const DAYS = 30
const GRID_STEPS = 400

/** A 30-day condor on the pool's own asset with the pool's dollar gamma: the same bleed at this price and time. */
export interface MonthlyCondor {
  readonly days: number
  /** Of all four legs, a year. */
  readonly volatility: number
  /** Long put, short put, short call, long call; in the numeraire, on round strikes. */
  readonly strikes: readonly [number, number, number, number]
  /** Each on one unit of the risky asset. */
  readonly contracts: number
}

/**
 * The condor that a full-range pool of the liquidity equals at a price, by a stated convention: 30 days, shorts one standard
 * deviation away, wings half of one wide, strikes on round numbers a quarter of one apart or closer, no carry. A yardstick:
 * no exchange lists it. Null where there is no liquidity or no volatility to set the strikes by.
 */
export function monthlyCondorOfPool(
  liquidity: number,
  price: number,
  volatility: number | null,
): MonthlyCondor | null {
  if (!(liquidity > 0) || !(price > 0) || volatility === null || !(volatility > 0)) return null
  const years = DAYS / 365
  const deviation = price * volatility * Math.sqrt(years)
  const step = roundStep(deviation / 4)
  if (!(deviation < price)) return null
  const strikes = gridAround(price, step)
  const found = condorOfPool({
    pool: mustAccept(constantProduct(liquidity)),
    price,
    lowPrice: price - deviation,
    highPrice: price + deviation,
    forward_points: price,
    strikes_points: strikes,
    wing_points: deviation / 2,
    volatility,
    rate: 0,
    years,
    multiplier: 1,
  })
  if (!found.ok) return null
  const [longPut, shortPut, shortCall, longCall] = found.value.legs.map((leg) => leg.strike_points)
  return {
    days: DAYS,
    volatility,
    strikes: [longPut, shortPut, shortCall, longCall],
    contracts: found.value.contracts,
  }
}

/** The largest of 1, 2 or 5 times a power of ten that is not above the wish. */
function roundStep(wish: number): number {
  const power = Math.floor(Math.log10(wish))
  const unit = Math.exp(power * Math.LN10)
  const multiple = wish / unit >= 5 ? 5 : wish / unit >= 2 ? 2 : 1
  // Powers of ten through exp carry a rounding error in the last place: fifteen digits are plenty for a strike.
  return Number((multiple * unit).toPrecision(15))
}

function gridAround(price: number, step: number): number[] {
  const middle = Math.round(price / step)
  const strikes: number[] = []
  for (let i = Math.max(1, middle - GRID_STEPS); i <= middle + GRID_STEPS; i += 1) {
    strikes.push(Number((i * step).toPrecision(12)))
  }
  return strikes
}
