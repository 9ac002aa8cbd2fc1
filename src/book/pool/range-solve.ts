/**
 * Real-valued liquidity arithmetic of a range: any one of token amounts and range edges from the others. Formulas: Elsts,
 * "Liquidity math in Uniswap v3", 2021. Prices are numeraire per risky unit; x risky, y numeraire.
 */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../base/vocabulary/result.ts'
import { rootDifference } from './pool.ts'

/** Liquidity that x risky units fund between the price and the high edge. */
export function liquidityOfRisky(x: number, price: number, highPrice: number): number {
  return (x * Math.sqrt(price) * Math.sqrt(highPrice)) / rootDifference(price, highPrice)
}

/** Liquidity that y numeraire units fund between the low edge and the price. */
export function liquidityOfNumeraire(y: number, price: number, lowPrice: number): number {
  return y / rootDifference(lowPrice, price)
}

/** The low edge at which y goes with x; refused where y would need a range below zero. */
export function lowEdge(x: number, y: number, price: number, highPrice: number): Result<number> {
  const root = Math.sqrt(price) - y / liquidityOfRisky(x, price, highPrice)
  return root > 0 ? accepted(root * root) : refused(noEdge('Pa', 'more numeraire than any range takes'))
}

/** The high edge at which x goes with y; refused where x would need a range beyond infinity. */
export function highEdge(x: number, y: number, price: number, lowPrice: number): Result<number> {
  const inverse = 1 / Math.sqrt(price) - x / liquidityOfNumeraire(y, price, lowPrice)
  return inverse > 0
    ? accepted(1 / inverse / inverse)
    : refused(noEdge('Pb', 'more risky tokens than any range takes'))
}

const noEdge = (field: string, was: string) =>
  refuse('number.no-root', { field, was, wanted: 'amounts that some range holds', source: 'range' })
