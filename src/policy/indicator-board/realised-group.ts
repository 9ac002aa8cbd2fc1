import type { DailyBars } from '../../market/series/daily-bars.ts'
import { rangeVol, realisedVols } from '../indicator/realised-vols.ts'
import { type IndicatorReading, unknownReading } from '../indicator/reading.ts'
import type { RegimeReadings } from '../regime/regime.ts'
import type { BoardGroup } from './board.ts'
import { boardLine } from './board-line.ts'
import { NEEDS } from './needs.ts'

const WINDOWS = [5, 10, 20, 60] as const

/** Realised volatilities of the index, and implied less realised. */
export function realisedGroup(
  index: DailyBars | null,
  readings: RegimeReadings,
  asOfDay: number,
): BoardGroup {
  const about = { rung: index?.rung, needs: NEEDS.index }
  const missing = (): IndicatorReading =>
    unknownReading('realised', 'sqrt(252 x mean squared log return), vol points', 'no index history at hand')
  const vols = index === null ? WINDOWS.map(missing) : realisedVols(index, asOfDay, WINDOWS)
  const range = index === null ? missing() : rangeVol(index, asOfDay)
  return {
    id: 'realised',
    title: 'Realised volatility',
    lines: [
      ...WINDOWS.map((sessions, i) =>
        boardLine(`hv${sessions}`, `Realised, ${sessions} sessions`, 'vol points', vols[i], about),
      ),
      boardLine('range20', 'Range volatility, 20 sessions', 'vol points', range, about),
      boardLine('vix-less-hv20', 'VIX less realised of 20', 'vol points', readings['vix-less-hv20'], {
        rung: index?.rung,
        needs: NEEDS.vix,
      }),
    ],
  }
}
