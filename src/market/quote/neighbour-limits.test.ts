import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { quoteRows, type RowWritten } from '../../../test/support/quote-rows.ts'
import { syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { readMarketFile } from '../../shell/importer/read-file.ts'
import { acceptQuotes } from './accept-quotes.ts'
import type { ChainSnapshot, ExpirySlice } from './chain.ts'
import { outOfLine } from './neighbour-limits.ts'

/** The quotes of a slice as rows. */
function rowsOf(slice: ExpirySlice): RowWritten[] {
  return (['C', 'P'] as const).flatMap((right) => {
    const side = right === 'C' ? slice.calls : slice.puts
    return Array.from(slice.strikes_points, (strike, i) => ({
      root: slice.root,
      expiration: slice.expiration,
      strike,
      right,
      bid: side.bids_points[i] ?? 0,
      ask: side.asks_points[i] ?? 0,
      quoted: side.state[i] !== 0,
    })).filter((row) => row.quoted)
  })
}

const refusedRows = (rows: readonly RowWritten[]): number[] => {
  const acceptance = acceptQuotes(quoteRows(rows))
  return rows.flatMap((_, row) => (acceptance.codeOf(row) === null ? [] : [row]))
}

const rows = rowsOf(syntheticChain({ expiries: [{ root: 'SPXW', expiration: '2024-02-16' }] }).expiries[0])
const slips: readonly (readonly [string, (row: RowWritten) => RowWritten])[] = [
  ['both prices times ten', (row) => ({ ...row, bid: (row.bid ?? 0) * 10, ask: (row.ask ?? 0) * 10 })],
  ['both prices a tenth', (row) => ({ ...row, bid: (row.bid ?? 0) / 10, ask: (row.ask ?? 0) / 10 })],
  ['the ask times ten', (row) => ({ ...row, ask: (row.ask ?? 0) * 10 })],
  ['the bid a tenth', (row) => ({ ...row, bid: (row.bid ?? 0) / 10 })],
]

describe('neighbours', () => {
  it('find nothing at fault in a sound chain', () => {
    expect(rows.length).toBeGreaterThan(100)
    expect(refusedRows(rows)).toEqual([])
  })
  it.each(slips)('find the one quote with %s, wherever it stands, and no other', (_, slip) => {
    const dear = rows.flatMap((row, at) => ((row.bid ?? 0) >= 1.5 ? [at] : []))
    fc.assert(
      fc.property(fc.constantFrom(...dear), (at) => {
        expect(refusedRows(rows.map((row, i) => (i === at ? slip(row) : row)))).toEqual([at])
      }),
      { numRuns: 200 },
    )
  })
  it('let two quotes at odds stand: neither can be said to be wrong', () => {
    expect(refusedRows([{ strike: 4800 }, { strike: 4900, bid: 20, ask: 20.2 }])).toEqual([])
  })
  it('take time linear in a series of nonsense', () => {
    const nonsense = (count: number): RowWritten[] =>
      Array.from({ length: count }, (_, i) => ({ strike: 100 + i, bid: (i * 7919) % 97, ask: 100 }))
    const timer = (count: number): (() => number) => {
      const table = quoteRows(nonsense(count))
      const all = Uint32Array.from({ length: count }, (_, row) => row)
      const states = new Uint8Array(count).fill(1)
      return () => {
        const start = process.cpuUsage()
        expect(outOfLine(table, all, states).length).toBeGreaterThan(0)
        const { user, system } = process.cpuUsage(start)
        return user + system
      }
    }
    timer(20_000)()
    // Two doublings of at most 2.2 each: over one, the step at which lists move to another part of the heap is a fifth of the cost.
    const TWICE_DOUBLED = 2.2 * 2.2
    // The sizes take turns, so that a collection of other tests' memory cannot fall on one of them alone; the least of each
    // is its cost. Noise only adds, and a quadratic search costs sixteen times as much however often it is tried.
    const [single, fourfold] = [timer(50_000), timer(200_000)]
    let [ofSingle, ofFourfold] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    for (let round = 0; round < 40 && (round < 9 || ofFourfold > TWICE_DOUBLED * ofSingle); round += 1) {
      ofSingle = Math.min(ofSingle, single())
      ofFourfold = Math.min(ofFourfold, fourfold())
    }
    expect(ofFourfold / ofSingle).toBeLessThanOrEqual(TWICE_DOUBLED)
  })
  itWithRealData(
    'a real chain has none at fault, and 98 of 100 slips planted in it are found without hurting others',
    'spx-chain-2024-01-05/spx_quotedata.csv',
    async (file) => {
      const outcome = await readMarketFile(file)
      const chain: ChainSnapshot | null = outcome.ok ? (outcome.value.chains[0] ?? null) : null
      expect(chain?.counts.refusedByCode['quote.out-of-line']).toBeUndefined()
      const real = (chain?.expiries ?? []).flatMap(rowsOf)
      let planted = 0
      let found = 0
      for (const [index, [, slip]] of slips.entries()) {
        const at = new Set(real.flatMap((_, i) => ((i * 31 + index * 7) % 97 === 0 ? [i] : [])))
        const changed = real.map((row, i) => (at.has(i) ? slip(row) : row))
        const hit = new Set(
          [...at].filter((i) => changed[i]?.bid !== real[i]?.bid || changed[i]?.ask !== real[i]?.ask),
        )
        const refused = refusedRows(changed)
        planted += hit.size
        found += refused.filter((row) => hit.has(row)).length
        expect(refused.filter((row) => !hit.has(row))).toEqual([])
      }
      expect(planted).toBeGreaterThan(500)
      // What is missed costs a few cents: 0.05 read as 0.50, beside neighbours of the same.
      expect(found / planted).toBeGreaterThan(0.96)
    },
  )
})
