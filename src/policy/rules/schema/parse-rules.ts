/** A rules file read: the rule set it means, or everything that is wrong with it. */
import type { Refusal } from '../../../base/vocabulary/refusal.ts'
import type { Result } from '../../../base/vocabulary/result.ts'
import { canonicalHash } from '../canonical.ts'
import { deepFreeze } from '../deep-freeze.ts'
import { presetNamed } from '../presets.ts'
import type { RuleSet } from '../rule-set.ts'
import { checkMeaning } from './check-meaning.ts'
import { explain } from './explain.ts'
import { missingSeries } from './missing-series.ts'
import { type Place, type RulesProblem, problem } from './problem.ts'
import { readYaml } from './read-yaml.ts'
import { rulesSchema } from './rules-schema.ts'
import { type Tree, isPlainMap, mergeTrees, placeOf } from './tree.ts'

/** What `extends` names: a preset, or another file with a name by which it is known again. */
export type Parent =
  | { readonly kind: 'preset'; readonly rules: RuleSet }
  | { readonly kind: 'file'; readonly source: string; readonly text: string }

/** Finds what a file extends. `from` is the source of the file that says so. */
export type FindParent = (name: string, from: string) => Result<Parent>

export interface ParsedRules {
  /** Null where there is an error. */
  readonly rules: RuleSet | null
  /** In the order of the file. */
  readonly problems: readonly RulesProblem[]
}

const EXTENDS_MAX = 8

/** `seriesAtHand`: symbols that votes may read; null leaves that unchecked. */
export function parseRules(
  text: string,
  source: string,
  findParent: FindParent,
  seriesAtHand: ReadonlySet<string> | null = null,
): ParsedRules {
  const tree = wholeTree(text, source, findParent, [])
  if (!('value' in tree)) return { rules: null, problems: tree }
  const parsed = rulesSchema.safeParse(tree.value)
  if (!parsed.success) return failed(parsed.error.issues.flatMap((issue) => explain(issue, tree)))
  const rules = withoutNothing(parsed.data)
  const wrong = checkMeaning(rules, tree)
  if (wrong.length > 0) return failed(wrong)
  const missing = seriesAtHand === null ? [] : missingSeries(rules, tree, seriesAtHand)
  if (missing.some(({ severity }) => severity === 'error')) return failed(missing)
  return { rules: deepFreeze(rules), problems: [...nameTaken(rules, tree), ...missing] }
}

/** A limit that is null is one left out: the same rules have one hash, and those without it the one they always had. */
function withoutNothing(rules: RuleSet): RuleSet {
  const { bookDelta = null, ...rest } = rules
  return bookDelta === null ? rest : rules
}

const failed = (problems: readonly RulesProblem[]): ParsedRules => ({
  rules: null,
  problems: [...problems].sort(
    (a, b) => (a.refusal.row ?? 0) - (b.refusal.row ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  ),
})

function wholeTree(
  text: string,
  source: string,
  findParent: FindParent,
  open: readonly string[],
): Tree | readonly RulesProblem[] {
  const tree = readYaml(text, source)
  if (!('value' in tree)) return tree
  const { value } = tree
  if (!isPlainMap(value)) {
    const was = value === null ? 'nothing' : 'a file that is not a map of keys'
    const details = { key: 'YAML', was, wanted: 'keys and values', example: 'schema: kondor.rules/1' }
    return [problem(value === null ? 'file.empty' : 'rules.invalid', placeOf(tree, ''), details)]
  }
  const { extends: parentName, ...own } = value
  if (parentName === undefined) return tree
  const place = placeOf(tree, 'extends')
  const chain = [...open, source]
  const parent = parentTree(parentName, place, findParent, chain)
  if (!('value' in parent)) return parent
  const named = Object.hasOwn(own, 'name') ? [] : [nameless(place)]
  return named.length > 0 ? named : mergeTrees(parent, { value: own, places: tree.places })
}

const nameless = (place: Place): RulesProblem =>
  problem('rules.invalid', place, {
    key: 'name',
    was: 'nothing',
    wanted: 'a name of its own beside extends',
    example: 'name: my-rules',
  })

function parentTree(
  name: unknown,
  place: Place,
  findParent: FindParent,
  chain: readonly string[],
): Tree | readonly RulesProblem[] {
  const example = 'extends: lvr-budget'
  if (typeof name !== 'string') {
    const details = { key: 'extends', was: name, wanted: 'the name of a preset, or a file', example }
    return [problem('rules.invalid', place, details)]
  }
  const parent = findParent(name, place.source)
  if (!parent.ok) return [notFound(parent.refusal, place, example)]
  if (parent.value.kind === 'preset') {
    // A preset has no lines: what is wrong with it can only come of the line that names it.
    return { value: parent.value.rules, places: new Map([['', place]]) }
  }
  const { source, text } = parent.value
  if (chain.includes(source) || chain.length >= EXTENDS_MAX) {
    const ring = [...chain.slice(Math.max(0, chain.indexOf(source))), source]
    const was = ring.map((one) => one.split(/[\\/]/).at(-1)).join(' extends ')
    return [
      problem('rules.cycle', place, { key: 'extends', was, wanted: 'rules that end in a preset', example }),
    ]
  }
  return wholeTree(text, source, findParent, chain)
}

function notFound({ code, was, wanted, source }: Refusal, place: Place, example: string): RulesProblem {
  const noPreset = code === 'command.unknown'
  return problem(noPreset ? 'rules.invalid' : code, place, {
    key: 'extends',
    was: noPreset ? was.replaceAll('"', '') : source,
    wanted: noPreset ? wanted : 'a file that can be read',
    example,
  })
}

function nameTaken(rules: RuleSet, tree: Tree): readonly RulesProblem[] {
  const preset = presetNamed(rules.name)
  if (!preset.ok || canonicalHash(preset.value) === canonicalHash(rules)) return []
  return [
    problem('rules.name-taken', placeOf(tree, 'name'), {
      key: 'name',
      was: rules.name,
      wanted: 'a name that is not that of a preset with other rules',
      example: `name: my-${rules.name}`,
      severity: 'warning',
    }),
  ]
}
