/**
 * What a constant-product pool pays for an input, fee taken from the input first: out = R_out a / (R_in + a), a = in (1 - fee).
 * Prices are output per input. Reserves above 0.
 */
export function swapOutput(
  reserveIn: number,
  reserveOut: number,
  amountIn: number,
  fee: number,
): { readonly output: number; readonly executionPrice: number; readonly marginalPrice: number } {
  const effective = amountIn * (1 - fee)
  const share = 1 / (reserveIn + effective)
  const output = reserveOut * (effective * share)
  return {
    output,
    executionPrice: reserveOut * share * (1 - fee),
    marginalPrice: reserveOut * (reserveIn * share) * share,
  }
}
