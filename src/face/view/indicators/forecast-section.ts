import type { ForecastRow, IndicatorBoard } from '../../../policy/indicator-board/board.ts'
import { UNKNOWN } from '../figure.ts'
import { counted, grouped } from '../numbers.ts'
import { type IndicatorSection, importsOf, section } from './section.ts'

const NAMES: Readonly<Record<string, string>> = { ewma: 'EWMA', har: 'HAR', 'vix-scaled': 'VIX-scaled' }

export function forecastSection({ forecasts, rules }: IndicatorBoard): IndicatorSection {
  const used = forecasts.find(({ usedByRules }) => usedByRules)
  return section('forecasts', 'Variance forecasters', {
    tables: [
      {
        caption: 'Forecast volatility by forecaster and horizon',
        columns: [
          { title: 'Forecaster', numeric: false },
          { title: 'Ahead', numeric: false },
          { title: 'Plain', numeric: true },
          { title: 'On the clock', numeric: true },
          { title: 'From', numeric: false },
        ],
        rows: forecasts.map((row) => [
          NAMES[row.id] ?? row.id,
          counted(row.horizonSessions, 'session'),
          volatility(row.volatility_vol_points),
          volatility(row.clocked_vol_points),
          row.fromImplied ? 'VIX and the index' : 'the index alone',
        ]),
        note: 'Vol points a year. The clock weighs sessions after closures and with scheduled events.',
      },
    ],
    notes: [
      used === undefined
        ? 'The rules use none of these.'
        : `Decisions by ${rules.name} use ${used.label}, plain: never one made from implied volatility.`,
      ...samples(forecasts),
    ],
    imports: importsOf(forecasts.map(({ needs }) => needs)),
  })
}

const volatility = (value: number | null): string => (value === null ? UNKNOWN : grouped(value, 2))

/** What each was made from, or why it is unknown: one that fell back on the mean of its sample says so here. */
const samples = (rows: readonly ForecastRow[]): readonly string[] => [
  ...new Set(
    rows.map(({ id, horizonSessions, volatility_vol_points, sample }) =>
      volatility_vol_points === null
        ? `${NAMES[id] ?? id}: ${sample}.`
        : `${NAMES[id] ?? id}, ${counted(horizonSessions, 'session')}: ${sample}.`,
    ),
  ),
]
