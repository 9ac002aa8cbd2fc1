/** The decision in one sentence: what is done with what is held, then the new condor. */
import { candidateInQuestion } from '../../policy/candidate-in-question.ts'
import type { CandidateCondor, Decision } from '../../policy/decision.ts'
import { shocksOf } from '../../policy/shocked-facts.ts'
import { positionsTitle } from './action.ts'
import { shortDate } from './dates.ts'
import { decisionOrders } from './decision-orders.ts'
import { ladderSentence } from './ladder-sentence.ts'
import { asSentence, listed } from './listed.ts'
import { counted, grouped, price, strike } from './numbers.ts'

/** One condor to sell. */
export interface CondorOrder {
  readonly condor: CandidateCondor
  readonly contracts: number
  /** The credit to start from. */
  readonly limit_points: number
}

export interface VerdictWords {
  /** Of the new condor. */
  readonly kind: 'open-condor' | 'stand-aside' | 'none'
  /** `Stand aside`, `Sell 1 condor`, `Roll A, hold B; stand aside from new condors`. */
  readonly title: string
  /** One sentence a matter: a position that acts, the ladder, new condors. */
  readonly points: readonly string[]
  /** All of them. */
  readonly sentence: string
  /** Condors to sell; empty when standing aside. */
  readonly orders: readonly CondorOrder[]
  /** Whether anything held is to be traded: a position or a layer of the ladder. */
  readonly acts: boolean
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
  const entry = entryWords(decision)
  const { positions, ladder, delta } = decision
  const closes = delta?.action === 'close' ? delta.because : ''
  const acts = decisionOrders(decision).some(({ action }) => action !== 'open-condor')
  const hedged = ladderSentence(ladder)
  const held = [
    positionsTitle(positions),
    closes === '' ? '' : positions.length > 0 ? 'close the delta' : 'Close the delta',
  ]
  const isHeld = held.some((text) => text !== '')
  const title = [...held, isHeld ? entry.after : entry.title]
  const sentences = [
    shockText(decision),
    ...positions
      .filter(({ action }) => action !== 'hold')
      .map(({ trade, because }) => `${trade}: ${because.trim()}`),
    closes,
    hedged,
    isHeld || hedged !== '' ? entry.beside : entry.sentence,
  ]
  const points = sentences.map(asSentence).filter((text) => text !== '')
  return {
    kind: entry.kind,
    title: `${decision.shock === null ? '' : 'What if: '}${title.filter((text) => text !== '').join('; ')}`,
    points,
    sentence: points.join(' '),
    orders: entry.orders,
    acts,
    condor: entry.orders[0]?.condor ?? candidateInQuestion(decision),
  }
}

/** A what-if is no advice: it is said before everything it led to. */
function shockText(decision: Decision): string {
  const shocks = shocksOf(decision)
  return shocks === null ? '' : `shocked by hand, and not the market: ${shocks}`
}

interface EntryWords extends Pick<VerdictWords, 'kind' | 'title' | 'sentence' | 'orders'> {
  /** The title and the sentence after what is done with positions. */
  readonly after: string
  readonly beside: string
}

function entryWords(decision: Decision): EntryWords {
  const orders = condorOrders(decision)
  if (orders.length > 0) {
    const total = orders.reduce((sum, order) => sum + order.contracts, 0)
    const each = orders.map(({ condor, contracts, limit_points }) => {
      const count = orders.length === 1 ? '' : `${grouped(contracts, 0)} × `
      return `${count}${condorName(condor)} for ${price(limit_points)} points`
    })
    const sentence = `Sell ${listed(each)}, working down to natural.`
    return {
      kind: 'open-condor',
      title: `Sell ${counted(total, 'condor')}`,
      after: `sell ${counted(total, 'new condor')}`,
      sentence,
      beside: sentence,
      orders,
    }
  }
  const aside = decision.intents.find((intent) => intent.kind === 'stand-aside')
  if (aside === undefined) {
    const sentence = 'The rules ask for nothing.'
    return { kind: 'none', title: 'Do nothing', after: '', sentence, beside: '', orders }
  }
  const because = aside.because.trim() === '' ? 'the rules say so' : aside.because.trim()
  return {
    kind: 'stand-aside',
    title: 'Stand aside',
    after: 'stand aside from new condors',
    sentence: because,
    beside: `New condors: ${because}`,
    orders,
  }
}

const condorOrders = (decision: Decision): readonly CondorOrder[] =>
  decisionOrders(decision).flatMap(({ condor, order }) =>
    condor === null ? [] : [{ condor, contracts: order.units, limit_points: order.limit_points }],
  )
