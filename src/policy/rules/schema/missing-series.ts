import { storedUnder } from '../../series-door/computed-series.ts'
import { seriesRead } from '../series-read.ts'
import type { RuleSet } from '../rule-set.ts'
import { type RulesProblem, problem } from './problem.ts'
import { type Tree, placeOf } from './tree.ts'

/** Series that are not at hand: a warning, since votes on them are "unknown"; an error where they are required. */
export function missingSeries(
  rules: RuleSet,
  tree: Tree,
  atHand: ReadonlySet<string>,
): readonly RulesProblem[] {
  const known = new Set([...atHand].map((symbol) => symbol.toUpperCase()))
  return seriesRead(rules).flatMap(({ series, required, key }) => {
    const { symbol: name } = storedUnder(series)
    if (known.has(name)) return []
    const consequence = required ? 'Required, so the rules are refused.' : 'Until then it is "unknown".'
    return [
      problem('series.missing', placeOf(tree, key), {
        key,
        was: `no series ${name}`,
        wanted: 'a series at hand',
        example: `kondor import FILE, with ${name} as its symbol`,
        fix: `Import it with: kondor import FILE, its symbol being ${name}. ${consequence}`,
        severity: required ? 'error' : 'warning',
      }),
    ]
  })
}
