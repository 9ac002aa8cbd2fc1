/**
 * Numbers to text, once for every face. Locale-independent on purpose: a ticket reads the same on every machine.
 * The minus sign is U+2212, as wide as a digit, so columns of tabular figures line up.
 */
import { assert } from '../../base/vocabulary/assert.ts'

const MINUS = '\u2212'

/** `-1234.5` with two decimals -> `−1,234.50`. A value that rounds to zero has no sign. */
export function grouped(value: number, decimals: number): string {
  assert(Number.isFinite(value), 'only finite numbers reach the reader', { value })
  const fixed = Math.abs(value).toFixed(decimals)
  const [whole = '0', fraction] = fixed.split('.')
  const body = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`)
  return value < 0 && Number(fixed) !== 0 ? MINUS + body : body
}

/** Like {@link grouped} with an explicit plus sign on positive numbers. */
export function signed(value: number, decimals: number): string {
  const text = grouped(value, decimals)
  return Number(value.toFixed(decimals)) > 0 ? `+${text}` : text
}

/** Whole dollars where the amount is whole or large; cents otherwise: `$4,545`, `−$57.24`. */
export function dollars(value: number): string {
  const magnitude = Math.abs(value)
  const whole = magnitude >= 10_000 || Math.abs(magnitude - Math.round(magnitude)) < 5e-7
  const text = grouped(value, whole ? 0 : 2)
  return text.startsWith(MINUS) ? `${MINUS}$${text.slice(1)}` : `$${text}`
}

/** A fraction as percent: `0.842` -> `84.2%`; two decimals under 10%, where rates live. */
export function percent(fraction: number): string {
  return `${grouped(fraction * 100, Math.abs(fraction) < 0.1 ? 2 : 1)}%`
}

/** A strike as traders write it: `4475`, `4477.5`, no separator. */
export function strike(points: number): string {
  return String(Math.round(points * 1000) / 1000)
}

/** An option price or credit in points: `4.55`; a mid between two ticks keeps its half: `0.725`. */
export function price(points: number): string {
  const hundredths = points * 100
  return grouped(points, Math.abs(hundredths - Math.round(hundredths)) < 1e-6 ? 2 : 3)
}

/** At least three significant digits without an exponent, for values whose size is not known beforehand. */
export function significant(value: number, digits = 3): string {
  if (value === 0) return '0'
  const exponent = Math.floor(Math.log10(Math.abs(value)))
  return grouped(value, Math.min(12, Math.max(0, digits - 1 - exponent)))
}

/** Dollars of unknown size, such as gamma's per point squared: three significant digits. */
export function significantDollars(value: number): string {
  const text = significant(value)
  return text.startsWith(MINUS) ? `${MINUS}$${text.slice(1)}` : `$${text}`
}

/** `1 contract`, `2 contracts`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count, 0)} ${count === 1 ? singular : plural}`
}

const LARGE: readonly (readonly [number, string])[] = [
  [1e9, 'billion'],
  [1e6, 'million'],
]

/** Dollars of a market rather than of an account, three significant digits: `−$11.6 billion`. */
export function largeDollars(value: number): string {
  const size = LARGE.find(([least]) => Math.abs(value) >= least)
  return size === undefined ? dollars(value) : `${significantDollars(value / size[0])} ${size[1]}`
}
