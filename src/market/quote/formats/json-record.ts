import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { RefusalCollector } from '../refusal-log.ts'

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads one record of a JSON document field by field, as `RowReader` reads a row: the first field that is not what it
 * must be refuses the record. Numbers must be JSON numbers; a number written as text refuses the record.
 */
export class JsonRecord {
  readonly fields: Readonly<Record<string, unknown>>
  /** One-based position in its list. */
  readonly line: number
  readonly #source: string
  readonly #refusals: RefusalCollector
  #failed = false

  constructor(record: unknown, line: number, source: string, refusals: RefusalCollector) {
    this.fields = isObject(record) ? record : {}
    this.line = line
    this.#source = source
    this.#refusals = refusals
    if (!isObject(record)) this.fail('file.json-invalid', 'record', record, 'an object')
  }

  get failed(): boolean {
    return this.#failed
  }

  /** The text, or the empty text where the field is absent, null or not text. */
  text(name: string): string {
    const value = this.#own(name)
    return typeof value === 'string' ? value : ''
  }

  /** A number that must be there and be more than 0. */
  number(name: string): number {
    const value = this.optionalNumber(name)
    if (value === null) this.fail('number.unreadable', name, this.#own(name), 'a number')
    else if (value <= 0) this.fail('number.out-of-range', name, value, 'more than 0')
    return value ?? 0
  }

  /** A finite number; null where the field is absent or null. */
  optionalNumber(name: string): number | null {
    return this.#finite(name, this.#own(name))
  }

  /** A number inside an optional object, such as `greeks.mid_iv`. */
  inside(outer: string, name: string): number | null {
    const object = this.#own(outer)
    return isObject(object) && Object.hasOwn(object, name)
      ? this.#finite(`${outer}.${name}`, object[name])
      : null
  }

  fail(code: RefusalCode, field: string, was: unknown, wanted: string): void {
    if (this.#failed) return
    this.#failed = true
    this.#refusals.add(refuse(code, { field, was, wanted, source: this.#source, row: this.line }))
  }

  #own(name: string): unknown {
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined
  }

  #finite(name: string, value: unknown): number | null {
    if (value === undefined || value === null) return null
    if (typeof value !== 'number') {
      this.fail('number.unreadable', name, value, 'a number')
      return null
    }
    // JSON has no infinity, but 1e999 parses to one.
    if (!Number.isFinite(value)) this.fail('number.not-finite', name, value, 'a finite number')
    return Number.isFinite(value) ? value : null
  }
}
