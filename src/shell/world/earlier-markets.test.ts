import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { syntheticChain } from '../../../test/support/synthetic-chain.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import type { HeldPosition } from '../../policy/book-facts.ts'
import { Store } from '../store/store.ts'
import { earlierMarkets } from './earlier-markets.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'kondor-earlier-'))
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

function chainOf(sessionDate: string, minutes: number) {
  const quotedAt = newYorkInstant(isoDate(sessionDate), minutes)
  const expiries = [{ root: 'SPXW', expiration: '2024-02-16' }]
  const chain = syntheticChain({ sessionDate, quotedAt, expiries })
  const contentHash = quotedAt.toString(16).padEnd(64, '0')
  return { ...chain, source: { ...chain.source, contentHash } }
}
const WORLD = { histories: { index: null, vix: null }, rate: null }

describe('the snapshots before', () => {
  it('is the last of an earlier session; of the session itself only where a trade was opened after that', async () => {
    const store = new Store(home)
    for (const [date, minutes] of [
      ['2024-01-03', 975],
      ['2024-01-04', 700],
      ['2024-01-04', 975],
      ['2024-01-05', 700],
    ] as const) {
      await store.putChain(chainOf(date, minutes))
    }
    const now = chainOf('2024-01-05', 975)
    const market = mustAccept(readMarket(now, { asOf: now.quotedAt }))
    const held = (openedAt: EpochMs): readonly HeldPosition[] => [{ openedAt } as HeldPosition]
    const times = async (openedAt: EpochMs) =>
      (await earlierMarkets(store, market, held(openedAt), WORLD)).markets.map(({ chain }) => chain.quotedAt)
    const at = (date: string, minutes: number) => newYorkInstant(isoDate(date), minutes)
    expect(await times(at('2024-01-02', 900))).toEqual([at('2024-01-04', 975)])
    expect(await times(at('2024-01-05', 600))).toEqual([at('2024-01-04', 975), at('2024-01-05', 700)])
    const first = chainOf('2024-01-02', 975)
    const alone = mustAccept(readMarket(first, { asOf: first.quotedAt }))
    expect(await earlierMarkets(store, alone, held(at('2024-01-02', 900)), WORLD)).toMatchObject({
      markets: [],
      note: expect.stringContaining('no earlier chain is stored') as string,
    })
    store.close()
  })
})
