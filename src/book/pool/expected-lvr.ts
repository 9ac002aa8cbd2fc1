/** Expected LVR when the price is a geometric Brownian motion, as a share of the first value. */

export interface ExpectedLvrTerms {
  /** Per square root of the unit of `time`. */
  readonly volatility: number
  readonly time: number
  /** Drift of the price per unit of time; 0 for a martingale. */
  readonly drift?: number
  /** 0.5 for the constant product. */
  readonly riskyWeight?: number
}

/**
 * E[LVR] / V0 = r (e^(g T) - 1) / g with r = theta (1 - theta) sigma^2 / 2 the LVR rate and g = theta mu - r the growth of the
 * expected value. Without drift that is 1 - e^(-r T), the loss of expected value, and with theta = 1/2, 1 - e^(-sigma^2 T / 8).
 * `linear` is r T, its first order. May overflow to infinity for absurd drifts: the caller's border checks that.
 */
export function expectedLvr(terms: ExpectedLvrTerms): { readonly share: number; readonly linear: number } {
  const { volatility, time, drift = 0, riskyWeight: theta = 0.5 } = terms
  const linear = lvrOverValue(volatility, theta) * time
  const growth = theta * drift * time - linear
  return { share: linear * (growth === 0 ? 1 : Math.expm1(growth) / growth), linear }
}

/** LVR rate over value of a weighted pool: theta (1 - theta) sigma^2 / 2 per unit of the volatility's time. */
export function lvrOverValue(volatility: number, riskyWeight = 0.5): number {
  return (riskyWeight * (1 - riskyWeight) * volatility * volatility) / 2
}
