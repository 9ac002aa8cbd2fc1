/**
 * Arbitrage between a market without friction and a constant-product pool with a fee on the input and a fixed cost per
 * transaction, along a path of market prices. The rules are those of Elsts, "CEX/DEX arbitrage: anatomy": fees are
 * withdrawn, not reinvested; the arbitrageur trades to the edge of the fee band if that pays after gas, else waits; losses
 * are measured at the market price.
 *
 * The state is the pair of reserves, as on a chain, so amounts are differences of reserves and carry a rounding error of about
 * 1e-16 of the pool's value per trade. Where the smallest moves matter, `lvrOfMove` has the loss in closed form.
 */
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { assertPrice, priceProblem, rangeProblem } from './pool.ts'

export interface ArbitrageTerms {
  /** Both sides together, numeraire units. */
  readonly poolValue: number
  readonly startPrice: number
  /** Of the input, in hundredths of a basis point as on a chain: 500 is 0.05 %. */
  readonly feePips: number
  /** Numeraire units for each transaction. */
  readonly gas: number
}

export interface ArbitrageOutcome {
  /** Loss of the pool to the arbitrageur before fees, at market prices. Only trades that happened count. */
  readonly lvr: number
  readonly lpFees: number
  /** lvr - lpFees - gas x trades. */
  readonly arbitrageProfit: number
  readonly gasPaid: number
  readonly trades: number
  /** Of the pool, at the end. */
  readonly price: number
}

const SOURCE = 'arbitrage along a path'
const PIPS = 1_000_000
/** The product of the reserves stays within a double at any price. */
const MONEY_MAX = 1e100

export function cexDexArbitrage(
  terms: ArbitrageTerms,
  marketPrices: ArrayLike<number>,
): Result<ArbitrageOutcome> {
  const { poolValue, startPrice, feePips, gas } = terms
  const problem =
    rangeProblem(poolValue, 'pool value', SOURCE, 0, MONEY_MAX) ??
    priceProblem(startPrice, 'P0', SOURCE) ??
    rangeProblem(feePips, 'fee', SOURCE, 0, PIPS - 1) ??
    rangeProblem(gas, 'gas', SOURCE, 0, MONEY_MAX)
  if (problem !== null) return refused(problem)
  const grossOfNet = PIPS / (PIPS - feePips)
  let numeraire = poolValue / 2
  let risky = numeraire / startPrice
  const rootK = Math.sqrt(risky * numeraire)
  let price = startPrice
  let [lvr, lpFees, profit, trades] = [0, 0, 0, 0]
  for (let i = 0; i < marketPrices.length; i += 1) {
    const market = marketPrices[i]
    assertPrice(market)
    const target = edgeOfBand(price, market, grossOfNet)
    if (target === null) continue
    const riskyIn = rootK / Math.sqrt(target) - risky
    const numeraireIn = rootK * Math.sqrt(target) - numeraire
    const input = riskyIn > 0 ? riskyIn * market : numeraireIn
    const loss = -(riskyIn * market + numeraireIn)
    const tradeFee = input * grossOfNet - input
    const net = loss - tradeFee - gas
    if (!(net > 0)) continue
    lvr += loss
    lpFees += tradeFee
    profit += net
    trades += 1
    risky += riskyIn
    numeraire += numeraireIn
    price = target
  }
  return accepted({ lvr, lpFees, arbitrageProfit: profit, gasPaid: gas * trades, trades, price })
}

/** The pool price at which the next unit no longer pays, or null inside the band. */
function edgeOfBand(price: number, market: number, grossOfNet: number): number | null {
  if (market / grossOfNet > price) return market / grossOfNet
  if (market * grossOfNet < price) return market * grossOfNet
  return null
}
