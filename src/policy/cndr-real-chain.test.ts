/**
 * The preset `cndr` on a real chain: SPX of 2024-01-05, where the strikes of the published rule are worked out again from nothing but
 * the quotes in the file.
 */
import fs from 'node:fs'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { describe, expect } from 'vitest'
import { itWithRealData } from '../../test/support/real-data.ts'
import { isoDate } from '../base/calendar/civil.ts'
import { mustAccept } from '../base/vocabulary/result.ts'
import { resolveCondor } from '../book/structure/resolve-condor.ts'
import type { MarketState } from '../market/surface/market-state.ts'
import { readMarket } from '../market/surface/read-market.ts'
import { readMarketFile } from '../shell/importer/read-file.ts'
import { decide } from './decide.ts'
import { assembleFacts } from './facts.ts'
import { presetNamed } from './rules/presets.ts'

const CHAIN = 'spx-chain-2024-01-05/spx_quotedata.csv'
const RULES = mustAccept(presetNamed('cndr'))
const [{ contract: CONTRACT }] = RULES.structures

/** Third Fridays, 9:30 in New York; the file was quoted at the close of Friday 5 January, 16:15. */
const MONTHS = [
  ['2024-01-19', 'Fri Jan 19 2024'],
  ['2024-02-16', 'Fri Feb 16 2024'],
  ['2024-03-15', 'Fri Mar 15 2024'],
] as const

/**
 * How much nearer to the asked delta another strike may be. Kondor reads deltas off its fitted smile, this test off each mid, and the
 * vendor off its own model; from one strike to the next delta changes by 0.003 to 0.01 at the shorts.
 */
const OWN_TOLERANCE = 0.002
const VENDOR_TOLERANCE = 0.006

interface Row {
  readonly strike: number
  readonly call: { readonly mid: number; readonly bid: number; readonly vendorDelta: number }
  readonly put: { readonly mid: number; readonly bid: number; readonly vendorDelta: number }
}

let market: Promise<MarketState> | null = null
const marketOf = (file: string): Promise<MarketState> =>
  (market ??= (async () => {
    const [chain] = mustAccept(await readMarketFile(file)).chains
    return mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
  })())

/** Rows of the AM settled class of one expiration, straight from the text of the file. */
function rowsOf(file: string, vendorDate: string): readonly Row[] {
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(','))
    .filter(([date = '', call = '']) => date === vendorDate && /^SPX\d{6}C/.test(call))
    .map((cells) => {
      const at = (i: number): number => Number(cells[i])
      const side = (first: number) => ({
        bid: at(first),
        mid: (at(first) + at(first + 1)) / 2,
        vendorDelta: at(first + 4),
      })
      return { strike: at(11), call: side(4), put: side(15) }
    })
    .sort((a, b) => a.strike - b.strike)
}

/** Forward and discount: the straight line of call less put over the strikes within a tenth of 4,700. */
function lineOf(rows: readonly Row[]): { readonly F: number; readonly D: number } {
  const near = rows.filter(
    ({ strike, call, put }) => Math.abs(strike / 4700 - 1) < 0.1 && call.bid > 0 && put.bid > 0,
  )
  const mean = (of: (row: Row) => number): number => near.reduce((sum, row) => sum + of(row), 0) / near.length
  const [mK, mY] = [mean(({ strike }) => strike), mean(({ call, put }) => call.mid - put.mid)]
  const cross = near.reduce(
    (sum, { strike, call, put }) => sum + (strike - mK) * (call.mid - put.mid - mY),
    0,
  )
  const D = -cross / near.reduce((sum, { strike }) => sum + (strike - mK) * (strike - mK), 0)
  return { D, F: mK + mY / D }
}

/** Absolute delta on the forward at the volatility of the option's own mid, by halving. */
function deltaOf(
  right: 'C' | 'P',
  K: number,
  mid: number,
  { F, D }: { readonly F: number; readonly D: number },
): number {
  const sign = right === 'C' ? 1 : -1
  const d1 = (s: number): number => Math.log(F / K) / s + s / 2
  const price = (s: number): number =>
    D * sign * (F * normalCdf(sign * d1(s), 0, 1) - K * normalCdf(sign * (d1(s) - s), 0, 1))
  let [low, high] = [1e-4, 2]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (price(middle) < mid) low = middle
    else high = middle
  }
  return normalCdf(sign * d1(low), 0, 1)
}

describe('the preset cndr on the chain of 2024-01-05', () => {
  for (const [expiration, vendorDate] of MONTHS) {
    itWithRealData(
      `sells nearest 20 delta and buys nearest 5 delta of ${expiration}, AM settled`,
      CHAIN,
      async (file) => {
        const on = { kind: 'on-date', expiration: isoDate(expiration), settlement: 'AM' } as const
        const condor = mustAccept(resolveCondor({ ...CONTRACT, expiry: on }, await marketOf(file)))
        expect([condor.expiry.slice.root, condor.expiry.slice.settlement]).toEqual(['SPX', 'AM'])
        const rows = rowsOf(file, vendorDate)
        const line = lineOf(rows)
        for (const [at, right, side, delta] of [
          [0, 'P', 'put', 0.05],
          [1, 'P', 'put', 0.2],
          [2, 'C', 'call', 0.2],
          [3, 'C', 'call', 0.05],
        ] as const) {
          const listed = rows.filter(
            (row) => row[side].bid > 0 && (right === 'C' ? row.strike > line.F : row.strike < line.F),
          )
          const strike = condor.legs[at].strike_points
          const chosen = listed.find((row) => row.strike === strike)
          if (chosen === undefined) throw new Error(`${strike} is not in the file`)
          const own = (row: Row): number => deltaOf(right, row.strike, row[side].mid, line)
          const vendor = (row: Row): number => Math.abs(row[side].vendorDelta)
          for (const [of, tolerance] of [
            [own, OWN_TOLERANCE],
            [vendor, VENDOR_TOLERANCE],
          ] as const) {
            const away = (row: Row): number => Math.abs(of(row) - delta)
            expect(away(chosen), `${right} ${strike}`).toBeLessThanOrEqual(
              Math.min(...listed.map(away)) + tolerance,
            )
          }
        }
      },
    )
  }
  itWithRealData(
    'takes the standard month nearest thirty days on a day that is no roll',
    CHAIN,
    async (file) => {
      const facts = assembleFacts({
        market: await marketOf(file),
        history: null,
        vixHistory: null,
        events: null,
      })
      const [condor] = decide(facts, RULES).candidates
      expect([condor.root, condor.expiration, condor.settlement]).toEqual(['SPX', '2024-02-16', 'AM'])
      expect(condor.legs.map((leg) => leg.strike_points)).toEqual([4260, 4540, 4870, 4995])
    },
  )
})
