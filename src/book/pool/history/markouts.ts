/**
 * LVR at a price from outside the pool: what the pool's trades were worth, to the other side, at the outside price some minutes
 * later. At 0 minutes it is the loss against a portfolio rebalanced at that price; later ones show how much of it the market kept.
 */
import { CompensatedSum } from '../../../base/numerics/sums.ts'
import type { PoolHistory } from '../../../market/pool-history/pool-history.ts'
import { rootDifference } from '../pool.ts'
import type { RowRange } from './day-ranges.ts'

export interface Markout {
  readonly horizon_minutes: number
  /** Loss of the pool before fees at the outside price: negative where the pool gained. */
  readonly lvr: number
  /** Rows with an outside price at their horizon, of those with trades. */
  readonly rowsPriced: number
  readonly rowsTraded: number
}

const MARKOUT_MINUTES = [0, 1, 5, 15, 60] as const
const MS_PER_MINUTE = 60_000
/** An outside price older than this many of its own spacings is none. */
const AGE_SPACINGS_MAX = 3

/**
 * Markouts of the rows of a range. Amounts are the pool's own balance changes less the fee on what was paid in, where the file has
 * them and the fee is known; else what its liquidity exchanges between two prices. Rows without a fresh outside price at the
 * horizon are left out and counted.
 */
export function markouts(
  history: PoolHistory,
  range: RowRange,
  reference: PoolHistory,
  fee: number | null,
): readonly Markout[] {
  return MARKOUT_MINUTES.map((minutes) => markoutAt(history, range, reference, fee, minutes))
}

function markoutAt(
  history: PoolHistory,
  range: RowRange,
  reference: PoolHistory,
  fee: number | null,
  minutes: number,
): Markout {
  const loss = new CompensatedSum()
  let [rowsPriced, rowsTraded, cursor] = [0, 0, 0]
  for (let i = Math.max(range.firstOwn, 1); i <= range.last; i += 1) {
    const { risky, numeraire } = exchanged(history, i, fee)
    if (risky === 0 && numeraire === 0) continue
    rowsTraded += 1
    const at = history.times[i] + minutes * MS_PER_MINUTE
    while (cursor + 1 < reference.times.length && reference.times[cursor + 1] <= at) cursor += 1
    const age = at - reference.times[cursor]
    if (age < 0 || age > AGE_SPACINGS_MAX * Math.max(reference.spacing, MS_PER_MINUTE)) continue
    rowsPriced += 1
    loss.add(-(risky * reference.prices[cursor] + numeraire))
  }
  return { horizon_minutes: minutes, lvr: loss.value, rowsPriced, rowsTraded }
}

/** What the pool received in row i, without fees. */
function exchanged(
  { flows, volumes, prices, liquidities }: PoolHistory,
  i: number,
  fee: number | null,
): { readonly risky: number; readonly numeraire: number } {
  if (flows !== null && fee !== null && volumes.present[i] === 1) {
    // The fee came in with the input; taken off in numeraire, at the pool's own price.
    return { risky: flows.risky[i], numeraire: flows.numeraire[i] - fee * volumes.values[i] }
  }
  const [from, to] = [prices[i - 1], prices[i]]
  const numeraire = liquidities[i - 1] * rootDifference(from, to)
  return { risky: -numeraire / Math.sqrt(from) / Math.sqrt(to), numeraire }
}
