/** What the surface fit reads from real chains: out-of-the-money implied volatilities of one expiry. */
import { impliedVolatility } from '../../src/market/pricing/implied-volatility.ts'

/** A quoted option before it is judged. */
export interface RawOption {
  readonly strike: number
  readonly right: 'C' | 'P'
  readonly mid: number
  /** Null where the source has no bid (daily closes of the mid). */
  readonly bid: number | null
}

export interface SmilePoint {
  /** ln(strike / forward). */
  readonly k: number
  readonly vol: number
}

/** One expiry of one day. `from` and `to` are instants; both null where the source gives only a count of days. */
export interface SmileDay {
  readonly day: string
  readonly label: string
  readonly vix: number
  readonly years: number
  readonly from: number | null
  readonly to: number | null
  readonly points: readonly SmilePoint[]
}

const MID_MIN = 0.1

/** Parity forward: the mean of K + (C - P) / D over the strikes nearest the money that have both. Null where none has. */
export function parityForward(options: readonly RawOption[], discount: number, near = 0.3): number | null {
  const puts = new Map(options.filter((o) => o.right === 'P').map((o) => [o.strike, o.mid]))
  const pairs: { strike: number; forward: number }[] = []
  for (const call of options) {
    const put = puts.get(call.strike)
    if (call.right === 'C' && put !== undefined) {
      pairs.push({ strike: call.strike, forward: call.strike + (call.mid - put) / discount })
    }
  }
  const inside = pairs.filter((pair) => Math.abs(Math.log(pair.strike / pair.forward)) < near)
  if (inside.length === 0) return null
  return inside.reduce((sum, pair) => sum + pair.forward, 0) / inside.length
}

/** Implied volatilities of the out-of-the-money side; prices under a dime and zero bids are ticks, not opinions. */
export function smilePoints(
  options: readonly RawOption[],
  forward: number,
  years: number,
  discount: number,
): SmilePoint[] {
  const points: SmilePoint[] = []
  for (const option of options) {
    if ((option.right === 'C') !== option.strike >= forward) continue
    if (option.mid < MID_MIN || option.bid === 0) continue
    const solved = impliedVolatility({
      right: option.right,
      forward_points: forward,
      strike_points: option.strike,
      years,
      discount,
      price_points: option.mid,
    })
    if (solved.ok) points.push({ k: Math.log(option.strike / forward), vol: solved.value.volatility })
  }
  return points.sort((a, b) => a.k - b.k)
}
