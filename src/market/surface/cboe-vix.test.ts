import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { itWithRealData } from '../../../test/support/real-data.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { cboeVix, cboeVixTerm, type CboeVixTermInput } from './cboe-vix.ts'

type Row = readonly [strike: number, callBid: number, callAsk: number, putBid: number, putAsk: number]

function term(rows: readonly Row[], minutes: number, rate: number): CboeVixTermInput {
  const column = (index: number): Float64Array => Float64Array.from(rows, (row) => row[index] ?? Number.NaN)
  return {
    strikes_points: column(0),
    callBids: column(1),
    callAsks: column(2),
    putBids: column(3),
    putAsks: column(4),
    minutes,
    rate,
  }
}

// Forward 101 at rate 0: C - P = 1 at 100.
const ROWS: readonly Row[] = [
  [70, 30.9, 31.1, 0.1, 0.2],
  [75, 25.9, 26.1, 0, 0.1],
  [80, 20.9, 21.1, 0, 0.2],
  [85, 16, 16.2, 0.1, 0.2],
  [90, 11.2, 11.4, 0.2, 0.4],
  [95, 7, 7.2, 1, 1.2],
  [100, 3.4, 3.6, 2.4, 2.6],
  [105, 1.2, 1.4, 5.2, 5.4],
  [110, 0, 0.4, 9.2, 9.4],
  [115, 0.1, 0.3, 14.1, 14.3],
  [120, 0, 0.1, 19, 19.2],
  [125, 0, 0.1, 24, 24.2],
  [130, 0.1, 0.2, 29, 29.2],
]

describe('cboeVixTerm', () => {
  it('selects, spaces and weighs by hand-checked arithmetic', () => {
    const years = 43_200 / 525_600
    const found = mustAccept(cboeVixTerm(term(ROWS, 43_200, 0)))
    expect(found.forward_points).toBeCloseTo(101, 12)
    expect(found.k0_points).toBe(100)
    // Puts 95, 90, 85 (75 and 80 are two zero bids in a row: 70 is out too); calls 105 and 115, with 110 skipped.
    expect(found.strikesUsed).toBe(6)
    const sum =
      (5 / (85 * 85)) * 0.15 +
      (5 / (90 * 90)) * 0.3 +
      (5 / (95 * 95)) * 1.1 +
      (5 / (100 * 100)) * 3 +
      // The neighbours of 105 that survived are 100 and 115.
      (7.5 / (105 * 105)) * 1.3 +
      (10 / (115 * 115)) * 0.2
    expect(found.variance).toBeCloseTo((2 / years) * sum - (0.01 * 0.01) / years, 12)
  })

  it('skips a lone zero bid but goes on beyond it', () => {
    const lone = ROWS.map((row): Row => (row[0] === 80 ? [80, 20.9, 21.1, 0.05, 0.2] : row))
    // 80 counts now, 75 alone is skipped, 70 is reached.
    expect(mustAccept(cboeVixTerm(term(lone, 43_200, 0))).strikesUsed).toBe(8)
  })

  it('moves the forward by the growth of C - P', () => {
    const found = mustAccept(cboeVixTerm(term(ROWS, 43_200, 0.05)))
    expect(found.forward_points).toBeCloseTo(100 + Math.exp((0.05 * 43_200) / 525_600), 12)
  })

  it('refuses what it cannot compute, and never answers NaN', () => {
    const good = term(ROWS, 43_200, 0)
    const cases: readonly CboeVixTermInput[] = [
      term([], 43_200, 0),
      { ...good, minutes: 0 },
      { ...good, minutes: Number.NaN },
      { ...good, rate: Number.NaN },
      { ...good, callBids: good.callBids.subarray(1) },
      { ...good, putAsks: good.putAsks.map(() => Number.POSITIVE_INFINITY) },
      { ...good, strikes_points: good.strikes_points.toReversed() },
      term(
        ROWS.map((row): Row => [row[0], 0, row[2], row[3], row[4]]),
        43_200,
        0,
      ),
      // Only calls above the forward: no put below K0 survives.
      term(ROWS.slice(6), 43_200, 0),
    ]
    for (const input of cases) {
      const found = cboeVixTerm(input)
      expect(found.ok).toBe(false)
      if (!found.ok) expect(found.refusal.code).toBe('vix.not-computable')
    }
  })
})

describe('cboeVix', () => {
  it('interpolates total variance by minutes', () => {
    const near = term(ROWS, 40_000, 0)
    const next = term(ROWS, 50_000, 0)
    const nearVariance = mustAccept(cboeVixTerm(near)).variance
    const nextVariance = mustAccept(cboeVixTerm(next)).variance
    const total = 40_000 * nearVariance * 0.68 + 50_000 * nextVariance * 0.32
    expect(mustAccept(cboeVix({ near, next })).level_vol_points).toBeCloseTo(
      100 * Math.sqrt(total / 43_200),
      10,
    )
  })
  it('answers with the term itself where it settles on the horizon, or where it is the only one', () => {
    const near = term(ROWS, 43_200, 0)
    const alone = 100 * Math.sqrt(mustAccept(cboeVixTerm(near)).variance)
    expect(mustAccept(cboeVix({ near })).level_vol_points).toBe(alone)
    const both = mustAccept(cboeVix({ near, next: term(ROWS, 53_200, 0) }))
    expect(both.level_vol_points).toBeCloseTo(alone, 10)
  })
  it('refuses terms out of order and interpolated variances below zero', () => {
    const near = term(ROWS, 43_200, 0)
    expect(cboeVix({ near, next: near }).ok).toBe(false)
    expect(cboeVix({ near, next: term(ROWS, 53_200, 0), minutesTarget: Number.NaN }).ok).toBe(false)
  })

  itWithRealData("reproduces Cboe's worked examples", '../cases/reference-cases.json', (file) => {
    interface VixCase {
      readonly category: string
      readonly inputs: Readonly<Record<'N1_min' | 'N2_min' | 'R1' | 'R2', number>> &
        Readonly<Record<'near' | 'next', readonly Row[]>>
      readonly expected: Readonly<Record<'F1' | 'F2' | 'K0' | 'sigma2_1' | 'sigma2_2' | 'vix_full', number>>
    }
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly VixCase[] }
    const examples = cases.filter(({ category }) => category === 'vix')
    expect(examples.length).toBeGreaterThan(1)
    for (const { inputs, expected } of examples) {
      const found = mustAccept(
        cboeVix({
          near: term(inputs.near, inputs.N1_min, inputs.R1),
          next: term(inputs.next, inputs.N2_min, inputs.R2),
        }),
      )
      expect(Math.abs(found.near.forward_points - expected.F1)).toBeLessThan(1e-5)
      expect(Math.abs((found.next?.forward_points ?? 0) - expected.F2)).toBeLessThan(1e-5)
      expect(found.near.k0_points).toBe(expected.K0)
      expect(Math.abs(found.near.variance - expected.sigma2_1)).toBeLessThan(1e-8)
      expect(Math.abs((found.next?.variance ?? 0) - expected.sigma2_2)).toBeLessThan(1e-8)
      expect(Math.abs(found.level_vol_points - expected.vix_full)).toBeLessThan(1e-6)
    }
  })
})
