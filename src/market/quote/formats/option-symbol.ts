import { CALL, PUT } from '../../../base/vocabulary/option-right.ts'
import { isUsableDay, readDate } from './dates.ts'

/** What an option's symbol says. */
export interface OptionSymbol {
  /** `SPX`, `SPXW`: as traded, adjustment digits included. */
  readonly root: string
  /** Days since 1970-01-01. */
  readonly expirationDay: number
  readonly strike_points: number
  /** CALL or PUT of `base/vocabulary/option-right`. */
  readonly right: number
}

/** Root of 1 to 6 letters and digits, padded or not; YYMMDD; C or P; strike times 1,000 in eight digits. */
const OSI = /^(?:O:)?([A-Z][A-Z0-9]{0,5}) {0,5}(\d{2})(\d{2})(\d{2})([CP])(\d{8})$/

/**
 * Reads an option symbol of the Options Symbology Initiative (OCC, 2010): 21 characters with the root padded to six
 * (`SPXW  250408C05000000`), or the compact form most vendors print. Years are 20YY: the symbology began in 2010.
 */
export function readOptionSymbol(text: string): OptionSymbol | null {
  const match = OSI.exec(text)
  if (match === null) return null
  const [, root, year, month, day, right, strike] = match
  const expirationDay = readDate(`20${year}-${month}-${day}`, 'YYYY-MM-DD')
  if (root === undefined || expirationDay === null || !isUsableDay(expirationDay)) return null
  return { root, expirationDay, right: right === 'C' ? CALL : PUT, strike_points: Number(strike) / 1000 }
}

/** `^SPX`, `$SPX`, `SPX.X` and `spx` are SPX. */
export function bareSymbol(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/^[$^.]/, '')
    .replace(/\.(?:X|XO|IND)$/, '')
}

const UNDERLYING_OF_ROOT: Readonly<Record<string, string>> = {
  SPXW: 'SPX',
  SPXPM: 'SPX',
  SPXQ: 'SPX',
  VIXW: 'VIX',
  XSPAM: 'XSP',
  NDXP: 'NDX',
  RUTW: 'RUT',
}

/** The underlying of an option root: its own name but for index roots that name a settlement or a weekly. */
export function underlyingOfRoot(root: string): string {
  return UNDERLYING_OF_ROOT[root] ?? root
}
