/** A rule set with some of its keys set anew, checked as a rules file is. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { RuleSet } from './rule-set.ts'
import { parseRules } from './schema/parse-rules.ts'

/** A key path as rules files have it, `structures[0].contract.shorts.put` or `structures.0.contract.shorts.put`, and its value. */
export interface RuleSetting {
  readonly key: string
  readonly value: number | string | boolean | null
}

/**
 * Keeps the name, so that the same settings have the same hash however they were reached. Refuses what a rules file with those
 * values would be refused for, and keys inside a part that the rules do not have.
 */
export function rulesVariant(rules: RuleSet, settings: readonly RuleSetting[]): Result<RuleSet> {
  const tree = structuredClone(rules) as unknown as Record<string, unknown>
  for (const { key, value } of settings) {
    const problem = setAt(tree, key, value)
    if (problem !== null) {
      return refused(
        refuse('rules.unknown-key', {
          field: key,
          was: problem,
          wanted: 'a key of these rules',
          source: rules.name,
        }),
      )
    }
  }
  // JSON is YAML: the file that these rules would be.
  const parsed = parseRules(JSON.stringify(tree), settingsWords(settings), () => {
    throw new Error('a rule set extends nothing')
  })
  const [first] = parsed.problems.filter(({ severity }) => severity === 'error')
  if (parsed.rules !== null) return accepted(parsed.rules)
  const { code, field, was, wanted, fix } = first.refusal
  return refused(refuse(code, { field, was, wanted, source: settingsWords(settings), fix }))
}

/** `invariant.band.act=0.3, sizing.contractsMax=2`. */
export const settingsWords = (settings: readonly RuleSetting[]): string =>
  settings.map(({ key, value }) => `${key}=${String(value)}`).join(', ')

/** Sets a value inside; says what is wrong with the path where something is. */
function setAt(tree: Record<string, unknown>, key: string, value: unknown): string | null {
  const parts = key.replaceAll(/\[(\d+)\]/g, '.$1').split('.')
  const last = parts.pop() ?? ''
  let at: unknown = tree
  for (const part of parts) {
    if (!isBranch(at) || !Object.hasOwn(at, part)) return `no ${part} on the way`
    at = (at as Record<string, unknown>)[part]
  }
  if (!isBranch(at)) return at === null ? 'the rules do not have this part' : 'a value with keys inside'
  if (Array.isArray(at) && !Object.hasOwn(at, last)) return `no ${last} in the list`
  if (last === '' || last === '__proto__') return 'no key'
  ;(at as Record<string, unknown>)[last] = value
  return null
}

const isBranch = (at: unknown): at is object => typeof at === 'object' && at !== null
