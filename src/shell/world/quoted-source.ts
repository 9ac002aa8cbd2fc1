/** Days of stored option chains: the last snapshot of each session, or all of them, read as a decision reads it. */
import { createHash } from 'node:crypto'
import { dayNumber } from '../../base/calendar/civil.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { sessionHours, sessionsFrom } from '../../base/calendar/sessions.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { refusalLine, refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result, valueOrNull } from '../../base/vocabulary/result.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import { modelledCurve } from '../../engine/backtest/indexed-days.ts'
import { settlementOfBars } from '../../engine/backtest/settlements-of-bars.ts'
import { DIVIDEND_YIELD_DEFAULT } from '../../market/model/model-chain.ts'
import { closeOn } from '../../market/series/close-on.ts'
import { readMarket } from '../../market/surface/read-market.ts'
import { assembleFacts } from '../../policy/facts.ts'
import type { Store, StoredChain } from '../store/store.ts'
import { lastKnownDay } from './as-of.ts'
import type { BacktestRequest, BacktestSource, SourceNote } from './backtest-source.ts'
import { proxiesOf } from './board-inputs.ts'
import { type BesidePrices, besidePrices } from './beside-prices.ts'
import { billYields, type BillYields } from './bill-yields.ts'
import { fileName } from './file-name.ts'
import { type Histories, readHistories } from './histories.ts'
import { assumedVro, officialSettlements, type OfficialSettlements } from './official-settlements.ts'
import { UNDERLYING } from './read-chain.ts'
import { eventSeries } from './regime-histories.ts'
import { eventsByDay } from './scheduled-events.ts'
import { type VxCurves, vxCurves } from './vx-curves.ts'

/** What quoted days are made of beside the chains. */
interface Surroundings {
  readonly histories: Histories
  readonly bills: BillYields | null
  readonly official: OfficialSettlements
  readonly events: ReturnType<typeof eventsByDay>
  readonly futures: VxCurves
  readonly beside: BesidePrices
}

export async function quotedSource(store: Store, request: BacktestRequest): Promise<Result<BacktestSource>> {
  const chains = chainsByDay(store.listChains(UNDERLYING), request)
  const [from, to] = [[...chains.keys()][0], [...chains.keys()].at(-1)]
  if (from === undefined || to === undefined || chains.size < 2) return tooFew(chains.size, request, store)
  const sessions = sessionsFrom(from, to)
  const stored = [...chains.values()].flat()
  const hash = createHash('sha256').update(JSON.stringify([from, to]))
  const calendars = await eventSeries(store)
  const histories = await readHistories(store, dayNumber(to))
  const futures = await vxCurves(store)
  for (const { hash: own } of stored) hash.update(own)
  const known = { histories, futures, calendars, rules: request.rules ?? [], hash }
  const around: Surroundings = {
    histories,
    bills: await billYields(store, dayNumber(from), dayNumber(to)),
    official: await officialSettlements(store),
    events: eventsByDay(calendars),
    futures,
    beside: await besidePrices(store, known),
  }
  const { bills, official } = around
  const columns = [histories.index, histories.vix].flatMap((bars) =>
    bars === null ? [] : [bars.days, bars.closes],
  )
  if (bills !== null) columns.push(bills.series.days, bills.series.values)
  for (const column of columns) hash.update(column)
  for (const { symbol, days, values } of calendars) hash.update(symbol).update(days).update(values)
  official.hashInto(hash)
  for (const { expirationDay, days, settles } of futures.contracts) {
    hash.update(`VX ${expirationDay}`).update(days).update(settles)
  }
  const own = hash.digest('hex')
  return accepted({
    data: 'quoted',
    rung: 'quoted',
    from,
    to,
    sessions: sessions.length,
    count: stored.length + sessions.length - chains.size,
    contentHash: around.beside.hashWith(own, request.rules ?? []),
    dataHashOf: (rules) => around.beside.hashWith(own, [rules]),
    notes: [
      ...notesOf(around, stored.length, sessions.length, request.snapshots === 'all'),
      { what: 'VX futures', says: futures.says(from, to), rung: null },
      ...around.beside.notes,
    ],
    seed: null,
    proxies: () => proxiesOf(store, histories.index),
    days: () => quotedDays(store, sessions, chains, around),
    close: () => store.close(),
  })
}

/** The last chain of each session, or all of them, in order of time. Of several of one instant the last counts. */
function chainsByDay(
  chains: readonly StoredChain[],
  { from, to, snapshots }: BacktestRequest,
): ReadonlyMap<IsoDate, readonly StoredChain[]> {
  const found = new Map<IsoDate, StoredChain[]>()
  for (const chain of [...chains].sort((a, b) => a.quotedAt - b.quotedAt)) {
    const { date } = newYorkCivil(chain.quotedAt)
    if ((from !== null && date < from) || (to !== null && date > to) || sessionHours(date) === null) continue
    const before = found.get(date) ?? []
    const kept = snapshots === 'all' ? before.filter(({ quotedAt }) => quotedAt < chain.quotedAt) : []
    found.set(date, [...kept, chain])
  }
  return found
}

