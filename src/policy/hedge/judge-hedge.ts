/** The hedge of a decision: the ladder for the condors held, or for those about to be opened, and the second engine's trigger. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { expectedMoveOf } from '../../book/structure/expected-move.ts'
import type { BookFacts, HeldPosition } from '../book-facts.ts'
import type { MarketFacts } from '../facts.ts'
import { figure } from '../figure.ts'
import { type Gate, gate, lenientGate } from '../gate.ts'
import type { Intent } from '../intent.ts'
import type { JudgedStructure } from '../judge-entry.ts'
import { heldMargin } from '../position/held-margin.ts'
import type { JudgedPosition } from '../position/judge-position.ts'
import type { PositionEvidence } from '../position/position-evidence.ts'
import type { RegimeVerdict } from '../regime/regime.ts'
import type { RuleSet } from '../rules/rule-set.ts'
import { assignLayers } from './assign-layers.ts'
import { type HedgeLadder, SECOND_ENGINE_ID } from './hedge-ladder.ts'
import { markHedge } from './mark-hedges.ts'
import { planHedge } from './plan-hedge.ts'

export interface HedgeJudgementInputs {
  readonly facts: MarketFacts
  readonly rules: RuleSet
  readonly book: BookFacts
  /** Asked by the second engine alone: judging positions is dear. */
  readonly positions: () => readonly JudgedPosition[]
  readonly structures: readonly JudgedStructure[]
  readonly regimes: readonly RegimeVerdict[]
}

/** Null where the rules have neither a ladder nor a second engine. */
export function judgeHedge(inputs: HedgeJudgementInputs): HedgeLadder | null {
  const { facts, rules, book, positions, structures, regimes } = inputs
  if (rules.hedge === null && rules.secondEngine === null) return null
  const asOfDay = dayNumber(facts.market.chain.sessionDate)
  const [held, opened] = [heldCondors(book), openedCondors(structures)]
  const covered = {
    contracts: held.contracts + opened.contracts,
    loss_dollars: held.loss_dollars + opened.loss_dollars,
  }
  return planHedge({
    asOfDay,
    rules,
    market: facts.volatility,
    condors: covered.contracts,
    coveredLoss_dollars: covered.contracts === 0 ? null : covered.loss_dollars,
    held: assignLayers(book.hedges, rules.hedge?.layers ?? [], asOfDay),
    spentLastYear_dollars: book.hedgeSpentLastYear_dollars,
    regimes,
    // What the condors held may lose is the margin they tie up.
    trigger: {
      ...(rules.secondEngine === null ? NOT_ARMED : conditionOf(positions())),
      margin_dollars: held.loss_dollars,
      held_dollars: overlayPaid(book),
    },
  })
}

interface Covered {
  readonly contracts: number
  readonly loss_dollars: number
}

function heldCondors({ positions }: BookFacts): Covered {
  let [contracts, loss] = [0, 0]
  for (const position of positions) {
    contracts += position.contracts
    loss += heldMargin(position)
  }
  return { contracts, loss_dollars: loss }
}

function openedCondors(structures: readonly JudgedStructure[]): Covered {
  let [contracts, loss] = [0, 0]
  for (const { priced, opens } of structures) {
    if (!opens || priced.kind !== 'priced') continue
    contracts += priced.sizing.contracts
    loss += priced.candidate.maxLoss_dollars * priced.sizing.contracts
  }
  return { contracts, loss_dollars: loss }
}

const overlayPaid = ({ hedges }: BookFacts): number =>
  hedges.reduce(
    (sum, { layerId, cost_cents }) => sum + (layerId === SECOND_ENGINE_ID ? cost_cents / 100 : 0),
    0,
  )

type Condition = Omit<Parameters<typeof planHedge>[0]['trigger'], 'held_dollars' | 'margin_dollars'>

const NOT_ARMED: Condition = { ratioActs: false, nearestShort_sd: null }

