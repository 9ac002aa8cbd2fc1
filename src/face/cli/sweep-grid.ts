/** `--grid KEY=a,b,c` and `--random N`: the variants that a sweep is asked for. */
import { createRandom } from '../../base/numerics/random.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import type { RuleSetting } from '../../policy/rules/rules-variant.ts'

type Value = RuleSetting['value']

export interface GridAxis {
  readonly key: string
  /** The values to try, or the ends of a range to draw from. */
  readonly values: readonly Value[] | { readonly low: number; readonly high: number }
}

/** More is a mistake sooner than a wish. */
export const VARIANTS_MAX = 100_000
const DRAWS_PER_VARIANT = 50
const RANGE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/

const bad = (was: string, wanted: string): Result<never> =>
  refused(refuse('command.bad-input', { field: '--grid', was, wanted, source: 'command line' }))

/** `invariant.band.act=0.2,0.3` or, for random draws, `entry.coverage.floor=0.8..1.4`. */
export function parseAxis(text: string): Result<GridAxis> {
  const cut = text.indexOf('=')
  const key = text.slice(0, cut).trim()
  const list = text.slice(cut + 1).trim()
  if (cut < 1 || key === '' || list === '') return bad(text, 'KEY=a,b,c with a key of the rules')
  const range = RANGE.exec(list)
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])]
    return low < high ? accepted({ key, values: { low, high } }) : bad(text, 'a range from low to high')
  }
  const values = list.split(',').map((one) => valueOf(one.trim()))
  if (values.some((value) => value === '')) return bad(text, 'values between the commas')
  if (new Set(values).size < values.length) return bad(text, 'each value once')
  return accepted({ key, values })
}

/** A number, true, false, null, or the text itself. */
function valueOf(text: string): Value {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text === 'null' ? null : text
}

/** Every combination, the last axis changing fastest. */
export function gridOf(axes: readonly GridAxis[]): Result<readonly (readonly RuleSetting[])[]> {
  const range = axes.find(({ values }) => !Array.isArray(values))
  if (range !== undefined) return bad(range.key, 'a list of values: ranges are for --random')
  const lists = axes as readonly { readonly key: string; readonly values: readonly Value[] }[]
  const count = lists.reduce((product, { values }) => product * values.length, 1)
  if (count > VARIANTS_MAX)
    return bad(`${count} combinations`, `at most ${VARIANTS_MAX}; or --random N of them`)
  let combinations: (readonly RuleSetting[])[] = [[]]
  for (const { key, values } of lists) {
    combinations = combinations.flatMap((before) => values.map((value) => [...before, { key, value }]))
  }
  return accepted(combinations)
}

/** So many different draws; fewer where the lists have no more. The same seed draws the same. */
export function randomOf(
  axes: readonly GridAxis[],
  count: number,
  seed: number,
): readonly (readonly RuleSetting[])[] {
  const random = createRandom({ seed, stream: 0 })
  const found = new Map<string, readonly RuleSetting[]>()
  for (let draw = 0; draw < count * DRAWS_PER_VARIANT && found.size < count; draw += 1) {
    const settings = axes.map(({ key, values }): RuleSetting => {
      const share = random.nextUniform()
      if ('low' in values) return { key, value: significant(values.low + share * (values.high - values.low)) }
      return { key, value: values[Math.floor(share * values.length)] }
    })
    found.set(JSON.stringify(settings), settings)
  }
  return [...found.values()]
}

/** Four digits: a rule finer than that is no rule. */
const significant = (value: number): number => Number(value.toPrecision(4))
