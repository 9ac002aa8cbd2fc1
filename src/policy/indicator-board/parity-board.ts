import type { ExpiryState, MarketState } from '../../market/surface/market-state.ts'
import { type Dislocations, parityDislocations } from '../indicator/parity-dislocation.ts'
import { type ReferenceRate, referenceRate } from '../indicator/reference-rate.ts'
import type { CostRules } from '../rules/rule-set.ts'
import type { SeriesDoor } from '../series-door/series-door.ts'
import type { ParityBoard } from './board.ts'
import { NEEDS } from './needs.ts'

/** Rates of shorter expiries are all spread: a tick of a box is a per cent a year and more. */
const DAYS_MIN = 7
const NO_FORWARD = 'conversions and reversals: no two-sided quote of the forward is in a chain file'

/** The rate given by hand, else that of the series at hand to the expiry. */
export const boardReference = (door: SeriesDoor, given: number | null, expiry: ExpiryState): ReferenceRate =>
  given === null ? referenceRate(door, expiry) : { rate: given, source: 'the rate given by hand' }

/** What boxes, conversions and reversals of each expiry lend or borrow at, at natural and after costs. */
export function parityBoard(
  market: MarketState,
  door: SeriesDoor,
  given: number | null,
  costs: CostRules,
): ParityBoard {
  const judged = market.expiries
    .filter(({ days }) => days >= DAYS_MIN)
    .map((expiry) => {
      const reference = boardReference(door, given, expiry)
      const found = parityDislocations({
        expiry,
        referenceRate: reference.rate,
        referenceSource: reference.source,
        forwardQuote: null,
        cost_dollars: costs.commission_dollars + costs.fees_dollars,
      })
      return { expiry, reference, found }
    })
  const known = judged.length > 0 && judged.every(({ reference }) => reference.rate !== null)
  const referenceSource = judged[0]?.reference.source ?? `no expiry of ${DAYS_MIN} days or more`
  return {
    rows: judged.map(({ expiry: { slice, days, forward }, reference, found }) => ({
      root: slice.root,
      expiration: slice.expiration,
      days,
      impliedRate_per_year: forward.rate,
      rateSource: forward.rateSource,
      reference_per_year: reference.rate,
      kinds: found.best.map(({ rate, ...rest }) => ({ ...rest, rate_per_year: rate })),
    })),
    open: known ? judged.reduce((sum, { found }) => sum + found.open.length, 0) : null,
    referenceSource,
    unknown: unknownOf(
      judged.map(({ found }) => found),
      known ? null : referenceSource,
    ),
    convention: judged[0]?.found.convention ?? '',
    needs: known ? null : NEEDS.reference,
    rung: market.chain.rung,
  }
}

function unknownOf(found: readonly Dislocations[], noReference: string | null): readonly string[] {
  const says: string[] = [NO_FORWARD]
  if (noReference !== null) says.push(`gains: ${noReference}`)
  const boxless = found.filter(({ best }) => best.every(({ kind }) => !kind.startsWith('box'))).length
  if (boxless > 0) says.push(`boxes of ${boxless} expiries: fewer than two usable strikes far enough apart`)
  return says
}
