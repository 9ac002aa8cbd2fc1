import type { Decision } from '../../policy/decision.ts'
import type { StressAnswer } from '../../shell/world/stress-of.ts'

/** The JSON of `kondor stress`: of the decision only what says on which day and data it stands. */
export interface StressDocument extends Omit<StressAnswer, 'decision'> {
  readonly today: Pick<Decision, 'asOf' | 'sessionDate' | 'rung' | 'data' | 'rules'>
}

export function stressDocument({ decision, ...rest }: StressAnswer): StressDocument {
  const { asOf, sessionDate, rung, data, rules } = decision
  return { ...rest, today: { asOf, sessionDate, rung, data, rules } }
}
