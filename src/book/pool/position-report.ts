/** A position in a pool by its parameters: what it holds, loses, earns, and what can be done about it. */
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { divergenceLossFraction } from './divergence-loss.ts'
import { poolAsOption, type PoolAsOption } from './equivalence.ts'
import { breakEvenTurnover, type PoissonArbitrage, poissonArbitrage } from './fees-and-blocks.ts'
import { breakEvenVolatility } from './implied-volatility.ts'
import { type OptionHedge, optionHedge } from './option-hedge.ts'
import { type Pool, priceProblem, rangeProblem } from './pool.ts'
import { halfWidthsForExit, rangeChoice, type RangeFigures } from './range-choice.ts'

export interface PositionTerms {
  /** The pool for one unit of liquidity: scaled to `capital`. */
  readonly unit: Pool
  readonly unitRange: { readonly lowPrice: number; readonly highPrice: number } | null
  readonly price: number
  readonly capital: number
  /** Annualised. */
  readonly volatility: number
  readonly fee: number | null
  /** Volume a day of the trades this position serves, numeraire. */
  readonly volume_day: number | null
  readonly blockTime_s: number | null
  readonly horizon_days: number
  /** At which options would be bought; the forecast where null. */
  readonly impliedVolatility: number | null
  readonly gas: number
}

export interface PositionReport {
  readonly kind: Pool['kind']
  readonly price: number
  readonly value: number
  readonly liquidity: number
  readonly riskyHeld: number
  readonly numeraireHeld: number
  readonly asOption: PoolAsOption
  readonly lvr_day: number
  readonly lvrOverValue_day: number
  readonly rent_day: number | null
  /** Rent over LVR; null where there is no rent or no LVR. */
  readonly coverage: number | null
  readonly breakEvenTurnover_day: number | null
  /** Annualised. */
  readonly breakEvenVolatility: number | null
  /** Arbitrage in blocks, per day, over the value of the full-range pool with the same gamma. */
  readonly blocks: PoissonArbitrage | null
  /** Divergence loss after a price change, as a share of holding. */
  readonly divergence: readonly { readonly priceRatio: number; readonly share: number }[]
  readonly ranges: readonly RangeFigures[]
  /** Of the position itself where it is a range, else null. */
  readonly hedge: OptionHedge | null
}

const DAYS_PER_YEAR = 365
const DIVERGENCE_RATIOS = [0.5, 0.8, 0.9, 1.1, 1.25, 2] as const
const EXIT_DAYS = [1, 3, 7, 14, 30, 90] as const
const HEDGE_STRIKES = 8
/** What an option costs above its model value, as a share: a wide market. */
const HEDGE_SPREAD = 0.05
const SECONDS_PER_DAY = 86_400
const SOURCE = 'pool'

export function positionReport(terms: PositionTerms): Result<PositionReport> {
  const { unit, price, capital, volatility, fee, volume_day: volume } = terms
  const problem =
    priceProblem(price, '--price', SOURCE) ??
    rangeProblem(capital, '--value', SOURCE, 0, 1e60) ??
    rangeProblem(volatility, '--vol', SOURCE, 0, 100) ??
    rangeProblem(terms.horizon_days, '--days', SOURCE, 0, 36_500) ??
    rangeProblem(volume ?? 0, '--volume', SOURCE, 0, 1e60)
  if (problem !== null) return refused(problem)
  const liquidity = capital / unit.value(price)
  const asOption = poolAsOption(unit, price)
  if (asOption === null) return refused(atOrder(price))
  const scaled = scale(asOption, liquidity)
  const lvr = ((unit.lvrRate(price, volatility) ?? 0) * liquidity) / DAYS_PER_YEAR
  const rent = fee === null || volume === null ? null : fee * volume
  const blocks = blocksOf(terms)
  if (!blocks.ok) return blocks
  const ranges = rangesOf(terms, liquidity, rent)
  if (!ranges.ok) return ranges
  const hedge = hedgeOf(terms, liquidity)
  if (!hedge.ok) return hedge
  return accepted({
    kind: unit.kind,
    price,
    value: capital,
    liquidity,
    riskyHeld: unit.riskyHeld(price) * liquidity,
    numeraireHeld: unit.numeraireHeld(price) * liquidity,
    asOption: scaled,
    lvr_day: lvr,
    lvrOverValue_day: capital > 0 ? lvr / capital : 0,
    rent_day: rent,
    coverage: rent !== null && lvr > 0 ? rent / lvr : null,
    breakEvenTurnover_day:
      fee !== null && fee > 0 && capital > 0 ? breakEvenTurnover(lvr / capital, fee) : null,
    breakEvenVolatility:
      rent !== null && scaled.dollarGamma > 0
        ? breakEvenVolatility(rent * DAYS_PER_YEAR, scaled.dollarGamma)
        : null,
    blocks: blocks.value,
    divergence: DIVERGENCE_RATIOS.map((priceRatio) => ({
      priceRatio,
      share: divergenceLossFraction(unit, price, price * priceRatio),
    })),
    ranges: ranges.value,
    hedge: hedge.value,
  })
}

const scale = (unit: PoolAsOption, liquidity: number): PoolAsOption => ({
  dollarDelta: unit.dollarDelta * liquidity,
  dollarGamma: unit.dollarGamma * liquidity,
  equivalentFullRange: unit.equivalentFullRange * liquidity,
  leverage: unit.leverage,
})

function blocksOf(terms: PositionTerms): Result<PoissonArbitrage | null> {
  const { volatility, fee, blockTime_s } = terms
  if (fee === null || blockTime_s === null || volatility === 0) return accepted(null)
  return poissonArbitrage({
    volatility: volatility / Math.sqrt(DAYS_PER_YEAR),
    blocksPerTime: SECONDS_PER_DAY / blockTime_s,
    fee,
  })
}

/** Ranges around the price for the same capital, earning the same fees per unit of liquidity. Empty without rent, movement or liquidity. */
function rangesOf(
  terms: PositionTerms,
  liquidity: number,
  rent: number | null,
): Result<readonly RangeFigures[]> {
  if (rent === null || terms.volatility <= 0 || !(liquidity > 0)) return accepted([])
  const market = {
    price: terms.price,
    volatility: terms.volatility,
    capital: terms.capital,
    feesPerLiquidity_day: rent / liquidity,
    swapCost: terms.fee ?? 0,
    gas: terms.gas,
  }
  return rangeChoice(market, halfWidthsForExit(terms.volatility, EXIT_DAYS))
}

function hedgeOf(terms: PositionTerms, liquidity: number): Result<OptionHedge | null> {
  if (terms.unitRange === null || terms.horizon_days === 0) return accepted(null)
  return optionHedge({
    liquidity,
    ...terms.unitRange,
    price: terms.price,
    years: terms.horizon_days / DAYS_PER_YEAR,
    impliedVolatility: terms.impliedVolatility ?? terms.volatility,
    forecastVolatility: terms.volatility,
    optionSpread: HEDGE_SPREAD,
    strikes: HEDGE_STRIKES,
  })
}

const atOrder = (price: number) =>
  refuse('number.out-of-range', {
    field: '--price',
    was: price,
    wanted: 'a price other than the limit order itself: all its gamma sits there',
    source: SOURCE,
  })
