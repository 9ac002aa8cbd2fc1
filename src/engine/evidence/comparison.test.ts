import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { automaticBlockLength } from '../../base/numerics/block-length.ts'
import { type Interval, studentisedInterval } from '../../base/numerics/bootstrap-interval.ts'
import { wilsonInterval } from '../../base/numerics/proportion-interval.ts'
import { createRandom } from '../../base/numerics/random.ts'
import { MEAN } from '../../base/numerics/smooth-statistics.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import { H1, decideH1 } from './claim-h1.ts'
import { type RegisteredClaim, decideClaim } from './claim-verdict.ts'
import { type PairedComparison, pairedComparison } from './paired-comparison.ts'
import type { ClosedTrade } from './run-record.ts'
import { tradesAtOnce } from './trades-at-once.ts'
import { winRate } from './win-rate.ts'

const trade = (entryDay: number, pnl_cents: number, margin_cents = 100_000): ClosedTrade => ({
  entryDay,
  exitDay: entryDay + 30,
  pnl_cents,
  margin_cents,
  lvr_cents: 1000,
  won: pnl_cents > 0,
})

describe('pairedComparison', () => {
  it('pairs by entry day, adds up what was entered on one day, and counts what only one side has', () => {
    const first = [trade(1, 500), trade(1, -100), trade(3, 200), trade(9, 1)]
    const second = [trade(3, -100, 50_000), trade(1, 300), trade(4, 7), trade(5, 7)]
    const found = pairedComparison(first, second, { seed: 1 })
    expect([found.cycles, found.onlyInFirst, found.onlyInSecond]).toEqual([2, 1, 2])
    // 600 over 300,000 cents against 200 over 150,000; 600 over 3 trades against 200 over 2; wins 2 of 3 against 1 of 2.
    expect(found.pnlPerMargin.value).toBeCloseTo(600 / 300_000 - 200 / 150_000, 15)
    expect(found.pnlPerTrade_dollars.value).toBeCloseTo(2 - 1, 12)
    expect(found.winRate.value).toBeCloseTo(2 / 3 - 1 / 2, 15)
    expect(found.winRateRelative.value).toBeCloseTo(2 / 3 / (1 / 2) - 1, 14)
    expect(found.winRate).toMatchObject({ interval: null, minimumDetectable: null })
    expect(found.winRate.reason).toMatch(/^2 cycles in common/)
  })

  const worldOf = (stream: number, gain: number): [ClosedTrade[], ClosedTrade[]] => {
    const random = createRandom({ seed: 3, stream })
    const rows = Array.from({ length: 150 }, (_, i) => {
      const common = 40_000 * random.nextNormal()
      return [
        trade(7 * i, Math.round(common + gain + 4000 * random.nextNormal())),
        trade(7 * i, Math.round(common + 4000 * random.nextNormal())),
      ] as const
    })
    return [rows.map(([a]) => a), rows.map(([, b]) => b)]
  }
  it('cancels what moves both sides', () => {
    const [first, second] = worldOf(0, 2000)
    const paired = pairedComparison(first, second, { seed: 1, resamples: 500 }).pnlPerTrade_dollars
    // Standard error of the differences' mean: 40 sqrt(2) / sqrt(150) = 4.6 dollars; unpaired it would be 46.
    expect(paired.standardError).toBeGreaterThan(3.7)
    expect(paired.standardError).toBeLessThan(5.6)
  })
  it('finds the minimum detectable effect about as often as the power says', () => {
    const { minimumDetectable } = pairedComparison(...worldOf(1, 0), { seed: 1 }).pnlPerTrade_dollars
    let found = 0
    for (let stream = 0; stream < 120; stream += 1) {
      const [first, second] = worldOf(100 + stream, Math.round(100 * 2.8016 * 4.619))
      const { pOfZero } = pairedComparison(first, second, { seed: 1, resamples: 199 }).pnlPerTrade_dollars
      if ((pOfZero ?? 1) <= 0.05) found += 1
    }
    expect((minimumDetectable ?? 0) / (2.8016 * 4.619)).toBeGreaterThan(0.8)
    expect((minimumDetectable ?? 0) / (2.8016 * 4.619)).toBeLessThan(1.2)
    // 80 % with a standard error of 3.7 %.
    expect(found / 120).toBeGreaterThan(0.69)
    expect(found / 120).toBeLessThan(0.92)
  })
  it('is antisymmetric, and zero of a thing against itself', () => {
    const [first, second] = worldOf(2, 1000)
    const there = pairedComparison(first, second, { seed: 1, resamples: 299 })
    const back = pairedComparison(second, first, { seed: 1, resamples: 299 })
    expect(back.pnlPerMargin.value).toBeCloseTo(-(there.pnlPerMargin.value ?? 0), 15)
    expect(back.pnlPerMargin.interval?.low).toBeCloseTo(-(there.pnlPerMargin.interval?.high ?? 0), 12)
    const self = pairedComparison(first, first, { seed: 1 })
    expect(self.winRate).toMatchObject({ value: 0, interval: null, reason: 'does not vary in this series' })
  })
  it('never lets a relative win rate fall below nothing won', () => {
    for (let stream = 0; stream < 5; stream += 1) {
      const random = createRandom({ seed: 8, stream })
      const side = (share: number): ClosedTrade[] =>
        Array.from({ length: 40 }, (_, i) => trade(7 * i, random.nextUniform() < share ? 100 : -100))
      const { winRateRelative: relative, winRate: points } = pairedComparison(side(0.12), side(0.6), {
        seed: 1,
        resamples: 299,
      })
      expect(relative.interval?.low).toBeGreaterThan(-1)
      expect(relative.interval?.high).toBeLessThan(0)
      expect(relative.interval?.low).toBeLessThan(relative.value ?? NaN)
      expect(points.interval?.high).toBeLessThan(0)
      // Both ask whether the rates are equal.
      expect(relative.pOfZero).toBeLessThan(0.05)
      expect(relative.minimumDetectable).toBeGreaterThan(0)
    }
  })
})

