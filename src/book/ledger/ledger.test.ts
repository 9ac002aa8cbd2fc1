import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/numerics/random.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { concentrated } from '../pool/concentrated.ts'
import { constantProduct } from '../pool/constant-product.ts'
import { lvrOfPath } from '../pool/lvr-of-path.ts'
import { weighted } from '../pool/weighted.ts'
import { type StructureModel, structureValue } from '../structure/structure-model.ts'
import type { BookItem } from './book-item.ts'
import { type HeldStep, LEDGER_LINES, bookLedger } from './book-ledger.ts'
import { decomposePath, sumSteps } from './decompose-path.ts'
import { type StepLines, decomposeStep, splitStep } from './decompose-step.ts'
import { futurePosition } from './future-position.ts'
import { REFERENCE, REFERENCE_FACTORS, itemsOf, randomPath } from '../../../test/support/ledger-fixtures.ts'
import { itemsOfStructure } from './items-of-condor.ts'
import { optionPosition } from './option-position.ts'
import { poolPosition } from './pool-position.ts'
import { type RiskFactors, priceAlone } from './risk-factors.ts'
import { splitCents } from './split-cents.ts'
import { sumTaylor, taylorReport } from './taylor-report.ts'

const SG07: readonly RiskFactors[] = [
  [5000, 0.15, 30],
  [5040, 0.147, 29],
  [4985, 0.158, 28],
  [4890, 0.185, 27],
  [4840, 0.21, 26],
  [4905, 0.19, 25],
].map(([underlying, volatility, days]) => ({
  underlying,
  volatility,
  years: days / 365,
  rate: 0,
  dividendYield: 0,
}))

const linesSum = (lines: StepLines): number => lines.time + lines.spot + lines.volatility + lines.rates
const symmetricSum = ({ symmetric: s }: StepLines): number =>
  s.time + s.delta - s.lvr + s.volatility + s.rates
const allNumbers = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : Object.values(value as object).flatMap(allNumbers)

describe('the ledger of the reference path', () => {
  const legs = itemsOf(REFERENCE).map(({ position }) => mustAccept(decomposePath(position, SG07)))
  const total = sumSteps(legs.map((leg) => leg.total))
  it('has the published lines in both conventions', () => {
    expect(total.change).toBeCloseTo(-5.402856084076268, 9)
    expect(total.time).toBeCloseTo(1.9042093328760186, 9)
    expect(total.deltaAtNext.delta).toBeCloseTo(1.232916306847938, 9)
    expect(total.deltaAtNext.lvr).toBeCloseTo(4.40735221939119, 9)
    expect(total.deltaAtStart.delta).toBeCloseTo(1.175933375375167, 9)
    expect(total.deltaAtStart.lvr).toBeCloseTo(4.350369287918419, 9)
    expect(total.volatility).toBeCloseTo(-4.132629504409034, 9)
    expect(total.rates).toBe(0)
  })
  it("shows the Taylor report's residual", () => {
    const taylor = sumTaylor(legs.flatMap(({ taylor }) => (taylor === null ? [] : [taylor])))
    expect(taylor.explained).toBeCloseTo(-5.993163883069503, 9)
    expect(taylor.residual).toBeCloseTo(0.5903077989932349, 9)
  })
  it('has no residual in any convention, and the symmetric lines lie between the extreme orders', () => {
    expect(linesSum(total)).toBeCloseTo(total.change, 12)
    expect(symmetricSum(total)).toBeCloseTo(total.change, 12)
    expect(total.symmetric.lvr).toBeGreaterThan(3)
    expect(total.symmetric.lvr).toBeLessThan(5)
  })
})

