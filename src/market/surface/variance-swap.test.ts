import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { black76Price } from '../pricing/black76.ts'
import { continuousVarianceSwap, stripVarianceSwap, type StripOption } from './variance-swap.ts'

interface FlatStrip {
  readonly forward: number
  readonly years: number
  readonly discount: number
  readonly volatility: number
  readonly spacing: number
  readonly reach: number
}

/** A strip of Black-76 prices at one volatility, from the forward rounded down to the grid outward. */
function flatStrip({ forward, years, discount, volatility, spacing, reach }: FlatStrip) {
  const boundary_points = Math.floor(forward / spacing) * spacing
  const side = (right: 'C' | 'P', step: number): StripOption[] => {
    const options: StripOption[] = []
    for (let i = 0; i * spacing <= reach; i++) {
      const strike_points = boundary_points + i * step * spacing
      if (strike_points <= 0) break
      const price_points = black76Price({
        right,
        forward_points: forward,
        strike_points,
        years,
        volatility,
        discount,
      })
      options.push({ strike_points, price_points })
    }
    return options
  }
  const strip = { forward_points: forward, years, discount, boundary_points }
  return { ...strip, puts: side('P', -1), calls: side('C', 1) }
}

describe('stripVarianceSwap', () => {
  it('is biased up by h^2 / (6 T F^2) where the strikes reach far enough', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        fc.double({ min: 0.08, max: 0.6, noNaN: true }),
        fc.double({ min: -0.02, max: 0.08, noNaN: true }),
        (years, volatility, rate) => {
          const deviation = volatility * Math.sqrt(years)
          fc.pre(deviation > 0.03 && deviation < 0.12)
          const forward = 5000
          const spacing = 25
          const reach = forward * 0.98
          const strip = flatStrip({
            forward,
            years,
            discount: Math.exp(-rate * years),
            volatility,
            spacing,
            reach,
          })
          const bias = mustAccept(stripVarianceSwap(strip)).fairVariance - volatility * volatility
          // A chord lies h^2 f''(S) / 12 above f(S) on average, with f'' = 2 / (T S^2) and E[1/S^2] = exp(3 s^2) / F^2.
          const stated =
            ((spacing * spacing) / (6 * years * forward * forward)) * Math.exp(3 * deviation * deviation)
          expect(bias).toBeGreaterThan(0)
          expect(Math.abs(bias / stated - 1)).toBeLessThan(0.005)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('does not depend on the boundary once the strikes are dense', () => {
    const base = { years: 0.25, discount: 0.99, volatility: 0.2, spacing: 1, reach: 4000 }
    const one = mustAccept(stripVarianceSwap(flatStrip({ ...base, forward: 5000 }))).fairVariance
    const other = mustAccept(stripVarianceSwap(flatStrip({ ...base, forward: 5000.9 }))).fairVariance
    expect(Math.abs(one - other)).toBeLessThan(1e-7)
  })

  it('refuses broken strips, and never answers NaN', () => {
    const good = flatStrip({
      forward: 100,
      years: 0.25,
      discount: 0.99,
      volatility: 0.2,
      spacing: 5,
      reach: 50,
    })
    const cases = [
      { ...good, years: 0 },
      { ...good, years: Number.NaN },
      { ...good, discount: 0 },
      { ...good, forward_points: -1 },
      { ...good, puts: [] },
      { ...good, calls: good.calls.slice(1) },
      { ...good, calls: [...good.calls, good.calls[1] ?? { strike_points: 105, price_points: 1 }] },
      { ...good, puts: good.puts.map((put) => ({ ...put, price_points: Number.NaN })) },
      { ...good, calls: good.calls.map((call) => ({ ...call, strike_points: -call.strike_points })) },
      // Worthless options under a forward far from the boundary: a negative variance.
      {
        ...good,
        forward_points: 150,
        puts: good.puts.map((put) => ({ ...put, price_points: 0 })),
        calls: good.calls.map((call) => ({ ...call, price_points: 0 })),
      },
    ]
    for (const strip of cases) expect(stripVarianceSwap(strip).ok).toBe(false)
  })

  itWithRealData('reproduces the reference strip', '../cases/reference-cases.json', (file) => {
    interface Inputs {
      readonly S: number
      readonly r: number
      readonly q: number
      readonly T: number
      readonly S_star: number
      readonly dK_end: number
      readonly puts: readonly (readonly [number, number])[]
      readonly calls: readonly (readonly [number, number])[]
    }
    interface Case {
      readonly category: string
      readonly inputs: Inputs
      readonly expected: Readonly<Record<'fair_variance' | 'fair_vol_pct' | 'portfolio_cost_x1e4', number>>
    }
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }
    const strips = cases.filter(
      ({ category, inputs }) => category === 'variance_swap' && inputs.puts !== undefined,
    )
    expect(strips.length).toBeGreaterThan(0)
    for (const { inputs, expected } of strips) {
      const forward_points = inputs.S * Math.exp((inputs.r - inputs.q) * inputs.T)
      const discount = Math.exp(-inputs.r * inputs.T)
      const priced = (right: 'C' | 'P', rows: Inputs['puts']): StripOption[] =>
        rows.map(([strike_points, volatility]) => ({
          strike_points,
          price_points: black76Price({
            right,
            forward_points,
            strike_points,
            years: inputs.T,
            volatility,
            discount,
          }),
        }))
      const found = mustAccept(
        stripVarianceSwap({
          forward_points,
          discount,
          years: inputs.T,
          boundary_points: inputs.S_star,
          endSpacing_points: inputs.dK_end,
          puts: priced('P', inputs.puts),
          calls: priced('C', inputs.calls),
        }),
      )
      expect(Math.abs(found.fairVariance - expected.fair_variance)).toBeLessThan(1e-12)
      expect(Math.abs(found.fairVol_vol_points - expected.fair_vol_pct)).toBeLessThan(1e-9)
      expect(Math.abs(found.portfolioCost * 1e4 - expected.portfolio_cost_x1e4)).toBeLessThan(1e-9)
    }
  })
})

describe('continuousVarianceSwap', () => {
  it('returns the square of a flat volatility to 1e-11 relative', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 3, noNaN: true }),
        fc.double({ min: 0.05, max: 1.5, noNaN: true }),
        fc.double({ min: 0.8, max: 1.02, noNaN: true }),
        (years, volatility, discount) => {
          const found = mustAccept(
            continuousVarianceSwap({
              forward_points: 5000,
              years,
              discount,
              volatilityAt: () => volatility,
            }),
          )
          expect(Math.abs(found.fairVariance / (volatility * volatility) - 1)).toBeLessThan(1e-11)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is the limit of the finite strip under a skew', () => {
    const volatilityAt = (k: number): number => 0.2 - 0.1 * Math.tanh(k * 3)
    const years = 0.25
    const strip = (spacing: number): number => {
      const options = (right: 'C' | 'P', step: number): StripOption[] =>
        Array.from({ length: Math.floor(97 / spacing) + 1 }, (_, i) => {
          const strike_points = 100 + i * step * spacing
          const volatility = volatilityAt(Math.log(strike_points / 100))
          const price_points = black76Price({
            right,
            forward_points: 100,
            strike_points,
            years,
            volatility,
            discount: 1,
          })
          return { strike_points, price_points }
        })
      const terms = { forward_points: 100, years, discount: 1, boundary_points: 100 }
      return mustAccept(stripVarianceSwap({ ...terms, puts: options('P', -1), calls: options('C', 1) }))
        .fairVariance
    }
    const limit = mustAccept(
      continuousVarianceSwap({ forward_points: 100, years, discount: 1, volatilityAt }),
    ).fairVariance
    const coarse = strip(1) - limit
    const fine = strip(0.25) - limit
    expect(fine).toBeGreaterThan(0)
    expect(fine).toBeLessThan(1e-5)
    // Second order: a quarter of the spacing leaves a sixteenth of the bias.
    expect(coarse / fine).toBeGreaterThan(15)
    expect(coarse / fine).toBeLessThan(17)
  })

  it('refuses a smile it cannot integrate', () => {
    const base = { forward_points: 100, years: 0.25, discount: 1 }
    for (const volatilityAt of [() => 0, () => Number.NaN, (k: number) => 0.2 + 10 * Math.abs(k)]) {
      expect(continuousVarianceSwap({ ...base, volatilityAt }).ok).toBe(false)
    }
  })
})
