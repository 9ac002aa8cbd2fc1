/** What the days of a run hold beside prices: the histories that regimes are judged from, and the series that its rules read. */
import { createHash, type Hash } from 'node:crypto'
import type { ValueSeries } from '../../market/series/series.ts'
import type { RegimeHistories } from '../../policy/regime/regime-readings.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { Store } from '../store/store.ts'
import type { SourceNote } from './backtest-source.ts'
import type { Histories } from './histories.ts'
import { regimeHistories } from './regime-histories.ts'
import { namesRead, seriesByName } from './rules-series.ts'
import type { VxCurves } from './vx-curves.ts'

export interface BesidePrices {
  /** Whole: each day cuts them at the day it knows. */
  readonly regimes: RegimeHistories | null
  readonly series: readonly ValueSeries[]
  /** The hash of other data, with that of the series which one of the rule sets reads; as it is where they read none. */
  hashWith(other: string, rules: readonly RuleSet[]): string
  /** Where rules of the run ask for either. */
  readonly notes: readonly SourceNote[]
}

/** `hash` takes in the regimes' histories that the run's other data do not hold already. */
export async function besidePrices(
  store: Store,
  input: {
    readonly histories: Histories
    readonly futures: VxCurves
    readonly calendars: readonly ValueSeries[]
    readonly rules: readonly RuleSet[]
    readonly hash: Hash
  },
): Promise<BesidePrices> {
  const { histories, futures, calendars, rules, hash } = input
  const contracts = futures.contracts.length === 0 ? null : futures.contracts
  const regimes = await regimeHistories(store, histories, contracts, calendars)
  const byName = await seriesByName(store, rules)
  const series = [...byName.values()]
  for (const column of [regimes?.vix9d, regimes?.vix3m, regimes?.advances, regimes?.declines]) {
    if (column !== null && column !== undefined)
      hash.update(column.symbol).update(column.days).update(column.values)
  }
  const hashWith = (other: string, some: readonly RuleSet[]): string => {
    const names = [...new Set(some.flatMap(namesRead))].sort().filter((name) => byName.has(name))
    if (names.length === 0) return other
    const all = createHash('sha256').update(other)
    for (const name of names) addSeries(all, name, byName.get(name))
    return all.digest('hex')
  }
  return { regimes, series, hashWith, notes: notesOf(regimes, series, rules) }
}

function addSeries(hash: Hash, name: string, series: ValueSeries | undefined): void {
  if (series === undefined) return
  const { days, values, publishedDays } = series
  hash.update(name).update(days).update(values)
  if (publishedDays !== undefined) hash.update(publishedDays)
}

function notesOf(
  regimes: RegimeHistories | null,
  series: readonly ValueSeries[],
  rules: readonly RuleSet[],
): readonly SourceNote[] {
  const notes: SourceNote[] = []
  if (rules.some(({ hedge }) => hedge?.activation === 'regime')) {
    const columns = [
      ['the index', regimes?.index],
      [regimes?.vix?.rung === 'indexed' ? 'the modelled VIX' : 'VIX', regimes?.vix],
      ['VIX9D', regimes?.vix9d],
      ['VIX3M', regimes?.vix3m],
      ['VX', regimes?.futures],
      ['advances and declines', regimes?.advances],
      ['events', regimes?.events],
    ] as const
    const named = (at: boolean): string =>
      columns
        .filter(([, column]) => (column !== null && column !== undefined) === at)
        .map(([name]) => name)
        .join(', ')
    const missing = named(false)
    notes.push({
      what: 'Regimes',
      says: `judged each day from ${named(true)}${missing === '' ? '' : `; not at hand: ${missing}`}`,
      rung: regimes?.vix?.rung ?? regimes?.index?.rung ?? null,
    })
  }
  if (series.length > 0) {
    const symbols = series.map(({ symbol }) => symbol).join(', ')
    notes.push({ what: 'Series of the rules', says: `${symbols}, each as published by the day`, rung: null })
  }
  return notes
}
