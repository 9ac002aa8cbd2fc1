/**
 * Price with five Greeks, implied volatility, pool LVR and backtest sessions per second beside their peers in one interleaved run,
 * with the error of each on the same inputs where there is one. Asserts nothing, since a time on a shared machine is not a test. Run: npm run bench -- [--json]
 * [--rounds=N]
 */
import { availableParallelism, cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { checkedContracts, exactLvr, greeksError, volatilityError } from './accuracy.ts'
import { backtestBench } from './backtest.ts'
import {
  greeksContestants,
  poolContestants,
  SLOW,
  textbookAnswer,
  textbookVolatility,
  volatilityContestants,
} from './contestants.ts'
import { ONE_TICK, quotedRows, rows, sides, SPOT } from './index-chain.ts'
import { interleave, type Timing } from './interleave.ts'
import { loppattoGreeks, loppattoVolatility, type PeerAnswer } from './npm-peers.ts'
import { uqeeBisection, uqeeGreeks, uqeeNewton } from './npm-peers.ts'
import { path, pools } from './pool-path.ts'
import { type BenchReport, printReport } from './report.ts'
import { startQuantLib } from './quantlib.ts'
import { lvrOfPath } from '../src/book/pool/lvr-of-path.ts'
import { textbookLvr } from './textbook-pool.ts'

const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '31' } },
})
const rounds = Number(options.rounds)
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error(`--rounds ${options.rounds}: a whole number >= 1`)

/** Greeks on the forward as Greeks on spot: dF/dS is forward over spot. */
function onSpot(answer: PeerAnswer, forward: number): PeerAnswer {
  const slope = forward / SPOT
  return { ...answer, delta: answer.delta * slope, gamma: answer.gamma * slope * slope }
}

const perSide = rows.length / sides.length

function ownGreeks(at: number): PeerAnswer {
  const { out, terms } = sides[Math.floor(at / perSide)]
  const i = at % perSide
  const answer = {
    price: out.price[i],
    delta: out.delta[i],
    gamma: out.gamma[i],
    vega: out.vega[i],
    theta: out.theta[i],
    rho: out.rho[i],
  }
  return onSpot(answer, terms.forward_points)
}

const ownVolatility = (at: number): number => sides[Math.floor(at / perSide)].found.values[at % perSide]

const quantLib = startQuantLib()
const began = new Date().toISOString()
const loadBefore = loadavg()[0]

const greeksTimings = await interleave(greeksContestants(quantLib), rounds)
const volatilityTimings = await interleave(volatilityContestants(quantLib), rounds)
const qlGreeks = await quantLib?.greeks()
const qlNewton = await quantLib?.volatilities('newton')
const qlLirs = await quantLib?.volatilities('lirs')
const poolTimings: Timing[][] = []
for (const pool of pools) poolTimings.push(await interleave(poolContestants(pool), rounds))
quantLib?.close()
const backtest = await backtestBench(rounds)

const greeksErrors = [
  greeksError(ownGreeks),
  greeksError((at) => onSpot(textbookAnswer(rows[at]), rows[at].forward)),
  greeksError((at) => uqeeGreeks(rows[at])),
  greeksError((at) => loppattoGreeks(rows[at])),
  ...(qlGreeks === undefined ? [] : [greeksError((at) => qlGreeks[at])]),
]
const volatilityErrors = [
  volatilityError(ownVolatility, 1),
  volatilityError((at) => textbookVolatility(rows[at]), 1),
  volatilityError((at) => uqeeBisection(rows[at]), SLOW.uqee),
  volatilityError((at) => uqeeNewton(rows[at]), SLOW.uqee),
  volatilityError((at) => loppattoVolatility(rows[at]), SLOW.loppattoVolatility),
  ...(qlNewton === undefined ? [] : [volatilityError((at) => qlNewton[at], 1)]),
  ...(qlLirs === undefined ? [] : [volatilityError((at) => qlLirs[at], 1)]),
]

const report: BenchReport = {
  machine: {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    began,
    loadBefore,
    loadAfter: loadavg()[0],
  },
  rounds,
  quantLib: quantLib?.version ?? null,
  greeks: {
    contracts: rows.length,
    checked: checkedContracts,
    results: greeksTimings.map((timing, i) => ({ ...timing, error: greeksErrors[i] })),
  },
  volatility: {
    contracts: quotedRows.length,
    leastPrice: ONE_TICK,
    results: volatilityTimings.map((timing, i) => ({ ...timing, error: volatilityErrors[i] })),
  },
  pools: pools.map(({ name, ours, textbook, bounds }, i) => {
    const exact = exactLvr(bounds[0], bounds[1], bounds[2], path)
    const errors = [lvrOfPath(ours, path), textbookLvr(textbook, path)].map((sum) =>
      Math.abs(sum / exact - 1),
    )
    return {
      name,
      moves: path.length - 1,
      results: poolTimings[i].map((timing, j) => ({ ...timing, error: errors[j] })),
    }
  }),
  backtest,
}

if (options.json) console.log(JSON.stringify(report, null, 2))
else printReport(report)
