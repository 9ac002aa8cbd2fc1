import type { FuturesHistory } from '../../market/series/series.ts'
import type { MarketState } from '../../market/surface/market-state.ts'
import type { DatedColumn } from '../indicator/dated-column.ts'
import { type IndicatorReading, reasonOf, unknownReading } from '../indicator/reading.ts'
import { vxBasis, vxSlope } from '../indicator/term-structure.ts'
import type { RegimeReadings } from '../regime/regime.ts'
import type { BoardGroup } from './board.ts'
import { boardLine } from './board-line.ts'
import { NEEDS } from './needs.ts'

/** Columns of the indices beside VIX, for what is missing and on which rung it stands. */
export interface TermColumns {
  readonly vix: DatedColumn | null
  readonly vix9d: DatedColumn | null
  readonly vix3m: DatedColumn | null
  readonly futures: readonly FuturesHistory[] | null
}

/** Shape of the volatility term structure: indices against one another, VX futures against one another and spot VIX. */
export function termGroup(
  { vix, vix9d, vix3m, futures }: TermColumns,
  market: MarketState,
  readings: RegimeReadings,
  asOfDay: number,
): BoardGroup {
  const none = (id: string, convention: string): IndicatorReading =>
    unknownReading(id, convention, 'no VX futures at hand')
  // Settlement prices are the exchange's own.
  const aboutVx = { rung: 'quoted', needs: NEEDS.futures } as const
  const aboutVix = { rung: vix?.rung }
  return {
    id: 'term',
    title: 'Volatility term structure',
    lines: [
      boardLine('vix9d-vix-chain', 'VIX9D / VIX, of this chain', 'ratio', chainRatio(market), {
        rung: market.chain.rung,
        needs: null,
      }),
      boardLine('vix9d-vix', 'VIX9D / VIX, closes', 'ratio', readings['vix9d-to-vix'], {
        ...aboutVix,
        needs: vix9d === null ? NEEDS.vix9d : NEEDS.vix,
      }),
      boardLine('vix-vix3m', 'VIX / VIX3M, closes', 'ratio', readings['vix-to-vix3m'], {
        ...aboutVix,
        needs: vix3m === null ? NEEDS.vix3m : NEEDS.vix,
      }),
      boardLine('vx-contango', 'Contango, VX M2 / M1 − 1', 'fraction', readings['vx-contango'], aboutVx),
      boardLine(
        'vx-slope',
        'Slope, VX M4 to M7',
        'per year',
        futures === null ? none('VX M4-M7 slope', 'log per year') : vxSlope(futures, asOfDay),
        aboutVx,
      ),
      boardLine(
        'vx-basis',
        'Basis, VX M1 / VIX − 1',
        'fraction',
        futures === null ? none('VX M1/VIX - 1', 'a share') : vxBasis(futures, vix, asOfDay),
        { rung: 'quoted', needs: futures === null ? NEEDS.futures : NEEDS.vix },
      ),
    ],
  }
}

function chainRatio({ vix, vix9d, chain }: MarketState): IndicatorReading {
  const id = 'VIX9D / VIX'
  const convention = 'both by the Cboe method from this chain; below 1 the term structure rises'
  if (!vix9d.ok) return unknownReading(id, convention, reasonOf(vix9d.refusal))
  if (!vix.ok) return unknownReading(id, convention, reasonOf(vix.refusal))
  const value = vix9d.value.level_vol_points / vix.value.level_vol_points
  return { id, value, asOf: chain.sessionDate, convention, reason: null }
}
