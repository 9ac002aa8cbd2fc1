import type { DailyBars } from '../../market/series/daily-bars.ts'
import { clockedForecaster } from '../indicator/clock-forecast.ts'
import { harForecaster } from '../indicator/har-forecast.ts'
import { reasonOf } from '../indicator/reading.ts'
import { ewmaForecaster, type VarianceForecaster } from '../indicator/variance-forecast.ts'
import { vixScaledForecaster } from '../indicator/vix-scaled-forecast.ts'
import type { EventSeries } from '../regime/event-window.ts'
import type { ForecastRules } from '../rules/rule-set.ts'
import type { ForecastRow } from './board.ts'
import { NEEDS } from './needs.ts'

/** The next session, a week, a month. */
const HORIZONS = [1, 5, 21] as const
/** As scored in `docs/concepts/forecasts.md`. */
const PAIRS_MIN = 500
const VIX_WINDOW = 1260
const NO_INDEX = 'no index history at hand'

/** Every forecaster at every horizon, plain and on the clock. Decisions are made with the EWMA of the rules, plain. */
export function forecastRows(
  index: DailyBars | null,
  vix: DailyBars | null,
  events: readonly EventSeries[] | null,
  rules: ForecastRules,
  asOfDay: number,
): readonly ForecastRow[] {
  // Only days announced beforehand: an unscheduled one would be knowledge of the future.
  const eventDays = new Set((events ?? []).flatMap(({ scheduledDays }) => [...scheduledDays]))
  return HORIZONS.flatMap((horizonSessions) => {
    const forecasters: readonly (VarianceForecaster | null)[] = [
      ewmaForecaster(rules),
      harForecaster({ horizonSessions, pairsMin: PAIRS_MIN }),
      vix === null
        ? null
        : vixScaledForecaster({ vix, horizonSessions, windowSessions: VIX_WINDOW, pairsMin: PAIRS_MIN }),
    ]
    return forecasters.map((forecaster) =>
      forecaster === null
        ? withoutVix(horizonSessions)
        : rowOf(forecaster, horizonSessions, index, eventDays, asOfDay),
    )
  })
}

function rowOf(
  forecaster: VarianceForecaster,
  horizonSessions: number,
  index: DailyBars | null,
  eventDays: ReadonlySet<number>,
  asOfDay: number,
): ForecastRow {
  const { id, label } = forecaster
  const fromImplied = forecaster.fromImplied === true
  const about = { id, label, horizonSessions, fromImplied, usedByRules: id === 'ewma' }
  const plain = index === null ? null : forecaster.forecast(index, asOfDay)
  if (index === null || plain === null || !plain.ok) {
    const sample = plain === null || plain.ok ? NO_INDEX : reasonOf(plain.refusal)
    const needs = fromImplied && plain !== null ? NEEDS.vix : NEEDS.index
    return { ...about, volatility_vol_points: null, clocked_vol_points: null, rung: null, sample, needs }
  }
  const clocked = clockedForecaster(forecaster, { horizonSessions, eventDays }).forecast(index, asOfDay)
  return {
    ...about,
    volatility_vol_points: 100 * plain.value.volatility,
    clocked_vol_points: clocked.ok ? 100 * clocked.value.volatility : null,
    rung: plain.value.rung,
    sample: clocked.ok ? clocked.value.sample : plain.value.sample,
    needs: null,
  }
}

const withoutVix = (horizonSessions: number): ForecastRow => ({
  id: 'vix-scaled',
  label: `VIX squared, scaled by ${horizonSessions}-session realised variance`,
  horizonSessions,
  volatility_vol_points: null,
  clocked_vol_points: null,
  rung: null,
  sample: 'no VIX history at hand',
  needs: NEEDS.vix,
  fromImplied: true,
  usedByRules: false,
})
