import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { OptionalColumn } from '../quote/chain.ts'
import type { VixFitReport, VixFitWindow } from './pdv-types.ts'

/** In-sample up to here; everything later is out of sample. */
export const FIT_UNTIL = '2018-12-31'

interface Row {
  readonly date: string
  readonly model: number
  readonly real: number
}

/**
 * Compares a modelled VIX with the published one: R2, RMSE and bias in and out of sample, and for each calendar year.
 * Days without a published close or without a modelled one are left out, and each window says how many it has.
 */
export function vixFitReport(
  dates: readonly IsoDate[],
  modelled: OptionalColumn,
  published: ReadonlyMap<string, number>,
): VixFitReport {
  const rows: Row[] = []
  dates.forEach((date, i) => {
    const real = published.get(date)
    if (modelled.present[i] === 1 && real !== undefined) {
      rows.push({ date, model: modelled.values[i] ?? 0, real })
    }
  })
  const years = [...new Set(rows.map((row) => row.date.slice(0, 4)))]
  return {
    windows: [
      windowOf('in sample', rows, (date) => date <= FIT_UNTIL),
      windowOf('out of sample', rows, (date) => date > FIT_UNTIL),
    ].filter((window) => window.days > 1),
    years: years
      .map((year) => windowOf(year, rows, (date) => date.startsWith(year)))
      .filter((window) => window.days > 1),
  }
}

function windowOf(label: string, rows: readonly Row[], inside: (date: string) => boolean): VixFitWindow {
  const chosen = rows.filter((row) => inside(row.date))
  const days = chosen.length
  const average = chosen.reduce((sum, row) => sum + row.real, 0) / Math.max(1, days)
  let squares = 0
  let spread = 0
  let bias = 0
  for (const { model, real } of chosen) {
    squares += (model - real) * (model - real)
    spread += (real - average) * (real - average)
    bias += model - real
  }
  return {
    label,
    from: chosen[0]?.date ?? '',
    to: chosen.at(-1)?.date ?? '',
    days,
    r2: spread > 0 ? 1 - squares / spread : 0,
    rmse_vol_points: Math.sqrt(squares / Math.max(1, days)),
    bias_vol_points: bias / Math.max(1, days),
  }
}
