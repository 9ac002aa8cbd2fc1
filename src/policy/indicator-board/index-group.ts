import type { DatedColumn } from '../indicator/dated-column.ts'
import { type Macd, macd } from '../indicator/macd.ts'
import type { EmaSeed } from '../indicator/moving-average.ts'
import { readColumn } from '../indicator/read-column.ts'
import type { RegimeReadings } from '../regime/regime.ts'
import type { BoardGroup, BoardLine } from './board.ts'
import { boardLine } from './board-line.ts'
import { meanLevel, overMean } from './mean-readings.ts'
import { NEEDS } from './needs.ts'

const MEANS = [20, 50, 200] as const
const SEEDS: readonly EmaSeed[] = ['sma', 'first']
const PARTS: readonly (readonly [keyof Macd, string])[] = [
  ['line', 'line'],
  ['signal', 'signal'],
  ['histogram', 'histogram'],
]

/** Indicators of the index's own closes. */
export function indexGroup(index: DatedColumn | null, readings: RegimeReadings, asOfDay: number): BoardGroup {
  const about = { rung: index?.rung, needs: NEEDS.index }
  const macdLines = SEEDS.flatMap((seed) =>
    PARTS.map(([part, words]): BoardLine => {
      const reading = readColumn(
        `MACD(12,26,9) ${words}`,
        index,
        asOfDay,
        (inputs) => macd(inputs, { seed })[part],
      )
      const label = `MACD ${words}, ${seed === 'sma' ? 'mean seed' : 'first seed'}`
      return boardLine(`macd-${part}-${seed}`, label, 'index points', reading, about)
    }),
  )
  return {
    id: 'index',
    title: 'Index',
    lines: [
      boardLine('rsi14', 'RSI(14), Wilder', 'ratio', readings['index-rsi14'], about),
      ...macdLines,
      ...MEANS.map((period) =>
        boardLine(
          `sma${period}`,
          `Mean of ${period}`,
          'index points',
          meanLevel(index, asOfDay, period),
          about,
        ),
      ),
      ...MEANS.map((period) =>
        boardLine(
          `over-sma${period}`,
          `Above its mean of ${period}`,
          'fraction',
          overMean(index, asOfDay, period, -1),
          about,
        ),
      ),
      boardLine(
        'drawdown60',
        'Below its highest close of 60',
        'fraction',
        readings['index-drawdown60'],
        about,
      ),
    ],
  }
}
