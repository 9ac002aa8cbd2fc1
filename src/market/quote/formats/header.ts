import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import type { FileHead, NumberLocale } from '../decoder.ts'

/** For formats that fix their own delimiter: nothing of the user's locale applies to them. */
export const PLAIN_LOCALE: NumberLocale = { decimal: '.', delimiter: ',' }

/** Positions of a file's columns by name. */
export interface ColumnIndex {
  /** Zero-based position, or null where the file has no such column. */
  at(name: string): number | null
}

/**
 * Names as compared: without case, surrounding blanks, square brackets or byte-order mark. Vendors vary in all four
 * between years, never in the words.
 */
export function columnName(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
}

/**
 * Finds the columns of a header. Extra columns and another order are accepted; a missing one refuses the file and names
 * it, and so does a name that occurs twice, because either could be meant.
 */
export function matchHeader(
  fields: readonly string[],
  required: readonly string[],
  place: { readonly source: string; readonly line: number },
): Result<ColumnIndex> {
  const positions = new Map<string, number>()
  const twice = new Set<string>()
  for (const [position, field] of fields.entries()) {
    const name = columnName(field)
    if (name === '') continue
    if (positions.has(name)) twice.add(name)
    else positions.set(name, position)
  }
  const wanted = required.map(columnName)
  const missing = wanted.filter((name) => !positions.has(name))
  const doubled = wanted.filter((name) => twice.has(name))
  if (missing.length > 0 || doubled.length > 0) {
    return refused(wrongHeader(fields, missing.length > 0 ? missing : doubled, missing.length > 0, place))
  }
  // Asked once per field of every row: the name as asked is looked up once and remembered.
  const asked = new Map<string, number | null>()
  return accepted({
    at: (name) => {
      const known = asked.get(name)
      if (known !== undefined) return known
      const position = positions.get(columnName(name)) ?? null
      asked.set(name, position)
      return position
    },
  })
}

/** Columns of a file without a header, named by us in the order the format fixes. */
export function positionalColumns(names: readonly string[]): ColumnIndex {
  const positions = new Map(names.map((name, position) => [name, position]))
  return { at: (name) => positions.get(name) ?? null }
}

const DELIMITERS = [',', ';', '\t'] as const

/** Names of a header line under whichever delimiter gives most of them. For sniffing, before the locale is known. */
export function headerNames(line: string): readonly string[] {
  let best: readonly string[] = []
  for (const delimiter of DELIMITERS) {
    const names = line.split(delimiter)
    if (names.length > best.length) best = names
  }
  return best.map((field) => columnName(field.replace(/^"(.*)"$/, '$1')))
}

/** Share of a format's names that make a header the format's own with columns missing or renamed. */
const NEAR_MISS = 0.75
/** Fewer names than this are too common to claim a file by. */
const NAMES_MIN = 6

/**
 * How surely a line is the header of a format: 0.95 where it holds every name, 0.6 where most, so that a vendor who
 * renames a column gets its name in the refusal and not "unknown format"; else 0.
 */
export function headerScore(line: string, names: readonly string[]): number {
  const held = new Set(headerNames(line))
  const count = names.filter((name) => held.has(columnName(name))).length
  if (count === names.length) return 0.95
  return count >= NAMES_MIN && count / names.length >= NEAR_MISS ? 0.6 : 0
}

/** The score of the first line. */
export function firstLineScore(head: FileHead, names: readonly string[]): number {
  return headerScore(head.text.split(/\r?\n/, 1)[0] ?? '', names)
}

function wrongHeader(
  fields: readonly string[],
  names: readonly string[],
  missing: boolean,
  place: { readonly source: string; readonly line: number },
): Refusal {
  const semicolons = fields.length === 1 && (fields[0] ?? '').includes(';')
  return refuse('file.wrong-header', {
    ...(semicolons
      ? { fix: 'Fields are separated by semicolons: name the number format with --locale.' }
      : {}),
    field: names.join(', '),
    was: fields.join(','),
    wanted: missing ? 'these columns' : 'each of these columns once',
    source: place.source,
    row: place.line,
  })
}
