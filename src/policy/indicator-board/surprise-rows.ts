import { dayNumber } from '../../base/calendar/civil.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import { openSeriesDoor } from '../series-door/series-door.ts'
import { surprise } from '../series-door/valuation.ts'
import type { Known, SurpriseRow } from './board.ts'
import { NEEDS } from './needs.ts'
import { readSymbol } from './series-rows.ts'

const CONSENSUS = / CONSENSUS$/

/** Surprise of every release whose consensus is at hand: of the newest release published by the day. */
export function surpriseRows(series: readonly ValueSeries[], asOfDay: number): Known<readonly SurpriseRow[]> {
  const found = series.filter(({ symbol }) => CONSENSUS.test(symbol.toUpperCase()))
  if (found.length === 0) {
    return { known: false, reason: 'no series of a consensus at hand', needs: NEEDS.consensus }
  }
  return { known: true, value: found.map((consensus) => surpriseRow(consensus, series, asOfDay)) }
}

function surpriseRow(consensus: ValueSeries, series: readonly ValueSeries[], asOfDay: number): SurpriseRow {
  const symbol = consensus.symbol.toUpperCase().replace(CONSENSUS, '')
  const actual = readSymbol(openSeriesDoor(series, asOfDay), symbol)
  if (!actual.known) {
    return { symbol, actual: null, consensus: null, surprise: null, date: null, reason: actual.reason }
  }
  const about = { symbol, actual: actual.value, date: actual.date }
  // A consensus for the next release may be out already: only that of this one counts.
  const day = dayNumber(actual.date)
  const at = indexAtOrBefore(consensus.days, day)
  const published = consensus.publishedDays?.[at] ?? day
  if (at < 0 || consensus.days[at] !== day || published > asOfDay) {
    return { ...about, consensus: null, surprise: null, reason: `no consensus of ${actual.date}` }
  }
  const expected = consensus.values[at]
  return { ...about, consensus: expected, surprise: surprise(actual.value, expected), reason: null }
}
