import { refusalLine } from '../../base/vocabulary/refusal.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { concentrated } from '../../book/pool/concentrated.ts'
import { constantProduct } from '../../book/pool/constant-product.ts'
import type { Pool } from '../../book/pool/pool.ts'
import { poolOfCondor } from '../../book/yields/pool-of-condor.ts'
import type { EquivalentPoolCurve, PoolId } from './bridge.ts'

/** A pool of the bridge before it is sampled on the levels. */
export interface BridgePool {
  readonly id: PoolId
  readonly label: string
  readonly low_points: number | null
  readonly high_points: number | null
  readonly liquidity: number
  readonly pool: Pool
}

export interface PoolsWanted {
  /** Signed: negative where the condor is short gamma. */
  readonly dollarGamma_dollars: number
  readonly forward_points: number
  readonly capital_dollars: number
  readonly shortPut_points: number
  readonly shortCall_points: number
}

export interface PoolsFound {
  readonly pools: readonly BridgePool[]
  /** Why there are none, or why the one with the condor's capital is missing. */
  readonly note: string | null
}

/**
 * The pools with the condor's dollar gamma at the forward: the full range, the range between the short strikes, and the range
 * that does it with the condor's own capital. All three have one liquidity; they differ in where it ends and what it costs.
 */
export function equivalentPools(wanted: PoolsWanted): PoolsFound {
  const { dollarGamma_dollars, forward_points, capital_dollars, shortPut_points, shortCall_points } = wanted
  if (!(dollarGamma_dollars < 0)) {
    return { pools: [], note: 'the condor is not short gamma at this forward, and no pool is long it' }
  }
  const found = poolOfCondor(dollarGamma_dollars, forward_points, capital_dollars)
  if (!found.ok) return { pools: [], note: refusalLine(found.refusal) }
  const { fullRange_value, concentrated: narrow } = found.value
  const liquidity = fullRange_value / (2 * Math.sqrt(forward_points))
  const range = (id: PoolId, label: string, low: number, high: number): BridgePool => ({
    id,
    label,
    low_points: low,
    high_points: high,
    liquidity,
    pool: mustAccept(concentrated({ liquidity, lowPrice: low, highPrice: high })),
  })
  const pools: BridgePool[] = [
    {
      id: 'full-range',
      label: 'Full range',
      low_points: null,
      high_points: null,
      liquidity,
      pool: mustAccept(constantProduct(liquidity)),
    },
  ]
  if (shortPut_points < forward_points && forward_points < shortCall_points)
    pools.push(range('between-shorts', 'Between the short strikes', shortPut_points, shortCall_points))
  if (narrow !== null)
    pools.push(range('same-capital', "The condor's own capital", narrow.lowPrice, narrow.highPrice))
  const note =
    narrow === null ? "the condor's capital exceeds the full-range pool's: no range needs it" : null
  return { pools, note }
}

/** The pool's columns over the levels. */
export function poolCurve(
  one: BridgePool,
  forward_points: number,
  levels: readonly number[],
): EquivalentPoolCurve {
  const { pool, id, label, low_points, high_points, liquidity } = one
  const value_dollars = pool.value(forward_points)
  return {
    id,
    label,
    low_points,
    high_points,
    liquidity,
    value_dollars,
    leverage: (2 * liquidity * Math.sqrt(forward_points)) / value_dollars,
    values_dollars: levels.map((level) => pool.value(level)),
    // The tangent less the curve is the LVR of one move there, in closed form.
    hedged_dollars: levels.map((level) => -pool.lvrOfMove(forward_points, level) + 0),
  }
}
