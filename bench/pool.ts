/**
 * LVR of a concentrated pool along a path, beside the textbook's way (differences of values) in one interleaved run. Prints rates,
 * ratios and the error of each against the other's exact sum; asserts nothing, since a time on a shared machine is not a test. Run:
 * npm exec -- node bench/pool.ts (Node 22.18 or later).
 */
import { Bench } from 'tinybench'
import { createRandom } from '../src/base/numerics/random.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { concentrated } from '../src/book/pool/concentrated.ts'
import { constantProduct } from '../src/book/pool/constant-product.ts'
import { lvrOfPath } from '../src/book/pool/lvr-of-path.ts'
import type { Pool } from '../src/book/pool/pool.ts'
import { textbookRange, textbookLvr } from './textbook-pool.ts'

const MOVES = 1 << 16
const STEP = 1e-5

const random = createRandom({ seed: 1, stream: 0 })
const path = new Float64Array(MOVES + 1)
path[0] = 2000
for (let i = 1; i <= MOVES; i += 1) path[i] = path[i - 1] * Math.exp(STEP * random.nextNormal())

const RANGE = { liquidity: 1e6, lowPrice: 1500, highPrice: 2500 }
const ours: Readonly<Record<string, Pool>> = {
  'constant product': mustAccept(constantProduct(RANGE.liquidity)),
  'concentrated range': mustAccept(concentrated(RANGE)),
}
const peers = {
  'constant product': textbookRange(RANGE.liquidity, 0, Infinity),
  'concentrated range': textbookRange(RANGE.liquidity, RANGE.lowPrice, RANGE.highPrice),
} as const

let sink = 0
const bench = new Bench({ time: 1000, warmupTime: 300 })
for (const name of ['constant product', 'concentrated range'] as const) {
  bench
    .add(`Kondor: ${name}`, () => {
      sink += lvrOfPath(ours[name], path)
    })
    .add(`textbook: ${name}`, () => {
      sink += textbookLvr(peers[name], path)
    })
}
await bench.run()

function perMove(name: string): number {
  const result = bench.getTask(name)?.result
  if (result === undefined || !('latency' in result)) throw new Error(`no result for ${name}`)
  return (result.latency.p50 * 1e6) / MOVES
}

console.log(`${MOVES} moves of ${STEP}, one thread, Node ${process.version} (medians; checksum ${sink > 0})`)
for (const name of ['constant product', 'concentrated range'] as const) {
  const a = perMove(`Kondor: ${name}`)
  const b = perMove(`textbook: ${name}`)
  console.log(
    `Kondor: ${name.padEnd(20)} ${a.toFixed(1).padStart(7)} ns  ${(1e3 / a).toFixed(1).padStart(6)} M moves/s   textbook ${b.toFixed(1).padStart(7)} ns   ${(b / a).toFixed(2)} times its speed`,
  )
  // The closed form of one smooth piece in its own terms: L (sqrt P' - sqrt P)^2 / sqrt P, summed exactly enough.
  const exact = lvrOfPath(ours[name], path)
  const error = Math.abs(textbookLvr(peers[name], path) / exact - 1)
  console.log(`  the textbook's differences of values are off by ${error.toExponential(1)} of the sum`)
}
