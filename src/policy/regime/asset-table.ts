import { closesOf, columnUpTo, type DatedColumn } from '../indicator/dated-column.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { simpleMovingAverage } from '../indicator/moving-average.ts'
import { type IndicatorReading, knownReading, unknownReading } from '../indicator/reading.ts'
import { readColumn } from '../indicator/read-column.ts'
import { realisedVols } from '../indicator/realised-vols.ts'
import { rollingCorrelation } from '../indicator/rolling-correlation.ts'
import { relativeStrengthIndex } from '../indicator/rsi.ts'

/** One asset's state as of a day: REITs, bonds, commodities, sectors beside the index. */
export interface AssetRow {
  readonly symbol: string
  readonly rsi14: IndicatorReading
  readonly hv20_vol_points: IndicatorReading
  /** Close over its mean of 200 sessions less one. */
  readonly trend200: IndicatorReading
  /** With the book's or the index's daily marks, 60 returns. */
  readonly correlation60: IndicatorReading
}

/** The multi-asset table against a reference: the index, or the book's own daily marks (positive values). */
export function assetTable(
  assets: readonly DailyBars[],
  reference: DatedColumn,
  asOfDay: number,
): readonly AssetRow[] {
  return assets.map((bars) => {
    const closes = closesOf(bars)
    return {
      symbol: bars.symbol,
      rsi14: readColumn('RSI(14)', closes, asOfDay, (inputs) => relativeStrengthIndex(inputs, 14)),
      hv20_vol_points: realisedVols(bars, asOfDay, [20])[0],
      trend200: trend(closes, asOfDay),
      correlation60: rollingCorrelation(closes, reference, asOfDay, 60),
    }
  })
}

function trend(closes: DatedColumn, asOfDay: number): IndicatorReading {
  const id = `close / SMA(200) - 1 of ${closes.symbol}`
  const mean = readColumn(id, closes, asOfDay, (inputs) =>
    simpleMovingAverage(inputs.subarray(Math.max(0, inputs.length - 200)), 200),
  )
  const known = columnUpTo(closes, asOfDay)
  const last = known.days.length - 1
  return mean.value === null
    ? unknownReading(id, mean.convention, mean.reason ?? 'unknown')
    : knownReading(id, known.values[last] / mean.value - 1, known.days[last], mean.convention)
}
