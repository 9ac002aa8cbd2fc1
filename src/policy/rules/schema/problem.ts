import { type Refusal, refuse } from '../../../base/vocabulary/refusal.ts'
import type { RefusalCode } from '../../../base/vocabulary/refusal-codes.ts'

/** Where something is written. Lines and columns count from one; a preset has none. */
export interface Place {
  readonly source: string
  readonly line: number | null
  readonly column: number | null
}

/** One thing wrong with a rules file. A warning leaves the rules usable. */
export interface RulesProblem {
  readonly severity: 'error' | 'warning'
  /** Key path as written: `structures[0].contract.wings.put_points`. */
  readonly key: string
  readonly column: number | null
  /** What could stand there instead, as YAML: `put_points: 50`. */
  readonly example: string
  readonly refusal: Refusal
}

export function problem(
  code: RefusalCode,
  place: Place,
  details: {
    readonly key: string
    readonly was: unknown
    readonly wanted: string
    readonly example: string
    readonly fix?: string
    readonly severity?: 'error' | 'warning'
  },
): RulesProblem {
  const { key, was, wanted, example } = details
  const fix = details.fix ?? (example === '' ? undefined : `For example: ${example}`)
  return {
    severity: details.severity ?? 'error',
    key,
    column: place.column,
    example,
    refusal: refuse(code, {
      field: key,
      was,
      wanted,
      source: place.source,
      row: place.line,
      ...(fix === undefined ? {} : { fix }),
    }),
  }
}

/** One line for people: `file:line:column: key: found X, wanted Y. For example: key: 1 [code]`. */
export function problemLine({ severity, column, refusal }: RulesProblem): string {
  const { source, row, field, was, wanted, fix, code } = refusal
  const place = row === null ? source : `${source}:${row}${column === null ? '' : `:${column}`}`
  return `${place}: ${severity === 'warning' ? 'warning: ' : ''}${field}: found ${was}, wanted ${wanted}. ${fix} [${code}]`
}
