import { assert } from '../../base/vocabulary/assert.ts'
import { columnUnfit, columnUpTo, type DatedColumn } from './dated-column.ts'
import { type IndicatorReading, knownReading, unknownReading } from './reading.ts'

/**
 * Correlation of log returns over the last `sessions` returns between days that both columns have: REIT or ETF proxies
 * against the index, or against the book's own daily marks. A day one of them lacks is a longer return of both, never a
 * return of zero. Unknown where either has not moved at all, since a correlation with a constant is no number.
 */
export function rollingCorrelation(
  one: DatedColumn,
  other: DatedColumn,
  asOfDay: number,
  sessions = 60,
): IndicatorReading {
  assert(Number.isInteger(sessions) && sessions >= 3, 'a correlation needs at least three returns', {
    sessions,
  })
  const id = `correlation(${sessions}) of ${one.symbol} and ${other.symbol}`
  const convention = `Pearson, last ${sessions} log returns between common days`
  const [x, y] = [columnUpTo(one, asOfDay), columnUpTo(other, asOfDay)]
  const [a, b] = commonDays(x, y)
  const unfit = pairUnfit(x, y, a, asOfDay, sessions + 1)
  if (unfit !== null) return unknownReading(id, convention, unfit)
  const [xs, ys] = [lastReturns(a.values, sessions), lastReturns(b.values, sessions)]
  return correlationOf(xs, ys, id, convention, a.days[a.days.length - 1])
}

/** Why the days that both have do not do; where one of the two is unfit by itself, it is the one named. */
function pairUnfit(
  one: DatedColumn,
  other: DatedColumn,
  common: DatedColumn,
  asOfDay: number,
  wanted: number,
): string | null {
  const own = columnUnfit(one, asOfDay, wanted) ?? columnUnfit(other, asOfDay, wanted)
  if (own !== null) return own
  const both = columnUnfit(common, asOfDay, wanted)
  return both === null ? null : `common days of the two: ${both}`
}

function correlationOf(
  xs: Float64Array,
  ys: Float64Array,
  id: string,
  convention: string,
  day: number,
): IndicatorReading {
  const { xx, xy, yy } = momentsOf(xs, ys)
  const value = xy / Math.sqrt(xx * yy)
  return xx > 0 && yy > 0 && Number.isFinite(value)
    ? knownReading(id, Math.max(-1, Math.min(1, value)), day, convention)
    : unknownReading(id, convention, 'one of the two has no finite variation')
}

/**
 * Correlation of a book's P&L with an asset's simple returns, over the last `sessions` stretches between days that both have.
 * `total` is the running total of the P&L, money, so that a day the asset lacks is a longer stretch of both.
 */
export function pnlCorrelation(
  total: DatedColumn,
  asset: DatedColumn,
  asOfDay: number,
  sessions = 60,
): IndicatorReading {
  assert(Number.isInteger(sessions) && sessions >= 3, 'a correlation needs at least three returns', {
    sessions,
  })
  const id = `correlation(${sessions}) of ${total.symbol} and ${asset.symbol}`
  const convention = `Pearson, last ${sessions} changes in money against simple returns, between common days`
  const [x, y] = [columnUpTo(total, asOfDay), columnUpTo(asset, asOfDay)]
  const [a, b] = commonDays(x, y)
  const unfit = pairUnfit(x, y, a, asOfDay, sessions + 1)
  if (unfit !== null) return unknownReading(id, convention, unfit)
  const changes = lastOf(a.values, sessions, (before, after) => after - before)
  const returns = lastOf(b.values, sessions, (before, after) => after / before - 1)
  return correlationOf(changes, returns, id, convention, a.days[a.days.length - 1])
}

/** Slope of the asset's log returns on the market's over common days: the beta of the CAPM. */
export function rollingBeta(
  asset: DatedColumn,
  market: DatedColumn,
  asOfDay: number,
  sessions = 252,
): IndicatorReading {
  const id = `beta(${sessions}) of ${asset.symbol} on ${market.symbol}`
  const convention = `covariance over variance of the last ${sessions} log returns between common days`
  const [x, y] = [columnUpTo(asset, asOfDay), columnUpTo(market, asOfDay)]
  const [a, b] = commonDays(x, y)
  const unfit = pairUnfit(x, y, a, asOfDay, sessions + 1)
  if (unfit !== null) return unknownReading(id, convention, unfit)
  const { xy, yy } = momentsOf(lastReturns(a.values, sessions), lastReturns(b.values, sessions))
  return yy > 0 && Number.isFinite(xy)
    ? knownReading(id, xy / yy, a.days[a.days.length - 1], convention)
    : unknownReading(id, convention, 'the market has no finite variation')
}

function commonDays(one: DatedColumn, other: DatedColumn): readonly [DatedColumn, DatedColumn] {
  const places: [number, number][] = []
  for (let i = 0, j = 0; i < one.days.length && j < other.days.length;) {
    if (one.days[i] === other.days[j]) places.push([i++, j++])
    else if (one.days[i] < other.days[j]) i += 1
    else j += 1
  }
  const pick = (column: DatedColumn, side: 0 | 1): DatedColumn => ({
    ...column,
    days: Int32Array.from(places, (place) => column.days[place[side]]),
    values: Float64Array.from(places, (place) => column.values[place[side]]),
  })
  return [pick(one, 0), pick(other, 1)]
}

const lastReturns = (values: Float64Array, count: number): Float64Array =>
  lastOf(values, count, (before, after) => Math.log(after / before))

function lastOf(
  values: Float64Array,
  count: number,
  change: (before: number, after: number) => number,
): Float64Array {
  const from = values.length - count
  return Float64Array.from({ length: count }, (_, i) => change(values[from + i - 1], values[from + i]))
}

function momentsOf(xs: Float64Array, ys: Float64Array): { xx: number; xy: number; yy: number } {
  const centre = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [centre(xs), centre(ys)]
  const total = { xx: 0, xy: 0, yy: 0 }
  xs.forEach((x, i) => {
    total.xx += (x - mx) * (x - mx)
    total.xy += (x - mx) * (ys[i] - my)
    total.yy += (ys[i] - my) * (ys[i] - my)
  })
  return total
}
