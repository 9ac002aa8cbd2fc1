/**
 * Undiscounted time value of a quoted price: the out-of-the-money option of the same strike. In the money it is a small
 * difference of large numbers; the forward's difference and its product with the discount factor are therefore carried
 * with their rounding errors (Knuth's two-sum, Dekker's product), so that the volatility found belongs to the price given.
 *
 * @param inTheMoney_points forward less strike for a call, strike less forward for a put, rounded
 * @param minuend the larger of the two, and `subtrahend` the smaller, where the option is in the money
 */
export function timeValue(
  price_points: number,
  discount: number,
  inTheMoney_points: number,
  minuend: number,
  subtrahend: number,
): number {
  if (inTheMoney_points <= 0) return discount === 1 ? price_points : price_points / discount
  const difference = inTheMoney_points
  const back = minuend - difference
  const differenceError = minuend - (difference + back) + (back - subtrahend)
  const product = discount * difference
  const left = price_points - product
  // A price that equals the rounded intrinsic value carries no time value, whatever the rounding hides.
  if (left <= 0) return left
  if (discount === 1) return left - differenceError
  return (left - productError(discount, difference, product) - discount * differenceError) / discount
}

const SPLITTER = 134_217_729

/** a * b - fl(a * b), exactly, while nothing overflows. */
function productError(a: number, b: number, product: number): number {
  const ah = SPLITTER * a - (SPLITTER * a - a)
  const al = a - ah
  const bh = SPLITTER * b - (SPLITTER * b - b)
  const bl = b - bh
  return ah * bh - product + ah * bl + al * bh + al * bl
}
