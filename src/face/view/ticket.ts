/**
 * A broker-ready ticket as plain text: OCC symbols, limit, walk. ASCII only, because it is pasted into other programs.
 */
import type { CandidateCondor, Decision } from '../../policy/decision.ts'
import { weekdayDate } from './dates.ts'
import type { Headline } from './headline.ts'
import { dollars, strike } from './numbers.ts'
import type { Order, VerdictWords } from './verdict.ts'

/** Every order of the decision, or the condor it declined, marked so. Null where the decision is about no condor. */
export function ticketText(decision: Decision, verdict: VerdictWords, headline: Headline): string | null {
  if (verdict.condor === null) return null
  const declined: Order = {
    condor: verdict.condor,
    contracts: 1,
    limit_points: verdict.condor.credit.walk[0]?.limit_points ?? verdict.condor.credit.mid_points,
  }
  const advised = verdict.orders.length > 0
  const lines = [
    ...cautions(decision, advised, headline),
    ...(advised ? verdict.orders : [declined]).flatMap((order) => [...orderLines(order), '']),
    `DATA   ${headline.quotedAt}, ${decision.rung}`,
    ...(headline.asOf === null ? [] : [`AS OF  ${headline.asOf}`]),
    decision.disclaimer,
  ]
  return lines.map(ascii).join('\n')
}

/** What must be read before a ticket is used: not advised, not of today, not quoted. */
function cautions(decision: Decision, advised: boolean, { age, stale }: Headline): string[] {
  const lines = [
    ...(advised ? [] : [`NOT ADVISED: "${decision.rules.name}" stands aside. For reference only.`]),
    ...(stale ? [`OLD DATA: ${age}. These are not today's prices.`] : []),
    ...(decision.rung === 'quoted' ? [] : ['MODELLED: nobody quoted these prices.']),
  ]
  return lines.length === 0 ? [] : [...lines, '']
}

function orderLines({ condor, contracts, limit_points }: Order): string[] {
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
