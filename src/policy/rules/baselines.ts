/** What a rule set is measured against: itself with less done. Entries, structures and sizes stay what they are. */
import type { RuleSet } from './rule-set.ts'

/** The same rules without hedge and second engine; null where they have neither. */
export function withoutHedge(rules: RuleSet): RuleSet | null {
  if (rules.hedge === null && rules.secondEngine === null) return null
  return { ...rules, name: `${rules.name}, unhedged`, hedge: null, secondEngine: null }
}

/** The same entries held to settlement: nothing is watched, moved or hedged. Null where the rules do no more than that. */
export function heldToSettlement(rules: RuleSet): RuleSet | null {
  const { invariant, actions, roll, hedge, secondEngine, bookDelta = null } = rules
  if ([invariant, actions, roll, hedge, secondEngine, bookDelta].every((part) => part === null)) return null
  return {
    ...rules,
    name: `${rules.name}, held`,
    invariant: null,
    actions: null,
    roll: null,
    hedge: null,
    secondEngine: null,
    bookDelta: null,
  }
}
