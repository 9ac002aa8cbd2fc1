import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import type { DatedColumn } from '../indicator/dated-column.ts'
import { indexLevel } from '../indicator/index-levels.ts'
import type { IndicatorReading } from '../indicator/reading.ts'
import { vixRsi } from '../indicator/vix-rsi.ts'
import type { MarketReadings, Reading } from '../market-readings.ts'
import type { RegimeReadings } from '../regime/regime.ts'
import type { BoardGroup } from './board.ts'
import { boardLine } from './board-line.ts'
import { overMean } from './mean-readings.ts'
import { NEEDS } from './needs.ts'

export interface VixColumns {
  readonly vix: DatedColumn | null
  readonly vvix: DatedColumn | null
  readonly skew: DatedColumn | null
}

/** The VIX: what this chain says of it, and where its closes stand among themselves. */
export function vixGroup(
  { vix, vvix, skew }: VixColumns,
  levels: MarketReadings,
  readings: RegimeReadings,
  sessionDate: IsoDate,
  asOfDay: number,
): BoardGroup {
  const about = { rung: vix?.rung, needs: NEEDS.vix }
  const close = indexLevel('VIX', vix, asOfDay)
  const [vvixLevel, skewLevel] = [indexLevel('VVIX', vvix, asOfDay), indexLevel('SKEW', skew, asOfDay)]
  const aboutVvix = { rung: vvix?.rung, needs: NEEDS.vvix }
  const aboutSkew = { rung: skew?.rung, needs: NEEDS.skew }
  const ofChain = (id: string, label: string, reading: Reading) =>
    boardLine(id, label, 'vol points', chainReading(label, reading, sessionDate), {
      rung: reading.rung,
      needs: null,
    })
  return {
    id: 'vix',
    title: 'VIX',
    lines: [
      ofChain('vix-chain', 'VIX, of this market', levels.vix_vol_points),
      ofChain('vix9d-chain', 'VIX9D, of this chain', levels.vix9d_vol_points),
      boardLine('vix-close', 'VIX, close', 'vol points', close.level, about),
      boardLine('vix-percentile', 'VIX percentile, one year', 'fraction', close.percentile, about),
      boardLine('vix-rsi14', 'RSI(14) of VIX', 'ratio', vixRsi(vix, asOfDay), about),
      boardLine('vix-over-sma20', 'VIX over its mean of 20', 'ratio', readings['vix-to-sma20'], about),
      boardLine('vix-over-sma50', 'VIX over its mean of 50', 'ratio', overMean(vix, asOfDay, 50, 0), about),
      boardLine(
        'vix-over-sma200',
        'VIX over its mean of 200',
        'ratio',
        overMean(vix, asOfDay, 200, 0),
        about,
      ),
      boardLine('vix-over-max20', 'VIX over its highest of 20', 'ratio', readings['vix-to-max20'], about),
      boardLine('vvix', 'VVIX', 'vol points', vvixLevel.level, aboutVvix),
      boardLine('vvix-percentile', 'VVIX percentile, one year', 'fraction', vvixLevel.percentile, aboutVvix),
      boardLine('skew', 'SKEW', 'ratio', skewLevel.level, aboutSkew),
      boardLine('skew-percentile', 'SKEW percentile, one year', 'fraction', skewLevel.percentile, aboutSkew),
    ],
  }
}

/** A level that the decision reads, as an indicator of the chain's session. */
function chainReading(id: string, { value, note }: Reading, sessionDate: IsoDate): IndicatorReading {
  return value === null
    ? { id, value, asOf: null, convention: 'Cboe method, from this chain', reason: note }
    : { id, value, asOf: sessionDate, convention: note, reason: null }
}
