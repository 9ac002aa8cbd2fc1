/** The decision in one sentence. */
import { assert } from '../../base/vocabulary/assert.ts'
import { candidateInQuestion } from '../../policy/candidate-in-question.ts'
import type { CandidateCondor, Decision, Intent } from '../../policy/decision.ts'
import { shortDate } from './dates.ts'
import { counted, grouped, price, strike } from './numbers.ts'

/** One condor to sell. */
export interface Order {
  readonly condor: CandidateCondor
  readonly contracts: number
  /** The credit to start from. */
  readonly limit_points: number
}

export interface VerdictWords {
  readonly kind: Intent['kind'] | 'none'
  /** `Stand aside`, `Sell 1 condor`. */
  readonly title: string
  readonly sentence: string
  /** Empty when standing aside. */
  readonly orders: readonly Order[]
  /** The condor the verdict is about: the first to open, or the one declined. */
  readonly condor: CandidateCondor | null
}

/** Strikes low to high: `4425/4475/4900/4950`. */
export const strikesText = (condor: CandidateCondor): string =>
  condor.legs.map((leg) => strike(leg.strike_points)).join('/')

/** `SPXW 16 Feb 2024 4425/4475/4900/4950`. */
export const condorName = (condor: CandidateCondor): string =>
  `${condor.root} ${shortDate(condor.expiration)} ${strikesText(condor)}`

export function verdictWords(decision: Decision): VerdictWords {
  const orders = ordersOf(decision)
  const first = orders[0]
  if (first !== undefined) {
    const total = orders.reduce((sum, order) => sum + order.contracts, 0)
    const each = orders.map(({ condor, contracts, limit_points }) => {
      const count = orders.length === 1 ? '' : `${grouped(contracts, 0)} × `
      return `${count}${condorName(condor)} for ${price(limit_points)} points`
    })
    return {
      kind: 'open-condor',
      title: `Sell ${counted(total, 'condor')}`,
      sentence: `Sell ${listed(each)}, working down to natural.`,
      orders,
      condor: first.condor,
    }
  }
  const aside = decision.intents.find((intent) => intent.kind === 'stand-aside')
  const condor = candidateInQuestion(decision)
  if (aside === undefined) {
    return { kind: 'none', title: 'Do nothing', sentence: 'The rules ask for nothing.', orders, condor }
  }
  return { kind: 'stand-aside', title: 'Stand aside', sentence: asSentence(aside.because), orders, condor }
}

function ordersOf(decision: Decision): readonly Order[] {
  return decision.intents.flatMap((intent) => {
    if (intent.kind !== 'open-condor') return []
    const condor = candidateOf(decision, intent.candidateId)
    assert(condor !== null, 'an intent names a condor that the decision does not carry', { ...intent })
    return [{ condor, contracts: intent.contracts, limit_points: intent.limit_points }]
  })
}

const candidateOf = (decision: Decision, id: string | null): CandidateCondor | null =>
  decision.candidates.find((candidate) => candidate.id === id) ?? null

/** `a`, `a and b`, `a, b and c`. */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? ''
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`
}

function asSentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return 'The rules say so.'
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}
