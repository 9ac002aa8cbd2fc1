/** Curves of real VX settlements, a day each, out of the imported contracts. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { sessionsFrom } from '../../base/calendar/sessions.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { valueOrNull } from '../../base/vocabulary/result.ts'
import type { FuturesHistory } from '../../market/series/series.ts'
import { quotedVolatilityMarket } from '../../market/surface/quoted-volatility-market.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { Store } from '../store/store.ts'
import { futuresUpTo } from './volatility-at.ts'

export interface VxCurves {
  readonly contracts: readonly FuturesHistory[]
  /** Null where no contract was settled in the week before. `knownDay`: the newest day whose settlements are known; default the day. */
  at(
    day: number,
    vix_vol_points: number | null,
    rate: number | null,
    knownDay?: number,
  ): VolatilityMarket | null
  /** How many of the sessions have one. */
  says(from: IsoDate, to: IsoDate): string
}

/** No contract is listed further ahead than nine months; a year leaves room. */
const LISTED_DAYS = 365

export async function vxCurves(store: Store): Promise<VxCurves> {
  const contracts: FuturesHistory[] = []
  for (const name of store.symbols('futures').filter((each) => each.startsWith('VX@'))) {
    const read = await store.futures(name)
    if (read.ok) contracts.push(read.value)
  }
  contracts.sort((a, b) => a.expirationDay - b.expirationDay)
  const open = (day: number): readonly FuturesHistory[] =>
    contracts.filter(
      ({ expirationDay, days }) =>
        expirationDay > day && expirationDay <= day + LISTED_DAYS && (days[0] ?? Infinity) <= day,
    )
  return {
    contracts,
    at: (day, vix_vol_points, rate, knownDay = day) => {
      const futures = knownDay === day ? open(day) : open(day).map((one) => futuresUpTo(one, knownDay))
      if (futures.length === 0) return null
      const rate_per_year = rate === null ? 0 : Math.log1p(rate)
      return valueOrNull(quotedVolatilityMarket({ futures, asOfDay: day, vix_vol_points, rate_per_year }))
    },
    says: (from, to) => {
      const settled = new Set(contracts.flatMap(({ days }) => Array.from(days)))
      const sessions = sessionsFrom(from, to)
      const real = sessions.filter((date) => settled.has(dayNumber(date))).length
      const modelled = 'a curve modelled from VIX and its recent mean'
      if (real === 0) return `${modelled}; options on them modelled`
      const rest = real === sessions.length ? '' : `, elsewhere ${modelled}`
      return `real settlements on ${real} of ${sessions.length} sessions${rest}; options on them modelled`
    },
  }
}
