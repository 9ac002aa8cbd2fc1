import type { RuleSet, SeriesVote } from '../rule-set.ts'
import { type RulesProblem, problem } from './problem.ts'
import { type Tree, placeOf } from './tree.ts'

/** Fields that are computed from the history of what they are of, not stored under a name of their own. */
const COMPUTED: ReadonlySet<string> = new Set(['RSI', 'MACD', 'HV20'])

/** The symbol a series is stored under: `P/CF:VNQ`, `REER`; of a computed field, that of its history. */
export function seriesName({ field, of }: SeriesVote['series']): string {
  if (of === null) return field
  return COMPUTED.has(field) ? of : `${field}:${of}`
}

/** Votes on series that are not at hand: a warning, since they vote "unknown"; an error where they are required. */
export function missingSeries(
  rules: RuleSet,
  tree: Tree,
  atHand: ReadonlySet<string>,
): readonly RulesProblem[] {
  return rules.votes.flatMap(({ series, required }, i) => {
    const name = seriesName(series)
    if (atHand.has(name)) return []
    const key = `votes[${i}].series`
    const consequence = required ? 'Required, so the rules are refused.' : 'Until then it votes "unknown".'
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
