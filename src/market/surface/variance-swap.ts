/**
 * Fair variance of a variance swap by static replication: Demeterfi, Derman, Kamal and Zou, "More than you ever wanted
 * to know about volatility swaps", Goldman Sachs Quantitative Strategies, March 1999, equations 26 to 28 (the log
 * contract) and appendix A (weights of a finite strip).
 *
 * A finite strip replaces the log payoff by chords that lie above it, so it costs too much: its fair variance is biased
 * up by about h^2 / (6 T F^2) for a spacing h near the forward, and down by whatever lies beyond its ends.
 */
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { black76Price } from '../pricing/black76.ts'

export interface StripOption {
  readonly strike_points: number
  /** Price today, index points. */
  readonly price_points: number
}

export interface VarianceSwapStrip {
  readonly forward_points: number
  readonly years: number
  readonly discount: number
  /** The boundary between puts and calls, near the forward or the spot. Both strips must begin at it. */
  readonly boundary_points: number
  /** From the boundary down, or in any order; the boundary strike among them. */
  readonly puts: readonly StripOption[]
  readonly calls: readonly StripOption[]
  /** Distance of the imagined strike beyond each end of the strip; the end's own gap where null. */
  readonly endSpacing_points?: number | null
}

export interface VarianceSwapValue {
  /** Annualised variance, decimal. */
  readonly fairVariance: number
  readonly fairVol_vol_points: number
  /** Price today of the strip, with its 2/T, per unit of variance. */
  readonly portfolioCost: number
  readonly optionsUsed: number
}

/** Fair variance of a finite strip of options. */
export function stripVarianceSwap(strip: VarianceSwapStrip): Result<VarianceSwapValue> {
  const { forward_points, years, discount, boundary_points } = strip
  const problem = termsProblem(forward_points, years, discount, boundary_points)
  if (problem !== null) return refused(problem)
  const puts = strip.puts.toSorted((one, other) => other.strike_points - one.strike_points)
  const calls = strip.calls.toSorted((one, other) => one.strike_points - other.strike_points)
  const stripFault = stripProblem(puts, boundary_points, -1) ?? stripProblem(calls, boundary_points, 1)
  if (stripFault !== null) return refused(stripFault)

  const endSpacing = strip.endSpacing_points ?? null
  const cost =
    sideCost(puts, boundary_points, years, endSpacing, -1) +
    sideCost(calls, boundary_points, years, endSpacing, 1)
  return fromCost(forward_points, years, discount, boundary_points, cost, puts.length + calls.length)
}

/** A smile to integrate under: volatility (decimal) as a function of log-moneyness k = ln(K/F). */
export interface VarianceSwapSmile {
  readonly forward_points: number
  readonly years: number
  readonly discount: number
  readonly volatilityAt: (k: number) => number
}

const PANELS_PER_DEVIATION = 4
/** Panels stop where one adds less than this share of the whole. */
const TAIL_SHARE = 1e-14
const PANELS_MAX = 4_000
/** Five-point Gauss-Legendre on [-1, 1]: Abramowitz and Stegun, table 25.4. */
const NODES = [-0.906179845938664, -0.5384693101056831, 0, 0.5384693101056831, 0.906179845938664]
const WEIGHTS = [
  0.23692688505618908, 0.47862867049936647, 0.5688888888888889, 0.47862867049936647, 0.23692688505618908,
]

/**
 * Fair variance of the continuous strip: the out-of-the-money prices over K squared, integrated over all strikes by
 * Gauss-Legendre panels in log-strike from the forward outward until a panel no longer counts.
 */
export function continuousVarianceSwap(smile: VarianceSwapSmile): Result<VarianceSwapValue> {
  const { forward_points, years, discount, volatilityAt } = smile
  const problem = termsProblem(forward_points, years, discount, forward_points)
  if (problem !== null) return refused(problem)
  const central = volatilityAt(0)
  if (!(central > 0) || !Number.isFinite(central)) return refused(out('volatility', central, 'above 0'))
  const width = (central * Math.sqrt(years)) / PANELS_PER_DEVIATION
  let total = 0
  let panels = 0
  for (const side of [-1, 1] as const) {
    let start = 0
    for (let count = 0; ; count++) {
      if (count >= PANELS_MAX) {
        const was = `volatility ${volatilityAt(start)} at k = ${start}`
        return refused(out('volatility', was, 'wings that let the strip converge'))
      }
      const panel = panelIntegral(smile, side, start, width)
      if (!Number.isFinite(panel)) return refused(out('volatility', panel, 'positive at every strike'))
      total += panel
      panels++
      start += side * width
      if (count >= PANELS_PER_DEVIATION && panel <= TAIL_SHARE * total) break
    }
  }
  const cost = (2 / years) * discount * total
  return fromCost(forward_points, years, discount, forward_points, cost, panels * NODES.length)
}