/**
 * Of the position that is nearest to arming: both conditions must hold of one condor. A condor whose ratio is unknown leaves the
 * answer unknown unless another one arms.
 */
function conditionOf(positions: readonly JudgedPosition[]): Condition {
  let best = NOT_ARMED
  for (const { position, evidence } of positions) {
    const one = { ratioActs: ratioActs(evidence), nearestShort_sd: shortDistance(position, evidence) }
    if (rank(one) > rank(best) || (rank(one) === rank(best) && isNearer(one, best))) best = one
  }
  return best
}

/** Acting before unknown before quiet. */
const rank = ({ ratioActs: acts }: Condition): number => (acts === true ? 2 : acts === null ? 1 : 0)

const isNearer = (a: Condition, b: Condition): boolean =>
  a.nearestShort_sd !== null && (b.nearestShort_sd === null || a.nearestShort_sd < b.nearestShort_sd)

function ratioActs(evidence: PositionEvidence | null): boolean | null {
  const watched = evidence?.watched ?? null
  if (watched === null || watched.monitor.verdict === 'unknown') return null
  const { deviation } = watched.monitor.ratio
  return deviation === null || deviation >= watched.monitor.bands.ratio.act
}

/** In standard deviations, negative beyond a short; null where it cannot be marked. */
function shortDistance({ legs }: HeldPosition, evidence: PositionEvidence | null): number | null {
  if (evidence === null) return null
  const [, put, call] = legs
  const { forward_points } = evidence.now.model
  const distance = Math.min(forward_points - put.strike_points, call.strike_points - forward_points)
  return distance / expectedMoveOf(evidence.held.expiry)
}

/** What hedges held are worth together, dollars; null where one cannot be marked. */
export function hedgeValue({ hedges }: BookFacts, facts: MarketFacts): number | null {
  const asOfDay = dayNumber(facts.market.chain.sessionDate)
  let value = 0
  for (const held of hedges) {
    const { value_dollars } = markHedge(held, facts.volatility, asOfDay)
    if (value_dollars === null) return null
    value += value_dollars
  }
  return value
}

/** New condors wait while less hedge would be held than the mode asks for; where that is unknown it is said. */
export function hedgeFloorGate(ladder: HedgeLadder | null): readonly Gate[] {
  if (ladder === null || ladder.layers.length === 0) return []
  const { met, share, after_share } = ladder.floor
  const figures = [
    figure('hedge-after', 'Hedge after the orders', after_share, 'fraction', ladder.rung),
    figure('hedge-floor', 'Least', share, 'fraction', ladder.rung),
  ]
  if (met === null) {
    const unknown = ladder.layers.some(({ action }) => action === 'unknown')
    return unknown
      ? [
          lenientGate(
            'hedge-floor',
            'unknown',
            'How much hedge can be held is unknown; {hedge-floor} is the least.',
            figures,
            '',
          ),
        ]
      : []
  }
  const says =
    'After its orders the ladder holds {hedge-after} of what it asks for; at least {hedge-floor} is wanted.'
  return [
    gate(
      'hedge-floor',
      met ? 'pass' : 'fail',
      says,
      figures,
      'less hedge could be held than the mode asks for',
    ),
  ]
}

/** One intent a layer that trades, and one of the second engine. */
export function hedgeIntents(ladder: HedgeLadder | null): readonly Intent[] {
  if (ladder === null) return []
  const layers = ladder.layers.flatMap((layer): Intent[] => {
    const { id, action, orders, holds_contracts: holds, wants_contracts: wants } = layer
    const because = `${action}: the ${id} layer holds ${holds} of the ${wants} it wants`
    return orders.length === 0 ? [] : [{ kind: 'hedge', layerId: id, because, orders }]
  })
  const engine = ladder.secondEngine
  return engine === null || engine.orders.length === 0
    ? layers
    : [
        ...layers,
        {
          kind: 'hedge',
          layerId: SECOND_ENGINE_ID,
          because: 'the ratio acts and a short strike is near',
          orders: engine.orders,
        },
      ]
}