describe('symmetric lines', () => {
  it('are the mean over all 24 orders, worked out one order at a time', () => {
    const [{ position }] = itemsOf([['P', 4786, -1]], REFERENCE_FACTORS, { on: 'spot' })
    const before = { ...REFERENCE_FACTORS, rate: 0.02 }
    const after = { underlying: 4850, volatility: 0.2, years: 20 / 365, rate: 0.03, dividendYield: 0.01 }
    const moves: readonly (readonly (keyof RiskFactors)[])[] = [
      ['years'],
      ['underlying'],
      ['volatility'],
      ['rate', 'dividendYield'],
    ]
    const orders = (left: readonly number[]): number[][] =>
      left.length === 0
        ? [[]]
        : left.flatMap((i) => orders(left.filter((j) => j !== i)).map((rest) => [i, ...rest]))
    const mean = [0, 0, 0, 0, 0]
    const all = orders([0, 1, 2, 3])
    for (const order of all) {
      let at: RiskFactors = before
      for (const i of order) {
        const next = { ...at, ...Object.fromEntries(moves[i].map((field) => [field, after[field]])) }
        const change = position.value(next) - position.value(at)
        mean[i] += change / all.length
        if (i === 1) mean[4] += (position.delta(at) * (4850 - 5000) - change) / all.length
        at = next
      }
    }
    const { symmetric } = splitStep(position, before, after)
    expect(all).toHaveLength(24)
    expect(symmetric.time).toBeCloseTo(mean[0], 10)
    expect(symmetric.delta - symmetric.lvr).toBeCloseTo(mean[1], 10)
    expect(symmetric.volatility).toBeCloseTo(mean[2], 10)
    expect(symmetric.rates).toBeCloseTo(mean[3], 10)
    expect(symmetric.lvr).toBeCloseTo(mean[4], 10)
  })
})

