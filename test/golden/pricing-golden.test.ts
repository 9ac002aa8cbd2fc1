/** Prices, Greeks and implied volatilities against values computed in another language: see make-pricing-golden.py. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import { blackScholesGreeks, blackScholesPrice } from '../../src/market/pricing/black-scholes.ts'
import { GREEK_NAMES, type GreekName } from '../../src/market/pricing/greeks.ts'
import { impliedVolatility } from '../../src/market/pricing/implied-volatility.ts'

interface GoldenRow {
  readonly right: 'C' | 'P'
  readonly spot: number
  readonly strike: number
  readonly years: number
  readonly volatility: number
  readonly rate: number
  readonly dividendYield: number
  readonly expected: Readonly<Record<GreekName, string>>
}

const rows = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, 'pricing-golden.json'), 'utf8'),
) as GoldenRow[]

const inputsOf = (row: GoldenRow) => ({
  right: row.right,
  spot_points: row.spot,
  strike_points: row.strike,
  years: row.years,
  volatility: row.volatility,
  rate: row.rate,
  dividendYield: row.dividendYield,
})

/** Total volatility: how strongly a rounded ln(S/K) + (r - q) T is felt. */
const total = (row: GoldenRow): number => row.volatility * Math.sqrt(row.years)

describe('golden prices', () => {
  it('prices above 1e-8 agree to 1e-12 relative', () => {
    let counted = 0
    for (const row of rows) {
      const wanted = Number(row.expected.price)
      if (wanted <= 1e-8) continue
      counted += 1
      const allowed = 1e-12 + 1e-15 / total(row)
      expect(Math.abs(blackScholesPrice(inputsOf(row)) / wanted - 1), JSON.stringify(row)).toBeLessThan(
        allowed,
      )
    }
    expect(counted).toBeGreaterThan(150)
  })

  it('every Greek agrees to 1e-10 relative', () => {
    for (const row of rows) {
      const greeks = mustAccept(blackScholesGreeks(inputsOf(row)))
      for (const name of GREEK_NAMES) {
        const error = Math.abs(greeks[name] / Number(row.expected[name]) - 1)
        expect(error, `${name} ${JSON.stringify(row)}`).toBeLessThan(1e-10)
      }
    }
  })

  it('implied volatility comes back from the golden price, as far as the price carries it', () => {
    let counted = 0
    for (const row of rows) {
      const carry = (row.rate - row.dividendYield) * row.years
      const result = impliedVolatility({
        right: row.right,
        forward_points: row.spot * Math.exp(carry),
        strike_points: row.strike,
        years: row.years,
        discount: Math.exp(-row.rate * row.years),
        price_points: Number(row.expected.price),
      })
      if (!result.ok) {
        // Deep in the money a double's price can be its intrinsic value, rounded.
        expect(result.refusal.code).toBe('option.no-implied-volatility')
        continue
      }
      counted += 1
      // Forward and discounted amounts are rounded here, each on the scale of spot and strike.
      const scale = (row.spot + row.strike) / (row.volatility * Number(row.expected.vega))
      const allowed = 1e-12 + 2 * Number.EPSILON * scale + 1e-15 / total(row)
      expect(Math.abs(result.value.volatility / row.volatility - 1), JSON.stringify(row)).toBeLessThan(
        allowed,
      )
    }
    expect(counted).toBeGreaterThan(200)
  })
})
