import type { DailyBars } from '../../market/series/daily-bars.ts'
import { closesOf } from '../indicator/dated-column.ts'
import { rollingBeta } from '../indicator/rolling-correlation.ts'
import { assetTable } from '../regime/asset-table.ts'
import type { IndicatorBoard } from './board.ts'
import { boardLine } from './board-line.ts'
import { NEEDS } from './needs.ts'

/** The multi-asset table: other bars at hand, each beside the index. */
export function assetRows(
  assets: readonly DailyBars[],
  index: DailyBars | null,
  asOfDay: number,
): IndicatorBoard['assets'] {
  if (index === null) return { known: false, reason: 'no index history at hand', needs: NEEDS.index }
  if (assets.length === 0) {
    return { known: false, reason: 'no bars of other assets at hand', needs: NEEDS.assets }
  }
  const reference = closesOf(index)
  const rows = assetTable(assets, reference, asOfDay).map((row, i) => {
    const about = { rung: assets[i].rung, needs: NEEDS.assets }
    const beta = rollingBeta(closesOf(assets[i]), reference, asOfDay)
    return {
      symbol: row.symbol,
      lines: [
        boardLine('rsi14', 'RSI(14)', 'ratio', row.rsi14, about),
        boardLine('hv20', 'HV20', 'vol points', row.hv20_vol_points, about),
        boardLine('trend200', 'Above mean of 200', 'fraction', row.trend200, about),
        boardLine('correlation60', 'Correlation 60', 'ratio', row.correlation60, about),
        boardLine('beta252', 'Beta 252', 'ratio', beta, about),
      ],
    }
  })
  return { known: true, value: { reference: index.symbol, rows } }
}
