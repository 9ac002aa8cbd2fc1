import type { z } from 'zod'
import type { Result } from '../../base/vocabulary/result.ts'

/** Outputs by field name, as the reference cases name them: numbers, lists of numbers, or null where unknown. */
export type Outputs = Readonly<Record<string, unknown>>

/** A formula as a calculator: a name, a strict schema of its inputs, and what it works out. */
export interface Operation {
  readonly name: string
  /** One line for `kondor calc --list`. */
  readonly summary: string
  /** Inputs that work: shown by `--list`, and run by a test. */
  readonly example: Readonly<Record<string, unknown>>
  readonly run: (inputs: unknown) => Result<Outputs>
}

export interface OperationDefinition<Schema extends z.ZodType> {
  readonly name: string
  readonly summary: string
  readonly example: Readonly<Record<string, unknown>>
  readonly schema: Schema
  readonly compute: (inputs: z.output<Schema>) => Result<Outputs>
}
