/** The chain of a day of which nobody's quotes are at hand: index history, VIX real or modelled, modelled surface. */
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { modelChain } from '../../market/model/model-chain.ts'
import { modelVix } from '../../market/model/pdv-vix.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import { closeOn } from '../../market/series/close-on.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import { type AsOf, lastKnownDay } from './as-of.ts'
import type { Histories } from './histories.ts'

export function modelledChain(
  histories: Histories,
  asOf: AsOf | null,
  rate: number | null,
): Result<ChainSnapshot> {
  const bars = histories.index
  const row = bars === null ? -1 : indexAtOrBefore(bars.days, lastKnownDay(asOf))
  if (bars === null || row < 0) {
    const was = asOf === null ? 'no history' : `nothing on or before ${asOf.date}`
    const about = {
      field: 'index history',
      was,
      wanted: 'closes of the S&P 500',
      source: bars?.source ?? 'store',
    }
    return refused(refuse('series.missing', about))
  }
  const day = quantity<DayNumber>(bars.days[row] ?? 0)
  const real = histories.vix === null ? null : closeOn(histories.vix, day)
  const modelled = modelVix(bars.closes.subarray(0, row + 1))
  const known = real !== null || modelled.present[row] === 1
  if (!known) {
    const wanted = 'enough closes before the day for the VIX model, or VIX closes'
    return refused(
      refuse('series.too-short', { field: 'VIX', was: `${row + 1} closes`, wanted, source: bars.source }),
    )
  }
  return accepted(
    modelChain({
      sessionDate: isoOfDay(day),
      spot_points: bars.closes[row] ?? 0,
      vix_points: real ?? modelled.values[row] ?? 0,
      vixRung: real === null ? 'indexed' : 'quoted',
      rate,
    }),
  )
}
