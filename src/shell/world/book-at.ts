/** The book of the journal as it stood at a time, and the states its condors were sold in. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { formatNewYork, newYorkCivil } from '../../base/calendar/new-york.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { refusalLine } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, valueOrNull } from '../../base/vocabulary/result.ts'
import { applyEvents } from '../../engine/journal/apply-event.ts'
import { type EntryStates, bookFactsOf, condorOf } from '../../engine/journal/book-facts-of.ts'
import { type BookState, EMPTY_BOOK, isOpen } from '../../engine/journal/book-state.ts'
import type { JournalEvent } from '../../engine/journal/event.ts'
import { type OpenPosition, openPositions } from '../../engine/journal/open-positions.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { type BookFacts, type HeldOther, NOTHING_HELD } from '../../policy/book-facts.ts'
import { type MarketFacts, assembleFacts } from '../../policy/facts.ts'
import { readLevels } from '../../policy/market-readings.ts'
import { entryState } from '../../policy/position/entry-state.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { readJournal } from '../journal/open-journal.ts'
import type { Store } from '../store/store.ts'
import { readHistories } from './histories.ts'
import { UNDERLYING } from './read-chain.ts'
import { vxHistories } from './regime-histories.ts'
import { volatilityAt } from './volatility-at.ts'

/** Markets of earlier sessions, read once each. */
type Sessions = Map<string, MarketFacts | null>

/** The book before a decision on `facts`: what had happened by its as-of time. Refuses a journal that cannot be trusted. */
export async function bookAt(
  home: string,
  store: Store,
  facts: MarketFacts,
): Promise<Result<(rules: RuleSet) => BookFacts>> {
  const read = readJournal(home)
  if (!read.ok) return read
  const { asOf } = facts.market
  const events = eventsBy(
    read.value.entries.map(({ event }) => event),
    asOf,
  )
  const state = applyEvents(EMPTY_BOOK, events)
  if (!state.ok) return state
  const book = state.value
  const later = laterTrades(read.value.state, book, asOf)
  if (![...book.trades.values()].some(isOpen)) return accepted(() => ({ ...NOTHING_HELD, others: later }))
  const sessions = await sessionsOf(book, store, facts)
  return accepted((rules) => {
    const held = bookFactsOf(book, entriesOf(book, sessions, rules), asOf)
    return { ...held, others: [...held.others, ...later] }
  })
}

/** Trades that are open now and were not at the time of the quotes: said, so that nobody misses them. */
function laterTrades(now: BookState, then: BookState, asOf: EpochMs): readonly HeldOther[] {
  return [...now.trades.values()]
    .filter((trade) => isOpen(trade) && !then.trades.has(trade.id))
    .map(({ id, openedAt }) => ({
      trade: id,
      says: `opened ${formatNewYork(openedAt)}, after the time decided for (${formatNewYork(asOf)}): import newer quotes`,
      margin_dollars: 0,
    }))
}

/** What had happened by then, leaving out everything about trades that were opened later. */
function eventsBy(all: readonly JournalEvent[], asOf: EpochMs): readonly JournalEvent[] {
  const opened = new Set<string>()
  return all.filter((event) => {
    if (!happenedBy(event, asOf)) return false
    if (event.kind === 'position-opened' || event.kind === 'position-rolled') opened.add(event.trade)
    return !('trade' in event) || event.trade === null || opened.has(event.trade)
  })
}

/** Whether an event that moves the book took place by then. A baseline speaks of the trade's opening. */
function happenedBy(event: JournalEvent, asOf: EpochMs): boolean {
  switch (event.kind) {
    case 'position-opened':
      return event.openedAt_ms <= asOf
    case 'fill-recorded':
      return event.filledAt_ms <= asOf
    case 'position-rolled':
      return event.rolledAt_ms <= asOf
    case 'position-closed':
      return event.closedAt_ms <= asOf
    case 'position-settled':
      return event.settledAt_ms <= asOf
    case 'rules-recorded':
    case 'baseline-recorded':
      return true
    // None of these moves what is held.
    case 'note-recorded':
    case 'decision-recorded':
    case 'paper-opened':
    case 'paper-session-recorded':
      return false
  }
}

const sessionOf = ({ openedAt }: OpenPosition): string => newYorkCivil(openedAt).date

/** The market of each session in which a condor without a recorded baseline was sold: the chain struck nearest in time. */
async function sessionsOf(book: BookState, store: Store, facts: MarketFacts): Promise<Sessions> {
  const sessions: Sessions = new Map()
  const { chain } = facts.market
  for (const open of openPositions(book)) {
    const session = sessionOf(open)
    if (book.trades.get(open.trade)?.baseline !== null || sessions.has(session)) continue
    sessions.set(session, session === chain.sessionDate ? facts : await storedSession(store, open, session))
  }
  return sessions
}

async function storedSession(
  store: Store,
  { openedAt }: OpenPosition,
  session: string,
): Promise<MarketFacts | null> {
  const of = store
    .listChains(UNDERLYING)
    .filter(({ quotedAt }) => newYorkCivil(quotedAt).date === session)
    .sort((a, b) => Math.abs(a.quotedAt - openedAt) - Math.abs(b.quotedAt - openedAt))
  const [nearest] = of
  if (nearest === undefined) return null
  const stored = await store.readChain(nearest.path)
  const market = stored.ok ? readMarket(stored.value, { asOf: nearest.quotedAt }) : stored
  if (!market.ok) return null
  const day = dayNumber(market.value.chain.sessionDate)
  const histories = await readHistories(store, day)
  const known = assembleFacts({ market: market.value, history: histories.index, vixHistory: histories.vix })
  const futures = await vxHistories(store, day)
  return { ...known, volatility: volatilityAt(market.value, known.knownDay, histories, futures) }
}

type EntryOf = NonNullable<ReturnType<EntryStates['get']>>

function entriesOf(book: BookState, sessions: Sessions, rules: RuleSet): EntryStates {
  const entries = new Map<string, EntryOf>()
  for (const open of openPositions(book)) {
    const session = sessionOf(open)
    const facts = sessions.get(session) ?? null
    const condor = condorOf(open.legs)
    if (facts === null || typeof condor === 'string') continue
    const state = entryState(facts, readLevels(facts, rules), condor)
    const { chain } = facts.market
    const note = state.ok
      ? `from ${chain.source.name}, ${formatNewYork(chain.quotedAt)}`
      : `${chain.source.name} of ${chain.sessionDate}: ${refusalLine(state.refusal)}`
    const { name, contentHash } = chain.source
    const source = { source: name, contentHash, quotedAt: formatNewYork(chain.quotedAt) }
    entries.set(open.trade, { entry: valueOrNull(state), note, source: state.ok ? source : null })
  }
  return entries
}
