import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inventedMarket } from '../../../test/support/volatility-market.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { presetNamed } from '../rules/presets.ts'
import type { SecondEngineRules } from '../rules/rule-set.ts'
import { type SecondEngineInputs, readSecondEngine } from './second-engine.ts'

const PRESET = mustAccept(presetNamed('monthly-16-delta+alvh'))
const RULES = PRESET.secondEngine as SecondEngineRules
const MARKET = inventedMarket('2024-01-16', (days) => 16 + 4 * (1 - Math.exp(-days / 90)))

const read = (
  trigger: Partial<SecondEngineInputs['trigger']> = {},
  rules: Partial<SecondEngineRules> = {},
  market: SecondEngineInputs['market'] = MARKET,
) =>
  readSecondEngine({
    rules: { ...RULES, ...rules },
    costs: PRESET.costs,
    market,
    trigger: { margin_dollars: 20_000, ratioActs: true, nearestShort_sd: 0.5, held_dollars: 0, ...trigger },
  })

describe('the second engine', () => {
  it('is armed when the ratio acts and a short strike is within 0.75 deviations, not by one alone, and does not guess', () => {
    const armed = (ratioActs: boolean | null, nearestShort_sd: number | null) =>
      read({ ratioActs, nearestShort_sd }).armed
    expect([armed(true, 0.75), armed(true, -0.2), armed(true, 0.76), armed(false, 0.1)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect([armed(null, 0.1), armed(true, null), armed(null, 2), armed(false, null)]).toEqual([
      null,
      null,
      false,
      false,
    ])
    for (const state of [read({ ratioActs: false }), read({ ratioActs: null })]) {
      expect([state.orders, state.irr_per_year]).toEqual([[], null])
    }
    expect(read({ ratioActs: null }).reason.verdict).toBe('unknown')
  })
  it('spends 10 to 15 % of margin or nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000 }), (margin_dollars) => {
        const { orders, cost_dollars, budget_dollars } = read({ margin_dollars })
        expect(budget_dollars).toBe(0.15 * margin_dollars)
        if (orders.length === 0) return
        expect(cost_dollars).toBeLessThanOrEqual(0.15 * margin_dollars + 1e-9)
        expect(cost_dollars).toBeGreaterThanOrEqual(0.1 * margin_dollars - 1e-9)
      }),
      { numRuns: 100 },
    )
    expect(read().orders).toHaveLength(1)
    expect(read({ margin_dollars: 500 }).reason.says).toContain('no whole number of contracts')
  })
  it('buys long convexity: every order is long its nearer strike', () => {
    for (const instruments of [['vix-call'], ['vix-call-spread'], ['vix-call', 'vix-call-spread']] as const) {
      const order = read({}, { instruments }).orders[0]
      expect(order?.legs[0]?.quantity).toBe(1)
      expect(order?.legs.length).toBe(
        instruments.length === 1 && instruments[0] === 'vix-call-spread' ? 2 : order?.legs.length,
      )
      expect(order?.natural_points).toBeLessThan(0)
    }
  })
  it('states the return of its scenario, and the chance at which it would just meet the hurdle', () => {
    const reading = read({}, { irrHurdle: 0.1 })
    expect(reading.scenario).toBe(
      "the overlay's own future up by 50 % within 21 days with an assumed chance of 20 %, else the curve stays",
    )
    const p = reading.breakEvenProbability ?? 0
    expect(p).toBeGreaterThan(0)
    expect(p).toBeLessThan(1)
    // At that chance the return is the hurdle; a hair above it the overlay is bought, a hair below it is not.
    const at = (probability: number) =>
      read({}, { irrHurdle: 0.1, instruments: ['vix-call'], scenario: { ...RULES.scenario, probability } })
    const chance = at(0.5).breakEvenProbability ?? 0
    expect(at(chance).irr_per_year).toBeCloseTo(0.1, 6)
    expect(at(chance + 1e-6).orders).toHaveLength(1)
    expect([at(chance - 1e-6).orders, at(chance - 1e-6).reason.verdict]).toEqual([[], 'fail'])
  })
  it('is armed but unknown without a market', () => {
    const reading = read({}, {}, null)
    expect([reading.armed, reading.orders, reading.cost_dollars, reading.reason.verdict]).toEqual([
      true,
      [],
      null,
      'unknown',
    ])
  })

  it('counts what is held of it against its budget, and does not buy twice', () => {
    const first = read()
    expect(first.orders).toHaveLength(1)
    const again = read({ held_dollars: first.cost_dollars ?? 0 })
    expect([again.armed, again.orders.length]).toEqual([true, 0])
    expect(again.budget_dollars).toBeCloseTo(first.budget_dollars - (first.cost_dollars ?? 0), 9)
  })
})
