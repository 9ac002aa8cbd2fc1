import { parseIsoDate } from '../../base/calendar/civil.ts'
import type { OptionRight } from '../../base/vocabulary/option-right.ts'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'

export interface OccOption {
  readonly root: string
  readonly expiration: IsoDate
  readonly right: OptionRight
  readonly strike_points: number
}

const PATTERN = /^([A-Z0-9]{1,6}) *(\d{2})(\d{2})(\d{2})([CP])(\d{8})$/

/**
 * The option that an OCC symbol names, or null where the text is none. Roots need not be padded to six characters. Years
 * are of this century: the symbols date from 2010.
 */
export function parseOccSymbol(text: string): OccOption | null {
  const found = PATTERN.exec(text)
  if (found === null) return null
  const [, root = '', year = '', month = '', day = '', right, strike] = found
  const expiration = parseIsoDate(`20${year}-${month}-${day}`)
  const strike_points = Number(strike) / 1000
  if (expiration === null || strike_points <= 0) return null
  return { root, expiration, right: right === 'C' ? 'C' : 'P', strike_points }
}

/** One spelling for one option: OCC symbols padded to 21 characters, other names as they stand. */
export function canonicalInstrument(text: string): string {
  const found = parseOccSymbol(text)
  return found === null ? text : found.root.padEnd(6, ' ') + text.slice(-15)
}