describe('any step of anything', () => {
  const random = createRandom({ seed: 20_240_105, stream: 1 })
  const strikes = Array.from({ length: 40 }, () => 3000 + 3000 * random.nextUniform())
  const shorts = strikes.map((strike_points, i) =>
    optionPosition({
      right: i % 2 === 0 ? 'C' : 'P',
      strike_points,
      quantity: -1,
      multiplier: 1,
      on: i % 4 < 2 ? 'spot' : 'forward',
    }),
  )
  it('telescopes, is finite, and loses to rebalancing where it is concave: 100,000 steps of short options', () => {
    let steps = 0
    let lowest = 0
    let residual = 0
    let broken = 0
    for (let seed = 1; steps < 100_000; seed += 1) {
      const path = randomPath(seed, 50)
      const position = shorts[seed % shorts.length]
      for (let i = 1; i < path.length; i += 1) {
        const lines = splitStep(position, path[i - 1], path[i])
        steps += 1
        lowest = Math.min(lowest, lines.deltaAtNext.lvr, lines.symmetric.lvr)
        residual = Math.max(
          residual,
          Math.abs(linesSum(lines) - lines.change),
          Math.abs(symmetricSum(lines) - lines.change),
          Math.abs(lines.deltaAtNext.delta - lines.deltaAtNext.lvr - lines.spot),
        )
        if (!Number.isFinite(lines.change + lines.deltaAtStart.lvr + lines.symmetric.rates)) broken += 1
      }
    }
    expect(steps).toBeGreaterThanOrEqual(100_000)
    // Values are near 5000: their rounding is 1e-12, and an LVR is a difference of them.
    expect(lowest).toBeGreaterThan(-1e-9)
    expect(residual).toBeLessThan(1e-9)
    expect(broken).toBe(0)
  })
  it('has no LVR where it is straight, and gives it back where it is long', () => {
    const es = futurePosition('ES', -2)
    for (const seed of [1, 2, 3]) {
      const { total } = mustAccept(
        decomposePath(
          es,
          randomPath(seed, 100).map(({ underlying }) => priceAlone(underlying)),
        ),
      )
      expect(total.deltaAtNext.lvr).toBeCloseTo(0, 6)
      expect(total.time).toBe(0)
    }
    const long = optionPosition({ right: 'C', strike_points: 5000, quantity: 1, multiplier: 1, on: 'spot' })
    const short = optionPosition({ right: 'C', strike_points: 5000, quantity: -1, multiplier: 1, on: 'spot' })
    const up = { ...REFERENCE_FACTORS, underlying: 5200 }
    const gained = splitStep(long, REFERENCE_FACTORS, up).deltaAtNext.lvr
    expect(gained).toBeLessThan(-30)
    expect(gained).toBe(-splitStep(short, REFERENCE_FACTORS, up).deltaAtNext.lvr)
  })
  it('accounts for a pool as the pool does', () => {
    for (const pool of [
      mustAccept(constantProduct(1e6)),
      mustAccept(concentrated({ liquidity: 1e6, lowPrice: 1500, highPrice: 2500 })),
    ]) {
      const prices = [2000, 2100, 1800, 1801, 1801, 2600, 1400, 2000]
      const path = prices.map(priceAlone)
      const { total } = mustAccept(decomposePath(poolPosition(pool), path))
      expect(total.deltaAtNext.lvr).toBeCloseTo(lvrOfPath(pool, prices), 6)
      expect(total.symmetric.lvr).toBeCloseTo(lvrOfPath(pool, prices), 6)
      expect(total.change).toBeCloseTo(pool.value(2000) - pool.value(2000), 6)
      expect(total.volatility).toBe(0)
    }
  })
  it('accounts for a VIX call on its own future', () => {
    const call = optionPosition({
      right: 'C',
      strike_points: 25,
      quantity: 3,
      multiplier: 100,
      on: 'forward',
      name: 'VIX 25 C',
    })
    const before = { underlying: 16.5, volatility: 0.9, years: 40 / 365, rate: 0.05, dividendYield: 0 }
    const after = { ...before, underlying: 24, volatility: 1.3, years: 38 / 365 }
    const lines = mustAccept(decomposeStep(call, before, after))
    expect(lines.change).toBeGreaterThan(0)
    expect(lines.deltaAtNext.lvr).toBeLessThan(0)
    expect(linesSum(lines)).toBeCloseTo(lines.change, 9)
  })
  it('keeps parity: call less put is the forward, line by line, over 100,000 steps', () => {
    const unit = { strike_points: 4900, quantity: 1, multiplier: 1, on: 'spot' as const }
    const call = optionPosition({ ...unit, right: 'C' })
    const put = optionPosition({ ...unit, right: 'P' })
    const forward = optionPosition({ ...unit, right: 'C', strike_points: 1e-6 })
    let worst = 0
    for (let seed = 1; seed <= 2000; seed += 1) {
      const path = randomPath(seed, 50)
      for (let i = 1; i < path.length; i += 1) {
        const [c, p, f] = [call, put, forward].map((one) => splitStep(one, path[i - 1], path[i]))
        worst = Math.max(
          worst,
          Math.abs(c.volatility - p.volatility),
          Math.abs(c.deltaAtNext.lvr - p.deltaAtNext.lvr),
          Math.abs(c.symmetric.lvr - p.symmetric.lvr),
          Math.abs(c.spot - p.spot - f.spot),
        )
      }
    }
    expect(worst).toBeLessThan(1e-8)
  })
  it('makes a condor the sum of its legs: 100,000 books against the structure', () => {
    const legs = REFERENCE.map(([right, strike_points, quantity]) => ({ right, strike_points, quantity }))
    let worst = 0
    for (let seed = 1; seed <= 2000; seed += 1) {
      for (const at of randomPath(seed, 49)) {
        const model: StructureModel = {
          legs: legs.map((leg) => ({ ...leg, volatility: at.volatility })),
          forward_points: at.underlying,
          rate: at.rate,
          years: at.years,
          multiplier: 100,
        }
        const items = itemsOfStructure(model, { driver: 'SPX', layer: 'core', trade: 'condor' })
        const sum = items.reduce((total, { position, factors }) => total + position.value(factors), 0)
        worst = Math.max(worst, Math.abs(sum - 100 * structureValue(model)))
      }
    }
    expect(worst).toBeLessThan(1e-8)
  })
  it('never gains from rebalancing a pool: 100,000 steps of three kinds', () => {
    const pools = [
      mustAccept(constantProduct(1e3)),
      mustAccept(weighted({ liquidity: 1e3, riskyWeight: 0.8 })),
      mustAccept(concentrated({ liquidity: 1e3, lowPrice: 4000, highPrice: 5000 })),
    ].map((pool) => poolPosition(pool))
    let lowest = 0
    let residual = 0
    for (let seed = 1; seed <= 2000; seed += 1) {
      const path = randomPath(seed, 50).map(({ underlying }) => priceAlone(underlying))
      const position = pools[seed % pools.length]
      for (let i = 1; i < path.length; i += 1) {
        const lines = splitStep(position, path[i - 1], path[i])
        lowest = Math.min(lowest, lines.deltaAtNext.lvr, lines.deltaAtStart.lvr, lines.symmetric.lvr)
        const off = lines.change - (lines.deltaAtNext.delta - lines.deltaAtNext.lvr)
        residual = Math.max(residual, Math.abs(off) / position.value(path[i]))
      }
    }
    expect(lowest).toBe(0)
    expect(residual).toBeLessThan(1e-14)
  })
})

