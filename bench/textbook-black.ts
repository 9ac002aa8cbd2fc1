/**
 * The textbook peer: Black-76 as textbooks print it, one contract at a time, with Hart's rational for the normal
 * distribution (the one most published code uses) and Newton's method with bisection behind it for implied volatility.
 */
const SQRT_TWO_PI = Math.sqrt(2 * Math.PI)

/** Hart's algorithm 5666 in the double-precision form given by West, "Better approximations to cumulative normal functions", 2005. */
export function hartCdf(x: number): number {
  const z = Math.abs(x)
  if (z > 37) return x > 0 ? 1 : 0
  const density = Math.exp(-0.5 * z * z)
  let tail = 0
  if (z < 7.07106781186547) {
    const top =
      ((((((0.0352624965998911 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z +
        112.079291497871) *
        z +
        221.213596169931) *
        z +
        220.206867912376) *
      density
    const bottom =
      ((((((0.0883883476483184 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z +
        296.564248779674) *
        z +
        637.333633378831) *
        z +
        793.826512519948) *
        z +
      440.413735824752
    tail = top / bottom
  } else {
    tail = density / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631
  }
  return x > 0 ? 1 - tail : tail
}

export interface TextbookGreeks {
  price: number
  delta: number
  gamma: number
  vega: number
  theta: number
  rho: number
}

/** Writes price and five Greeks; no allocation, as fast as the textbook goes. */
export function textbookGreeks(
  isCall: boolean,
  F: number,
  K: number,
  T: number,
  sigma: number,
  r: number,
  out: TextbookGreeks,
): void {
  const root = Math.sqrt(T)
  const s = sigma * root
  const d1 = Math.log(F / K) / s + 0.5 * s
  const d2 = d1 - s
  const D = Math.exp(-r * T)
  const density = Math.exp(-0.5 * d1 * d1) / SQRT_TWO_PI
  const n1 = hartCdf(isCall ? d1 : -d1)
  const n2 = hartCdf(isCall ? d2 : -d2)
  out.price = isCall ? D * (F * n1 - K * n2) : D * (K * n2 - F * n1)
  out.delta = isCall ? D * n1 : -D * n1
  out.gamma = (D * density) / (F * s)
  out.vega = D * F * density * root
  out.theta = (-D * F * density * sigma) / (2 * root) + r * out.price
  out.rho = -T * out.price
}

/** Newton from 0.2 on the price, bisection where Newton leaves [1e-4, 10]; to 1e-10 in price, 100 steps. */
export function textbookImpliedVol(
  isCall: boolean,
  F: number,
  K: number,
  T: number,
  D: number,
  price: number,
): number {
  const root = Math.sqrt(T)
  let low = 1e-4
  let high = 10
  let sigma = 0.2
  for (let i = 0; i < 100; i += 1) {
    const s = sigma * root
    const d1 = Math.log(F / K) / s + 0.5 * s
    const n1 = hartCdf(isCall ? d1 : -d1)
    const n2 = hartCdf(isCall ? d1 - s : s - d1)
    const error = (isCall ? D * (F * n1 - K * n2) : D * (K * n2 - F * n1)) - price
    if (Math.abs(error) < 1e-10) return sigma
    if (error > 0) high = sigma
    else low = sigma
    const vega = (D * F * root * Math.exp(-0.5 * d1 * d1)) / SQRT_TWO_PI
    const next = sigma - error / vega
    sigma = next > low && next < high ? next : 0.5 * (low + high)
  }
  return sigma
}