describe('winRate', () => {
  it('never claims more than independent trades would allow', () => {
    const all = winRate(new Float64Array(30).fill(1), { seed: 1 })
    expect(all.value).toBe(1)
    expect(all.interval).toMatchObject({ method: 'Wilson', high: 1 })
    expect(all.interval?.low).toBeCloseTo(30 / (30 + 3.841458820694124), 9)
    // Three open at once: 10 independent trades.
    expect(winRate(new Float64Array(30).fill(1), { seed: 1 }, 3).interval?.low).toBeCloseTo(
      10 / (10 + 3.841458820694124),
      9,
    )
    expect(winRate(new Float64Array(0), { seed: 1 })).toMatchObject({
      value: null,
      reason: 'no trade was closed',
    })
  })
  it('is wider where wins come in runs', () => {
    const runs = Float64Array.from({ length: 200 }, (_, i) => (Math.floor(i / 20) % 3 === 0 ? 0 : 1))
    const { interval } = winRate(runs, { seed: 1, resamples: 500 })
    expect(interval?.method).toBe('studentised')
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(0.2)
    expect(interval?.high).toBeLessThanOrEqual(1)
  })
  it('has no interval of fewer than ten trades, or of trades that overlap into fewer', () => {
    const won = (count: number): Float64Array => new Float64Array(count).fill(1)
    expect(winRate(won(1), { seed: 1 })).toMatchObject({
      value: 1,
      interval: null,
      reason: '1 trade closed, fewer than 10: no interval',
    })
    expect(winRate(won(9), { seed: 1 }).interval).toBeNull()
    expect(winRate(won(10), { seed: 1 }).interval).not.toBeNull()
    expect(winRate(won(59), { seed: 1 }, 6)).toMatchObject({
      interval: null,
      reason: '59 trades closed, 6.0 open at once: worth 9.8 one after another, fewer than 10: no interval',
    })
  })
  it('of sixty trades, six of them open at once, holds the rate at least as often as it says', () => {
    const runs = 150
    let [held, heldAlone] = [0, 0]
    for (let stream = 0; stream < runs; stream += 1) {
      const random = createRandom({ seed: 12, stream })
      const weeks = Float64Array.from({ length: 65 }, () => random.nextNormal())
      const won = Float64Array.from({ length: 60 }, (_, i) => {
        const sum = weeks.subarray(i, i + 6).reduce((total, week) => total + week, 0)
        // Below -1.0364 a standard normal lies with chance 15 %.
        return sum / Math.sqrt(6) > -1.0364333894937898 ? 1 : 0
      })
      const holds = (found: Pick<Interval, 'low' | 'high'> | null): number =>
        found !== null && found.low <= 0.85 && 0.85 <= found.high ? 1 : 0
      held += holds(winRate(won, { seed: 1, resamples: 199 }, 6).interval)
      heldAlone += holds(
        wilsonInterval(
          won.reduce((sum, one) => sum + one, 0),
          60,
        ),
      )
    }
    // 99 % and 64 % in `npm run intervals`; standard error of the latter 4 %.
    expect(held / runs).toBeGreaterThan(0.93)
    expect(heldAlone / runs).toBeLessThan(0.8)
  })
  it('holds both the interval of independent trades and the resampled one', () => {
    const random = createRandom({ seed: 5, stream: 0 })
    const won = Float64Array.from({ length: 80 }, () => (random.nextUniform() < 0.9 ? 1 : 0))
    const options = { seed: 1, resamples: 499 }
    const whole = winRate(won, options).interval
    const resampled = studentisedInterval([won], MEAN, options).interval
    const worth = 80 / automaticBlockLength(won)
    const wilson = wilsonInterval((won.reduce((sum, one) => sum + one, 0) / 80) * worth, worth)
    expect(whole?.low).toBe(Math.min(resampled?.low ?? NaN, wilson.low))
    expect(whole?.high).toBe(Math.max(Math.min(1, resampled?.high ?? NaN), wilson.high))
  })
})

