/** The figures of the two models as tables: what was shipped, and what the data at hand says. */
import type { VixFitReport, VixFitWindow } from '../../market/model/pdv-types.ts'
import type { ErrorSummary, SurfaceErrorReport } from '../../market/model/surface-errors.ts'
import type { HeldOutDay } from '../../market/model/surface-figures-types.ts'
import type { Column, Table } from './words.ts'

const text = (title: string): Column => ({ title, numeric: false })
const number = (title: string): Column => ({ title, numeric: true })
const points = (value: number | null): string => (value === null ? 'none' : value.toFixed(2))

/** Both windows, then every year. */
export function vixFitTable(caption: string, report: VixFitReport): Table {
  const row = ({ label, from, to, days, r2, rmse_vol_points, bias_vol_points }: VixFitWindow): string[] => [
    label,
    from,
    to,
    String(days),
    r2.toFixed(3),
    rmse_vol_points.toFixed(2),
    bias_vol_points.toFixed(2),
  ]
  return {
    caption,
    columns: [
      text(''),
      text('From'),
      text('To'),
      number('Days'),
      number('R2'),
      number('RMSE'),
      number('Bias'),
    ],
    rows: [...report.windows, ...report.years].map(row),
    note: 'RMSE and bias (model less VIX) in vol points. R2 within one calm year is low or negative: there is little to explain.',
  }
}

export function heldOutTable(caption: string, days: readonly HeldOutDay[]): Table {
  return {
    caption,
    columns: [
      text('Day held out'),
      number('VIX'),
      number('Quotes'),
      number('Median'),
      number('Bias'),
      number('All quotes'),
      number('Median'),
      number('Bias'),
    ],
    rows: days.map(({ day, vix_points, aim, allTenors }) => [
      day,
      vix_points.toFixed(2),
      String(aim.quotes),
      points(aim.medianAbsolute_vol_points),
      points(aim.bias_vol_points),
      String(allTenors.quotes),
      points(allTenors.medianAbsolute_vol_points),
      points(allTenors.bias_vol_points),
    ]),
    note: 'Absolute error and bias in vol points, 5 to 50 delta; 7 to 60 days, then every tenor.',
  }
}

export function surfaceErrorTable(caption: string, { aim, byTenor, byDelta }: SurfaceErrorReport): Table {
  const row = ({ label, quotes, medianAbsolute_vol_points, bias_vol_points }: ErrorSummary): string[] => [
    label,
    String(quotes),
    points(medianAbsolute_vol_points),
    points(bias_vol_points),
  ]
  return {
    caption,
    columns: [text(''), number('Quotes'), number('Median error'), number('Bias')],
    rows: [['5 to 50 delta, 7 to 60 days', ...row(aim).slice(1)], ...byTenor.map(row), ...byDelta.map(row)],
    note: "Absolute error and bias (model less market) in vol points, given that day's VIX. Deltas are those of 7 to 60 days.",
  }
}
