/**
 * A broker-ready ticket as plain text: OCC symbols, limit, walk. ASCII only, because it is pasted into other programs.
 */
import type { CandidateCondor, Decision } from '../../policy/decision.ts'
import { weekdayDate } from './dates.ts'
import { type DecisionOrder, decisionOrders } from './decision-orders.ts'
import type { Headline } from './headline.ts'
import { dollars, strike } from './numbers.ts'
import { orderWords } from './order.ts'
import { orderCautions } from './ticket-cautions.ts'
import type { CondorOrder, VerdictWords } from './verdict.ts'

/**
 * Every order of the decision, or the condor it declined, marked so. Null where the decision is about no condor, and where the
 * whole market was moved by hand: what nobody can trade has no ticket.
 */
export function ticketText(decision: Decision, verdict: VerdictWords, headline: Headline): string | null {
  const asked = decisionOrders(decision)
  if (decision.shock !== null) return null
  if (verdict.condor === null && asked.length === 0) return null
  const lines = [
    ...cautions(decision, asked, headline),
    ...(asked.length > 0 ? asked.flatMap((one) => [...askedLines(one), '']) : declinedLines(verdict.condor)),
    `DATA   ${headline.quotedAt}, ${decision.rung}`,
    ...(headline.asOf === null ? [] : [`AS OF  ${headline.asOf}`]),
    decision.disclaimer,
  ]
  return lines.map(ascii).join('\n')
}

function askedLines(asked: DecisionOrder): string[] {
  const { condor, order } = asked
  if (condor === null) return packageLines(asked)
  return condorLines({ condor, contracts: order.units, limit_points: order.limit_points })
}

function declinedLines(condor: CandidateCondor | null): string[] {
  if (condor === null) return []
  const limit_points = condor.credit.walk[0]?.limit_points ?? condor.credit.mid_points
  return [...condorLines({ condor, contracts: 1, limit_points }), '']
}

/** What must be read before a ticket is used: not advised, shocked by hand, not of today, not quoted. */
function cautions(decision: Decision, asked: readonly DecisionOrder[], { age, stale }: Headline): string[] {
  const lines = [
    ...(asked.length > 0 ? [] : [`NOT ADVISED: "${decision.rules.name}" stands aside. For reference only.`]),
    ...(stale ? [`OLD DATA: ${age}. These are not today's prices.`] : []),
    ...orderCautions(decision, asked),
  ]
  return lines.length === 0 ? [] : [...lines, '']
}

/** An order for a position, a layer or the second engine. */
function packageLines({ action, subject, order, held }: DecisionOrder): string[] {
  const { title, legs, limit, natural } = orderWords(order, held)
  const sides = legs.map(({ side, effect, quantity, symbol, what }) => {
    const name = `${side.toUpperCase().padEnd(4)} ${quantity}  ${symbol}`
    return `  ${name}${what === '' ? '' : `  ${what}`}, to ${effect}`
  })
  return [
    `${action.toUpperCase()} ${subject}: ${title.toLowerCase()}`,
    ...sides,
    `LIMIT  ${limit}, DAY (natural is ${natural})`,
  ]
}

function condorLines({ condor, contracts, limit_points }: CondorOrder): string[] {
  const expiry = `${weekdayDate(condor.expiration)} (${condor.settlement}-settled)`
  const unlisted = condor.counterfactual ? ['NOTE   this expiry was not listed on that date'] : []
  return [
    `SELL TO OPEN ${contracts} x ${condor.root} iron condor, ${expiry}`,
    ...condor.legs.map((leg) => {
      const quantity = leg.quantity * contracts
      const side = quantity < 0 ? 'SELL' : 'BUY '
      const right = leg.right === 'C' ? 'call' : 'put'
      return `  ${side} ${Math.abs(quantity)}  ${leg.occSymbol}  ${strike(leg.strike_points)} ${right}`
    }),
    `LIMIT  net credit ${limit_points.toFixed(2)}, DAY`,
    ...walkLines(condor),
    `FLOOR  ${floorText(condor)}`,
    `RISK   max loss ${dollars(condor.maxLoss_dollars * contracts)}, margin ${dollars(condor.margin_dollars * contracts)}`,
    ...unlisted,
  ]
}

/** The least credit to take: natural, or one tick where natural is none, because an opening order never pays. */
function floorText({ credit: { natural_points: natural, walk } }: CandidateCondor): string {
  const last = walk.at(-1)?.limit_points ?? natural
  return last > natural + 1e-9
    ? `${last.toFixed(2)} (natural is ${natural.toFixed(2)}: unlikely to fill)`
    : `${last.toFixed(2)} (natural)`
}

/** One step of the walk in words. */
export interface WalkWords {
  /** `4.80`. */
  readonly limit: string
  /** `now`, `at 5 min`. */
  readonly when: string
  /** `mid`, `natural` or empty. */
  readonly name: string
}

export function walkWords(condor: CandidateCondor): readonly WalkWords[] {
  const { mid_points, natural_points, walk } = condor.credit
  const same = (first: number, second: number): boolean => Math.abs(first - second) < 1e-9
  return walk.map((step) => ({
    limit: step.limit_points.toFixed(2),
    when: step.afterMinutes === 0 ? 'now' : `at ${step.afterMinutes} min`,
    name: same(step.limit_points, natural_points)
      ? 'natural'
      : same(step.limit_points, mid_points)
        ? 'mid'
        : '',
  }))
}

/** `4.90 now, 4.80 at 5 min, 4.70 at 10 min`. */
function walkText(condor: CandidateCondor): string {
  const steps = walkWords(condor)
  return steps.length === 0
    ? 'no walk: natural only'
    : steps.map((step) => `${step.limit} ${step.when}`).join(', ')
}

const STEPS_A_LINE = 3

function walkLines(condor: CandidateCondor): string[] {
  const steps = walkText(condor).split(', ')
  const lines: string[] = []
  for (let at = 0; at < steps.length; at += STEPS_A_LINE) {
    lines.push(`${at === 0 ? 'WALK  ' : '      '} ${steps.slice(at, at + STEPS_A_LINE).join(', ')}`)
  }
  return lines
}

/** Replaces what a broker's form may choke on. Everything else outside printable ASCII is dropped. */
function ascii(text: string): string {
  return text
    .replace(/\u2212/g, '-')
    .replace(/[\u2013\u2014]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[^\x20-\x7e]/g, '')
}
