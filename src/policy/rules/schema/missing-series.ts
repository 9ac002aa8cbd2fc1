import { seriesSymbol } from '../../series-door/series-door.ts'
import type { RuleSet, SeriesName } from '../rule-set.ts'
import { type RulesProblem, problem } from './problem.ts'
import { type Tree, placeOf } from './tree.ts'

/** Fields that are computed from the history of what they are of, not stored under a name of their own. */
const COMPUTED: ReadonlySet<string> = new Set(['RSI', 'MACD', 'HV20'])

/** The symbol a series is stored under; of a computed field, that of its history. */
function seriesName({ field, of }: SeriesName): string {
  return of !== null && COMPUTED.has(field) ? seriesSymbol(of) : seriesSymbol(field, of)
}

/** Series that are not at hand: a warning, since votes on them are "unknown"; an error where they are required. */
export function missingSeries(
  rules: RuleSet,
  tree: Tree,
  atHand: ReadonlySet<string>,
): readonly RulesProblem[] {
  const known = new Set([...atHand].map((symbol) => symbol.toUpperCase()))
  const adjust = rules.invariant?.baselineAdjust ?? null
  const read = [
    ...rules.votes.map(({ series, required }, i) => ({ series, required, key: `votes[${i}].series` })),
    ...(adjust === null ? [] : [{ series: adjust, required: false, key: 'invariant.baselineAdjust' }]),
  ]
  return read.flatMap(({ series, required, key }) => {
    const name = seriesName(series)
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
