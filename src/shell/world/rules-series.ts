/** The series that rules read, out of the store: stored under their own name, or computed from a stored history. */
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { RuleSet, SeriesName } from '../../policy/rules/rule-set.ts'
import { seriesRead } from '../../policy/rules/series-read.ts'
import { computedSeries, storedUnder } from '../../policy/series-door/computed-series.ts'
import { seriesSymbol } from '../../policy/series-door/series-door.ts'
import { embeddedIndex } from '../series/embedded-index.ts'
import type { Store } from '../store/store.ts'
import { closesOnly } from './histories.ts'

/** Only what one of the rule sets names is read; what is not at hand is left out, and the door says so. */
export const rulesSeries = async (store: Store, all: readonly RuleSet[]): Promise<readonly ValueSeries[]> => [
  ...(await seriesByName(store, all)).values(),
]

/** The same by {@link namesRead}. */
export async function seriesByName(
  store: Store,
  all: readonly RuleSet[],
): Promise<ReadonlyMap<string, ValueSeries>> {
  const wanted = new Map<string, SeriesName>()
  for (const { series } of all.flatMap(seriesRead)) wanted.set(seriesSymbol(series.field, series.of), series)
  const found = new Map<string, ValueSeries>()
  for (const [symbol, name] of wanted) {
    const series = await seriesOf(store, name)
    if (series !== null) found.set(symbol, series)
  }
  return found
}

/** What a rule set calls the series it reads, each once. */
export const namesRead = (rules: RuleSet): readonly string[] => [
  ...new Set(seriesRead(rules).map(({ series: { field, of } }) => seriesSymbol(field, of))),
]

async function seriesOf(store: Store, name: SeriesName): Promise<ValueSeries | null> {
  const { symbol, computed } = storedUnder(name)
  const named = store.symbols('series').find((each) => each.toUpperCase() === symbol)
  const read = named === undefined ? null : await store.series(named)
  const stored = read !== null && read.ok ? read.value.data : null
  if (stored !== null) return computed ? computedSeries(name, closesOnly(stored)) : stored
  const bars = await barsOf(store, symbol)
  if (bars === null) return null
  return computed ? computedSeries(name, bars) : closesAs(seriesSymbol(name.field, name.of), bars)
}

async function barsOf(store: Store, symbol: string): Promise<DailyBars | null> {
  const named = store.symbols('bars').find((each) => each.toUpperCase() === symbol)
  const read = named === undefined ? null : await store.bars(named)
  if (read !== null && read.ok) return read.value.data
  const embedded = symbol === 'SPX' ? await embeddedIndex() : null
  return embedded !== null && embedded.ok ? embedded.value : null
}

/** Closes as a series; each is known on its day. */
const closesAs = (symbol: string, { source, rung, days, closes }: DailyBars): ValueSeries => ({
  symbol,
  source,
  rung,
  days,
  values: closes,
  revised: false,
  publishedDays: days,
})
