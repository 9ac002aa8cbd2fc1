/** Zod's findings as problems with line, key, what was found, what was wanted and an example. */
import type { z } from 'zod'
import { exampleOf, keysUnder, namesOf, schemasAt, unitOf, valueAt, wantedText } from './key-about.ts'
import { nearestName } from './nearest-name.ts'
import { type RulesProblem, problem } from './problem.ts'
import { type Tree, placeOf } from './tree.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

const KEYS_SHOWN = 12

export function explain(issue: Issue, tree: Tree, base: Path = []): readonly RulesProblem[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, tree))
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const likeliest = [...issue.errors].sort((a, b) => weight(a) - weight(b))[0] ?? []
    return likeliest.flatMap((one) => explain(one, tree, path))
  }
  return [wrongValue(issue, path, tree)]
}

/** How far a value is from a choice of a union: a foreign key counts like a wrong one. */
const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 1), 0)

function unknownKey(path: Path, key: string, tree: Tree): RulesProblem {
  const known = keysUnder(path, tree.value)
  const near = nearestName(key, path.length === 0 ? [...known, 'extends'] : known)
  const shown = known.slice(0, KEYS_SHOWN).join(', ') + (known.length > KEYS_SHOWN ? ', …' : '')
  const example = near === null ? '' : keyExample([...path, near], tree)
  return problem('rules.unknown-key', placeOf(tree, pathText([...path, key])), {
    key: pathText([...path, key]),
    was: `an unknown key ${JSON.stringify(key)}`,
    wanted: near === null ? `one of ${shown}` : `${near}, which is spelt like it`,
    example,
    ...(key === '<<' ? { fix: 'Use extends: NAME to build on other rules.' } : {}),
  })
}

function wrongValue(issue: Issue, path: Path, tree: Tree): RulesProblem {
  const key = pathText(path)
  const value = valueAt(tree.value, path)
  const schemas = schemasAt(path, tree.value)
  const wanted = schemas.length > 0 ? wantedText(schemas) : valuesWanted(issue)
  const example = schemas.length > 0 ? keyExample(path, tree) : `${String(path.at(-1))}: ${wanted}`
  const place = placeOf(tree, key)
  if (value === undefined) return problem('rules.invalid', place, { key, was: 'nothing', wanted, example })
  const meant = percentMeant(value, unitOf(schemas))
  if (meant !== null) {
    const last = String(path.at(-1))
    const details = { key, was: value, wanted, example: `${last}: ${meant}` }
    return problem('rules.percent-for-fraction', place, details)
  }
  const ranged = (issue.code === 'too_small' || issue.code === 'too_big') && typeof value === 'number'
  return problem(ranged ? 'number.out-of-range' : 'rules.invalid', place, {
    key,
    was: described(value),
    wanted: issue.code === 'too_small' && Array.isArray(value) ? `${wanted} with at least one entry` : wanted,
    example,
  })
}

/** Of a choice that the value was nearest to but does not name: the `kind` that would name it. */
const valuesWanted = (issue: Issue): string =>
  issue.code === 'invalid_value' ? issue.values.map(String).join(' or ') : 'a value of another kind'

/** What a percentage was to say: 15 or "15%" for the fraction 0.15, "15%" for 15 points; null where there is none. */
function percentMeant(value: unknown, unit: string | null): number | null {
  const text = typeof value === 'string' ? /^\s*([+-]?\d+(?:\.\d+)?)\s*%\s*$/.exec(value)?.[1] : undefined
  const percent = typeof value === 'number' ? value : text === undefined ? Number.NaN : Number(text)
  if (unit === 'fraction')
    return percent > (text === undefined ? 1 : 0) && percent <= 100 ? shifted(percent) : null
  return text !== undefined && unit !== null ? percent : null
}

/** Two digits to the right without the noise of binary fractions. */
const shifted = (percent: number): number => Number((percent / 100).toPrecision(12))

function described(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return typeof value === 'object' && value !== null ? 'a map' : value
}

function keyExample(path: Path, tree: Tree): string {
  const schemas = schemasAt(path, tree.value)
  const written = valueAt(tree.value, path)
  const near = typeof written === 'string' ? nearestName(written, namesOf(schemas)) : null
  const example = near ?? exampleOf(schemas)
  const name = path.findLast((part) => typeof part === 'string')
  const text = typeof example === 'object' && example !== null ? JSON.stringify(example) : String(example)
  return example === undefined ? '' : `${String(name)}: ${text}`
}

/** `structures[0].contract.wings`. */
const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
