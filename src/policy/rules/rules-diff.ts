import type { RuleSet } from './rule-set.ts'
import { inFileOrder } from './schema/file-order.ts'
import { schemasAt, unitOf } from './schema/key-about.ts'

type Scalar = string | number | boolean | null
/** What stands at the end of a key path. */
export type Leaf = Scalar | readonly Scalar[]

/** One value of a rule set. Entries of a list go by their id where they have one, so that a new one moves nothing. */
export interface RuleValue {
  /** `structures[tier-0.70].contract.wings.put_points`. */
  readonly key: string
  readonly value: Leaf
  readonly unit: string | null
}

/** Undefined on the side that lacks the key. */
export interface RuleChange {
  readonly key: string
  readonly from: Leaf | undefined
  readonly to: Leaf | undefined
  readonly unit: string | null
}

/** Every value of a rule set, in the order of the file. */
export const ruleValues = (rules: RuleSet): readonly RuleValue[] =>
  valuesIn(rules, inFileOrder(rules), '', [])

function valuesIn(
  rules: RuleSet,
  value: unknown,
  key: string,
  path: readonly (string | number)[],
): readonly RuleValue[] {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    return value.flatMap((item: unknown, i) =>
      valuesIn(rules, item, `${key}[${idOf(item) ?? i}]`, [...path, i]),
    )
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, part]) =>
      valuesIn(rules, part, key === '' ? name : `${key}.${name}`, [...path, name]),
    )
  }
  return [{ key, value: value as Leaf, unit: unitOf(schemasAt(path, rules)) }]
}

const idOf = (item: unknown): string | null =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id : null

/** What changes from one rule set to the other, key by key; empty where they are the same rules. */
export function rulesDiff(from: RuleSet, to: RuleSet): readonly RuleChange[] {
  const before = new Map(ruleValues(from).map((one) => [one.key, one]))
  const after = new Map(ruleValues(to).map((one) => [one.key, one]))
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return keys.flatMap((key) => {
    const [a, b] = [before.get(key), after.get(key)]
    if (a !== undefined && b !== undefined && JSON.stringify(a.value) === JSON.stringify(b.value)) return []
    // A section that is null on one side and written out on the other: its keys say it.
    if (isSectionGap(key, a, after) || isSectionGap(key, b, before)) return []
    const { unit = null } = b ?? a ?? {}
    return [{ key, from: a?.value, to: b?.value, unit }]
  })
}

function isSectionGap(key: string, own: RuleValue | undefined, other: ReadonlyMap<string, unknown>): boolean {
  if (own?.value !== null && !(Array.isArray(own?.value) && own.value.length === 0)) return false
  return [...other.keys()].some((each) => each.startsWith(`${key}.`) || each.startsWith(`${key}[`))
}
