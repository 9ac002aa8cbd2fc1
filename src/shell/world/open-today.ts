/** Opens what a request points at, and decides on it by any rule set. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { type Refusal, refusalLine, refuse } from '../../base/vocabulary/refusal.ts'
import { accepted } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { type BookFacts, NOTHING_HELD } from '../../policy/book-facts.ts'
import { bridgeOf } from '../../policy/bridge/bridge-of.ts'
import { decide } from '../../policy/decide.ts'
import type { Decision } from '../../policy/decision.ts'
import { assembleFacts } from '../../policy/facts.ts'
import type { Known } from '../../policy/indicator-board/board.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { rulesChoice } from '../rules/rules-choice.ts'
import { kondorHome } from '../store/home.ts'
import { Store, type StoredChain } from '../store/store.ts'
import { assetBars } from './board-inputs.ts'
import { bookAt } from './book-at.ts'
import { earlierMarkets } from './earlier-markets.ts'
import { type Histories, readHistories } from './histories.ts'
import { lastInstant, lastKnownDay } from './as-of.ts'
import { UNDERLYING, asOfFor, chainFromFile } from './read-chain.ts'
import { eventSeries, regimeHistories, vxHistories } from './regime-histories.ts'
import { rulesSeries } from './rules-series.ts'
import { eventsByDay } from './scheduled-events.ts'
import { shockFacts } from './shock-facts.ts'
import {
  type AskedShock,
  type Opened,
  type TodayRequest,
  type TodaySource,
  notOpened,
  opened,
} from './today-source.ts'
import { volatilityAt } from './volatility-at.ts'

export async function openToday(request: TodayRequest): Promise<Opened<TodaySource>> {
  const store = new Store(kondorHome())
  try {
    const choice = rulesChoice(request.rules, store)
    if (!choice.ok) return choice
    const rulesOf = choice.value
    const found = await findChain(store, request)
    if (!found.ok) return found
    const { chain, histories } = found.value
    const market = readMarket(chain, { asOf: asOfFor(chain, request.asOf), rate: request.rate })
    if (!market.ok) return notOpened(market.refusal)
    const futures = await vxHistories(store, dayNumber(chain.sessionDate))
    const calendars = await eventSeries(store)
    const known = assembleFacts({
      market: market.value,
      history: histories.index,
      vixHistory: histories.vix,
      events: eventsByDay(calendars)(dayNumber(chain.sessionDate)),
      regimes: await regimeHistories(store, histories, futures, calendars),
      series: await rulesSeries(store, rulesOf.all),
    })
    const facts = { ...known, volatility: volatilityAt(market.value, known.knownDay, histories, futures) }
    const held = request.withoutBook === true ? null : await bookAt(kondorHome(), store, facts)
    if (held !== null && !held.ok && request.bookIfReadable !== true) return notOpened(held.refusal)
    const bookBy = held === null || !held.ok ? () => NOTHING_HELD : held.value
    const bookFor = (rules: RuleSet): Known<BookFacts> =>
      held === null || held.ok
        ? { known: true, value: bookBy(rules) }
        : { known: false, reason: refusalLine(held.refusal), needs: null }
    const stray = strayShock(request.shocks ?? [], bookBy(rulesOf.all[0]))
    if (stray !== null) return notOpened(stray)
    const { positions, hedges, indexOptions } = bookBy(rulesOf.all[0])
    // Beside an example whose dates are made up nothing of the store belongs.
    const wanted = positions.length + hedges.length + indexOptions.length > 0 && facts.regimes !== null
    const beside = wanted ? { ...facts, proxies: await assetBars(store) } : facts
    const moved = shockFacts(beside, request.shocks ?? [])
    if (!moved.ok) return notOpened(moved.refusal)
    const earlier = await earlierMarkets(store, market.value, positions, { histories, rate: request.rate })
    const made = (rules: RuleSet): Decision =>
      decide(moved.value.facts, rules, bookBy(rules), moved.value.byTrade, earlier)
    return opened<TodaySource>({
      rules: rulesOf.all.map(({ name, title, about }) => ({ name, title, about })),
      decide: (rulesName) => {
        const rules = rulesOf.named(rulesName)
        return rules.ok ? accepted(made(rules.value)) : rules
      },
      ruleSet: (rulesName) => rulesOf.named(rulesName),
      book: (rulesName) => {
        const rules = rulesOf.named(rulesName)
        return rules.ok ? accepted(bookBy(rules.value)) : rules
      },
      bridge: (rulesName) => {
        const rules = rulesOf.named(rulesName)
        if (!rules.ok) return rules
        return accepted(bridgeOf(made(rules.value), moved.value.facts, rules.value))
      },
      stress: async (rulesName, subject, episode) => {
        const rules = rulesOf.named(rulesName)
        if (!rules.ok) return rules
        const { stressOf } = await import('./stress-of.ts')
        const held = bookBy(rules.value)
        return stressOf({ facts: moved.value.facts, held, decision: made(rules.value) }, subject, episode)
      },
      indicators: async (rulesName) => {
        const rules = rulesOf.named(rulesName)
        if (!rules.ok) return rules
        // Loaded here, because no decision waits for the board.
        const { indicatorsOf } = await import('./indicators-of.ts')
        return accepted(await indicatorsOf(facts, rules.value, request.rate, bookFor(rules.value)))
      },
    })
  } finally {
    store.close()
  }
}

/** A shock for a trade that is not an open condor would silently move nothing. */
function strayShock(shocks: readonly AskedShock[], book: BookFacts): Refusal | null {
  const open = book.positions.map(({ trade }) => trade)
  const stray = shocks.find(({ trade }) => trade !== null && !open.includes(trade))
  if (stray === undefined) return null
  const wanted = open.length === 0 ? 'an open condor; none is open' : `an open condor: ${open.join(', ')}`
  return refuse('command.bad-input', { field: '--shock', was: stray.trade, wanted, source: 'command line' })
}

