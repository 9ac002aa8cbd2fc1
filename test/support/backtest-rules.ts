import { PRESETS } from '../../src/policy/rules/presets.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'

/** The plain comparator of the presets. */
export function sixteenDelta(): RuleSet {
  const found = PRESETS.find(({ name }) => name === 'monthly-16-delta')
  if (found === undefined) throw new Error('the preset monthly-16-delta')
  return found
}
