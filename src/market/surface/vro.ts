import { dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { settlementOf } from '../../base/calendar/settlement.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { indexAtOrBefore } from '../series/index-at-or-before.ts'
import type { FuturesHistory, ValueSeries } from '../series/series.ts'

/** What VIX options and VX futures settle to, and where it was read. */
export interface SpecialOpening {
  readonly vro_vol_points: number
  readonly source: string
}

/**
 * The special opening quotation of VIX on an expiration: of an imported series VRO, or the final settlement that Cboe prints on the
 * last row of the contract's own file. Refuses `series.missing` where neither has it. Neither the close nor the open of VIX takes its
 * place here: on 2008-10-22 VRO was 63.04 and VIX closed at 69.65. What a backtest does without it: docs/decisions/0011.
 */
export function specialOpening(
  expirationDay: number,
  supplied: { readonly vro: ValueSeries | null; readonly futures: readonly FuturesHistory[] },
): Result<SpecialOpening> {
  const expiration = isoOfDay(quantity<DayNumber>(expirationDay))
  const settlement = settlementOf('VX', expiration)
  if (!settlement.ok) return settlement
  const day = dayNumber(settlement.value.settlementDate)
  const { vro, futures } = supplied
  const at = vro === null ? -1 : indexAtOrBefore(vro.days, day)
  if (vro !== null && at >= 0 && vro.days[at] === day && vro.values[at] > 0) {
    return accepted({ vro_vol_points: vro.values[at], source: vro.source })
  }
  for (const { root, expirationDay: own, days, settles, source } of futures) {
    if (root !== 'VX' || own !== expirationDay) continue
    const last = indexAtOrBefore(days, day)
    if (last >= 0 && days[last] === day && settles[last] > 0) {
      return accepted({ vro_vol_points: settles[last], source: `final settlement in ${source}` })
    }
  }
  return refused(
    refuse('series.missing', {
      field: `VRO ${expiration}`,
      was: 'not at hand',
      wanted: `the special opening quotation of VIX of ${settlement.value.settlementDate}: a series VRO, or the VX contract's file to its last row`,
      source: 'VRO',
    }),
  )
}
