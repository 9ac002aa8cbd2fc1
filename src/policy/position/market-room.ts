/** Whether the market of a position takes what is asked of it: same size where a condor is replaced, portions where it is closed. */
import type { CondorLegs, ResolvedLeg } from '../../book/structure/legs.ts'
import { type MarketShares, type SizedLeg, SHOWN_ONLY, capWords, marketCaps } from '../market-caps.ts'

/** As they are traded when they are closed. A long that nobody bids for is kept to settle, and asks for no size. */
export const closingLegs = (legs: CondorLegs): readonly ResolvedLeg[] =>
  legs.filter((leg) => leg.quantity < 0 || !leg.zeroBid).map((leg) => ({ ...leg, quantity: -leg.quantity }))

/**
 * Why a condor cannot be replaced by another in the same size, or null: what closes must be shown at the touch, what opens must
 * lie within every cap of a new condor. Half a roll would leave two condors where one was, so it is not made.
 */
export function tooThin(
  closes: CondorLegs,
  opens: readonly SizedLeg[],
  contracts: number,
  shares: MarketShares,
): string | null {
  for (const { least } of [marketCaps(closingLegs(closes), SHOWN_ONLY), marketCaps(opens, shares)]) {
    if (least !== null && least.units < contracts)
      return `${capWords(least)}, ${contracts} are wanted at once`
  }
  return null
}

/** As many of so many contracts as can be closed now, and why not all. At least one: a close is never kept back. */
export function closingPortion(
  legs: CondorLegs,
  contracts: number,
): { readonly contracts: number; readonly says: string } {
  const { least } = marketCaps(closingLegs(legs), SHOWN_ONLY)
  if (least === null || least.units >= contracts) return { contracts, says: '' }
  const now = Math.min(contracts, Math.max(1, least.units))
  return { contracts: now, says: `; ${capWords(least)}: ${now} of ${contracts} now, the rest as it is shown` }
}
