/** What Cboe DataShop's option files have in common: the columns of the contract, and those of the underlying. */
import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import { bareSymbol, underlyingOfRoot } from './option-symbol.ts'
import type { QuoteCollector } from './quote-sink.ts'
import type { RowReader } from './row-reader.ts'

export const DATASHOP_CONTRACT_COLUMNS = [
  'underlying_symbol',
  'root',
  'expiration',
  'strike',
  'option_type',
  'trade_volume',
]

export interface DatashopContract {
  /** `SPX`, without the caret of the file. */
  readonly underlying: string
  readonly root: string
  /** Days since 1970-01-01. */
  readonly expirationDay: number
  readonly strike_points: number
  /** CALL or PUT of `base/vocabulary/option-right`. */
  readonly right: number
}

/** Older files write `c` and `p`. */
const RIGHTS: Readonly<Record<string, number>> = { c: CALL, p: PUT }

/** Older files write `M/D/YYYY 0:00:00`. */
export const DATASHOP_DATES = 'YYYY-MM-DD or MM/DD/YYYY'

/**
 * The contract of a row; test `row.failed` after. Refused as classes that are not listed for the underlying: adjusted
 * contracts (a `delivery_code`, or a root such as `SPY1`), volatility binaries (`BVZ`), and any other root.
 */
export function readDatashopContract(row: RowReader): DatashopContract {
  const underlying = bareSymbol(row.text('underlying_symbol'))
  const root = bareSymbol(row.text('root'))
  const deliveryCode = row.text('delivery_code')
  if (underlying === '') row.fail('file.no-symbol', 'underlying_symbol', '', 'a symbol such as ^SPX')
  if (underlyingOfRoot(root) !== underlying) {
    row.fail('quote.not-listed-class', 'root', root, `a root of ${underlying}`)
  }
  // Older files write 0 for a standard contract, later ones leave the field blank.
  if (deliveryCode !== '' && deliveryCode !== '0') {
    row.fail('quote.not-listed-class', 'delivery_code', deliveryCode, 'none: the contract is adjusted')
  }
  return {
    underlying,
    root,
    expirationDay: row.day('expiration', DATASHOP_DATES),
    strike_points: row.positive('strike'),
    right: row.word('option_type', RIGHTS) ?? CALL,
  }
}

/**
 * Level of the underlying in a snapshot, `suffix` being `_1545`, `_eod` or none: the vendor's active price, else the middle
 * of its quote. 0 where the file says zero, null where it says nothing.
 */
export function readDatashopLevel(row: RowReader, suffix: string): number | null {
  const active = row.optionalNumber(`active_underlying_price${suffix}`)
  if (active !== null && active > 0) return active
  const bid = row.optionalNumber(`underlying_bid${suffix}`)
  const ask = row.optionalNumber(`underlying_ask${suffix}`)
  if (bid === null || ask === null) return null
  return bid > 0 && ask > 0 ? (bid + ask) / 2 : 0
}

/** Keeps a level. Without the exchange's licence for index values the file holds zeros: then unknown, and counted. */
export function keepDatashopLevel(out: QuoteCollector, underlying: string, level: number | null): void {
  if (level === 0) {
    out.warn('underlying quoted at zero (file without the licence for index values): its level is unknown')
  } else {
    out.underlyingLast(underlying, level)
  }
}

/** The vendor's implied volatility; where it could not compute one the file holds zero or less. */
export function readDatashopVol(row: RowReader, name: string): number | null {
  const value = row.optionalNumber(name)
  return value !== null && value > 0 ? value : null
}
