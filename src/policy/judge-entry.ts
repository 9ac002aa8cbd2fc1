/** New condors: each structure of the rules priced on the chain, judged by its gates, and opened or declined. */
import { refusalLine } from '../base/vocabulary/refusal.ts'
import { describeCondor } from '../book/structure/condor-contract.ts'
import { resolveCondor } from '../book/structure/resolve-condor.ts'
import type { ExpiryState } from '../market/surface/market-state.ts'
import { type CandidateCore, type CandidateInputs, candidateCore } from './candidate-core.ts'
import { candidateGates } from './candidate-gates.ts'
import type { DeclinedCandidate, Reason, Verdict } from './decision.ts'
import { readEvents } from './event-protocol.ts'
import type { MarketFacts } from './facts.ts'
import { figure, reason } from './figure.ts'
import { type Gate, gate, verdictOf } from './gate.ts'
import type { Intent, Order } from './intent.ts'
import type { MarketReadings } from './market-readings.ts'
import type { RuleSet, StructureRule } from './rules/rule-set.ts'
import { NOTHING_USED, type Sizing, type UsedBudgets, sizeOf } from './sizing.ts'

/** A structure of the rules on this chain: priced, or declined with the reason. */
export type Priced =
  | {
      readonly kind: 'priced'
      readonly structure: StructureRule
      readonly inputs: CandidateInputs
      readonly candidate: CandidateCore
      readonly expiry: ExpiryState
      readonly sizing: Sizing
    }
  | { readonly kind: 'declined'; readonly structure: StructureRule; readonly declined: DeclinedCandidate }

/** `used` is what open positions take of the budgets. */
export function priceStructureRule(
  facts: MarketFacts,
  readings: MarketReadings,
  rules: RuleSet,
  structure: StructureRule,
  used: UsedBudgets = NOTHING_USED,
): Priced {
  const resolved = resolveCondor(structure.contract, facts.market)
  if (!resolved.ok) {
    const { id, label, contract } = structure
    const declined = { id, label, asked: describeCondor(contract), why: refusalLine(resolved.refusal) }
    return { kind: 'declined', structure, declined }
  }
  const condor = resolved.value
  const inputs = { facts, readings, rules, structure, condor }
  const candidate = candidateCore(inputs)
  return {
    kind: 'priced',
    structure,
    inputs,
    candidate,
    expiry: condor.expiry,
    sizing: sizeOf(candidate, structure, rules, used, readEvents(facts, rules).sizeFactor),
  }
}

/** One structure judged: its own gates, and whether it opens. */
export interface JudgedStructure {
  readonly priced: Priced
  readonly gates: readonly Gate[]
  readonly reason: Reason
  readonly opens: boolean
}

const OWN_CONDITIONS: Readonly<Record<Verdict, string>> = {
  pass: '{structure} meets its own conditions.',
  note: '{structure} meets its own conditions.',
  fail: '{structure} does not meet its own conditions.',
  unknown: '{structure}: not all of its own conditions are known.',
}

export function judgeStructure(
  priced: Priced,
  common: readonly Gate[],
  facts: MarketFacts,
  readings: MarketReadings,
  rules: RuleSet,
): JudgedStructure {
  const { structure } = priced
  const rung = facts.market.chain.rung
  const label = figure('structure', 'Structure', structure.label, 'text', rung)
  if (priced.kind === 'declined') {
    const { why } = priced.declined
    const figures = [label, figure('why', 'Why', why, 'text', rung)]
    const says = '{structure} cannot be formed: {why}'
    const gates = [gate('resolved', 'fail', says, figures, 'the chain does not hold the condor asked for')]
    return { priced, gates, reason: gates[0].reason, opens: false }
  }
  const { candidate, expiry, sizing } = priced
  const gates = candidateGates({ facts, readings, rules, structure, candidate, expiry, sizing })
  const sendable = sizing.contracts >= 1 && candidate.credit.walk.length > 0
  const opens = sendable && [...common, ...gates].every((one) => one.opens)
  const verdict = verdictOf(gates)
  const because = gates.map((one) => one.reason)
  return {
    priced,
    gates,
    opens,
    reason: reason(structure.id, verdict, OWN_CONDITIONS[verdict], [label], because),
  }
}

export function entryIntents(judged: readonly JudgedStructure[], common: readonly Gate[]): readonly Intent[] {
  const open = judged.flatMap(({ priced, opens }): Intent[] => {
    if (!opens || priced.kind !== 'priced') return []
    const limit = priced.candidate.credit.walk[0]?.limit_points
    if (limit === undefined) return []
    const { candidate, sizing } = priced
    const order = openingOrder(candidate, sizing.contracts, limit)
    return [
      {
        kind: 'open-condor',
        candidateId: candidate.id,
        contracts: sizing.contracts,
        limit_points: limit,
        order,
      },
    ]
  })
  if (open.length > 0) return open
  const first = judged.find(({ priced }) => priced.kind === 'priced')?.priced
  const candidateId = first?.kind === 'priced' ? first.candidate.id : null
  return [{ kind: 'stand-aside', candidateId, because: whyNot(judged, common) }]
}

function openingOrder(candidate: CandidateCore, units: number, limit_points: number): Order {
  const { legs, credit, multiplier } = candidate
  return {
    legs: legs.map(({ occSymbol, quantity }) => ({ instrument: occSymbol, quantity })),
    units,
    limit_points,
    natural_points: credit.natural_points,
    multiplier,
  }
}

/** Every gate that keeps from opening, once, in the order of the tree. */
export function reasonsAgainst(
  judged: readonly JudgedStructure[],
  common: readonly Gate[],
): readonly string[] {
  const closed = [...common, ...judged.flatMap(({ gates }) => gates)].filter((one) => !one.opens)
  return [...new Set(closed.map((one) => one.because))].filter((words) => words !== '')
}

const whyNot = (judged: readonly JudgedStructure[], common: readonly Gate[]): string =>
  reasonsAgainst(judged, common).join('; ')

export function entryReason(judged: readonly JudgedStructure[], common: readonly Gate[]): Reason {
  const because = [...common.map((one) => one.reason), ...judged.map((one) => one.reason)]
  const opening = judged.filter((one) => one.opens)
  if (opening.length > 0) {
    const labels = opening.map(({ priced }) => priced.structure.label).join(', ')
    const rung = opening[0].priced.kind === 'priced' ? opening[0].priced.candidate.rung : 'quoted'
    const figures = [figure('opened', 'Opened', labels, 'text', rung)]
    return reason('decision', 'pass', 'Open {opened}.', figures, because)
  }
  const verdict = verdictOf([...common, ...judged.flatMap(({ gates }) => gates)])
  return reason('decision', verdict, `Stand aside: ${whyNot(judged, common)}.`, [], because)
}
