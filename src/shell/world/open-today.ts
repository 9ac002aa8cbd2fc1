/** Opens what a request points at, and decides on it by any rule set. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { accepted } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { decide } from '../../policy/decide.ts'
import { assembleFacts } from '../../policy/facts.ts'
import { PRESETS, presetNamed } from '../../policy/rules/presets.ts'
import { kondorHome } from '../store/home.ts'
import { Store } from '../store/store.ts'
import { type Histories, readHistories } from './histories.ts'
import { lastInstant, lastKnownDay } from './as-of.ts'
import { UNDERLYING, asOfFor, chainFromFile } from './read-chain.ts'
import { type Opened, type TodayRequest, type TodaySource, notOpened, opened } from './today-source.ts'

export async function openToday(request: TodayRequest): Promise<Opened<TodaySource>> {
  const store = new Store(kondorHome())
  try {
    const found = await findChain(store, request)
    if (!found.ok) return found
    const { chain, histories } = found.value
    const market = readMarket(chain, { asOf: asOfFor(chain, request.asOf), rate: request.rate })
    if (!market.ok) return notOpened(market.refusal)
    const facts = assembleFacts({ market: market.value, history: histories.index, vixHistory: histories.vix })
    return opened<TodaySource>({
      rules: PRESETS.map(({ name, title, about }) => ({ name, title, about })),
      decide: (rulesName) => {
        const rules = presetNamed(rulesName)
        return rules.ok ? accepted(decide(facts, rules.value)) : rules
      },
    })
  } finally {
    store.close()
  }
}

interface Found {
  readonly chain: ChainSnapshot
  readonly histories: Histories
}

async function findChain(store: Store, request: TodayRequest): Promise<Opened<Found>> {
  const chain = await quotedChain(store, request)
  if (chain !== null) {
    if (!chain.ok) return chain
    const histories = await readHistories(store, dayNumber(chain.value.sessionDate))
    return opened({ chain: chain.value, histories })
  }
  const histories = await readHistories(store, lastKnownDay(request.asOf))
  // Loaded here, because real chains need no models.
  const { modelledChain } = await import('./modelled-chain.ts')
  const modelled = modelledChain(histories, request.asOf, request.rate)
  return modelled.ok ? opened({ chain: modelled.value, histories }) : notOpened(modelled.refusal)
}

/** The file's chain, the newest stored one, or null where none is stored. */
async function quotedChain(store: Store, request: TodayRequest): Promise<Opened<ChainSnapshot> | null> {
  if (request.chainFile !== null) return chainFromFile(request.chainFile, request)
  const limit = lastInstant(request.asOf)
  const known = store.listChains(UNDERLYING).filter((chain) => chain.quotedAt <= limit)
  const newest = known.reduce<(typeof known)[number] | null>(
    (best, chain) => (best === null || chain.quotedAt > best.quotedAt ? chain : best),
    null,
  )
  if (newest === null) return null
  const stored = await store.readChain(newest.path)
  return stored.ok ? opened(stored.value) : notOpened(stored.refusal)
}
