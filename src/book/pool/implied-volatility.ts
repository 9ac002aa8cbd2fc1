/**
 * The volatility at which a pool's fees pay its LVR: what the pool charges for its convexity. Per square root of the time unit
 * that the volume is counted in.
 */

/** sqrt(8 fee volume / value) for a full-range constant-product pool. Value above 0. */
export function impliedVolatilityOfPool(fee: number, volume: number, value: number): number {
  return Math.sqrt((8 * fee * volume) / value)
}

/** Volatility at which fee income per unit of time equals sigma^2 / 2 x dollar gamma. Dollar gamma above 0. */
export function breakEvenVolatility(feeIncome: number, dollarGamma: number): number {
  return Math.sqrt((2 * feeIncome) / dollarGamma)
}

/** Numeraire in one tick of width 2 fee from the price up: L (sqrt(P e^(2 fee)) - sqrt P). */
export function tickValue(liquidity: number, price: number, fee: number): number {
  return liquidity * Math.sqrt(price) * Math.expm1(fee)
}

/** Lambert's form, 2 fee sqrt(volume / tick value): the same volatility within a factor 1 - fee / 4. */
export function tickImpliedVolatility(fee: number, volume: number, tickLiquidityValue: number): number {
  return 2 * fee * Math.sqrt(volume / tickLiquidityValue)
}
