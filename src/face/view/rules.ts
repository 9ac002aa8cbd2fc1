/** Rule sets in words. */
import { canonicalHash } from '../../policy/rules/canonical.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { type Leaf, type RuleChange, ruleValues } from '../../policy/rules/rules-diff.ts'
import type { RulesProblem } from '../../policy/rules/schema/problem.ts'
import type { Table } from './words.ts'

const HASH_SHOWN = 12

export const rulesTable = (all: readonly RuleSet[]): Table => ({
  caption: 'Rule sets',
  columns: [
    { title: 'name', numeric: false },
    { title: 'hash', numeric: false },
    { title: 'title', numeric: false },
  ],
  rows: all.map((rules) => [rules.name, canonicalHash(rules).slice(0, HASH_SHOWN), rules.title]),
  note: 'kondor rules show NAME has every number; docs/reference/presets.md also where it comes from.',
})

/** Every value with its unit. */
export const valuesTable = (rules: RuleSet): Table => ({
  caption: rules.title,
  columns: [
    { title: 'key', numeric: false },
    { title: 'value', numeric: false },
  ],
  rows: ruleValues(rules)
    .filter(({ key }) => key !== 'about')
    .map(({ key, value, unit }) => [key, valueText(value, unit)]),
  note: 'docs/reference/rules.md says what each key means.',
})

/** `~ key: 5 -> 3 basis points per day`. */
export function changeText({ key, from, to, unit }: RuleChange): string {
  if (from === undefined) return `+ ${key}: ${valueText(to ?? null, unit)}`
  if (to === undefined) return `- ${key}: ${valueText(from, unit)}`
  return `~ ${key}: ${valueText(from, to === null ? unit : null)} -> ${valueText(to, unit)}`
}

/** Counts and ratios need no unit beside the key. */
const UNITLESS: ReadonlySet<string> = new Set(['count', 'ratio'])

function valueText(value: Leaf, unit: string | null): string {
  if (value === null) return 'none'
  if (typeof value === 'object') return value.length === 0 ? 'none' : value.map(String).join(', ')
  const plain = unit === null || UNITLESS.has(unit)
  return plain ? String(value) : `${String(value)} ${unit === 'fraction' ? '(fraction)' : unit}`
}

/** A rule set for machines. */
export const rulesSummary = (rules: RuleSet): object => ({
  name: rules.name,
  title: rules.title,
  about: rules.about,
  hash: canonicalHash(rules),
})

/** A problem for machines. */
export const problemSummary = ({ severity, key, column, example, refusal }: RulesProblem): object => ({
  severity,
  code: refusal.code,
  file: refusal.source,
  line: refusal.row,
  column,
  key,
  was: refusal.was,
  wanted: refusal.wanted,
  example,
  fix: refusal.fix,
})