/** Undiscounted out-of-the-money price over K^2, times dK = K dk, over one panel; prices in units of the forward. */
function panelIntegral(smile: VarianceSwapSmile, side: 1 | -1, start: number, width: number): number {
  let sum = 0
  for (let i = 0; i < NODES.length; i++) {
    const k = start + (side * width * (1 + NODES[i])) / 2
    const strike = Math.exp(k)
    const price = black76Price({
      right: side === 1 ? 'C' : 'P',
      forward_points: 1,
      strike_points: strike,
      years: smile.years,
      volatility: smile.volatilityAt(k),
      discount: 1,
    })
    sum += (WEIGHTS[i] * price) / strike
  }
  return (sum * width) / 2
}

/** The log payoff left after a forward at the boundary: f(x) = 2/T ((x - S*) / S* - ln(x / S*)). */
function logPayoff(strike: number, boundary: number, years: number): number {
  return (2 / years) * ((strike - boundary) / boundary - Math.log(strike / boundary))
}

/** Each weight is the change of slope of the chords through the payoff at the strikes. */
function sideCost(
  options: readonly StripOption[],
  boundary: number,
  years: number,
  endSpacing: number | null,
  side: 1 | -1,
): number {
  let cost = 0
  let slopeBefore = 0
  for (let i = 0; i < options.length; i++) {
    const strike = options[i].strike_points
    const last = i === options.length - 1
    const ownGap = last && i > 0 ? Math.abs(strike - options[i - 1].strike_points) : 0
    const beyond = last ? strike + side * (endSpacing ?? ownGap) : options[i + 1].strike_points
    // A put strip that reaches down to zero has no chord beyond its last strike.
    if (!(beyond > 0) || beyond === strike) break
    const rise = logPayoff(beyond, boundary, years) - logPayoff(strike, boundary, years)
    const slope = rise / Math.abs(beyond - strike)
    cost += (slope - slopeBefore) * options[i].price_points
    slopeBefore = slope
  }
  return cost
}

function fromCost(
  forward: number,
  years: number,
  discount: number,
  boundary: number,
  cost: number,
  optionsUsed: number,
): Result<VarianceSwapValue> {
  const fairVariance =
    (2 / years) * (Math.log(forward / boundary) - (forward / boundary - 1)) + cost / discount
  if (!(fairVariance > 0) || !Number.isFinite(fairVariance)) {
    return refused(out('fair variance', fairVariance, 'positive: the strip is worth less than its forward'))
  }
  return accepted({
    fairVariance,
    fairVol_vol_points: 100 * Math.sqrt(fairVariance),
    portfolioCost: cost,
    optionsUsed,
  })
}

function termsProblem(forward: number, years: number, discount: number, boundary: number): Refusal | null {
  const terms = { forward, years, discount, boundary }
  for (const [field, value] of Object.entries(terms)) {
    if (!(value > 0) || !Number.isFinite(value)) return out(field, value, 'a positive number')
  }
  return null
}

function stripProblem(options: readonly StripOption[], boundary: number, side: 1 | -1): Refusal | null {
  const name = side === 1 ? 'calls' : 'puts'
  if (options.length < 2) return out(name, `${options.length} options`, 'at least two strikes')
  if (options[0].strike_points !== boundary) {
    return out(name, options[0].strike_points, `a strip that begins at the boundary ${boundary}`)
  }
  for (let i = 0; i < options.length; i++) {
    const { strike_points, price_points } = options[i]
    if (!(strike_points > 0) || !Number.isFinite(strike_points))
      return out(name, strike_points, 'positive strikes')
    if (!(price_points >= 0) || !Number.isFinite(price_points))
      return out(name, price_points, 'prices of 0 or more')
    if (i > 0 && strike_points === options[i - 1].strike_points) {
      return out(name, strike_points, 'each strike once')
    }
  }
  return null
}

function out(field: string, was: unknown, wanted: string): Refusal {
  return refuse('number.out-of-range', { field, was, wanted, source: 'variance swap' })
}
