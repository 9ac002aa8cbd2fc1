import type { RuleSet } from './rule-set.ts'

/** Sections of a rule set that a decision carries and hashes but does not yet act on. */
export const NOT_YET_ACTED_ON = [
  'mode',
  'limits',
  'invariant',
  'actions',
  'roll',
  'hedge',
  'secondEngine',
] as const satisfies readonly (keyof RuleSet)[]

export const RECORDED_ONLY = 'recorded, not yet acted on'

const SECTIONS: ReadonlySet<string> = new Set(NOT_YET_ACTED_ON)

/** Whether a key path lies in a section that is recorded only. */
export const isRecordedOnly = (path: string): boolean => SECTIONS.has(path.split(/[.[]/, 1)[0] ?? '')

/** The sections that these rules set and no decision acts on: what must be said beside the decision. */
export function recordedOnly(rules: RuleSet): readonly (keyof RuleSet)[] {
  return NOT_YET_ACTED_ON.filter((section) => {
    const value = rules[section]
    return value !== null && !(Array.isArray(value) && value.length === 0)
  })
}
