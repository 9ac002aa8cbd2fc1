import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { modelledVx } from './vx-curve-model.ts'
import type { VxCurveParameters, VxCurveWindow } from './vx-curve-types.ts'

/** One settlement to be explained. */
export interface VxSettlement {
  readonly day: number
  /** Calendar days to final settlement. */
  readonly days: number
  readonly settle_vol_points: number
  readonly vix_vol_points: number
  readonly recentMean_vol_points: number
}

const BANDS = [
  ['1 to 45 days', 1, 45],
  ['46 to 150 days', 46, 150],
  ['151 to 300 days', 151, 300],
] as const

/** Errors of the modelled curve by tenor, beside those of taking spot VIX for every future. Bands without settlements are left out. */
export function vxCurveReport(
  label: string,
  settlements: readonly VxSettlement[],
  parameters?: VxCurveParameters,
): VxCurveWindow {
  const days = settlements.map(({ day }) => day).sort((a, b) => a - b)
  const bands = BANDS.flatMap(([band, daysMin, daysMax]) => {
    const inside = settlements.filter((one) => one.days >= daysMin && one.days <= daysMax)
    if (inside.length === 0) return []
    const errors = inside.map((one) => modelledVx(one, one.days, parameters) - one.settle_vol_points)
    const ofSpot = inside.map((one) => one.vix_vol_points - one.settle_vol_points)
    return [
      {
        label: band,
        daysMin,
        daysMax,
        settlements: inside.length,
        rmse_vol_points: rootMeanSquare(errors),
        bias_vol_points: errors.reduce((sum, error) => sum + error, 0) / errors.length,
        rmseOfSpot_vol_points: rootMeanSquare(ofSpot),
      },
    ]
  })
  return { label, from: dateOf(days[0] ?? 0), to: dateOf(days.at(-1) ?? 0), bands }
}

const rootMeanSquare = (errors: readonly number[]): number =>
  Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length)

const dateOf = (day: number): string => isoOfDay(quantity<DayNumber>(day))
