import { type Result, accepted } from '../../base/vocabulary/result.ts'
import { PRESETS, presetNamed } from '../../policy/rules/presets.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { Store } from '../store/store.ts'
import { type Opened, notOpened, opened } from '../world/today-source.ts'
import { isRulesFile, loadRulesFile } from './load-rules.ts'
import { seriesAtHand } from './series-at-hand.ts'

/** The rule sets one may decide by. Files are read once, before; a name asked for later never opens one. */
export interface RulesChoice {
  readonly all: readonly RuleSet[]
  named(name: string): Result<RuleSet>
}

/** The presets, and first the rules of the file where `wanted` is one. */
export function rulesChoice(wanted: string | undefined, store: Store): Opened<RulesChoice> {
  if (wanted === undefined || !isRulesFile(wanted)) return opened({ all: PRESETS, named: presetNamed })
  const loaded = loadRulesFile(wanted, seriesAtHand(store))
  if (!loaded.ok) return notOpened(loaded.refusal)
  const { rules: own, problems } = loaded.value
  if (own === null) {
    const [first, ...others] = problems.map(({ refusal }) => refusal)
    return { ok: false, refusal: first, rows: others }
  }
  return opened({
    all: [own, ...PRESETS.filter(({ name }) => name !== own.name)],
    named: (name) => (name === wanted || name === own.name ? accepted(own) : presetNamed(name)),
  })
}
