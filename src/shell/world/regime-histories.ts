/** What regimes are judged from, out of the store: only where something is stored is anything read. */
import type { FuturesHistory, ValueSeries } from '../../market/series/series.ts'
import { type DatedColumn, closesOf } from '../../policy/indicator/dated-column.ts'
import type { RegimeHistories } from '../../policy/regime/regime-readings.ts'
import { eventCalendars } from '../../policy/series-door/event-calendars.ts'
import type { Store } from '../store/store.ts'
import type { Histories } from './histories.ts'

/** Symbols under which vendors file advancing and declining issues. */
export const ADVANCES = ['ADVANCES', 'ADVN', 'ADV'] as const
export const DECLINES = ['DECLINES', 'DECN', 'DEC'] as const
export const VIX9D = ['VIX9D'] as const
/** VXV is what VIX3M was called until 2017. */
export const VIX3M = ['VIX3M', 'VXV'] as const
const VX_ROOT = 'VX'
export const EVENT_SYMBOL = /^EVENT:/

/** Null where neither an index nor a VIX history is at hand: then no regime could be told. */
export async function regimeHistories(
  store: Store,
  { index, vix }: Histories,
  futures: readonly FuturesHistory[] | null,
  events: readonly ValueSeries[],
): Promise<RegimeHistories | null> {
  if (index === null && vix === null) return null
  const calendars = eventCalendars(events)
  return {
    index,
    vix,
    vix9d: await columnOf(store, VIX9D),
    vix3m: await columnOf(store, VIX3M),
    futures,
    advances: await columnOf(store, ADVANCES),
    declines: await columnOf(store, DECLINES),
    events: calendars.length === 0 ? null : calendars,
  }
}

/** Every imported calendar of events. */
export async function eventSeries(store: Store): Promise<readonly ValueSeries[]> {
  const found: ValueSeries[] = []
  for (const symbol of store.symbols('series').filter((each) => EVENT_SYMBOL.test(each))) {
    const read = await store.series(symbol)
    if (read.ok) found.push(read.value.data)
  }
  return found
}

/** No VX contract is listed further ahead than nine months; a year leaves room. */
const LISTED_DAYS = 365

/** The imported VX contracts that are open on a day, and a few that are not yet listed; null where there is none. */
export async function vxHistories(store: Store, day: number): Promise<readonly FuturesHistory[] | null> {
  const found: FuturesHistory[] = []
  for (const name of store.symbols('futures')) {
    const [root, expirationDay] = name.split('@')
    const settles = Number(expirationDay)
    if (root !== VX_ROOT || settles < day || settles > day + LISTED_DAYS) continue
    const read = await store.futures(name)
    if (read.ok) found.push(read.value)
  }
  return found.length === 0 ? null : found
}

/** The first of the symbols that is stored, as bars or as a series; null where none is. */
export async function columnOf(store: Store, symbols: readonly string[]): Promise<DatedColumn | null> {
  for (const symbol of symbols) {
    if (store.symbols('bars').includes(symbol)) {
      const read = await store.bars(symbol)
      if (read.ok) return closesOf(read.value.data)
    }
    if (store.symbols('series').includes(symbol)) {
      const read = await store.series(symbol)
      if (read.ok) return read.value.data
    }
  }
  return null
}
