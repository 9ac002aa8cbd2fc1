import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'
import type { NumberLocale } from '../decoder.ts'

export interface UnreadableNumber {
  readonly code: RefusalCode
  readonly wanted: string
}

const WITH_POINT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/
const WITH_COMMA = /^[+-]?(?:\d+(?:,\d*)?|,\d+)(?:[eE][+-]?\d{1,4})?$/
const NOT_FINITE = /^[+-]?(?:nan|inf(?:inity)?)$/i
/** Below this a double loses digits; no price, size or volatility is that small. */
const SMALLEST = 1e-300

/**
 * A plain decimal number of a trimmed field, in the file's locale, or why it is none. Not numbers: hexadecimal, thousands
 * separators, currency and percent signs, words. Minus zero becomes zero.
 */
export function readNumber(text: string, locale: NumberLocale): number | UnreadableNumber {
  const comma = locale.decimal === ','
  if (!(comma ? WITH_COMMA : WITH_POINT).test(text)) {
    if (NOT_FINITE.test(text)) return { code: 'number.not-finite', wanted: 'a finite number' }
    return { code: 'number.unreadable', wanted: `a number with "${locale.decimal}" as decimal sign` }
  }
  const value = Number(comma ? text.replace(',', '.') : text)
  if (!Number.isFinite(value)) return { code: 'number.not-finite', wanted: 'a finite number' }
  if (value !== 0 && Math.abs(value) < SMALLEST) {
    return { code: 'number.out-of-range', wanted: 'zero or a number that a double holds in full' }
  }
  return value === 0 ? 0 : value
}
