/** What the indicator board reads from the store beside the facts of a decision. Nothing of it is read for a decision. */
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import type { BoardInputs } from '../../policy/indicator-board/indicator-board.ts'
import { kondorHome } from '../store/home.ts'
import { Store } from '../store/store.ts'
import { INDEX_SYMBOLS, VIX_SYMBOLS } from './histories.ts'
import { UNDERLYING } from './read-chain.ts'
import { ADVANCES, DECLINES, EVENT_SYMBOL, VIX3M, VIX9D, columnOf } from './regime-histories.ts'

const VVIX = ['VVIX'] as const
const SKEW = ['SKEW'] as const
/** Shown as indicators of their own, so neither as figures nor as assets. */
const SHOWN_APART: ReadonlySet<string> = new Set([
  ...INDEX_SYMBOLS,
  ...VIX_SYMBOLS,
  ...VIX9D,
  ...VIX3M,
  ...VVIX,
  ...SKEW,
  ...ADVANCES,
  ...DECLINES,
])
/** An earlier chain has expiries and quotes in common with this one for about a week. */
const EARLIER_MS_MAX = 7 * 86_400_000

export type StoredInputs = Omit<BoardInputs, 'rules' | 'book'>

/** Reads what is stored. Beside an example whose dates are made up (no history in the facts) nothing belongs. */
export async function boardInputs(facts: MarketFacts, givenRate: number | null): Promise<StoredInputs> {
  const ownRates = givenRate === null ? null : readOwn(facts.market)
  if (facts.regimes === null) {
    return { givenRate, vvix: null, skew: null, series: [], assets: [], ownRates, before: null }
  }
  const store = new Store(kondorHome())
  try {
    return {
      givenRate,
      vvix: await columnOf(store, VVIX),
      skew: await columnOf(store, SKEW),
      series: await figures(store),
      assets: await assetBars(store),
      ownRates,
      before: await earlierReading(store, facts.market, givenRate),
    }
  } finally {
    store.close()
  }
}

async function figures(store: Store): Promise<readonly ValueSeries[]> {
  const found: ValueSeries[] = []
  for (const symbol of store.symbols('series')) {
    if (SHOWN_APART.has(symbol) || EVENT_SYMBOL.test(symbol)) continue
    const read = await store.series(symbol)
    if (read.ok) found.push(read.value.data)
  }
  return found
}

/** Bars of everything that is not shown as an indicator of its own. */
export async function assetBars(store: Store): Promise<readonly DailyBars[]> {
  const found: DailyBars[] = []
  for (const symbol of store.symbols('bars')) {
    if (SHOWN_APART.has(symbol)) continue
    const read = await store.bars(symbol)
    if (read.ok) found.push(read.value.data)
  }
  return found
}

/** The index and the assets that an account is held beside; empty where the store has no other assets. */
export async function proxiesOf(store: Store, index: DailyBars | null): Promise<readonly DailyBars[]> {
  const assets = await assetBars(store)
  return assets.length === 0 || index === null ? assets : [index, ...assets]
}

function readOwn({ chain, asOf }: MarketState): MarketState | null {
  const read = readMarket(chain, { asOf, rate: null })
  return read.ok ? read.value : null
}

/** The newest stored chain struck before the one at hand and within a week of it, read. */
async function earlierReading(
  store: Store,
  { chain }: MarketState,
  rate: number | null,
): Promise<MarketState | null> {
  const before = store
    .listChains(UNDERLYING)
    .filter(({ quotedAt }) => quotedAt < chain.quotedAt && quotedAt >= chain.quotedAt - EARLIER_MS_MAX)
  const [newest] = before.toSorted((a, b) => b.quotedAt - a.quotedAt)
  if (newest === undefined) return null
  const stored = await store.readChain(newest.path)
  if (!stored.ok) return null
  const read = readMarket(stored.value, { asOf: stored.value.quotedAt, rate })
  return read.ok ? read.value : null
}