describe('tradesAtOnce', () => {
  const between = (entryDay: number, exitDay: number) => ({ entryDay, exitDay })
  it('is the average over the days on which any is open', () => {
    expect(tradesAtOnce([])).toBe(1)
    expect(tradesAtOnce([between(0, 7), between(7, 14), between(30, 37)])).toBe(1)
    // Days 0 to 15, twice open from 5 to 10.
    expect(tradesAtOnce([between(5, 15), between(0, 10)])).toBeCloseTo(20 / 15, 15)
    expect(tradesAtOnce([between(0, 10), between(0, 10)])).toBe(2)
    // Opened and closed within the day.
    expect(tradesAtOnce([between(3, 3), between(3, 3), between(4, 4)])).toBe(1.5)
    const weekly = Array.from({ length: 200 }, (_, i) => between(7 * i, 7 * i + 42))
    expect(tradesAtOnce(weekly)).toBeGreaterThan(5.8)
    expect(tradesAtOnce(weekly)).toBeLessThanOrEqual(6)
  })
})

const interval = (low: number, high: number): Interval => ({
  low,
  high,
  level: 0.95,
  method: 'studentised',
  resamples: 2000,
  meanBlock: 3,
})

describe('decideClaim', () => {
  const claim: RegisteredClaim = {
    id: 'X',
    claim: 'It pays.',
    supportedIf: [{ id: 'a', of: 'the gain', end: 'low', must: 'exceed', threshold: 0 }],
    refutedIf: [{ id: 'a', of: 'the gain', end: 'high', must: 'be under', threshold: 5 }],
    wouldChange: 'More years.',
  }
  const decide = (
    ends: readonly [number, number] | null,
    rung: Rung = 'quoted',
    untestable: string | null = null,
  ) =>
    decideClaim(claim, {
      findings: new Map(ends === null ? [] : [['a', { value: 1, interval: interval(...ends) }]]),
      rung,
      trials: 3,
      untestable,
    })
  it.each([
    [[1, 9], 'quoted', 'supported', 'every registered criterion holds, and none that refutes'],
    [
      [1, 9],
      'simulated',
      'unresolved',
      'every criterion holds, but a simulated world supports no claim of edge',
    ],
    [[1, 4], 'quoted', 'refuted', 'the upper bound of the gain is under 5'],
    [[-9, 4], 'simulated', 'refuted', 'the upper bound of the gain is under 5'],
    [[-1, 9], 'indexed', 'unresolved', 'the lower bound of the gain is not above 0'],
    [[0, 5], 'indexed', 'unresolved', 'the lower bound of the gain is not above 0'],
    [null, 'quoted', 'unresolved', 'no interval for the gain'],
  ] as const)('of %j on the rung %s is %s', (ends, rung, status, because) => {
    expect(decide(ends, rung)).toMatchObject({ status, because, rung, trials: 3, wouldChange: 'More years.' })
  })
  it('is untestable where the data cannot speak, whatever the numbers', () => {
    expect(decide([1, 9], 'quoted', 'no FOMC dates before 2015')).toMatchObject({
      status: 'untestable',
      because: 'no FOMC dates before 2015',
    })
  })
  it('says which criteria held', () => {
    expect(decide([-1, 9]).supportedIf).toEqual([
      { ...claim.supportedIf[0], value: 1, interval: interval(-1, 9), holds: false },
    ])
    expect(decide(null).refutedIf[0].holds).toBeNull()
  })
})

