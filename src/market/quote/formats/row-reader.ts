/**
 * Reads one row of a delimited file by column name. The first field that cannot be read refuses the row: it is logged
 * once with file, line, field, found and wanted, and `failed` stays true until the next row begins.
 */
import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import type { DecodeContext } from '../decoder.ts'
import type { RefusalCollector } from '../refusal-log.ts'
import { type DateForm, isUsableDay, readDate } from './dates.ts'
import type { ColumnIndex } from './header.ts'
import { readNumber } from './numbers.ts'

export class RowReader {
  readonly #context: DecodeContext
  readonly #columns: ColumnIndex
  readonly #refusals: RefusalCollector
  #fields: readonly string[] = []
  #line = 0
  #failed = false

  constructor(context: DecodeContext, columns: ColumnIndex, refusals: RefusalCollector) {
    this.#context = context
    this.#columns = columns
    this.#refusals = refusals
  }

  /** True from the first refused field of the row on. */
  get failed(): boolean {
    return this.#failed
  }

  get line(): number {
    return this.#line
  }

  begin(fields: readonly string[], line: number): void {
    this.#fields = fields
    this.#line = line
    this.#failed = false
  }

  has(name: string): boolean {
    return this.#columns.at(name) !== null
  }

  /** The field without surrounding blanks; empty where the file has no such column or the row ends before it. */
  text(name: string): string {
    const position = this.#columns.at(name)
    return position === null ? '' : (this.#fields[position] ?? '').trim()
  }

  /** A number that must be there. 0 after a refusal: test `failed` before using it. */
  number(name: string): number {
    const value = this.optionalNumber(name)
    if (value === null && !this.#failed) this.fail('number.unreadable', name, '', 'a number')
    return value ?? 0
  }

  /** A number, or null where the field is blank. Never 0 for a blank. */
  optionalNumber(name: string): number | null {
    const text = this.text(name)
    if (text === '') return null
    const read = readNumber(text, this.#context.locale)
    if (typeof read === 'number') return read
    this.fail(read.code, name, text, read.wanted)
    return null
  }

  /** A number above zero: strikes, closes. */
  positive(name: string): number {
    const value = this.number(name)
    if (!this.#failed && value <= 0) this.fail('number.out-of-range', name, value, 'more than 0')
    return value
  }

  /** Days since 1970-01-01 of a date inside the calendar tables. 0 after a refusal. */
  day(name: string, form: DateForm): number {
    const day = this.civilDay(name, form)
    if (!this.#failed && !isUsableDay(day)) {
      this.fail('date.out-of-range', name, this.text(name), 'a date from 1990 to 2039')
    }
    return day
  }

  /** Days since 1970-01-01 of any date: statistics reach back a century. 0 after a refusal. */
  civilDay(name: string, form: DateForm): number {
    const text = this.text(name)
    const day = readDate(text, form)
    if (day === null) this.fail('date.unreadable', name, text, `a date as ${form}`)
    return day ?? 0
  }

  /** One of the words given, compared without case. */
  word<T>(name: string, words: Readonly<Record<string, T>>): T | null {
    const text = this.text(name)
    const found = words[text.toLowerCase()]
    if (found !== undefined) return found
    this.fail('option.not-listed', name, text, `one of ${Object.keys(words).join(', ')}`)
    return null
  }

  /** Refuses the row; only the first refusal of a row is logged. */
  fail(code: RefusalCode, field: string, was: unknown, wanted: string): void {
    if (this.#failed) return
    this.#failed = true
    this.#refusals.add(refuse(code, { field, was, wanted, source: this.#context.source, row: this.#line }))
  }
}
