/**
 * One rate per expiry out of noisy parity rates. A parity rate is the slope's error divided by the time left: what moves a
 * one-year rate by three hundredths of a percent moves a one-day rate by eleven percent.
 *
 * The least-squares error of a rate understates it, because the mids of neighbouring strikes err together: on the real chain
 * the slopes of neighbouring expiries scatter by 3e-4 around a smooth curve, several times their stated errors. So the error
 * of a rate is taken as the root of stated error squared plus (3e-4 / years) squared. A rate then
 *
 * - stands as the expiry's own where it is known to 0.2 %, which on a liquid chain means from about 55 days;
 * - is a node of the curve where the expiry has 20 days and it is known to 0.5 %.
 *
 * Every other expiry takes the curve: below 90 days flat at the mean of the nodes from 20 to 90 days, weighted by precision;
 * beyond, linear between nodes; flat after the last.
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

const PARITY_DAYS_MIN = 20
const SHORT_END_DAYS = 90
const OWN_ERROR_MAX = 0.002
const NODE_ERROR_MAX = 0.005
/** Error of a discount factor that the mids of neighbouring strikes share. */
const DISCOUNT_ERROR = 3e-4
/** Rates outside are garbage, whatever their stated error. */
const RATE_MIN = -0.05
const RATE_MAX = 0.3

/** Stated and shared error together. */
function totalError({ years, error }: ParityRate): number {
  const shared = DISCOUNT_ERROR / years
  return Math.sqrt(error * error + shared * shared)
}

const isCredible = ({ rate }: ParityRate): boolean => rate >= RATE_MIN && rate <= RATE_MAX

/** Whether an expiry keeps its own parity rate. */
export function parityRateStands(own: ParityRate): boolean {
  return isNode(own) && totalError(own) <= OWN_ERROR_MAX
}

function isNode(own: ParityRate): boolean {
  return own.days >= PARITY_DAYS_MIN && totalError(own) <= NODE_ERROR_MAX && isCredible(own)
}

/**
 * The curve through its nodes. A chain of short expiries only has none: its curve is flat at the mean of all its rates,
 * weighted by precision. Null where even that lies outside -5 % to 30 %, or there are no rates at all.
 */
export function rateCurve(rates: readonly ParityRate[]): RateCurve | null {
  const nodes = rates.filter(isNode).sort((one, other) => one.years - other.years)
  const first = nodes[0]
  if (first === undefined) {
    const pooled = weightedRate(rates)
    if (pooled === null || !(pooled >= RATE_MIN && pooled <= RATE_MAX)) return null
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
  for (const one of rates) {
    const w = 1 / (totalError(one) * totalError(one))
    weight += w
    sum += w * one.rate
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
