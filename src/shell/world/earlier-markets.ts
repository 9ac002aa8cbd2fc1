/** The snapshots before the one decided on: what a book has earned since yesterday is counted from them. */
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { inCalendar, previousSession } from '../../base/calendar/sessions.ts'
import { refusalLine } from '../../base/vocabulary/refusal.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import type { HeldPosition } from '../../policy/book-facts.ts'
import type { EarlierMarkets } from '../../policy/position/earlier-mark.ts'
import type { Store, StoredChain } from '../store/store.ts'
import type { Histories } from './histories.ts'
import { UNDERLYING } from './read-chain.ts'

const MODEL_FORMAT = 'model'

/**
 * The last stored chain of an earlier session, and, where a trade was opened after it, the last of the session itself. A modelled
 * chain is compared with the modelled one of the session before: quotes against a model would show the model's error.
 */
export async function earlierMarkets(
  store: Store,
  market: MarketState,
  held: readonly HeldPosition[],
  world: { readonly histories: Histories; readonly rate: number | null },
): Promise<EarlierMarkets> {
  const { chain } = market
  if (held.length === 0) return { markets: [], note: 'nothing is held' }
  if (chain.source.format === MODEL_FORMAT) return modelledBefore(market, world)
  const before = store.listChains(UNDERLYING).filter(({ quotedAt }) => quotedAt < chain.quotedAt)
  const yesterday = latest(before.filter(({ quotedAt }) => newYorkCivil(quotedAt).date < chain.sessionDate))
  const today = latest(before.filter(({ quotedAt }) => newYorkCivil(quotedAt).date === chain.sessionDate))
  const isNewer = held.some(({ openedAt }) => yesterday === null || openedAt > yesterday.quotedAt)
  const wanted = [yesterday, isNewer ? today : null].filter((one) => one !== null)
  const markets: MarketState[] = []
  let note = 'no earlier chain is stored: import one with kondor import FILE'
  for (const { path, quotedAt } of wanted) {
    const stored = await store.readChain(path)
    const read = stored.ok
      ? readMarket(stored.value, { asOf: quotedAt, yearClock: market.yearClock })
      : stored
    if (read.ok) markets.push(read.value)
    else note = refusalLine(read.refusal)
  }
  return { markets, note }
}

const latest = (chains: readonly StoredChain[]): StoredChain | null =>
  chains.reduce<StoredChain | null>(
    (best, chain) => (best === null || chain.quotedAt > best.quotedAt ? chain : best),
    null,
  )

async function modelledBefore(
  { chain, yearClock }: MarketState,
  { histories, rate }: { readonly histories: Histories; readonly rate: number | null },
): Promise<EarlierMarkets> {
  if (!inCalendar(chain.sessionDate)) return { markets: [], note: 'outside the exchange calendar' }
  const { modelledChain } = await import('./modelled-chain.ts')
  const date = previousSession(chain.sessionDate)
  const modelled = modelledChain(histories, { date, instant: null }, rate)
  if (!modelled.ok) return { markets: [], note: refusalLine(modelled.refusal) }
  const read = readMarket(modelled.value, { asOf: modelled.value.quotedAt, yearClock })
  return read.ok ? { markets: [read.value], note: '' } : { markets: [], note: refusalLine(read.refusal) }
}
