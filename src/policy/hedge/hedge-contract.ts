/** A hedge by its name: an OCC symbol of a VIX option, or `VX 2024-02-14`. */
import { dayNumber, isoOfDay, parseIsoDate } from '../../base/calendar/civil.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { FUTURES_MULTIPLIER } from '../../book/ledger/future-position.ts'
import { INDEX_OPTION_MULTIPLIER, occSymbol } from '../../book/structure/legs.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'

export type HedgeContract =
  | {
      readonly kind: 'option'
      readonly root: 'VIX' | 'VIXW'
      readonly right: OptionRight
      readonly strike_vol_points: number
      readonly expirationDay: number
      readonly multiplier: number
    }
  | { readonly kind: 'future'; readonly expirationDay: number; readonly multiplier: number }

const FUTURE = /^VX (\d{4}-\d{2}-\d{2})$/

/** Null where the name is of no instrument on VIX. */
export function hedgeContract(instrument: string): HedgeContract | null {
  const date = parseIsoDate(FUTURE.exec(instrument)?.[1] ?? '')
  if (date !== null) {
    return { kind: 'future', expirationDay: dayNumber(date), multiplier: FUTURES_MULTIPLIER.VX }
  }
  const option = parseOccSymbol(instrument)
  if (option === null || (option.root !== 'VIX' && option.root !== 'VIXW')) return null
  return {
    kind: 'option',
    root: option.root,
    right: option.right,
    strike_vol_points: option.strike_points,
    expirationDay: dayNumber(option.expiration),
    multiplier: INDEX_OPTION_MULTIPLIER,
  }
}

export const vixCallName = (expirationDay: number, strike_vol_points: number): string =>
  occSymbol('VIX', isoOfDay(quantity<DayNumber>(expirationDay)), 'C', strike_vol_points)

export const vxFutureName = (expirationDay: number): string =>
  `VX ${isoOfDay(quantity<DayNumber>(expirationDay))}`
