/** The decision in one sentence. */
import { assertNever } from '../../base/vocabulary/assert.ts'
import type { CandidateCondor, Decision, Intent } from '../../policy/decision.ts'
import { shortDate } from './dates.ts'
import { counted, price, strike } from './numbers.ts'

export interface VerdictWords {
  readonly kind: Intent['kind'] | 'none'
  /** `Stand aside`, `Sell 1 condor`. */
  readonly title: string
  readonly sentence: string
  /** The condor the verdict is about: opened, or declined. */
  readonly condor: CandidateCondor | null
  /** Contracts to open; 0 when standing aside. */
  readonly contracts: number
  /** Limit credit to start from; null when standing aside. */
  readonly limit_points: number | null
}

/** Strikes low to high: `4425/4475/4900/4950`. */
export const strikesText = (condor: CandidateCondor): string =>
  condor.legs.map((leg) => strike(leg.strike_points)).join('/')

/** `SPXW 16 Feb 2024 4425/4475/4900/4950`. */
export const condorName = (condor: CandidateCondor): string =>
  `${condor.root} ${shortDate(condor.expiration)} ${strikesText(condor)}`

export function verdictWords(decision: Decision): VerdictWords {
  const open = decision.intents.find((intent) => intent.kind === 'open-condor')
  const intent = open ?? decision.intents[0]
  const fallback = decision.candidates[0] ?? null
  if (intent === undefined) {
    const sentence = 'The rules ask for nothing.'
    return { kind: 'none', title: 'Do nothing', sentence, condor: fallback, contracts: 0, limit_points: null }
  }
  const condor =
    decision.candidates.find((candidate) => candidate.id === intent.candidateId) ??
    (intent.kind === 'stand-aside' ? fallback : null)
  switch (intent.kind) {
    case 'open-condor': {
      const what = condor === null ? 'the condor' : condorName(condor)
      return {
        kind: intent.kind,
        title: `Sell ${counted(intent.contracts, 'condor')}`,
        sentence: `Sell ${what} for a credit of ${price(intent.limit_points)} points, working down to natural.`,
        condor,
        contracts: intent.contracts,
        limit_points: intent.limit_points,
      }
    }
    case 'stand-aside':
      return {
        kind: intent.kind,
        title: 'Stand aside',
        sentence: asSentence(intent.because),
        condor,
        contracts: 0,
        limit_points: null,
      }
    default:
      return assertNever(intent, 'intent')
  }
}

function asSentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return 'The rules say so.'
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}
