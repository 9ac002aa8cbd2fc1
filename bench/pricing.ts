/**
 * Pricing and implied volatility against a textbook peer in one interleaved run. Prints rates and ratios; asserts nothing, since a
 * time on a shared machine is not a test. Run: npm exec -- node bench/pricing.ts (Node 22.18 or later).
 */
import { Bench } from 'tinybench'
import { CALL, PUT } from '../src/base/vocabulary/option-right.ts'
import {
  greeksColumns,
  greeksColumnsOf,
  impliedVolColumn,
  priceColumn,
} from '../src/market/pricing/chain-kernels.ts'
import { textbookGreeks, textbookImpliedVol } from './textbook-black.ts'

const EXPIRIES = 32
const STRIKES = 256
const RATE = 0.05
const CONTRACTS = EXPIRIES * STRIKES

const column = (values: Float64Array) => ({ values, present: new Uint8Array(values.length).fill(1) })

/** A chain like the index's: tenors of one day to a year, strikes within seven deviations, a skew, the out-of-the-money side. */
const expiries = Array.from({ length: EXPIRIES }, (_, e) => {
  const years = Math.exp(Math.log(1 / 365) + (e / (EXPIRIES - 1)) * Math.log(365))
  const F = 5000 * Math.exp(0.04 * years)
  const width = 0.15 * Math.sqrt(years)
  const side = (sign: 1 | -1) => {
    const strikes = Float64Array.from(
      { length: STRIKES / 2 },
      (_, i) => F * Math.exp((sign * 5 * width * (i + 0.5)) / (STRIKES / 2)),
    )
    const vols = column(
      strikes.map((K) => 0.15 + 0.35 * Math.max(0, Math.log(F / K)) + 0.05 * Math.abs(Math.log(K / F))),
    )
    return {
      strikes,
      vols,
      prices: column(new Float64Array(strikes.length)),
      out: greeksColumnsOf(strikes.length),
      found: column(new Float64Array(strikes.length)),
    }
  }
  return {
    terms: { forward_points: F, years, discount: Math.exp(-RATE * years) },
    calls: side(1),
    puts: side(-1),
  }
})
for (const { terms, calls, puts } of expiries) {
  priceColumn(terms, CALL, calls.strikes, calls.vols, calls.prices)
  priceColumn(terms, PUT, puts.strikes, puts.vols, puts.prices)
}

const scratch = { price: 0, delta: 0, gamma: 0, vega: 0, theta: 0, rho: 0 }
let sink = 0

const OURS_GREEKS = 'Kondor: price and 5 Greeks'
const PEER_GREEKS = 'textbook: price and 5 Greeks'
const OURS_VOL = 'Kondor: implied volatility'
const PEER_VOL = 'textbook: implied volatility'

const bench = new Bench({ time: 1500, warmupTime: 500 })
bench
  .add(OURS_GREEKS, () => {
    for (const { terms, calls, puts } of expiries) {
      greeksColumns(terms, CALL, calls.strikes, calls.vols, calls.out)
      greeksColumns(terms, PUT, puts.strikes, puts.vols, puts.out)
    }
  })
  .add(PEER_GREEKS, () => {
    for (const { terms, calls, puts } of expiries) {
      for (const side of [calls, puts]) {
        for (let i = 0; i < side.strikes.length; i += 1) {
          textbookGreeks(
            side === calls,
            terms.forward_points,
            side.strikes[i],
            terms.years,
            side.vols.values[i],
            RATE,
            scratch,
          )
          side.out.price[i] = scratch.price
          side.out.delta[i] = scratch.delta
          side.out.gamma[i] = scratch.gamma
          side.out.vega[i] = scratch.vega
          side.out.theta[i] = scratch.theta
          side.out.rho[i] = scratch.rho
        }
      }
    }
  })
  .add(OURS_VOL, () => {
    for (const { terms, calls, puts } of expiries) {
      sink += impliedVolColumn(terms, CALL, calls.strikes, calls.prices, calls.found)
      sink += impliedVolColumn(terms, PUT, puts.strikes, puts.prices, puts.found)
    }
  })
  .add(PEER_VOL, () => {
    for (const { terms, calls, puts } of expiries) {
      for (const side of [calls, puts]) {
        for (let i = 0; i < side.strikes.length; i += 1) {
          sink += textbookImpliedVol(
            side === calls,
            terms.forward_points,
            side.strikes[i],
            terms.years,
            terms.discount,
            side.prices.values[i],
          )
        }
      }
    }
  })
await bench.run()

/** Median nanoseconds for one contract. */
function perContract(name: string): number {
  const result = bench.getTask(name)?.result
  if (result === undefined || !('latency' in result)) throw new Error(`no result for ${name}`)
  return (result.latency.p50 * 1e6) / CONTRACTS
}

/** Largest relative error of the volatilities found, where the price is above 1e-8. */
function worstError(find: (e: number, side: 'calls' | 'puts', i: number) => number): number {
  let worst = 0
  expiries.forEach((expiry, e) => {
    for (const name of ['calls', 'puts'] as const) {
      const side = expiry[name]
      for (let i = 0; i < side.strikes.length; i += 1) {
        if (side.prices.values[i] > 1e-8)
          worst = Math.max(worst, Math.abs(find(e, name, i) / side.vols.values[i] - 1))
      }
    }
  })
  return worst
}

const oursError = worstError((e, name, i) => expiries[e][name].found.values[i])
const peerError = worstError((e, name, i) => {
  const { terms } = expiries[e]
  const side = expiries[e][name]
  return textbookImpliedVol(
    name === 'calls',
    terms.forward_points,
    side.strikes[i],
    terms.years,
    terms.discount,
    side.prices.values[i],
  )
})

const line = (ours: string, peer: string): string => {
  const a = perContract(ours)
  const b = perContract(peer)
  return `${ours.padEnd(30)} ${a.toFixed(1).padStart(7)} ns  ${(1e3 / a).toFixed(2).padStart(6)} M/s   textbook ${b.toFixed(1).padStart(7)} ns   ${(b / a).toFixed(2)} times its speed`
}
console.log(
  `${CONTRACTS} contracts, ${EXPIRIES} expiries, one thread, Node ${process.version} (medians; checksum ${sink > 0})`,
)
console.log(line(OURS_GREEKS, PEER_GREEKS))
console.log(line(OURS_VOL, PEER_VOL))
console.log(
  `largest relative error of implied volatility where the price is above 1e-8: ${oursError.toExponential(1)}, textbook ${peerError.toExponential(1)}`,
)
