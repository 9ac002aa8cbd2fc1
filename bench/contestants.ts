import {
  greeksColumns,
  type GreeksColumns,
  greeksColumnsOf,
  impliedVolColumn,
} from '../src/market/pricing/chain-kernels.ts'
import { lvrOfPath } from '../src/book/pool/lvr-of-path.ts'
import { everyNth, quotedRows, RATE, type Row, rows, sides } from './index-chain.ts'
import { type Contestant, local } from './interleave.ts'
import {
  loppattoGreeks,
  loppattoVolatility,
  type PeerAnswer,
  uqeeBisection,
  uqeeGreeks,
  uqeeNewton,
} from './npm-peers.ts'
import { MOVES, path, pools } from './pool-path.ts'
import type { QuantLib } from './quantlib.ts'
import { textbookGreeks, textbookImpliedVol } from './textbook-black.ts'
import { textbookLvr } from './textbook-pool.ts'

const OUT: GreeksColumns = greeksColumnsOf(rows.length)
const FOUND = new Float64Array(rows.length)
/** What is computed is kept here, so that no engine may leave the work out. */
export const kept = { lvr: 0 }

/** A scalar formula over rows, its answers written into columns as Kondor's are. */
function scalar(name: string, over: readonly Row[], price: (row: Row) => PeerAnswer): Contestant {
  return local(name, over.length, () => {
    for (let i = 0; i < over.length; i += 1) {
      const answer = price(over[i])
      OUT.price[i] = answer.price
      OUT.delta[i] = answer.delta
      OUT.gamma[i] = answer.gamma
      OUT.vega[i] = answer.vega
      OUT.theta[i] = answer.theta
      OUT.rho[i] = answer.rho
    }
  })
}

function solver(name: string, over: readonly Row[], find: (row: Row) => number): Contestant {
  return local(name, over.length, () => {
    for (let i = 0; i < over.length; i += 1) FOUND[i] = find(over[i])
  })
}

const scratch: PeerAnswer = { price: 0, delta: 0, gamma: 0, vega: 0, theta: 0, rho: 0 }

/** Greeks on the forward, as Kondor's. */
export function textbookAnswer(row: Row): PeerAnswer {
  textbookGreeks(row.isCall, row.forward, row.strike, row.years, row.volatility, RATE, scratch)
  return scratch
}

export const textbookVolatility = (row: Row): number =>
  textbookImpliedVol(row.isCall, row.forward, row.strike, row.years, row.discount, row.price)

/** Slow peers get every n-th row of the same chain. */
export const SLOW = { loppattoGreeks: 64, loppattoVolatility: 256, uqee: 4 } as const

export const greeksContestants = (quantLib: QuantLib | null): readonly Contestant[] => [
  local('Kondor', rows.length, () => {
    for (const { terms, right, strikes, vols, out } of sides) greeksColumns(terms, right, strikes, vols, out)
  }),
  scalar('textbook', rows, textbookAnswer),
  scalar('@uqee/black-scholes', rows, uqeeGreeks),
  scalar('black-scholes + greeks', everyNth(rows, SLOW.loppattoGreeks), loppattoGreeks),
  ...(quantLib === null ? [] : [quantLib.contestant('QuantLib BlackCalculator', 'greeks', rows.length)]),
]

export const volatilityContestants = (quantLib: QuantLib | null): readonly Contestant[] => [
  local('Kondor', quotedRows.length, () => {
    for (const { terms, right, strikes, prices, found } of sides) {
      impliedVolColumn(terms, right, strikes, prices, found)
    }
  }),
  solver('textbook', quotedRows, textbookVolatility),
  solver('@uqee/black-scholes, bisection', everyNth(quotedRows, SLOW.uqee), uqeeBisection),
  solver('@uqee/black-scholes, Newton', everyNth(quotedRows, SLOW.uqee), uqeeNewton),
  solver('implied-volatility', everyNth(quotedRows, SLOW.loppattoVolatility), loppattoVolatility),
  ...(quantLib === null
    ? []
    : [
        quantLib.contestant('QuantLib ImpliedStdDev', 'newton', quotedRows.length),
        quantLib.contestant('QuantLib ImpliedStdDevLiRS', 'lirs', quotedRows.length),
      ]),
]

export const poolContestants = ({ ours, textbook }: (typeof pools)[number]): readonly Contestant[] => [
  local('Kondor', MOVES, () => {
    kept.lvr += lvrOfPath(ours, path)
  }),
  local('textbook', MOVES, () => {
    kept.lvr += textbookLvr(textbook, path)
  }),
]
