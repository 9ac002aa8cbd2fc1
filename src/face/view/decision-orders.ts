/** Every order that a decision asks for, one list for tickets of every kind. */
import type { CandidateCondor, Decision, Intent, Order } from '../../policy/decision.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import { type Held, NOTHING_HELD, heldOf } from './order.ts'

export interface DecisionOrder {
  readonly action: Exclude<Intent['kind'], 'stand-aside' | 'hold'>
  /** The trade, layer or condor it is for. */
  readonly subject: string
  readonly because: string
  readonly order: Order
  /** What the trade or layer holds beforehand. */
  readonly held: Held
  /** The condor opened; null for other orders. */
  readonly condor: CandidateCondor | null
  /** What the prices stand on. */
  readonly rung: Rung
  /** In words, where the position's prices were shocked by hand. */
  readonly shock: string | null
}

export function decisionOrders(decision: Decision): readonly DecisionOrder[] {
  return decision.intents.flatMap((intent) => ordersOf(decision, intent))
}

function ordersOf(decision: Decision, intent: Intent): readonly DecisionOrder[] {
  switch (intent.kind) {
    case 'stand-aside':
    case 'hold':
      return []
    case 'open-condor': {
      const condor = decision.candidates.find(({ id }) => id === intent.candidateId)
      assert(condor !== undefined, 'an intent names a condor that the decision does not carry', { ...intent })
      const { kind: action, candidateId: subject, order } = intent
      return [
        { action, subject, because: '', order, held: NOTHING_HELD, condor, rung: condor.rung, shock: null },
      ]
    }
    case 'close':
    case 'resize':
      return onTrade(decision, intent, [intent.order])
    case 're-strike':
    case 'roll':
    case 'roll-back':
      return onTrade(decision, intent, [intent.close, intent.open])
    case 'close-delta': {
      const { kind: action, because } = intent
      const held = heldOf(decision.delta?.held ?? [])
      const rung = decision.delta?.rung ?? decision.rung
      return intent.orders.map((order) => ({
        action,
        subject: 'book',
        because,
        order,
        held,
        condor: null,
        rung,
        shock: null,
      }))
    }
    case 'hedge': {
      const { kind: action, layerId: subject, because } = intent
      const layer = decision.ladder?.layers.find(({ id }) => id === subject)
      const held = layer === undefined ? NOTHING_HELD : heldOf(layer.held)
      return intent.orders.map((order) => ({
        action,
        subject,
        because,
        order,
        held,
        condor: null,
        rung: decision.ladder?.rung ?? decision.rung,
        shock: null,
      }))
    }
  }
}

function onTrade(
  decision: Decision,
  intent: Extract<Intent, { readonly trade: string }>,
  orders: readonly Order[],
): readonly DecisionOrder[] {
  const { kind: action, trade: subject, because } = intent
  const position = decision.positions.find(({ trade }) => trade === subject)
  if (action === 'hold') return []
  const held = position === undefined ? NOTHING_HELD : heldByTrade(position.legs)
  const { rung, shock } = position ?? { rung: decision.rung, shock: null }
  return orders.map((order) => ({ action, subject, because, order, held, condor: null, rung, shock }))
}

/** The legs of a condor by their OCC symbols. */
export const heldByTrade = (legs: CandidateCondor['legs']): Held =>
  heldOf(legs.map(({ occSymbol, quantity }) => ({ instrument: occSymbol, quantity })))