async function* quotedDays(
  store: Store,
  sessions: readonly IsoDate[],
  chains: ReadonlyMap<IsoDate, readonly StoredChain[]>,
  around: Surroundings,
): AsyncGenerator<BacktestDay> {
  let before: IsoDate | null = null
  for (const date of sessions) {
    const stored = chains.get(date) ?? [null]
    for (const [i, chain] of stored.entries()) {
      const day = await quotedDay(store, date, before, chain, around)
      yield i < stored.length - 1 ? { ...day, more: true } : day
    }
    before = date
  }
}

async function quotedDay(
  store: Store,
  date: IsoDate,
  before: IsoDate | null,
  stored: StoredChain | null,
  { histories, bills, official, events, futures, beside }: Surroundings,
): Promise<BacktestDay> {
  const day = dayNumber(date)
  const hours = sessionHours(date)
  assert(hours !== null, 'a session has hours', { date })
  const { index, vix } = histories
  const at = stored?.quotedAt ?? hours.closesAt
  const common = {
    date,
    at,
    settlementValue: (series: Parameters<BacktestDay['settlementValue']>[0]) =>
      official.settle(
        series,
        day,
        () =>
          (index === null ? null : settlementOfBars({ bars: index }, series, day)) ??
          (vix === null ? null : assumedVro(vix, series, day)),
      ),
    billRate: bills?.rateOn(day) ?? null,
    marketReturn: marketReturn(histories, before, day),
  }
  if (stored === null) return { ...common, facts: null, hole: 'no stored chain' }
  const chain = await store.readChain(stored.path)
  if (!chain.ok) return { ...common, facts: null, hole: refusalLine(chain.refusal) }
  const market = readMarket(chain.value, { asOf: chain.value.quotedAt })
  if (!market.ok) return { ...common, facts: null, hole: refusalLine(market.refusal) }
  const rate = common.billRate
  const level = valueOrNull(market.value.vix)?.level_vol_points ?? null
  // By day the closes and settlements of the session are still to come: those of the session before are what is known.
  const knownDay = lastKnownDay({ date, instant: at })
  const now = { knownDay, vix_vol_points: knownDay === day ? null : level }
  const curve =
    futures.at(day, level, rate, knownDay) ?? (vix === null ? null : modelledCurve(vix, day, rate, now))
  const facts = assembleFacts({
    market: market.value,
    history: index,
    vixHistory: vix,
    volatility: curve,
    events: events(day),
    regimes: beside.regimes,
    series: beside.series,
  })
  return { ...common, facts, hole: null }
}

function marketReturn({ index }: Histories, before: IsoDate | null, day: number): number | null {
  if (index === null || before === null) return null
  const [from, to] = [closeOn(index, dayNumber(before)), closeOn(index, day)]
  if (from === null || to === null) return null
  return to / from - 1 + (DIVIDEND_YIELD_DEFAULT * (day - dayNumber(before))) / 365
}

const tooFew = (count: number, { from, to }: BacktestRequest, store: Store): Result<never> =>
  refused(
    refuse('series.missing', {
      field: 'chains',
      was: count === 0 ? 'no stored chain' : 'one stored chain',
      wanted: `chains of two sessions or more${from === null ? '' : ` from ${from}`}${to === null ? '' : ` to ${to}`}`,
      source: store.home,
      fix: 'Import them with: kondor import FILE...; or run on the index with --data indexed.',
    }),
  )

function notesOf(
  { histories, bills, official }: Surroundings,
  chains: number,
  sessions: number,
  all: boolean,
): readonly SourceNote[] {
  const { index, vix } = histories
  return [
    {
      what: 'Option prices',
      says: `${chains} stored chains, ${all ? 'all those' : 'the last of each'} of ${sessions} sessions`,
      rung: 'quoted',
    },
    {
      what: 'Index',
      says:
        index === null ? 'no history: PM expiries cannot be settled' : `closes, ${fileName(index.source)}`,
      rung: index === null ? null : 'quoted',
    },
    {
      what: 'VIX',
      says: vix === null ? 'measured on each chain' : `published closes, ${fileName(vix.source)}`,
      rung: 'quoted',
    },
    {
      what: 'T-bills',
      says: bills === null ? 'unknown: cash earns nothing (import DTB3 or TB3MS)' : bills.says,
      rung: bills === null ? null : 'quoted',
    },
    { what: 'Settlement', says: official.says, rung: null },
  ]
}
