/** The reference page of the rules file and its JSON Schema, both from the schema. Tests keep the committed ones equal. */
import { type JsonSchema, choicesOf, rulesJsonSchema, unitOf, wantedText } from './key-about.ts'

const EXTENDS: JsonSchema = {
  type: 'string',
  description: 'a preset or a file to build on: its keys, where this file has none; lists are replaced whole',
  examples: ['lvr-budget'],
}

/** For editors: `# yaml-language-server: $schema=rules.schema.json` as first line of the file. */
export function rulesJsonSchemaText(): string {
  const { required: all, properties, ...rest } = rulesJsonSchema
  const schema = {
    ...rest,
    title: 'Kondor rule set',
    properties: { extends: EXTENDS, ...properties },
    // What a file extends may give all keys but the name.
    required: ['name'],
    anyOf: [{ required: ['extends'] }, { required: all ?? [] }],
  }
  // Inside a file that extends another every key may be left out, so only the top level asks for keys there.
  return `${JSON.stringify(withoutInnerRequired(schema), null, 2)}\n`
}

function withoutInnerRequired(schema: object, top = true): unknown {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
      if (key === 'required' && !top) return []
      if (key === 'examples' || key === 'default' || typeof value !== 'object' || value === null)
        return [[key, value]]
      if (Array.isArray(value))
        return [[key, value.map((one: unknown) => inner(one, top && key === 'anyOf'))]]
      return [[key, inner(value, false)]]
    }),
  )
}

const inner = (value: unknown, top: boolean): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? withoutInnerRequired(value, top)
    : value

interface Row {
  readonly key: string
  readonly schema: JsonSchema
  readonly optional: boolean
}

export function rulesReference(): string {
  const sections = Object.entries(rulesJsonSchema.properties ?? {})
  const required = new Set(rulesJsonSchema.required)
  return [
    '# The rules file',
    '',
    'Generated from `src/policy/rules/schema/` by `npm run docs`; do not edit. [Presets](presets.md) lists the rule sets',
    'that come with Kondor; `kondor rules show NAME --yaml` prints one as a file to start from, and `kondor rules lint FILE`',
    'checks one. Editors read [rules.schema.json](rules.schema.json).',
    '',
    'A file is one YAML map. Fractions are written as fractions: 15 % is `0.15`. `extends: NAME` builds on a preset or on',
    'another file (a path beside this one): maps are laid over key by key, lists and maps of another `kind` are replaced',
    'whole, and the file needs a `name` of its own. The hash of a rule set is the SHA-256 of its canonical JSON (RFC 8785)',
    'with all defaults filled in: comments, order of keys and `extends` do not change it.',
    '',
    '```yaml',
    'extends: lvr-budget',
    'name: my-lvr-budget',
    'sizing:',
    '  lvrBudget_bp_per_day: 3',
    '```',
    '',
    '| key | what it means | what may stand there | default | example |',
    '| --- | --- | --- | --- | --- |',
    rowText({ key: 'extends', schema: EXTENDS, optional: true }),
    ...sections.flatMap(([key, schema]) => rows(key, schema, !required.has(key))).map(rowText),
    '',
  ].join('\n')
}

/** A key and those under it; of unions, those of each choice, named by its kind. */
function rows(key: string, schema: JsonSchema, optional: boolean): readonly Row[] {
  const choices = choicesOf(schema).flatMap(choicesOf)
  const below = choices.flatMap((choice) => {
    const kind = choices.length > 1 ? choice.properties?.['kind']?.const : undefined
    const at = kind === undefined ? key : `${key}(${String(kind)})`
    const required = new Set(choice.required)
    const own = Object.entries(choice.properties ?? {})
      .filter(([name]) => name !== 'kind' || kind === undefined)
      .flatMap(([name, part]) => rows(`${at}.${name}`, part, !required.has(name)))
    const items =
      choice.items === undefined
        ? []
        : rows(`${key}[]`, choice.items, false).slice(choice.items.properties ? 1 : 0)
    return [...own, ...(choice.items?.properties === undefined ? [] : items)]
  })
  return [{ key, schema, optional }, ...below]
}

function rowText({ key, schema, optional }: Row): string {
  const choices = [schema, ...choicesOf(schema)]
  const description = choices.find((one) => one.description !== undefined)?.description ?? ''
  const given = choices.find((one) => one.default !== undefined)?.default
  const unit = unitOf([schema])
  const example = choices.find((one) => one.examples !== undefined)?.examples?.[0]
  const cells = [
    `\`${key}\``,
    description,
    mayBe(schema) + (unit === 'ratio' || unit === 'count' ? ` (${unit})` : ''),
    !optional ? 'must be given' : given === undefined ? '' : short(given),
    example === undefined ? '' : `\`${JSON.stringify(example)}\``,
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** Maps have their keys on rows of their own. */
function mayBe(schema: JsonSchema): string {
  const kinds = choicesOf(schema)
    .flatMap(choicesOf)
    .flatMap((one) => one.properties?.['kind']?.const ?? [])
  if (kinds.length > 1) return `\`kind\` one of ${kinds.join(', ')}`
  return wantedText([schema]).replaceAll(/the keys [\w, ]+?(?= or |$)/g, 'a map')
}

const LENGTH_SHOWN = 40

function short(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length <= LENGTH_SHOWN ? `\`${text}\`` : 'as below'
}
