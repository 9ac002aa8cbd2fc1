/** The volatility market of a decision: VX settlements where they are imported, else a curve modelled from a VIX history. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { modelVix } from '../../market/model/pdv-vix.ts'
import { modelledVolatilityMarket, recentVixMean } from '../../market/model/vx-curve-model.ts'
import { closeOn } from '../../market/series/close-on.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import type { FuturesHistory } from '../../market/series/series.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import { quotedVolatilityMarket } from '../../market/surface/quoted-volatility-market.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import type { Histories } from './histories.ts'

/** `knownDay` is the newest whose close is known: by day it is the session before. Null where neither VX settlements nor a VIX of the last weeks, published or modelled, is at hand. */
export function volatilityAt(
  market: MarketState,
  knownDay: number,
  histories: Histories,
  futures: readonly FuturesHistory[] | null,
): VolatilityMarket | null {
  const asOfDay = dayNumber(market.chain.sessionDate)
  const recent = recentVix(histories, knownDay)
  const known = histories.vix === null ? null : closeOn(histories.vix, knownDay)
  const vix = market.vix.ok ? market.vix.value.level_vol_points : known
  if (futures !== null) {
    const quoted = quotedVolatilityMarket({
      futures: futures.map((one) => futuresUpTo(one, knownDay)),
      asOfDay,
      vix_vol_points: vix,
    })
    if (quoted.ok) return quoted.value
  }
  const mean = recent === null ? null : recentVixMean(recent)
  if (vix === null || mean === null) return null
  return modelledVolatilityMarket({ asOfDay, vix_vol_points: vix, recentMean_vol_points: mean })
}

/** What was settled by the day. */
export function futuresUpTo(one: FuturesHistory, day: number): FuturesHistory {
  const count = indexAtOrBefore(one.days, day) + 1
  return {
    ...one,
    days: one.days.subarray(0, count),
    settles: one.settles.subarray(0, count),
    volumes: one.volumes.subarray(0, count),
    openInterests: one.openInterests.subarray(0, count),
  }
}

/** A history that ends longer ago than this says nothing of the mean now. */
const AGE_DAYS_MAX = 7

/** VIX closes up to the day: published, else modelled from the index's path. */
function recentVix({ vix, index }: Histories, asOfDay: number): Float64Array | null {
  for (const bars of [vix, index]) {
    if (bars === null) continue
    const row = indexAtOrBefore(bars.days, asOfDay)
    if (row < 0 || asOfDay - bars.days[row] > AGE_DAYS_MAX) continue
    const closes = bars.closes.subarray(0, row + 1)
    if (bars === vix) return closes
    const { values, present } = modelVix(closes)
    return values.filter((_, i) => present[i] === 1)
  }
  return null
}
