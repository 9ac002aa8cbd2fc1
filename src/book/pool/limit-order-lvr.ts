import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { black76Price } from '../../market/pricing/black76.ts'
import { priceProblem, rangeProblem } from './pool.ts'

/**
 * Expected LVR of a limit order of size 1 at K, watched continuously while the price P is a driftless lognormal martingale: half the
 * expected local time at K, which is the time value of a call struck at K (Tanaka's formula).
 */
export function limitOrderExpectedLvr(terms: {
  readonly price: number
  readonly orderPrice: number
  readonly volatility: number
  readonly years: number
}): Result<number> {
  const { price, orderPrice, volatility, years } = terms
  const problem =
    priceProblem(price, 'P0', SOURCE) ??
    priceProblem(orderPrice, 'K', SOURCE) ??
    rangeProblem(volatility * Math.sqrt(years), 'sigma sqrt(T)', SOURCE, 0, 100)
  if (problem !== null) return refused(problem)
  // Put-call parity: the out-of-the-money option of the strike is all time value.
  return accepted(
    black76Price({
      right: orderPrice >= price ? 'C' : 'P',
      forward_points: price,
      strike_points: orderPrice,
      years,
      volatility,
      discount: 1,
    }),
  )
}

const SOURCE = 'limit order'
