import type { RuleSet } from '../rule-set.ts'
import { rulesSchema } from './rules-schema.ts'

/** The same rules with their keys in the order of the schema, which is the order people read them in. */
export const inFileOrder = (rules: RuleSet): RuleSet => rulesSchema.parse(rules)
