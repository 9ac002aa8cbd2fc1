import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import type { FileHead } from '../decoder.ts'
import { isUsableDay, readDate } from './dates.ts'
import { underlyingOfRoot } from './option-symbol.ts'

/** Lean prints option and equity prices, and strikes in names, as integers of a ten-thousandth. */
export const LEAN_PRICE_SCALE = 10_000

/** What the name of a member of a QuantConnect Lean option archive says. */
export interface LeanOptionName {
  readonly root: string
  readonly underlying: string
  readonly right: number
  readonly strike_points: number
  /** Days since 1970-01-01. */
  readonly expirationDay: number
  /** Trading date of a minute file; null for hour and daily files, whose rows carry dates. */
  readonly sessionDay: number | null
}

/** `20210104_spxw_minute_quote_european_call_37000000_20210106.csv`, `spx_quote_european_put_37000000_20210115.csv`. */
const MEMBER =
  /^(?:(\d{8})_)?([a-z][a-z0-9.]{0,9})(?:_(minute|hour|daily))?_quote_(?:european|american)_(call|put)_(\d{1,12})_(\d{8})\.csv$/i

export function readLeanOptionName(name: string): LeanOptionName | null {
  const match = MEMBER.exec(name)
  if (match === null) return null
  const [, date, root = '', , right, strike, expiry = ''] = match
  const expirationDay = readDate(expiry, 'YYYYMMDD')
  const sessionDay = date === undefined ? null : readDate(date, 'YYYYMMDD')
  if (expirationDay === null || !isUsableDay(expirationDay)) return null
  if (date !== undefined && (sessionDay === null || !isUsableDay(sessionDay))) return null
  return {
    root: root.toUpperCase(),
    underlying: underlyingOfRoot(root.toUpperCase()),
    right: right?.toLowerCase() === 'call' ? CALL : PUT,
    strike_points: Number(strike) / LEAN_PRICE_SCALE,
    expirationDay,
    sessionDay,
  }
}

/** The date an archive's name begins with (`20210104_quote_european.zip`), or null. */
export function leanArchiveDay(head: FileHead): number | null {
  const match = /^(\d{8})_/.exec(head.archive ?? '')
  return match === null ? null : readDate(match[1] ?? '', 'YYYYMMDD')
}
