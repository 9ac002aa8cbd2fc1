import type { BookItem } from '../../book/ledger/book-item.ts'
import { optionPosition } from '../../book/ledger/option-position.ts'
import type { StructureModel } from '../../book/structure/structure-model.ts'

/** The legs of a condor as positions of the ledger, on the forward of their expiry, each with its own volatility. */
export function condorItems(model: StructureModel, driver: string): readonly BookItem[] {
  const { legs, forward_points, years, rate, multiplier } = model
  return legs.map(({ right, strike_points, quantity, volatility }) => ({
    id: `${strike_points}${right}`,
    layer: 'core',
    trade: 'condor',
    driver,
    position: optionPosition({ right, strike_points, quantity, multiplier, on: 'forward' }),
    factors: { underlying: forward_points, volatility, years, rate, dividendYield: 0 },
    exposure: { to: 'index', smile: { strike_points, volatilityAt: () => volatility } },
  }))
}
