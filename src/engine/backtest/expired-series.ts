import { settlementOf } from '../../base/calendar/settlement.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { ExpiredSeries } from './backtest-day.ts'

export interface DatedSeries extends ExpiredSeries {
  readonly settlesAt: EpochMs
}

/** The series of an instrument by its name: an OCC symbol, or `VX YYYY-MM-DD`. */
export function seriesOf(instrument: string): DatedSeries | null {
  const future = /^VX (\d{4}-\d{2}-\d{2})$/.exec(instrument)
  const option = parseOccSymbol(instrument)
  const [root, expiration] =
    option === null ? ['VX', future?.[1] as IsoDate | undefined] : [option.root, option.expiration]
  if (expiration === undefined) return null
  const settlement = settlementOf(root, expiration)
  if (!settlement.ok) return null
  const { style, settlesAt, settlementDate } = settlement.value
  return { root, expiration, style, settlesAt, settlementDate }
}
