/** Facts and rules in, decision out. Pure: the same facts and rules give the same bytes. */
import { formatNewYork } from '../base/calendar/new-york.ts'
import { refusalLine } from '../base/vocabulary/refusal.ts'
import { resolveCondor } from '../book/structure/resolve-condor.ts'
import type { ExpiryState } from '../market/surface/market-state.ts'
import { candidateGates } from './candidate-gates.ts'
import { describeCandidate } from './candidate.ts'
import type {
  CandidateCondor,
  Decision,
  DeclinedCandidate,
  Intent,
  Order,
  Reason,
  Verdict,
} from './decision.ts'
import type { MarketFacts } from './facts.ts'
import { figure, reason } from './figure.ts'
import { type Gate, gate, verdictOf } from './gate.ts'
import { expiryRows, marketFigures } from './market-figures.ts'
import { marketGates } from './market-gates.ts'
import { type MarketReadings, readLevels } from './market-readings.ts'
import { DISCLAIMER, decisionNotes } from './notes.ts'
import { canonicalHash } from './rules/canonical.ts'
import { deepFreeze } from './rules/deep-freeze.ts'
import { PRICE_BOARD } from './rules/presets.ts'
import type { RuleSet, StructureRule } from './rules/rule-set.ts'
import { describeCondor } from '../book/structure/condor-contract.ts'
import { type Sizing, sizeOf } from './sizing.ts'

export function decide(facts: MarketFacts, rules: RuleSet): Decision {
  const { market } = facts
  const { chain } = market
  const readings = readLevels(facts, rules)
  const common = marketGates(facts, readings, rules)
  const priced = rules.structures.map((structure) => priceOne(facts, readings, rules, structure))
  const verdicts = priced.map((one) => judge(one, common, facts, readings, rules))
  const board = PRICE_BOARD.map((structure) => priceOne(facts, readings, rules, structure, false))
  const expiry = priced.find((one) => one.kind === 'priced')?.expiry ?? null
  return deepFreeze<Decision>({
    schema: 'kondor.decision/1',
    asOf: formatNewYork(market.asOf),
    sessionDate: chain.sessionDate,
    rung: chain.rung,
    underlying: chain.underlying,
    data: {
      source: chain.source.name,
      format: chain.source.format,
      contentHash: chain.source.contentHash,
      quotedAt: formatNewYork(chain.quotedAt),
      quotedAtNote: chain.quotedAtNote,
      quotesRead: chain.counts.quotesRead,
      quotesAccepted: chain.counts.quotesAccepted,
      refusedByCode: { ...chain.counts.refusedByCode },
    },
    rules: { name: rules.name, hash: canonicalHash(rules) },
    market: marketFigures(facts, readings, expiry),
    expiries: expiryRows(facts),
    intents: intentsOf(verdicts, common),
    reason: rootReason(verdicts, common),
    regimes: null,
    positions: [],
    others: [],
    ladder: null,
    candidates: candidatesOf(priced),
    declined: declinedOf(priced),
    tiers: candidatesOf(board),
    tiersDeclined: declinedOf(board),
    notes: decisionNotes(facts, rules),
    disclaimer: DISCLAIMER,
  })
}

type Priced =
  | {
      readonly kind: 'priced'
      readonly structure: StructureRule
      readonly candidate: CandidateCondor
      readonly expiry: ExpiryState
      readonly sizing: Sizing
    }
  | { readonly kind: 'declined'; readonly structure: StructureRule; readonly declined: DeclinedCandidate }

function priceOne(
  facts: MarketFacts,
  readings: MarketReadings,
  rules: RuleSet,
  structure: StructureRule,
  withYields = true,
): Priced {
  const resolved = resolveCondor(structure.contract, facts.market)
  if (!resolved.ok) {
    const { id, label, contract } = structure
    const declined = { id, label, asked: describeCondor(contract), why: refusalLine(resolved.refusal) }
    return { kind: 'declined', structure, declined }
  }
  const condor = resolved.value
  const candidate = describeCandidate({ facts, readings, rules, structure, condor, withYields })
  return {
    kind: 'priced',
    structure,
    candidate,
    expiry: condor.expiry,
    sizing: sizeOf(candidate, structure, rules),
  }
}

const candidatesOf = (all: readonly Priced[]): readonly CandidateCondor[] =>
  all.flatMap((one) => (one.kind === 'priced' ? [one.candidate] : []))

const declinedOf = (all: readonly Priced[]): readonly DeclinedCandidate[] =>
  all.flatMap((one) => (one.kind === 'declined' ? [one.declined] : []))

/** One structure judged: its own gates, and whether it opens. */
interface Judged {
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

function judge(
  priced: Priced,
  common: readonly Gate[],
  facts: MarketFacts,
  readings: MarketReadings,
  rules: RuleSet,
): Judged {
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

function intentsOf(judged: readonly Judged[], common: readonly Gate[]): readonly Intent[] {
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

function openingOrder(candidate: CandidateCondor, units: number, limit_points: number): Order {
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
function whyNot(judged: readonly Judged[], common: readonly Gate[]): string {
  const closed = [...common, ...judged.flatMap(({ gates }) => gates)].filter((one) => !one.opens)
  return [...new Set(closed.map((one) => one.because))].filter((words) => words !== '').join('; ')
}

function rootReason(judged: readonly Judged[], common: readonly Gate[]): Reason {
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
