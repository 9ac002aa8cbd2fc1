/** Published settlement values out of the store: the special opening quotations of the S&P 500 (SET) and of VIX (VRO). */
import type { Hash } from 'node:crypto'
import { dayNumber } from '../../base/calendar/civil.ts'
import { previousSession } from '../../base/calendar/sessions.ts'
import type { ExpiredSeries, SettlementValue } from '../../engine/backtest/backtest-day.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { closeOn } from '../../market/series/close-on.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import type { Store } from '../store/store.ts'

const VOLATILITY_ROOT = /^(VIX|VX)/

export interface OfficialSettlements {
  readonly says: string
  hashInto(hash: Hash): void
  /**
   * What a series settles to as far as it is known at the close of `knownDay`: the published value; null while that is known to be
   * published later; what is assumed where none ever is.
   */
  settle(
    series: ExpiredSeries,
    knownDay: number,
    assumed: () => SettlementValue | null,
  ): SettlementValue | null
}

interface PublishedValue {
  readonly value_points: number
  /** The day its source says it was published on; else the day it was struck. */
  readonly publishedDay: number
}

/** A series SET, a series VRO, and the last row of each VX contract's own file, which is its final settlement. */
export async function officialSettlements(store: Store): Promise<OfficialSettlements> {
  /** By `SET day` and `VRO day`. */
  const values = new Map<string, PublishedValue>()
  const counts = { SET: 0, VRO: 0 }
  for (const name of store.symbols('futures')) {
    const read = name.startsWith('VX@') ? await store.futures(name) : null
    if (read === null || !read.ok) continue
    const { expirationDay, days, settles } = read.value
    const settle = settles.at(-1)
    if (days.at(-1) !== expirationDay || settle === undefined) continue
    values.set(`VRO ${expirationDay}`, { value_points: settle, publishedDay: expirationDay })
  }
  for (const symbol of ['SET', 'VRO'] as const) {
    const series = await stored(store, symbol)
    series?.days.forEach((day, i) => {
      const publishedDay = series.publishedDays?.[i] ?? day
      values.set(`${symbol} ${day}`, { value_points: series.values[i], publishedDay })
    })
  }
  for (const key of values.keys()) counts[key.startsWith('SET') ? 'SET' : 'VRO'] += 1
  return {
    says: [
      counts.SET === 0
        ? 'no special opening quotation of the index (series SET): AM expiries settle on the close before'
        : `${counts.SET} special opening quotations of the index`,
      counts.VRO === 0 ? 'none of VIX (series VRO)' : `${counts.VRO} of VIX`,
      'VIX options and VX without one settle on the close of VIX before',
    ].join('; '),
    hashInto: (hash) => {
      for (const [key, { value_points, publishedDay }] of values)
        hash.update(`${key}=${value_points}@${publishedDay}`)
    },
    settle: ({ root, style, settlementDate }, knownDay, assumed) => {
      const symbol = VOLATILITY_ROOT.test(root) ? 'VRO' : style === 'AM' ? 'SET' : null
      const published = symbol === null ? undefined : values.get(`${symbol} ${dayNumber(settlementDate)}`)
      if (published === undefined || !(published.value_points > 0)) return assumed()
      const { value_points, publishedDay } = published
      return publishedDay > knownDay ? null : { value_points, basis: 'official' }
    },
  }
}

/**
 * What VIX options and VX futures without a published value are settled to: the close of VIX before, as far as it is known at the
 * close of `knownDay`. An assumption: on 2008-10-22 the special opening quotation was 63.04, and VIX had closed at 53.11.
 */
export function assumedVro(
  vix: DailyBars,
  { root, settlementDate }: ExpiredSeries,
  knownDay: number,
): SettlementValue | null {
  const day = dayNumber(settlementDate)
  if (!VOLATILITY_ROOT.test(root) || day > knownDay) return null
  const close = closeOn(vix, dayNumber(previousSession(settlementDate)))
  return close === null ? null : { value_points: close, basis: 'prior-close' }
}

async function stored(store: Store, symbol: string): Promise<ValueSeries | null> {
  if (!store.symbols('series').includes(symbol)) return null
  const read = await store.series(symbol)
  return read.ok ? read.value.data : null
}
