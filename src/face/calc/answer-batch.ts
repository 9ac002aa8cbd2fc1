import { refuse, type Refusal } from '../../base/vocabulary/refusal.ts'
import { calculate } from './calculate.ts'
import { LINE_LENGTH_MAX, type LineRead } from './read-lines.ts'

/** What a batch line is answered with: its id, and outputs or the refusal. */
export type BatchAnswer =
  | { readonly id: unknown; readonly outputs: Readonly<Record<string, unknown>> }
  | { readonly id: unknown; readonly refusal: Refusal }

const SOURCE = 'standard input'

/**
 * Answers one line of a batch, `{"id","category","inputs"}`. `op` stands in where the line names no category. Null for a
 * blank line. Other fields (expected, tolerance, source) are passed over, so that a list of reference cases is a batch.
 */
export function answerBatchLine(read: LineRead, op: string | null): BatchAnswer | null {
  if (read.kind === 'too-long') {
    const was = `more than ${LINE_LENGTH_MAX} characters`
    return { id: null, refusal: badLine('file.row-too-long', 'line', was, 'a shorter line', read.number) }
  }
  if (read.text.trim() === '') return null
  let line: unknown
  try {
    line = JSON.parse(read.text)
  } catch {
    const wanted = 'one JSON object: {"id","category","inputs"}'
    return { id: null, refusal: badLine('file.json-invalid', 'line', read.text, wanted, read.number) }
  }
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    const wanted = 'an object: {"id","category","inputs"}'
    return { id: null, refusal: badLine('command.bad-input', 'line', read.text, wanted, read.number) }
  }
  const { id = null, category = op, inputs } = line as Record<string, unknown>
  if (typeof category !== 'string') {
    const was = category === null ? 'nothing' : JSON.stringify(category)
    const wanted = 'the name of an operation: kondor calc --list'
    return { id, refusal: badLine('command.bad-input', 'category', was, wanted, read.number) }
  }
  const result = calculate(category, inputs)
  if (result.ok) return { id, outputs: result.value }
  return { id, refusal: { ...result.refusal, row: result.refusal.row ?? read.number } }
}

function badLine(
  code: 'file.row-too-long' | 'file.json-invalid' | 'command.bad-input',
  field: string,
  was: string,
  wanted: string,
  row: number,
): Refusal {
  return refuse(code, { field, was, wanted, source: SOURCE, row, fix: 'See: kondor calc --help' })
}
