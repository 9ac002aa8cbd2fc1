/** Errors against 640-bit arithmetic on the very inputs that are timed. */
import { FixedPoint } from '../test/support/high-precision.ts'
import { oracleDerivative, type OraclePoint, oraclePrice } from '../test/support/option-oracle.ts'
import { ONE_TICK, RATE, rows, SPOT } from './index-chain.ts'
import type { PeerAnswer } from './npm-peers.ts'
import { quantileOf } from './interleave.ts'

export interface GreeksError {
  /** Largest relative error where the price is at least a tick. */
  readonly priceOfATick: number
  /** Largest relative error of any price, the far tail included. */
  readonly anyPrice: number
  /** Largest errors where the price is at least a tick: delta and gamma on spot, vega; relative. */
  readonly delta: number
  readonly gamma: number
  readonly vega: number
}

/** Enough rows to meet every expiry and distance, few enough for exact arithmetic. */
const CHECKED_EVERY = 29

const references = rows
  .map((row, at) => ({ row, at }))
  .filter((_, i) => i % CHECKED_EVERY === 0)
  .map(({ row, at }) => {
    const point: OraclePoint = {
      right: row.isCall ? 'C' : 'P',
      spot: SPOT,
      strike: row.strike,
      years: row.years,
      volatility: row.volatility,
      rate: RATE,
      dividendYield: 0,
    }
    return {
      at,
      price: oraclePrice(point),
      delta: oracleDerivative(point, { spot: 1 }),
      gamma: oracleDerivative(point, { spot: 2 }),
      vega: oracleDerivative(point, { volatility: 1 }),
    }
  })

export const checkedContracts = references.length

export function greeksError(answer: (at: number) => PeerAnswer): GreeksError {
  const worst = { priceOfATick: 0, anyPrice: 0, delta: 0, gamma: 0, vega: 0 }
  for (const reference of references) {
    const given = answer(reference.at)
    const error = (name: 'price' | 'delta' | 'gamma' | 'vega'): number =>
      Math.abs(given[name] / reference[name] - 1)
    worst.anyPrice = Math.max(worst.anyPrice, error('price'))
    if (reference.price < ONE_TICK) continue
    worst.priceOfATick = Math.max(worst.priceOfATick, error('price'))
    for (const name of ['delta', 'gamma', 'vega'] as const) worst[name] = Math.max(worst[name], error(name))
  }
  return worst
}

export interface VolatilityError {
  readonly median: number
  readonly worst: number
  /** Share of quotes further off than a hundredth of a volatility point, or without an answer. */
  readonly wrong: number
}

/** Against the volatilities that the prices were made of, over `at` of the chain worth at least a tick. */
export function volatilityError(found: (at: number) => number, every: number): VolatilityError {
  const errors: number[] = []
  let wrong = 0
  let seen = 0
  for (let at = 0; at < rows.length; at += 1) {
    const { price, volatility } = rows[at]
    if (price < ONE_TICK) continue
    seen += 1
    if ((seen - 1) % every !== 0) continue
    const given = found(at)
    const error = Number.isFinite(given) ? Math.abs(given / volatility - 1) : Infinity
    errors.push(error)
    if (!(Math.abs(given - volatility) <= 1e-4)) wrong += 1
  }
  return { median: quantileOf(errors, 0.5), worst: Math.max(...errors), wrong: wrong / errors.length }
}

const exact = new FixedPoint(256)

/** V(P) + x(P) (P' - P) - V(P') summed in 256 bits: a constant product, or a range that the path does not leave. */
export function exactLvr(liquidity: number, lowPrice: number, highPrice: number, path: Float64Array): number {
  const L = exact.from(liquidity)
  const low = exact.sqrt(exact.from(lowPrice))
  const overHigh = highPrice === Infinity ? 0n : exact.div(exact.one, exact.sqrt(exact.from(highPrice)))
  let total = 0n
  let root = exact.sqrt(exact.from(path[0]))
  const value = (price: bigint, at: bigint): bigint =>
    exact.mul(L, exact.mul(price, exact.div(exact.one, at) - overHigh) + at - low)
  for (let i = 1; i < path.length; i += 1) {
    const [from, to] = [exact.from(path[i - 1]), exact.from(path[i])]
    const next = exact.sqrt(to)
    const tokens = exact.mul(L, exact.div(exact.one, root) - overHigh)
    total += value(from, root) + exact.mul(tokens, to - from) - value(to, next)
    root = next
  }
  return exact.number(total)
}
