/**
 * One rate per expiry out of noisy parity rates. A parity rate is the slope's error divided by the time left: the same
 * tenth of a point that moves a one-year rate by a hundredth of a percent moves a one-day rate by several percent.
 *
 * So an expiry of 20 days or more whose parity rate is known to half a percent keeps its own; every other takes the
 * curve's: linear between such expiries, flat beyond them, and flat below 90 days at the mean of the expiries from 20 to
 * 90 days, weighted by precision, because neighbours there differ by noise and not by policy.
 */

/** A parity rate and how well it is known. */
export interface ParityRate {
  readonly years: number
  /** Calendar days to settlement. */
  readonly days: number
  readonly rate: number
  /** Standard error of the rate. */
  readonly error: number
}

export interface RateCurve {
  readonly rateAt: (years: number) => number
  /** The expiries the curve goes through, ascending. */
  readonly nodes: readonly ParityRate[]
}

export const PARITY_DAYS_MIN = 20
const SHORT_END_DAYS = 90
export const RATE_ERROR_MAX = 0.005
/** Errors smaller than this are not believed: quotes of neighbouring strikes err together. One basis point. */
const RATE_ERROR_FLOOR = 1e-4
/** Rates outside are garbage, whatever their stated error. */
const RATE_MIN = -0.05
const RATE_MAX = 0.3

/** Whether an expiry's own parity rate may stand. */
export function parityRateStands({ days, rate, error }: ParityRate): boolean {
  return days >= PARITY_DAYS_MIN && error <= RATE_ERROR_MAX && rate >= RATE_MIN && rate <= RATE_MAX
}

/**
 * The curve through the parity rates that may stand. A chain of short expiries only has no such rate: its curve is flat at
 * the mean of all of them, weighted by precision, and null where even that lies outside -5 % to 30 %.
 */
export function rateCurve(rates: readonly ParityRate[]): RateCurve | null {
  const nodes = rates.filter(parityRateStands).sort((one, other) => one.years - other.years)
  const first = nodes[0]
  if (first === undefined) {
    const pooled = weightedRate(rates)
    if (pooled === null || pooled < RATE_MIN || pooled > RATE_MAX) return null
    return { rateAt: () => pooled, nodes: [] }
  }
  const short = nodes.filter(({ days }) => days <= SHORT_END_DAYS)
  const shortRate = weightedRate(short) ?? first.rate
  const long = nodes.filter(({ days }) => days > SHORT_END_DAYS)
  const shortEnd = short.at(-1)
  const knots = shortEnd === undefined ? long : [{ ...shortEnd, rate: shortRate }, ...long]
  return { rateAt: (years) => interpolated(knots, years), nodes }
}

function weightedRate(rates: readonly ParityRate[]): number | null {
  let weight = 0
  let sum = 0
  for (const { rate, error } of rates) {
    const w = 1 / (error * error + RATE_ERROR_FLOOR * RATE_ERROR_FLOOR)
    weight += w
    sum += w * rate
  }
  return weight > 0 ? sum / weight : null
}

function interpolated(knots: readonly ParityRate[], years: number): number {
  let below = knots[0]
  for (const above of knots) {
    if (above.years >= years) {
      if (above.years <= below.years) return above.rate
      const share = Math.max(0, (years - below.years) / (above.years - below.years))
      return below.rate + share * (above.rate - below.rate)
    }
    below = above
  }
  return below.rate
}