describe('degenerate steps', () => {
  const short = optionPosition({ right: 'C', strike_points: 5000, quantity: -1, multiplier: 1, on: 'spot' })
  const flat = { underlying: 5000, volatility: 0, years: 0, rate: 0, dividendYield: 0 }
  it('are answered at the strike with nothing left, and never with NaN', () => {
    for (const [before, after] of [
      [flat, flat],
      [flat, { ...flat, underlying: 5100 }],
      [
        { ...flat, years: 0.1 },
        { ...flat, underlying: 4900 },
      ],
      [{ ...flat, volatility: 0.2, years: 0.1 }, flat],
      [
        { ...flat, volatility: 0.2, years: 1e-12 },
        { ...flat, volatility: 1e-9 },
      ],
      [
        { ...flat, volatility: 0.2, years: 3 },
        { ...flat, volatility: 0.2, underlying: 1e-3 },
      ],
    ] as const) {
      const lines = mustAccept(decomposeStep(short, before, after))
      for (const number of allNumbers(lines)) expect(Number.isFinite(number)).toBe(true)
      expect(lines.deltaAtNext.lvr).toBeGreaterThanOrEqual(-1e-9)
    }
    // Half a unit of delta is held at the kink, so a move of 100 either way costs 50 against rebalancing.
    expect(mustAccept(decomposeStep(short, flat, { ...flat, underlying: 5100 })).deltaAtNext.lvr).toBe(50)
    const ledger = mustAccept(decomposePath(short, [flat, flat, { ...flat, underlying: 5100 }]))
    expect(ledger.taylor).toBeNull()
    expect(taylorReport(short, flat, flat).ok).toBe(false)
  })
  it('are refused with the field where they mean nothing', () => {
    const refusal = (before: RiskFactors, after: RiskFactors): string => {
      const result = decomposeStep(short, before, after)
      return result.ok ? 'accepted' : `${result.refusal.code} ${result.refusal.field}`
    }
    expect(refusal(flat, { ...flat, years: 1 })).toBe('number.out-of-range years')
    expect(refusal(flat, { ...flat, underlying: Number.NaN })).toBe('number.not-finite underlying')
    expect(refusal(flat, { ...flat, underlying: 0 })).toBe('number.out-of-range underlying')
    expect(refusal({ ...flat, volatility: -0.1 }, flat)).toBe('number.out-of-range volatility')
    const late = decomposePath(short, [flat, flat, { ...flat, rate: Infinity }])
    expect(late.ok ? null : late.refusal.row).toBe(2)
    expect(decomposePath(short, [flat]).ok).toBe(false)
  })
})

