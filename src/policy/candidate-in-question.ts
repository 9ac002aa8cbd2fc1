import type { CandidateCondor, Decision } from './decision.ts'

/** The condor a decision is about: the first it opens, else the one it declined, else its first; null where none was priced. */
export function candidateInQuestion(decision: Decision): CandidateCondor | null {
  for (const intent of decision.intents) {
    if (intent.kind !== 'open-condor' && intent.kind !== 'stand-aside') continue
    const named = decision.candidates.find((candidate) => candidate.id === intent.candidateId)
    if (named !== undefined) return named
  }
  return decision.candidates[0] ?? null
}

/** Whether the decision opens that condor. */
export const isAdvised = (decision: Decision): boolean =>
  decision.intents.some((intent) => intent.kind === 'open-condor')
