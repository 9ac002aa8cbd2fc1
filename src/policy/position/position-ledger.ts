import { valueOrNull } from '../../base/vocabulary/result.ts'
import { type HeldStep, bookLedger } from '../../book/ledger/book-ledger.ts'
import { optionPosition } from '../../book/ledger/option-position.ts'
import { centsRoundedHalfEven } from '../../book/money.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'
import type { HeldPosition } from '../book-facts.ts'
import type { PositionLedger } from './position-decision.ts'

const CONVENTION = 'at-next'

/**
 * The convexity ledger of the trade from the state it was sold in to the state now, in one step: what time paid, what spot and
 * volatility took, and what the fill and today's middle stand apart from the model. Adds up to the P&L at the middle. Null
 * where the state of entry is unknown, or lies after the state now.
 *
 * `mid_points` is what closing one condor brings at the middle; negative is paid.
 */
export function positionLedger(
  position: HeldPosition,
  now: StructureModel,
  mid_points: number,
): PositionLedger | null {
  const entry = position.entry?.model ?? null
  if (entry === null) return null
  const steps = entry.legs.map((leg, i): HeldStep => {
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
      before: factorsOf(entry, i),
      after: factorsOf(now, i),
    }
  })
  const ledger = valueOrNull(bookLedger(steps, CONVENTION))
  if (ledger === null) return null
  const { time, delta, lvr, volatility, rates } = ledger.total.dollars
  const size = now.multiplier * position.contracts
  const pnl = centsRoundedHalfEven((position.entryCredit_points + mid_points) * size)
  const costs = position.entryCredit_points * size + valueOf(steps, 'before')
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
    convention: 'time, spot, volatility, rates; delta after the time has passed; one step from entry to now',
  }
}

function factorsOf({ legs, forward_points, years, rate }: StructureModel, leg: number) {
  const { volatility } = legs[leg]
  return { underlying: forward_points, volatility, years, rate, dividendYield: 0 }
}

const valueOf = (steps: readonly HeldStep[], when: 'before' | 'after'): number =>
  steps.reduce((sum, { item, [when]: factors }) => sum + item.position.value(factors), 0)
