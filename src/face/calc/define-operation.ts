import type { z } from 'zod'
import { refuse, type Refusal } from '../../base/vocabulary/refusal.ts'
import { refused } from '../../base/vocabulary/result.ts'
import { COMMENT_KEYS } from './comment-keys.ts'
import type { Operation, OperationDefinition } from './operation.ts'

/** Binds a schema to a formula: comments are dropped, everything else is checked before the formula sees it. */
export function defineOperation<Schema extends z.ZodType>(
  definition: OperationDefinition<Schema>,
): Operation {
  const { name, summary, example, schema, compute } = definition
  return {
    name,
    summary,
    example,
    run: (inputs) => {
      const plain = withoutComments(inputs)
      const parsed = schema.safeParse(plain)
      if (!parsed.success) {
        // A field with a wrong name is why another is missing: it is said first.
        const { issues } = parsed.error
        const stray = issues.find(({ code }) => code === 'unrecognized_keys')
        return refused(refusalOf(stray ?? issues[0], plain, name))
      }
      return compute(parsed.data)
    },
  }
}

function withoutComments(inputs: unknown): unknown {
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) return inputs
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !COMMENT_KEYS.has(key)))
}

function refusalOf(issue: z.core.$ZodIssue, inputs: unknown, source: string): Refusal {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    const path = [...issue.path, key]
    return refuse('command.bad-input', {
      field: path.join('.'),
      was: shown(valueAt(inputs, path)),
      wanted: 'no such field: check its name',
      source,
    })
  }
  const was = valueAt(inputs, issue.path)
  const infinite = typeof was === 'number' && !Number.isFinite(was)
  return refuse(infinite ? 'number.not-finite' : 'command.bad-input', {
    field: issue.path.length === 0 ? 'inputs' : issue.path.join('.'),
    was: shown(was),
    wanted: wantedBy(issue),
    source,
  })
}

function wantedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'number' ? 'a finite number' : `a value of type ${issue.expected}`
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${issue.inclusive === true ? 'at least' : 'more than'} ${issue.minimum}`
        : `at least ${issue.minimum} items`
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${issue.inclusive === true ? 'at most' : 'less than'} ${issue.maximum}`
        : `at most ${issue.maximum} items`
    default:
      return issue.message
  }
}

function valueAt(inputs: unknown, path: readonly PropertyKey[]): unknown {
  let value = inputs
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

function shown(value: unknown): unknown {
  if (value === undefined) return 'nothing'
  return typeof value === 'object' ? JSON.stringify(value) : value
}
