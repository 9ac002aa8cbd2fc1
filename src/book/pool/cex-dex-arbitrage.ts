/**
 * Arbitrage between a market without friction and a constant-product pool with a fee on the input and a fixed cost per transaction,
 * along a path of market prices. The rules are those of Elsts, "CEX/DEX arbitrage: anatomy": fees are withdrawn, not reinvested; the
 * arbitrageur trades to the edge of the fee band if that pays after gas, else waits; losses are measured at the market price.
 */
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { rootDifference, assertPrice, priceProblem, rangeProblem } from './pool.ts'

export interface ArbitrageTerms {
  readonly liquidity: number
  readonly startPrice: number
  /** Of the input, such as 0.0005. */
  readonly fee: number
  /** Numeraire units for each transaction. */
  readonly gas: number
}

export interface ArbitrageOutcome {
  /** Loss of the pool to the arbitrageur before fees, at market prices, in numeraire units. Only trades that happened count. */
  readonly lvr: number
  readonly lpFees: number
  /** Fees in plus gas paid out leave this to the arbitrageur: lvr - lpFees - gas x trades. */
  readonly arbitrageProfit: number
  readonly gasPaid: number
  readonly trades: number
  readonly price: number
}

export function cexDexArbitrage(
  terms: ArbitrageTerms,
  marketPrices: ArrayLike<number>,
): Result<ArbitrageOutcome> {
  const { liquidity, startPrice, fee, gas } = terms
  const problem =
    rangeProblem(liquidity, 'liquidity', SOURCE, 0, 1e150) ??
    priceProblem(startPrice, 'P0', SOURCE) ??
    rangeProblem(fee, 'fee', SOURCE, 0, 1 - Number.EPSILON) ??
    rangeProblem(gas, 'gas', SOURCE, 0, 1e150)
  if (problem !== null) return refused(problem)
  let price = startPrice
  let lvr = 0
  let lpFees = 0
  let profit = 0
  let trades = 0
  for (let i = 0; i < marketPrices.length; i += 1) {
    const market = marketPrices[i]
    assertPrice(market)
    const target = edgeOfBand(price, market, fee)
    if (target === null) continue
    const trade = tradeTo(liquidity, price, target, market, fee)
    const net = trade.lvr - trade.lpFee - gas
    if (!(net > 0)) continue
    lvr += trade.lvr
    lpFees += trade.lpFee
    profit += net
    trades += 1
    price = target
  }
  return accepted({ lvr, lpFees, arbitrageProfit: profit, gasPaid: gas * trades, trades, price })
}

const SOURCE = 'arbitrage along a path'

/** The pool price at which the next unit no longer pays, or null inside the band. */
function edgeOfBand(price: number, market: number, fee: number): number | null {
  if (market * (1 - fee) > price) return market * (1 - fee)
  if (market / (1 - fee) < price) return market / (1 - fee)
  return null
}

function tradeTo(
  liquidity: number,
  price: number,
  target: number,
  market: number,
  fee: number,
): { readonly lvr: number; readonly lpFee: number } {
  const numeraireIn = liquidity * rootDifference(price, target)
  const executed = Math.sqrt(price) * Math.sqrt(target)
  const riskyOut = numeraireIn / executed
  // Risky bought at the geometric mean of the two prices and sold at the market's, or the reverse.
  const gain = riskyOut * (market - executed)
  const input = riskyOut > 0 ? numeraireIn : -riskyOut * market
  return { lvr: gain, lpFee: (input * fee) / (1 - fee) }
}
