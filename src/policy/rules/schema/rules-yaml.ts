import { stringify } from 'yaml'
import { canonicalHash } from '../canonical.ts'
import type { RuleSet } from '../rule-set.ts'
import { inFileOrder } from './file-order.ts'

/** A rule set as a YAML file that reads back to the same hash. Every key is written out, defaults too. */
export function rulesYaml(rules: RuleSet): string {
  return [
    `# ${rules.title}. Hash ${canonicalHash(rules)}.`,
    '# Every key, its unit and its limits: docs/reference/rules.md.',
    stringify(inFileOrder(rules), { lineWidth: 100, aliasDuplicateObjects: false }),
  ].join('\n')
}
