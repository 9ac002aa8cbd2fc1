/** What the schema says of a key: its unit, limits, choices and example, in words. */
import { z } from 'zod'
import { UNIT } from './keys.ts'
import { rulesSchema } from './rules-schema.ts'

/** The part of JSON Schema that the rules use. */
export interface JsonSchema {
  readonly type?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly default?: unknown
  readonly const?: string | number
  readonly enum?: readonly (string | number)[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly [UNIT]?: string
}

/** Of a file: keys with a default may be left out. */
export const rulesJsonSchema = z.toJSONSchema(rulesSchema, { io: 'input' }) as JsonSchema

/** The ways a value may be, `null` included; a schema without choices is its own only one. */
export const choicesOf = (schema: JsonSchema): readonly JsonSchema[] =>
  schema.anyOf ?? schema.oneOf ?? [schema]

/** The schemas of a key path: of unions, the choices whose `kind` is that of the value. */
export function schemasAt(path: readonly PropertyKey[], value: unknown): readonly JsonSchema[] {
  let level: readonly JsonSchema[] = [rulesJsonSchema]
  let at = value
  for (const part of path) {
    level = matching(level, at).flatMap(({ items, properties }) => {
      const next = typeof part === 'number' ? items : properties?.[String(part)]
      return next === undefined ? [] : [next]
    })
    at = partOf(at, part)
  }
  return level
}

/** Names of the keys that may stand under a path. */
export const keysUnder = (path: readonly PropertyKey[], value: unknown): readonly string[] => {
  const choices = matching(schemasAt(path, value), valueAt(value, path))
  return [...new Set(choices.flatMap((one) => Object.keys(one.properties ?? {})))]
}

export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown => path.reduce(partOf, value)

const partOf = (value: unknown, part: PropertyKey): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, part)
    ? (value as Record<PropertyKey, unknown>)[part]
    : undefined

/** The choices a value may mean: by its `kind` where it has one, else all. */
function matching(schemas: readonly JsonSchema[], value: unknown): readonly JsonSchema[] {
  const choices = schemas.flatMap(choicesOf).flatMap(choicesOf)
  const kind = partOf(value, 'kind')
  const named = choices.filter((one) => kind !== undefined && one.properties?.['kind']?.const === kind)
  if (named.length > 0) return named
  const unnamed = choices.filter(
    (one) => one.properties !== undefined && one.properties['kind'] === undefined,
  )
  return kind === undefined && unnamed.length > 0 ? unnamed : choices
}

export const unitOf = (schemas: readonly JsonSchema[]): string | null =>
  schemas.flatMap((one) => [one, ...choicesOf(one)]).find((one) => one[UNIT] !== undefined)?.[UNIT] ?? null

/** The names that may stand there, where names are what is wanted. */
export const namesOf = (schemas: readonly JsonSchema[]): readonly string[] =>
  schemas
    .flatMap(choicesOf)
    .flatMap(choicesOf)
    .flatMap((one) => (one.const === undefined ? (one.enum ?? []) : [one.const]))
    .map(String)

/** What may stand there, in words: "a fraction from 0 to 1", "one of AM, PM". */
export function wantedText(schemas: readonly JsonSchema[]): string {
  const choices = schemas.flatMap(choicesOf).flatMap(choicesOf)
  const names = namesOf(schemas)
  const parts = choices.filter((one) => one.const === undefined && one.enum === undefined).map(kindText)
  if (names.length > 0) parts.unshift(names.length === 1 ? (names[0] ?? '') : `one of ${names.join(', ')}`)
  return [...new Set(parts)].join(' or ')
}

function kindText(schema: JsonSchema): string {
  const { type, minimum, maximum } = schema
  if (type === 'null') return 'null'
  if (type === 'boolean') return 'true or false'
  if (type === 'string')
    return schema.pattern === undefined ? 'a text' : `a text (${schema.description ?? schema.pattern})`
  if (type === 'array') return 'a list'
  if (type === 'object') return `the keys ${Object.keys(schema.properties ?? {}).join(', ')}`
  const whole = type === 'integer' ? 'a whole number' : 'a number'
  const unit = schema[UNIT]
  if (unit === 'fraction') return 'a fraction from 0 to 1'
  const of = unit === undefined || unit === 'count' || unit === 'ratio' ? '' : ` of ${unit}`
  if (minimum === undefined) return `${whole}${of}`
  const most = maximum !== undefined && maximum < 1e6 ? ` and at most ${maximum}` : ''
  return minimum > 0 && minimum < 1e-6 ? `${whole}${of} above 0` : `${whole}${of}, at least ${minimum}${most}`
}

/** A value that may stand there; undefined where the schema has none. */
export function exampleOf(schemas: readonly JsonSchema[]): unknown {
  const choices = schemas.flatMap((one) => [one, ...choicesOf(one)])
  const example = choices.find((one) => one.examples !== undefined)?.examples?.[0]
  return (
    example ??
    choices.find((one) => one.const !== undefined)?.const ??
    choices.find((one) => one.enum)?.enum?.[0]
  )
}
