import { describe, expect, it } from 'vitest'
import { CALL, PUT } from '../../base/vocabulary/option-right.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { createRandom } from '../../base/numerics/random.ts'
import type { OptionalColumn } from '../quote/chain.ts'
import { black76Greeks, black76Price } from './black76.ts'
import { greeksColumns, greeksColumnsOf, impliedVolColumn, priceColumn, vegaColumn } from './chain-kernels.ts'

const column = (values: Float64Array): OptionalColumn => ({
  values,
  present: new Uint8Array(values.length).fill(1),
})
const empty = (length: number): OptionalColumn => ({
  values: new Float64Array(length),
  present: new Uint8Array(length),
})

/** An expiry's worth of strikes from far below to far above, with a skew. */
function chain(years: number) {
  const strikes = Float64Array.from({ length: 401 }, (_, i) => 1000 + 20 * i)
  const vols = strikes.map(
    (K) => 0.16 + 0.25 * Math.max(0, Math.log(5003.7 / K)) + 0.03 * Math.abs(Math.log(5003.7 / K)),
  )
  return { terms: { forward_points: 5003.7, years, discount: Math.exp(-0.05 * years) }, strikes, vols }
}

const TENORS = [2e-5, 1 / 365, 0.02, 0.12, 0.5, 2, 30]

describe('column kernels', () => {
  for (const years of TENORS) {
    for (const [right, letter] of [
      [CALL, 'C'],
      [PUT, 'P'],
    ] as const) {
      it(`agree with the scalar formulas: ${letter}, ${years} years`, () => {
        const { terms, strikes, vols } = chain(years)
        const prices = empty(strikes.length)
        const vegas = empty(strikes.length)
        const greeks = greeksColumnsOf(strikes.length)
        expect(priceColumn(terms, right, strikes, column(vols), prices)).toBe(strikes.length)
        vegaColumn(terms, strikes, column(vols), vegas)
        expect(greeksColumns(terms, right, strikes, column(vols), greeks)).toBe(strikes.length)
        const close = (actual: number, wanted: number, what: string): void => {
          // Far-tail values carry |d1|^2 rounding errors of the distance; below 1e-290 doubles run out of bits.
          expect(Math.abs(actual - wanted), what).toBeLessThanOrEqual(1e-12 * Math.abs(wanted) + 1e-290)
        }
        for (let i = 0; i < strikes.length; i += 1) {
          const inputs = { ...terms, right: letter, strike_points: strikes[i], volatility: vols[i] }
          const scalar = mustAccept(black76Greeks(inputs))
          const at = `${strikes[i]}`
          close(prices.values[i], black76Price(inputs), `price ${at}`)
          close(greeks.price[i], scalar.price, `price ${at}`)
          close(greeks.delta[i], scalar.delta, `delta ${at}`)
          close(greeks.gamma[i], scalar.gamma, `gamma ${at}`)
          close(greeks.vega[i], scalar.vega, `vega ${at}`)
          close(vegas.values[i], scalar.vega, `vega ${at}`)
          close(greeks.theta[i], scalar.theta, `theta ${at}`)
          close(greeks.rho[i], scalar.rho, `rho ${at}`)
        }
      })
    }
  }

  it('agree at extreme total volatilities and on the strike', () => {
    const random = createRandom({ seed: 5, stream: 0 })
    const strikes = Float64Array.from({ length: 500 }, (_, i) =>
      i === 0 ? 100 : 100 * Math.exp(3 * (random.nextUniform() - 0.5)),
    )
    const vols = strikes.map(() => Math.exp(5 * (random.nextUniform() - 0.5)))
    const terms = { forward_points: 100, years: 3, discount: 0.9 }
    const greeks = greeksColumnsOf(strikes.length)
    greeksColumns(terms, PUT, strikes, column(vols), greeks)
    strikes.forEach((strike_points, i) => {
      const scalar = mustAccept(black76Greeks({ ...terms, right: 'P', strike_points, volatility: vols[i] }))
      expect(Math.abs(greeks.delta[i] / scalar.delta - 1)).toBeLessThan(1e-12)
      expect(Math.abs(greeks.price[i] / scalar.price - 1)).toBeLessThan(1e-12)
    })
  })

  it('fill the head of longer columns, and stay finite where volatility, strike or distance is extreme', () => {
    const strikes = Float64Array.of(1e-300, 1, 99.999, 100, 100.001, 1e6, 1e300)
    for (const volatility of [1e-300, 1e-12, 0.01, 1, 50, 1e6, 1e300]) {
      for (const right of [CALL, PUT]) {
        const greeks = greeksColumnsOf(9)
        const terms = { forward_points: 100, years: 1e-4, discount: 0.9 }
        greeksColumns(terms, right, strikes, column(strikes.map(() => volatility)), greeks)
        for (const name of ['price', 'delta', 'gamma', 'vega', 'theta', 'rho'] as const) {
          const worst = [...greeks[name]].findIndex((value) => !Number.isFinite(value))
          expect(worst, `${name} at volatility ${volatility}`).toBe(-1)
          expect([greeks[name][7], greeks[name][8]]).toEqual([0, 0])
        }
      }
    }
  })

  it('give back the volatilities the prices were made of', () => {
    const { terms, strikes, vols } = chain(0.1)
    for (const right of [CALL, PUT]) {
      const prices = empty(strikes.length)
      const found = empty(strikes.length)
      priceColumn(terms, right, strikes, column(vols), prices)
      const count = impliedVolColumn(terms, right, strikes, prices, found)
      let checked = 0
      strikes.forEach((K, i) => {
        const outside = right === CALL ? K >= 5003.7 : K <= 5003.7
        if (!outside || prices.values[i] < 1e-290) return
        checked += 1
        expect(found.present[i]).toBe(1)
        expect(Math.abs(found.values[i] / vols[i] - 1)).toBeLessThan(1e-13)
      })
      expect(checked).toBeGreaterThan(30)
      expect(count).toBeGreaterThanOrEqual(checked)
    }
  })

  it('leave absent what is absent, unusable or inexplicable, and never write NaN', () => {
    const strikes = Float64Array.of(90, 95, 100, 105, 110)
    const vols = {
      values: Float64Array.of(0.2, Number.NaN, -1, 0.2, 0),
      present: Uint8Array.of(0, 1, 1, 1, 1),
    }
    const terms = { forward_points: 100, years: 0.1, discount: 1 }
    const prices = empty(5)
    expect(priceColumn(terms, CALL, strikes, vols, prices)).toBe(2)
    expect([...prices.present]).toEqual([0, 0, 0, 1, 1])
    const greeks = greeksColumnsOf(5)
    expect(greeksColumns(terms, CALL, strikes, vols, greeks)).toBe(1)
    expect([...greeks.present]).toEqual([0, 0, 0, 1, 0])
    const found = empty(5)
    const quoted = { values: Float64Array.of(10, 3, Number.NaN, 200, -1), present: new Uint8Array(5).fill(1) }
    expect(impliedVolColumn(terms, CALL, strikes, quoted, found)).toBe(0)
    expect([...found.values, ...prices.values, ...greeks.delta].every(Number.isFinite)).toBe(true)
    expect(() => priceColumn({ ...terms, years: 0 }, CALL, strikes, vols, prices)).toThrow(/expired/)
  })
})
