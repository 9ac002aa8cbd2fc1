/**
 * A concentrated position hedged with bought options: the strip that it is short, cut into a few strikes. Each cell of the range
 * gets one strike where the tangents at the cell's ends meet, at their geometric mean, and as many options as the position sells
 * risky tokens across the cell. At expiry the sum is a straight line in price at every cell border, and falls short of
 * it in between by the little that `shortfallMax` states.
 */
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { black76Price } from '../../market/pricing/black76.ts'
import { concentrated } from './concentrated.ts'
import { priceProblem, rangeProblem } from './pool.ts'
import { stripValue } from './static-replication.ts'

export interface HedgeTerms {
  readonly liquidity: number
  readonly price: number
  readonly lowPrice: number
  readonly highPrice: number
  readonly years: number
  /** At which options are bought, annualised. */
  readonly impliedVolatility: number
  /** The forecast the LVR is expected at. */
  readonly forecastVolatility: number
  /** Paid above the model price, as a share of it. */
  readonly optionSpread: number
  /** Strikes bought. */
  readonly strikes: number
}

interface HedgeLeg {
  readonly right: 'C' | 'P'
  readonly strike: number
  readonly quantity: number
  /** Of one option, spread included. */
  readonly price: number
}

export interface OptionHedge {
  readonly legs: readonly HedgeLeg[]
  readonly premium: number
  /** Expected LVR to the horizon at the forecast, and what the full strip costs at the implied volatility, without spread. */
  readonly expectedLvr: number
  readonly stripAtImplied: number
  /** Most by which position and options together fall short of a straight line in price at expiry. */
  readonly shortfallMax: number
}

const SOURCE = 'option hedge'

export function optionHedge(terms: HedgeTerms): Result<OptionHedge> {
  const problem =
    priceProblem(terms.price, 'price', SOURCE) ??
    rangeProblem(terms.years, 'years', SOURCE, 0, 100) ??
    rangeProblem(terms.impliedVolatility, 'implied volatility', SOURCE, 0, 10) ??
    rangeProblem(terms.forecastVolatility, 'forecast volatility', SOURCE, 0, 10) ??
    rangeProblem(terms.optionSpread, 'option spread', SOURCE, 0, 10) ??
    rangeProblem(terms.strikes, 'strikes', SOURCE, 1, 1000)
  if (problem !== null) return refused(problem)
  const pool = concentrated(terms)
  if (!pool.ok) return pool
  const strip = (volatility: number) =>
    stripValue({
      liquidity: terms.liquidity,
      forward: terms.price,
      volatility,
      years: terms.years,
      lowStrike: terms.lowPrice,
      highStrike: terms.highPrice,
    })
  const [expected, atImplied] = [strip(terms.forecastVolatility), strip(terms.impliedVolatility)]
  if (!expected.ok) return expected
  if (!atImplied.ok) return atImplied
  const count = Math.floor(terms.strikes)
  const ratio = Math.log(terms.highPrice / terms.lowPrice) / count
  const edge = (i: number): number =>
    i === 0 ? terms.lowPrice : i === count ? terms.highPrice : terms.lowPrice * Math.exp(ratio * i)
  const legs: HedgeLeg[] = []
  let [premium, shortfallMax] = [0, 0]
  for (let i = 0; i < count; i += 1) {
    const [low, high] = [edge(i), edge(i + 1)]
    const quantity = pool.value.riskyHeld(low) - pool.value.riskyHeld(high)
    // Tangents of 2 L sqrt P at a and b meet at sqrt(a b), in each cell.
    const strike = Math.sqrt(low) * Math.sqrt(high)
    const leg = legOf(terms, strike, quantity)
    legs.push(leg)
    premium += leg.price * quantity
    shortfallMax = Math.max(shortfallMax, pool.value.lvrOfMove(low, strike))
  }
  return accepted({
    legs,
    premium,
    expectedLvr: expected.value,
    stripAtImplied: atImplied.value,
    shortfallMax,
  })
}

function legOf(terms: HedgeTerms, strike: number, quantity: number): HedgeLeg {
  const right = strike >= terms.price ? 'C' : 'P'
  const price = black76Price({
    right,
    forward_points: terms.price,
    strike_points: strike,
    years: terms.years,
    volatility: terms.impliedVolatility,
    discount: 1,
  })
  return { right, strike, quantity, price: price * (1 + terms.optionSpread) }
}
