import { canonicalHash } from './canonical.ts'
import { presetSource } from './preset-sources-table.ts'
import type { RuleSet } from './rule-set.ts'

export interface PresetNumber {
  /** Where it stands, list positions in brackets: `structures[0].contract.wings.put_points`. */
  readonly path: string
  /** The same without positions: the key of the table of sources. */
  readonly key: string
  readonly value: number
}

/** Every number of a rule set, in the order written. */
export function presetNumbers(value: unknown, path = '', key = ''): readonly PresetNumber[] {
  if (typeof value === 'number') return [{ path, key, value }]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, i) => presetNumbers(item, `${path}[${i}]`, key))
  const under = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`)
  return Object.entries(value).flatMap(([name, part]) =>
    presetNumbers(part, under(path, name), under(key, name)),
  )
}

/** The reference page of the presets, as Markdown. A test keeps the committed page equal to it. */
export function presetsReference(presets: readonly RuleSet[]): string {
  return [
    '# Presets',
    '',
    'Every number of every rule set that Kondor ships, and where it comes from. Generated from',
    '`src/policy/rules/presets.ts` and `preset-sources-table.ts` by `npm run docs`; do not edit.',
    '',
    'Sources named `vixshield.com/...` are the published method that Kondor tests; that a number is published does not',
    'make it good. Distances are in index points, credits in points of one contract, money in dollars.',
    ...presets.flatMap(section),
    '',
  ].join('\n')
}

function section(rules: RuleSet): readonly string[] {
  return [
    '',
    `## ${rules.name}`,
    '',
    rules.about,
    '',
    `Hash \`${canonicalHash(rules)}\`.`,
    '',
    '| number | value | source |',
    '| --- | --- | --- |',
    ...presetNumbers(rules).map(
      ({ path, key, value }) => `| \`${path}\` | ${value} | ${presetSource(rules.name, key) ?? 'unstated'} |`,
    ),
  ]
}