interface Found {
  readonly chain: ChainSnapshot
  readonly histories: Histories
}

/** Formats whose dates are made up for an example: no history of the real index belongs beside them. */
const ILLUSTRATIVE_FORMATS: ReadonlySet<string> = new Set(['vix-whitepaper'])
const NO_HISTORIES: Histories = { index: null, vix: null }

async function findChain(store: Store, request: TodayRequest): Promise<Opened<Found>> {
  if (request.chainFile !== null) return withHistories(store, await chainFromFile(request.chainFile, request))
  const stored = newestStored(store, request)
  if (stored !== null && request.asOf === null) return withHistories(store, await readStored(store, stored))
  const histories = await readHistories(store, lastKnownDay(request.asOf))
  if (stored !== null && quotedDay(stored) >= newestDay(histories, request)) {
    return withHistories(store, await readStored(store, stored))
  }
  // Loaded here, because real chains need no models.
  const { modelledChain } = await import('./modelled-chain.ts')
  const modelled = modelledChain(histories, request.asOf, request.rate)
  return modelled.ok ? opened({ chain: modelled.value, histories }) : notOpened(modelled.refusal)
}

async function withHistories(store: Store, chain: Opened<ChainSnapshot>): Promise<Opened<Found>> {
  if (!chain.ok) return chain
  const { sessionDate, source } = chain.value
  const histories = ILLUSTRATIVE_FORMATS.has(source.format)
    ? NO_HISTORIES
    : await readHistories(store, dayNumber(sessionDate))
  return opened({ chain: chain.value, histories })
}

/** The newest stored chain struck at or before the as-of time, or null where there is none. */
function newestStored(store: Store, request: TodayRequest): StoredChain | null {
  const limit = lastInstant(request.asOf)
  const known = store.listChains(UNDERLYING).filter((chain) => chain.quotedAt <= limit)
  return known.reduce<StoredChain | null>(
    (best, chain) => (best === null || chain.quotedAt > best.quotedAt ? chain : best),
    null,
  )
}

const quotedDay = (stored: StoredChain): number => dayNumber(newYorkCivil(stored.quotedAt).date)

/** The newest day of the index history that is known at the as-of time: a day asked for is not answered by older quotes. */
function newestDay({ index }: Histories, request: TodayRequest): number {
  const row = index === null ? -1 : indexAtOrBefore(index.days, lastKnownDay(request.asOf))
  return row < 0 ? Number.NEGATIVE_INFINITY : (index?.days[row] ?? Number.NEGATIVE_INFINITY)
}

async function readStored(store: Store, { path }: StoredChain): Promise<Opened<ChainSnapshot>> {
  const stored = await store.readChain(path)
  return stored.ok ? opened(stored.value) : notOpened(stored.refusal)
}
