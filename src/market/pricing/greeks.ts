/**
 * Greeks of one unit of an option, and what each is per. All are plain partial derivatives of the price in index points;
 * nothing is scaled to a day, a percent or a contract here. Calendar time t runs forward while expiry stays, so
 * d/dt = -d/dT with T the years to expiry.
 *
 * | name        | derivative            | unit                                                     |
 * |-------------|-----------------------|----------------------------------------------------------|
 * | price       | V                     | index points                                             |
 * | delta       | dV/dS                 | points per point of S                                    |
 * | gamma       | d2V/dS2               | delta per point                                          |
 * | vega        | dV/dsigma             | points per 1.00 of volatility (100 vol points)           |
 * | theta       | dV/dt                 | points per year of calendar time; negative for a long    |
 * | rho         | dV/dr                 | points per 1.00 of rate                                  |
 * | dividendRho | dV/dq                 | points per 1.00 of dividend yield                        |
 * | vanna       | d2V/dS dsigma         | delta per 1.00 of volatility                             |
 * | volga       | d2V/dsigma2           | vega per 1.00 of volatility                              |
 * | charm       | d2V/dS dt             | delta per year                                           |
 * | veta        | d2V/dsigma dt         | vega per year                                            |
 * | speed       | d3V/dS3               | gamma per point                                          |
 * | zomma       | d3V/dS2 dsigma        | gamma per 1.00 of volatility                             |
 * | color       | d3V/dS2 dt            | gamma per year                                           |
 * | ultima      | d3V/dsigma3           | volga per 1.00 of volatility                             |
 *
 * S is the spot in `blackScholesGreeks` and the forward in `black76Greeks`. With a forward held fixed the price depends on
 * the rate through the discount factor only (rho = -T V) and on the dividend yield not at all (dividendRho = 0).
 */
export interface Greeks {
  readonly price: number
  readonly delta: number
  readonly gamma: number
  readonly vega: number
  readonly theta: number
  readonly rho: number
  readonly dividendRho: number
  readonly vanna: number
  readonly volga: number
  readonly charm: number
  readonly veta: number
  readonly speed: number
  readonly zomma: number
  readonly color: number
  readonly ultima: number
}

/** The names of {@link Greeks}, price first, by rising order. */
export const GREEK_NAMES = [
  'price',
  'delta',
  'gamma',
  'vega',
  'theta',
  'rho',
  'dividendRho',
  'vanna',
  'volga',
  'charm',
  'veta',
  'speed',
  'zomma',
  'color',
  'ultima',
] as const satisfies readonly (keyof Greeks)[]

export type GreekName = (typeof GREEK_NAMES)[number]

/** Weighted sum of Greeks: what a position has, given each leg's signed quantity. */
export function sumGreeks(legs: readonly { readonly greeks: Greeks; readonly quantity: number }[]): Greeks {
  const total = Object.fromEntries(GREEK_NAMES.map((name) => [name, 0])) as Record<GreekName, number>
  for (const { greeks, quantity } of legs) {
    for (const name of GREEK_NAMES) total[name] += quantity * greeks[name]
  }
  return total
}
