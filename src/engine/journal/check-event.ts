import type * as z from 'zod'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { JOURNAL_EVENT, type JournalEvent } from './event.ts'

/** The event, frozen, or the refusal that names the field at fault. `source` is where it was written down. */
export function checkEvent(event: unknown, source: string, row: number | null = null): Result<JournalEvent> {
  const parsed = JOURNAL_EVENT.safeParse(event)
  if (parsed.success) return accepted(Object.freeze(parsed.data))
  const { field, message } = firstIssue(parsed.error)
  return refused(
    refuse('command.bad-input', { field, was: valueAt(event, field), wanted: message, source, row }),
  )
}

/** Where the first issue lies and what it asks for. */
export function firstIssue(error: z.ZodError): { readonly field: string; readonly message: string } {
  const issue = error.issues[0]
  const field = issue?.path.join('.') ?? ''
  return { field: field === '' ? 'event' : field, message: issue?.message ?? 'an event of a known kind' }
}

function valueAt(event: unknown, field: string): unknown {
  const isObject = typeof event === 'object' && event !== null
  return isObject && field in event ? (event as Readonly<Record<string, unknown>>)[field] : 'nothing'
}
