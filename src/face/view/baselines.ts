/** One run less each of what could have been done instead. */
import type { ComparisonEvidence, DifferenceFigure } from '../../engine/evidence/evidence-report.ts'
import { withInterval } from './evidence.ts'
import { formatValue, UNKNOWN } from './figure.ts'
import type { Table } from './words.ts'

const COLUMNS = [
  ['daily-pnl', 'P&L a day, 95 %'],
  ['pnl-per-margin', 'Over margin, a condor, 95 %'],
  ['sharpe', 'Sharpe, 95 %'],
] as const

/** A row each: doing nothing, the same rules unhedged, the same entries held to settlement. */
export function baselineTable(baselines: readonly ComparisonEvidence[]): Table {
  return {
    caption: 'The run less what could have been done instead',
    columns: [{ title: 'Less', numeric: false }, ...COLUMNS.map(([, title]) => ({ title, numeric: true }))],
    rows: baselines.map(({ baseline, arms: [arm] }) => [
      baseline.label,
      ...COLUMNS.map(([id]) => words(arm.differences.find((figure) => figure.id === id))),
    ]),
    note: 'A difference whose interval holds zero shows nothing. A condor: of those that both entered on one day. Held: the same entries, left to settle. Doing nothing has no condors and no ratio.',
  }
}

function words(figure: DifferenceFigure | undefined): string {
  if (figure === undefined || figure.value === null) return UNKNOWN
  const unit = figure.unit === 'dollars per day' ? 'dollars' : figure.unit
  return withInterval(figure.value, figure.interval, (value) => formatValue(value, unit))
}