describe('the ledger of a book, in cents', () => {
  const hedge = (quantity: number): BookItem => ({
    id: 'ES',
    layer: 'hedge:delta',
    trade: 'hedge',
    driver: 'SPX',
    position: futurePosition('ES', quantity),
    factors: priceAlone(5000),
    exposure: { to: 'index', smile: null },
  })
  it('adds up to the P&L to the cent along every row and column: 100,000 entries', () => {
    const random = createRandom({ seed: 9, stream: 3 })
    let entries = 0
    for (let seed = 1; entries < 100_000; seed += 1) {
      const path = randomPath(seed, 20)
      const items = [...itemsOf(REFERENCE, path[0], { multiplier: 100, on: 'spot' }), hedge(1 - (seed % 3))]
      const steps: HeldStep[] = items.flatMap((item) =>
        path.slice(1).map((after, i) => {
          const before = path[i]
          const marked = random.nextUniform() < 0.3
          return {
            item,
            before,
            after,
            markBefore_dollars: marked ? item.position.value(before) + random.nextNormal() : null,
            markAfter_dollars: marked ? item.position.value(after) + random.nextNormal() : null,
            income_dollars: random.nextUniform(),
            costs_dollars: 3 * random.nextUniform(),
          }
        }),
      )
      const ledger = mustAccept(bookLedger(steps, (['at-next', 'at-start', 'symmetric'] as const)[seed % 3]))
      entries += ledger.entries.length
      const { cents, dollars } = ledger.total
      let down = 0
      for (const line of LEDGER_LINES) down += cents[line]
      expect(down).toBe(cents.total)
      expect(ledger.entries.reduce((sum, entry) => sum + entry.cents.total, 0)).toBe(cents.total)
      expect([...ledger.byLayer.values()].reduce((sum, layer) => sum + layer.cents.total, 0)).toBe(
        cents.total,
      )
      expect(
        Math.abs(dollars.total - LEDGER_LINES.reduce((sum, line) => sum + dollars[line], 0)),
      ).toBeLessThan(1e-5)
      for (const entry of ledger.entries) {
        let row = 0
        for (const line of LEDGER_LINES) {
          row += entry.cents[line]
          if (Math.abs(entry.cents[line] - 100 * entry.dollars[line]) > 2)
            throw new Error(`${line} is cents off`)
        }
        if (row !== entry.cents.total) throw new Error('a row does not add up')
      }
    }
  })
  it('telescopes in cents: the steps of a path add up to the change of the rounded mark', () => {
    const path = randomPath(5, 40)
    const [item] = itemsOf([['P', 4786, -3]], path[0], { multiplier: 100, on: 'spot' })
    const steps = path.slice(1).map((after, i) => ({ item, before: path[i], after }))
    const { total } = mustAccept(bookLedger(steps, 'at-next'))
    const value = (at: RiskFactors): number => Math.round(item.position.value(at) * 100)
    expect(total.cents.total).toBe(value(path[path.length - 1]) - value(path[0]))
    expect(total.cents.mark).toBe(0)
  })
  it('refuses money that no book holds, with the row', () => {
    const [item] = itemsOf(REFERENCE)
    const step = { item, before: REFERENCE_FACTORS, after: REFERENCE_FACTORS }
    const bad = bookLedger([step, { ...step, costs_dollars: Number.NaN }], 'at-next')
    expect(bad.ok ? null : [bad.refusal.field, bad.refusal.row]).toEqual(['costs_dollars', 2])
  })
})

describe('cents split over parts', () => {
  it('add up, and are off by less than a cent where the parts add up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 8 }),
        (parts) => {
          const total = (Math.round(parts.reduce((sum, part) => sum + part, 0) * 100) + 0) as Cents
          const cents = splitCents(total, parts)
          expect(cents.reduce((sum, part) => sum + part, 0)).toBe(total)
          for (const [i, part] of parts.entries()) expect(Math.abs(cents[i] - part * 100)).toBeLessThan(1.001)
        },
      ),
      { numRuns: 20_000 },
    )
    expect(splitCents(1 as Cents, [0.004, 0.004, 0.002])).toEqual([1, 0, 0])
    expect(splitCents(7 as Cents, [0, 0])).toEqual([4, 3])
    expect(splitCents(0 as Cents, [])).toEqual([])
  })
})
