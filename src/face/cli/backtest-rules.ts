/** Rule sets as a run takes them: by name or from a file, with the account asked for. */
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { rulesChoice } from '../../shell/rules/rules-choice.ts'
import type { Store } from '../../shell/store/store.ts'
import type { BacktestData } from '../../shell/world/backtest-source.ts'
import { notOpened, type Opened, opened } from '../../shell/world/today-source.ts'

export function rulesNamed(store: Store, named: string): Opened<RuleSet> {
  const choice = rulesChoice(named, store)
  if (!choice.ok) return choice
  const found = choice.value.named(named)
  return found.ok ? opened(found.value) : notOpened(found.refusal)
}

export interface Adapted {
  readonly rules: RuleSet
  /** What was changed, to be said over every figure. */
  readonly says: readonly string[]
}

/** The rules with the account of the run; and, in a simulated world, without their floor on the quality of data. */
export function adaptRules(rules: RuleSet, account_dollars: number | null, data: BacktestData): Adapted {
  const says: string[] = []
  let adapted = rules
  if (account_dollars !== null && account_dollars !== rules.sizing.account_dollars) {
    adapted = { ...adapted, sizing: { ...adapted.sizing, account_dollars } }
    says.push(`sized for an account of ${account_dollars} dollars instead of ${rules.sizing.account_dollars}`)
  }
  if (data === 'simulated' && rules.entry.rungFloor !== 'simulated') {
    adapted = { ...adapted, entry: { ...adapted.entry, rungFloor: 'simulated' } }
    says.push(
      `the rules ask for ${rules.entry.rungFloor} prices or better; they are run on simulated ones all the same`,
    )
  }
  return { rules: adapted, says }
}
