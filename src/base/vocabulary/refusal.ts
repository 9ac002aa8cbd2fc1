import { assert } from './assert.ts'
import { REFUSAL_CODES, type RefusalCode } from './refusal-codes.ts'

/**
 * The world's data is bad, and this says how: what was found, what was wanted, where, and what to do. A value, never
 * thrown through the core, never silently repaired; counted and shown.
 */
export interface Refusal {
  readonly code: RefusalCode
  /** The field, column, key or option at fault. */
  readonly field: string
  /** What was found, as text, cut to 120 characters. */
  readonly was: string
  /** What was wanted, as text. */
  readonly wanted: string
  /** The file, series or command it came from. */
  readonly source: string
  /** One-based line or record in the source, or null where there is none. */
  readonly row: number | null
  /** What the reader can do about it. */
  readonly fix: string
}

const FOUND_LENGTH_MAX = 120

/** Builds a frozen refusal. `fix` defaults to the registry's advice for the code. */
export function refuse(
  code: RefusalCode,
  details: {
    readonly field: string
    readonly was: unknown
    readonly wanted: string
    readonly source: string
    readonly row?: number | null
    readonly fix?: string
  },
): Refusal {
  const entry = REFUSAL_CODES[code]
  assert(entry !== undefined, 'a refusal code must be in the registry', { code })
  return Object.freeze({
    code,
    field: details.field,
    was: describe(details.was),
    wanted: details.wanted,
    source: details.source,
    row: details.row ?? null,
    fix: details.fix ?? entry.fix,
  })
}

/** One line for people: `file:row: field: found X, wanted Y. What to do. [code]`. */
export function refusalLine(refusal: Refusal): string {
  const place = refusal.row === null ? refusal.source : `${refusal.source}:${refusal.row}`
  return `${place}: ${refusal.field}: found ${refusal.was}, wanted ${refusal.wanted}. ${refusal.fix} [${refusal.code}]`
}

function describe(found: unknown): string {
  const text = typeof found === 'string' ? JSON.stringify(found) : String(found)
  // Control characters are escaped by JSON.stringify for strings; numbers and booleans have none.
  return text.length > FOUND_LENGTH_MAX
    ? `${text.slice(0, FOUND_LENGTH_MAX)}… (${text.length} characters)`
    : text
}
