/** Days of the indexed rung out of the store and the embedded index: real closes, VIX published or modelled, modelled quotes. */
import { createHash } from 'node:crypto'
import { dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import { type DayNumber, type IsoDate, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { type IndexedSource, indexedDays, modelledCurve } from '../../engine/backtest/indexed-days.ts'
import type { BacktestDay } from '../../engine/backtest/backtest-day.ts'
import { DIVIDEND_YIELD_DEFAULT } from '../../market/model/model-chain.ts'
import { PDV_PARAMETERS } from '../../market/model/pdv-parameters.ts'
import { modelVix } from '../../market/model/pdv-vix.ts'
import { SURFACE_PARAMETERS } from '../../market/model/surface-parameters.ts'
import { closeOn } from '../../market/series/close-on.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { Store } from '../store/store.ts'
import type { BacktestRequest, BacktestSource, SourceNote } from './backtest-source.ts'
import { proxiesOf } from './board-inputs.ts'
import { besidePrices } from './beside-prices.ts'
import { billYields, type BillYields } from './bill-yields.ts'
import { readHistories } from './histories.ts'
import { fileName } from './file-name.ts'
import { eventSeries } from './regime-histories.ts'
import { eventsByDay } from './scheduled-events.ts'
import { assumedVro, officialSettlements, type OfficialSettlements } from './official-settlements.ts'
import { vxCurves } from './vx-curves.ts'

/** Published VIX is taken where it has nearly every session: a run must not jump between a real and a modelled one. */
const VIX_COVER_MIN = 0.98

export async function indexedSource(store: Store, request: BacktestRequest): Promise<Result<BacktestSource>> {
  const last = request.to === null ? Number.POSITIVE_INFINITY : dayNumber(request.to)
  const { index, vix: published } = await readHistories(store, last)
  if (index === null) return noDays(request, 'no closes of the S&P 500', 'store')
  const real = realVix(index, published, request)
  const vix = real ?? modelledVix(index)
  const span = spanOf([index, vix], request)
  if (span === null) return noDays(request, reachOf(vix), vix.source)
  const { from, to } = span
  const bills = await billYields(store, dayNumber(from), dayNumber(to))
  const official = await officialSettlements(store)
  const calendars = await eventSeries(store)
  const events = eventsByDay(calendars)
  const futures = await vxCurves(store)
  const hash = createHash('sha256').update(JSON.stringify([from, to, SURFACE_PARAMETERS, PDV_PARAMETERS]))
  const known = { histories: { index, vix }, futures, calendars, rules: request.rules ?? [], hash }
  const beside = await besidePrices(store, known)
  const source: IndexedSource = {
    from,
    to,
    settlements: { bars: index },
    vix,
    vixRung: real === null ? 'indexed' : 'quoted',
    billRate: (day) => bills?.rateOn(day) ?? null,
    regimes: beside.regimes,
    series: beside.series,
    volatilityAt: (day) => {
      const rate = bills?.rateOn(day) ?? null
      return futures.at(day, closeOn(vix, day), rate) ?? modelledCurve(vix, day, rate)
    },
  }
  const columns = [index.days, index.closes, vix.days, vix.closes, bills?.series.days, bills?.series.values]
  for (const column of columns) if (column !== undefined) hash.update(column)
  for (const { symbol, days, values } of calendars) hash.update(symbol).update(days).update(values)
  official.hashInto(hash)
  for (const { expirationDay, days, settles } of futures.contracts)
    hash.update(`VX ${expirationDay}`).update(days).update(settles)
  const sessions = sessionsFrom(from, to).length
  const covered = [from, to].map((date) => events(dayNumber(date))).filter((one) => one !== null).length
  const own = hash.digest('hex')
  return accepted({
    data: 'indexed',
    rung: 'indexed',
    from,
    to,
    sessions,
    count: sessions,
    contentHash: beside.hashWith(own, request.rules ?? []),
    dataHashOf: (rules) => beside.hashWith(own, [rules]),
    notes: [
      ...notesOf({
        index,
        vix,
        real: real !== null,
        bills,
        covered,
        official: official.says,
        futures: futures.says(from, to),
      }),
      ...beside.notes,
    ],
    seed: null,
    proxies: () => proxiesOf(store, index),
    days: () => withFacts(source, events, official),
    close: () => undefined,
  })
}

/** The days with what the index alone does not say: events, published settlements, dividends of the index. */
function* withFacts(
  source: IndexedSource,
  events: ReturnType<typeof eventsByDay>,
  official: OfficialSettlements,
): Generator<BacktestDay> {
  let before: number | null = null
  for (const day of indexedDays(source)) {
    const at = dayNumber(day.date)
    const dividends = before === null ? 0 : (DIVIDEND_YIELD_DEFAULT * (at - before)) / 365
    before = at
    yield {
      ...day,
      facts: day.facts === null ? null : { ...day.facts, events: events(at) },
      marketReturn: day.marketReturn === null ? null : day.marketReturn + dividends,
      settlementValue: (series) =>
        official.settle(series, at, () => day.settlementValue(series) ?? assumedVro(source.vix, series, at)),
    }
  }
}

function realVix(index: DailyBars, vix: DailyBars | null, request: BacktestRequest): DailyBars | null {
  if (vix === null) return null
  const span = spanOf([index], request)
  if (span === null) return null
  const sessions = sessionsFrom(span.from, span.to)
  const known = sessions.filter((date) => closeOn(vix, dayNumber(date)) !== null).length
  return known >= VIX_COVER_MIN * sessions.length ? vix : null
}

/** VIX of each day as the index's own path explains it. */
export function modelledVix(index: DailyBars): DailyBars {
  const { values, present } = modelVix(index.closes)
  const rows = Array.from(present.keys()).filter((row) => present[row] === 1)
  return {
    symbol: 'VIX',
    source: `modelled from ${index.source}`,
    rung: 'indexed',
    days: Int32Array.from(rows, (row) => index.days[row]),
    closes: Float64Array.from(rows, (row) => values[row]),
    opens: null,
    highs: null,
    lows: null,
  }
}

/** The sessions that all of the bars reach and the request wants; null where there are fewer than two. */
function spanOf(
  all: readonly DailyBars[],
  request: BacktestRequest,
): { readonly from: IsoDate; readonly to: IsoDate } | null {
  const first = Math.max(...all.map(({ days }) => days[0] ?? Infinity))
  const last = Math.min(...all.map(({ days }) => days.at(-1) ?? -Infinity))
  const low = request.from === null ? first : Math.max(first, dayNumber(request.from))
  const high = request.to === null ? last : Math.min(last, dayNumber(request.to))
  if (!(low < high)) return null
  const sessions = sessionsFrom(isoOf(low), isoOf(high))
  const [from, to] = [sessions[0], sessions.at(-1)]
  return from === undefined || to === undefined || sessions.length < 2 ? null : { from, to }
}

const isoOf = (day: number): IsoDate => isoOfDay(quantity<DayNumber>(day))

const reachOf = ({ days }: DailyBars): string =>
  days.length === 0
    ? 'too few closes for a modelled VIX'
    : `days from ${isoOf(days[0])} to ${isoOf(days[days.length - 1])}`

const noDays = ({ from, to }: BacktestRequest, was: string, source: string): Result<never> =>
  refused(
    refuse('series.missing', {
      field: 'days',
      was,
      wanted: `sessions ${from === null ? 'from the start' : `from ${from}`} ${to === null ? 'to the end' : `to ${to}`}`,
      source,
      fix: 'Ask for days inside what is there, or import a longer history with: kondor import FILE.',
    }),
  )

function notesOf(of: {
  readonly index: DailyBars
  readonly vix: DailyBars
  readonly real: boolean
  readonly bills: BillYields | null
  readonly covered: number
  readonly official: string
  readonly futures: string
}): readonly SourceNote[] {
  const { index, vix, real, bills, covered, official, futures } = of
  const events =
    covered === 2
      ? 'an imported calendar'
      : covered === 0
        ? 'unknown: no calendar; rules that block on unknown events open nothing'
        : 'a calendar of a part of the days'
  return [
    { what: 'Index', says: `closes, ${fileName(index.source)}`, rung: 'quoted' },
    {
      what: 'VIX',
      says: real
        ? `published closes, ${fileName(vix.source)}`
        : 'modelled from the index path: it cannot know an event beforehand',
      rung: real ? 'quoted' : 'indexed',
    },
    { what: 'Option prices', says: 'a modelled surface at that VIX, with modelled widths', rung: 'indexed' },
    { what: 'VX futures', says: futures, rung: null },
    {
      what: 'T-bills',
      says:
        bills === null
          ? 'unknown: cash earns nothing, and returns in excess of bills are plain returns (import DTB3 or TB3MS)'
          : bills.says,
      rung: bills === null ? null : 'quoted',
    },
    {
      what: 'Dividends',
      says: `${(100 * DIVIDEND_YIELD_DEFAULT).toFixed(1)} % a year assumed, for forwards and for the return of the index`,
      rung: null,
    },
    { what: 'Events', says: events, rung: covered === 0 ? null : 'quoted' },
    { what: 'Settlement', says: official, rung: null },
  ]
}