describe('H1', () => {
  const comparison = (win: readonly [number, number], money: readonly [number, number]): PairedComparison => {
    const figure = (ends: readonly [number, number]) => ({
      value: (ends[0] + ends[1]) / 2,
      interval: interval(...ends),
      standardError: 1,
      pOfZero: null,
      reason: null,
      minimumDetectable: null,
    })
    return {
      cycles: 500,
      onlyInFirst: 0,
      onlyInSecond: 0,
      pnlPerMargin: figure(money),
      pnlPerTrade_dollars: figure(money),
      winRate: figure(win),
      winRateRelative: figure(win),
    }
  }
  const decide = (trigger: PairedComparison, placebo: PairedComparison, rung: Rung = 'indexed') =>
    decideH1({ againstTrigger: trigger, againstPlacebo: placebo, rungs: ['quoted', rung], trials: 8 })
  const good = comparison([0.06, 0.13], [0.001, 0.01])
  it('is supported only if all four lower bounds exceed zero', () => {
    expect(decide(good, good)).toMatchObject({ id: 'H1', status: 'supported', rung: 'indexed', trials: 8 })
    const noMoney = comparison([0.06, 0.13], [-0.001, 0.01])
    const noWins = comparison([-0.01, 0.13], [0.001, 0.01])
    for (const bad of [noMoney, noWins]) {
      expect(decide(good, bad).status).toBe('unresolved')
      expect(decide(bad, good).status).toBe('unresolved')
    }
    expect(decide(good, good, 'simulated').status).toBe('unresolved')
  })
  it('is refuted where fewer than 8 points of win rate are left at best, better than nothing or not', () => {
    expect(decide(comparison([0.02, 0.079], [0.001, 0.01]), good).status).toBe('refuted')
    expect(decide(comparison([0.02, 0.08], [0.001, 0.01]), good).status).toBe('supported')
  })
  it('follows its registered words over all intervals', () => {
    const ends = fc.tuple(
      fc.double({ min: -0.2, max: 0.2, noNaN: true }),
      fc.double({ min: 0, max: 0.2, noNaN: true }),
    )
    fc.assert(
      fc.property(ends, ends, ends, ends, (a, b, c, d) => {
        const [tw, tm, pw, pm] = [a, b, c, d].map(([low, width]) => [low, low + width] as const)
        const wanted =
          tw[1] < 0.08
            ? 'refuted'
            : tw[0] > 0 && tm[0] > 0 && pw[0] > 0 && pm[0] > 0
              ? 'supported'
              : 'unresolved'
        expect(decide(comparison(tw, tm), comparison(pw, pm)).status).toBe(wanted)
      }),
    )
    expect(H1.supportedIf).toHaveLength(4)
  })
})
