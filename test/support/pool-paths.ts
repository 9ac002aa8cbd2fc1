/** Made-up histories of pools, a minute a row, for tests of what is reported about them. */
import { createRandom } from '../../src/base/numerics/random.ts'
import { dayRanges } from '../../src/book/pool/history/day-ranges.ts'
import { poolPerformance } from '../../src/book/pool/history/pool-performance.ts'
import type { FileReport } from '../../src/face/cli/terminal/pool-page.ts'
import type { PoolHistory } from '../../src/market/pool-history/pool-history.ts'

export interface PoolPath {
  readonly name?: string
  readonly rows?: number
  /** Days after 14 August 2023. */
  readonly day?: number
  readonly price?: number
  /** Per minute. */
  readonly sigma?: number
  readonly liquidity?: number
  readonly fee?: number | null
  /** A row without volume. */
  readonly missingVolume?: number
}

const START = Date.UTC(2023, 7, 14)
const MINUTE = 60_000

export function poolHistory(options: PoolPath = {}): PoolHistory {
  const { rows = 1440, day = 0, price = 1840, sigma = 3e-4, liquidity = 3e6, missingVolume } = options
  const random = createRandom({ seed: 7, stream: day })
  const prices = new Float64Array(rows)
  let log = Math.log(price)
  for (let i = 0; i < rows; i += 1) {
    prices[i] = Math.exp(log)
    log += sigma * random.nextNormal()
  }
  return {
    source: options.name ?? 'made-up.csv',
    times: Float64Array.from({ length: rows }, (_, i) => START + day * 1440 * MINUTE + i * MINUTE),
    prices,
    liquidities: new Float64Array(rows).fill(liquidity),
    volumes: {
      values: Float64Array.from({ length: rows }, () => 6000 * random.nextUniform()),
      present: Uint8Array.from({ length: rows }, (_, i) => (i === missingVolume ? 0 : 1)),
    },
    flows: null,
    spacing: rows > 1 ? MINUTE : 0,
    gaps: { count: 0, longest: 0, missingPeriods: 0 },
    liquidityNote: 'made up',
    warnings: [],
  }
}

export function fileReport(options: PoolPath = {}): FileReport {
  const history = poolHistory(options)
  const { fee = 0.0005 } = options
  return {
    file: {
      path: options.name ?? 'made-up.csv',
      format: 'plain',
      terms: { decimals0: 6, decimals1: 18, riskyToken: 1, fee, note: 'made up' },
      history,
      refusedRows: 0,
    },
    days: dayRanges(history).map((range) => ({
      performance: poolPerformance(history, range, fee),
      markouts: null,
    })),
  }
}
