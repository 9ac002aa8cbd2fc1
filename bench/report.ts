import type { GreeksError, VolatilityError } from './accuracy.ts'
import type { BacktestBench } from './backtest.ts'
import type { Timing } from './interleave.ts'

export interface BenchReport {
  readonly machine: {
    readonly processor: string
    readonly cores: number
    readonly platform: string
    readonly node: string
    readonly began: string
    readonly loadBefore: number
    readonly loadAfter: number
  }
  readonly rounds: number
  /** Its version, null where it is not installed. */
  readonly quantLib: string | null
  readonly greeks: {
    readonly contracts: number
    readonly checked: number
    readonly results: readonly (Timing & { readonly error: GreeksError })[]
  }
  readonly volatility: {
    readonly contracts: number
    readonly leastPrice: number
    readonly results: readonly (Timing & { readonly error: VolatilityError })[]
  }
  readonly pools: readonly {
    readonly name: string
    readonly moves: number
    readonly results: readonly (Timing & { readonly error: number })[]
  }[]
  readonly backtest: BacktestBench
}

const rounded = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
const small = (value: number): string => (value === Infinity ? 'infinite' : value.toExponential(1))

function table(head: readonly string[], lines: readonly (readonly string[])[]): void {
  const all = [head, ...lines]
  const widths = head.map((_, i) => Math.max(...all.map((line) => line[i].length)))
  for (const line of all) {
    const cells = line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
    console.log(`  ${cells.join('  ')}`)
  }
}

const SPEED = ['', 'ns each', 'M/s', 'Kondor is x faster', 'quartiles']

const speedOf = ({ name, nanoseconds, ratio }: Timing): string[] => [
  name,
  rounded(nanoseconds),
  nanoseconds > 1e5 ? (1e3 / nanoseconds).toFixed(4) : (1e3 / nanoseconds).toFixed(2),
  rounded(ratio.median),
  `${rounded(ratio.low)} .. ${rounded(ratio.high)}`,
]

export function printReport({
  machine,
  rounds,
  quantLib,
  greeks,
  volatility,
  pools,
  backtest,
}: BenchReport): void {
  console.log(
    `${machine.began}  ${machine.processor}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, load ${machine.loadBefore.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after`,
  )
  console.log(
    `One thread, ${rounds} interleaved rounds, best of six short tries in each; ratios are medians of ratios within a round.`,
  )
  console.log(
    quantLib === null ? 'QuantLib not installed (quantlib-config and g++ needed).' : `QuantLib ${quantLib}`,
  )

  console.log(`\nPrice and five Greeks, ${greeks.contracts} contracts of a chain`)
  table(
    [...SPEED, 'price >= tick', 'any price', 'delta', 'gamma', 'vega'],
    greeks.results.map((result) => [
      ...speedOf(result),
      small(result.error.priceOfATick),
      small(result.error.anyPrice),
      small(result.error.delta),
      small(result.error.gamma),
      small(result.error.vega),
    ]),
  )
  console.log(
    `  Errors: largest relative, against 640-bit arithmetic, ${greeks.checked} contracts; Greeks where the price is a tick or more.`,
  )

  console.log(
    `\nImplied volatility, the ${volatility.contracts} contracts worth ${volatility.leastPrice} points or more`,
  )
  table(
    [...SPEED, 'median error', 'largest', 'wrong'],
    volatility.results.map((result) => [
      ...speedOf(result),
      small(result.error.median),
      small(result.error.worst),
      `${(100 * result.error.wrong).toFixed(1)} %`,
    ]),
  )
  console.log(
    '  Errors: relative to the volatility the price was made of. Wrong: off by over 0.01 volatility points.',
  )

  for (const { name, moves, results } of pools) {
    console.log(`\nPool LVR, ${name}, ${moves} moves (no npm package computes it: the peer is the textbook)`)
    table(
      [...SPEED, 'error of the sum'],
      results.map((result) => [...speedOf(result), small(result.error)]),
    )
  }
  printBacktest(backtest)
}

/** Rows a second of a condor backtest of optopsy on pandas 2.3 and 1.5, recorded on another machine: for scale alone. */
const OPTOPSY_ROWS_PER_SECOND = { fastest: 872_000, slowest: 321_000 }

function printBacktest({ sessions, rows, results, table: condors, scaling }: BacktestBench): void {
  console.log(`\nBacktest, one rule set, ${sessions} sessions of ${rows} quotes in all`)
  table(
    ['', 'ms a session', 'Kondor is x faster', 'quartiles'],
    results.map(({ name, nanoseconds, ratio }) => [
      name,
      rounded(nanoseconds / 1e6),
      rounded(ratio.median),
      `${rounded(ratio.low)} .. ${rounded(ratio.high)}`,
    ]),
  )
  const millions = (count: number): string => (count / 1e6).toFixed(2)
  const { fastest, slowest } = OPTOPSY_ROWS_PER_SECOND
  console.log(
    [
      `  A condor of every chain, ${condors.sessions} sessions, ${millions(condors.rows)} M rows held as columns: ${millions(condors.rowsPerSecond)} M rows a second of processor time (slowest pass ${millions(condors.slowestRowsPerSecond)}).`,
      `  optopsy, the same kind of job, on another machine: ${slowest / 1e6} to ${fastest / 1e6} M rows/s, ${rounded(condors.rowsPerSecond / fastest)} times fewer at its fastest; the two were not side by side.`,
    ].join('\n'),
  )
  table(
    ['', 'sessions', 'rule sets', 'processor s', 'x the first', 'x a line', 'heap after MB'],
    scaling.map(({ name, sessions: count, ruleSets, seconds, ratio, perUnit, heap }) => [
      name,
      String(count),
      String(ruleSets),
      rounded(seconds),
      rounded(ratio),
      rounded(perUnit),
      heap.toFixed(1),
    ]),
  )
}
