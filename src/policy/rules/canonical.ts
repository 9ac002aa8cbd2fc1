import { createHash } from 'node:crypto'
import { assert } from '../../base/vocabulary/assert.ts'

/**
 * JSON with one spelling: keys sorted by code unit, no spaces, numbers as ECMAScript prints them, -0 as 0 (the JSON
 * Canonicalization Scheme, RFC 8785). Fields that are undefined are left out; NaN, infinities, functions and typed arrays
 * are our bug.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') {
    assert(Number.isFinite(value), 'canonical JSON holds finite numbers only', { value })
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item: unknown) => canonicalJson(item)).join(',')}]`
  assert(typeof value === 'object' && !ArrayBuffer.isView(value), 'canonical JSON holds plain data only', {
    type: typeof value,
  })
  const fields = Object.entries(value as Record<string, unknown>)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
  return `{${fields.join(',')}}`
}

/** SHA-256 of the canonical JSON, hexadecimal: what a decision records of its rules. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}
