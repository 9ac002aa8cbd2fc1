import type { MarketState } from '../../market/surface/market-state.ts'
import { type Dislocations, parityDislocations } from '../indicator/parity-dislocation.ts'
import type { CostRules } from '../rules/rule-set.ts'
import type { ParityBoard } from './board.ts'
import { NEEDS } from './needs.ts'
import type { ReferenceRate } from './reference-rate.ts'

/** Rates of shorter expiries are all spread: a tick of a box is a per cent a year and more. */
const DAYS_MIN = 7
const NO_FORWARD = 'conversions and reversals: no two-sided quote of the forward is in a chain file'

/** What boxes, conversions and reversals of each expiry lend or borrow at, at natural and after costs. */
export function parityBoard(market: MarketState, reference: ReferenceRate, costs: CostRules): ParityBoard {
  const judged = market.expiries
    .filter(({ days }) => days >= DAYS_MIN)
    .map((expiry) => {
      const found = parityDislocations({
        expiry,
        referenceRate: reference.rate,
        referenceSource: reference.source,
        forwardQuote: null,
        cost_dollars: costs.commission_dollars + costs.fees_dollars,
      })
      return { expiry, found }
    })
  const open = judged.reduce((sum, { found }) => sum + found.open.length, 0)
  return {
    rows: judged.map(({ expiry: { slice, days, forward }, found }) => ({
      root: slice.root,
      expiration: slice.expiration,
      days,
      impliedRate_per_year: forward.rate,
      rateSource: forward.rateSource,
      kinds: found.best.map(({ rate, ...rest }) => ({ ...rest, rate_per_year: rate })),
    })),
    open: reference.rate === null ? null : open,
    reference: { rate_per_year: reference.rate, source: reference.source },
    unknown: unknownOf(
      judged.map(({ found }) => found),
      reference,
    ),
    convention: judged[0]?.found.convention ?? '',
    needs: reference.rate === null ? NEEDS.reference : null,
    rung: market.chain.rung,
  }
}

function unknownOf(found: readonly Dislocations[], reference: ReferenceRate): readonly string[] {
  const says: string[] = [NO_FORWARD]
  if (reference.rate === null) says.push(`gains: ${reference.source}`)
  const boxless = found.filter(({ best }) => best.every(({ kind }) => !kind.startsWith('box'))).length
  if (boxless > 0) says.push(`boxes of ${boxless} expiries: fewer than two usable strikes far enough apart`)
  if (found.length === 0) says.push(`no expiry of ${DAYS_MIN} days or more`)
  return says
}
