import { valueOrNull } from '../../base/vocabulary/result.ts'
import { type HeldStep, bookLedger } from '../../book/ledger/book-ledger.ts'
import { optionPosition } from '../../book/ledger/option-position.ts'
import { centsRoundedHalfEven } from '../../book/money.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { HeldPosition } from '../book-facts.ts'
import type { PositionLedger } from './position-decision.ts'

const CONVENTION = 'at-next'
const SAYS = 'time, spot, volatility, rates; delta after the time has passed; one step'

/** A condor marked: its value function, and what closing one brings at the middle; negative is paid. */
export interface MarkedModel {
  readonly model: StructureModel
  readonly mid_points: number
}

/**
 * The convexity ledger of the trade from the state it was sold in to the state now, in one step: what time paid, what spot and
 * volatility took, and what the fill and today's middle stand apart from the model. Adds up to the P&L at the middle. Null
 * where the state of entry is unknown, or lies after the state now.
 */
export function ledgerSinceEntry(position: HeldPosition, now: MarkedModel): PositionLedger | null {
  const entry = position.entry?.model ?? null
  if (entry === null) return null
  const { entryCredit_points: credit } = position
  return ledgerOf(position, entry, now, {
    pnl_points: credit + now.mid_points,
    // What the fill brought above the model's value of what is then held.
    cost_points: (value_points) => credit + value_points,
    says: `${SAYS} from entry to now`,
  })
}

/**
 * The same from an earlier mark of the condor to the one now, of the contracts held now: nothing was traded between them, so there
 * are no costs.
 */
export function ledgerSinceMark(
  position: HeldPosition,
  before: MarkedModel,
  now: MarkedModel,
): PositionLedger | null {
  return ledgerOf(position, before.model, now, {
    pnl_points: now.mid_points - before.mid_points,
    cost_points: () => 0,
    says: `${SAYS} from that snapshot to now, of what is held now`,
  })
}

function ledgerOf(
  position: HeldPosition,
  before: StructureModel,
  { model: now }: MarkedModel,
  of: {
    readonly pnl_points: number
    /** Per condor, of its value before. */
    readonly cost_points: (value_points: number) => number
    readonly says: string
  },
): PositionLedger | null {
  const steps = stepsOf(position, before, now)
  const ledger = valueOrNull(bookLedger(steps, CONVENTION))
  if (ledger === null) return null
  const { time, delta, lvr, volatility, rates } = ledger.total.dollars
  const size = now.multiplier * position.contracts
  const pnl = centsRoundedHalfEven(of.pnl_points * size)
  const costs = of.cost_points(valueOf(steps, 'before') / size) * size
  const lines = [time, delta, lvr, volatility, rates, costs].map((line) => centsRoundedHalfEven(line) / 100)
  const [time_dollars, delta_dollars, lvr_dollars, volatility_dollars, rates_dollars, costs_dollars] = lines
  // What the lines leave of the P&L in cents: the middle apart from the model.
  const mark = pnl - lines.reduce((sum, line) => sum + Math.round(line * 100), 0)
  return {
    time_dollars,
    delta_dollars,
    lvr_dollars,
    volatility_dollars,
    rates_dollars,
    mark_dollars: mark / 100,
    costs_dollars,
    total_dollars: pnl / 100,
    convention: of.says,
  }
}

function stepsOf(position: HeldPosition, before: StructureModel, now: StructureModel): readonly HeldStep[] {
  return before.legs.map((leg, i): HeldStep => {
    const { right, strike_points, quantity } = leg
    const { multiplier } = now
    return {
      item: {
        id: `${strike_points}${right}`,
        driver: 'SPX',
        layer: 'core',
        trade: position.trade,
        position: optionPosition({
          right,
          strike_points,
          quantity: quantity * position.contracts,
          multiplier,
          on: 'forward',
        }),
        factors: factorsOf(now, i),
        exposure: { to: 'index', smile: { strike_points, volatilityAt: () => leg.volatility } },
      },
      before: factorsOf(before, i),
      after: factorsOf(now, i),
    }
  })
}

function factorsOf({ legs, forward_points, years, rate }: StructureModel, leg: number) {
  const { volatility } = legs[leg]
  return { underlying: forward_points, volatility, years, rate, dividendYield: 0 }
}

const valueOf = (steps: readonly HeldStep[], when: 'before' | 'after'): number =>
  steps.reduce((sum, { item, [when]: factors }) => sum + item.position.value(factors), 0)
