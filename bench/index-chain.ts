import { CALL, PUT } from '../src/base/vocabulary/option-right.ts'
import { greeksColumnsOf, priceColumn } from '../src/market/pricing/chain-kernels.ts'

const EXPIRIES = 32
const STRIKES = 256
export const SPOT = 5000
export const RATE = 0.05
/** The least a quote can be worth: one tick, index points. */
export const ONE_TICK = 0.05

/** One contract, as a function of scalars takes it. */
export interface Row {
  readonly isCall: boolean
  readonly strike: number
  readonly forward: number
  readonly years: number
  readonly discount: number
  readonly volatility: number
  readonly price: number
}

const column = (values: Float64Array) => ({ values, present: new Uint8Array(values.length).fill(1) })

function sideOf(right: number, forward: number, years: number) {
  const strikes = Float64Array.from({ length: STRIKES / 2 }, (_, i) => {
    const distance = (5 * 0.15 * Math.sqrt(years) * (i + 0.5)) / (STRIKES / 2)
    return forward * Math.exp(right === CALL ? distance : -distance)
  })
  const vols = column(
    strikes.map(
      (K) => 0.15 + 0.35 * Math.max(0, Math.log(forward / K)) + 0.05 * Math.abs(Math.log(K / forward)),
    ),
  )
  const prices = column(new Float64Array(strikes.length))
  const terms = { forward_points: forward, years, discount: Math.exp(-RATE * years) }
  priceColumn(terms, right, strikes, vols, prices)
  // What is worth less than a tick has no quote, so no implied volatility to look for.
  for (let i = 0; i < strikes.length; i += 1) prices.present[i] = prices.values[i] >= ONE_TICK ? 1 : 0
  const found = column(new Float64Array(strikes.length))
  return { terms, right, strikes, vols, prices, found, out: greeksColumnsOf(strikes.length) }
}

export type Side = ReturnType<typeof sideOf>

/**
 * A chain like the index's, one side of one expiry at a time: 32 tenors of one day to a year, 256 strikes each over five
 * deviations, a skew, the out-of-the-money side; no dividends, so that formulas on spot and on forward mean the same.
 */
export const sides: readonly Side[] = Array.from({ length: EXPIRIES }, (_, e) => {
  const years = Math.exp(Math.log(1 / 365) + (e / (EXPIRIES - 1)) * Math.log(365))
  const forward = SPOT * Math.exp(RATE * years)
  return [sideOf(CALL, forward, years), sideOf(PUT, forward, years)]
}).flat()

/** The same, contract by contract and in the same order. */
export const rows: readonly Row[] = sides.flatMap((side) =>
  Array.from(side.strikes, (strike, i) => ({
    isCall: side.right === CALL,
    strike,
    forward: side.terms.forward_points,
    years: side.terms.years,
    discount: side.terms.discount,
    volatility: side.vols.values[i],
    price: side.prices.values[i],
  })),
)

export const quotedRows: readonly Row[] = rows.filter((row) => row.price >= ONE_TICK)

export const everyNth = (all: readonly Row[], n: number): readonly Row[] => all.filter((_, i) => i % n === 0)
