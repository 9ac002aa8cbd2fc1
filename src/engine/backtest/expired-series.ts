import type { OpenTrade } from '../kernel/account-state.ts'
import { settlementOf } from '../../base/calendar/settlement.ts'
import { isoOfDay } from '../../base/calendar/civil.ts'
import { type DayNumber, type EpochMs, quantity } from '../../base/vocabulary/quantity.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { hedgeContract } from '../../policy/hedge/hedge-contract.ts'
import type { ExpiredSeries } from './backtest-day.ts'

export interface DatedSeries extends ExpiredSeries {
  /** When its value is struck. */
  readonly settlesAt: EpochMs
  /**
   * When its value can be known at the earliest: the close for PM; for AM an hour after the opening it is struck at, since the special
   * opening quotation waits for the last stock to open. The hour is an assumption on the late side of usual mornings.
   */
  readonly knownFrom: EpochMs
}

const AM_PUBLICATION_ms = 3_600_000

/** The series of an instrument by its name: an OCC symbol, or `VX YYYY-MM-DD`; null where the calendar knows none such. */
export function seriesOf(instrument: string): DatedSeries | null {
  const option = parseOccSymbol(instrument)
  const future = option === null ? hedgeContract(instrument) : null
  if (option === null && future === null) return null
  const root = option?.root ?? 'VX'
  const expiration = option?.expiration ?? isoOfDay(quantity<DayNumber>(future?.expirationDay ?? 0))
  const settlement = settlementOf(root, expiration)
  if (!settlement.ok) return null
  const { style, settlesAt, settlementDate } = settlement.value
  const knownFrom = quantity<EpochMs>(settlesAt + (style === 'AM' ? AM_PUBLICATION_ms : 0))
  return { root, expiration, style, settlementDate, settlesAt, knownFrom }
}

/** What a trade holds, each once. */
export function instrumentsOf({ lots, futures }: OpenTrade): ReadonlySet<string> {
  return new Set([...lots.open, ...futures].map(({ instrument }) => instrument))
}
