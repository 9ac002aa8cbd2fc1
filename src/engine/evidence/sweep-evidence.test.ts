import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/numerics/random.ts'
import { cashRecord } from './cash-record.ts'
import type { RunRecord } from './run-record.ts'
import { attributionByYear } from './attribution-by-year.ts'
import { type SweepArm, sweepEvidence } from './sweep-evidence.ts'
import { probabilityOfOverfitting } from './overfitting.ts'
import { EMPTY_TRIAL_LOG, appendTrial, trialSummary } from './trial-log.ts'

const FIGURES = {
  pnl_dollars: 0,
  maxDrawdown: null,
  pnlPerLvr: null,
  kappa: null,
  costs_dollars: 0,
  trades: 0,
  expectancy_dollars: null,
  expectancyInterval: null,
  winRate: null,
  winRateInterval: null,
}

/** Arms of so many sessions; the k-th with a daily edge of `base` and k times `edge` in standard deviations. */
function arms(count: number, sessions: number, edge: number, base = 0): readonly SweepArm[] {
  return Array.from({ length: count }, (_, k) => {
    const random = createRandom({ seed: 11, stream: k })
    const excess = Float64Array.from(
      { length: sessions },
      () => 0.01 * (random.nextNormal() + base + k * edge),
    )
    return {
      label: `arm ${k}`,
      rulesHash: `hash ${k}`,
      status: 'traded' as const,
      excess,
      ruinedAt: null,
      figures: FIGURES,
    }
  })
}

/** Earns with a fine Sharpe ratio until the day that takes everything. */
function ruined(sessions: number, day: number): SweepArm {
  const random = createRandom({ seed: 12, stream: 0 })
  const excess = Float64Array.from({ length: sessions }, (_, i) =>
    i < day ? 0.01 * (random.nextNormal() + 0.3) : i === day ? -1 : 0,
  )
  return { label: 'ruined', rulesHash: 'a', status: 'ruined', excess, ruinedAt: day, figures: FIGURES }
}

/** Cash: rounding above the bills, day for day, which is a ratio of any size. */
function idle(sessions: number, k: number): SweepArm {
  const excess = Float64Array.from({ length: sessions }, (_, i) => 1e-9 * (5 + ((i + k) % 3)))
  return {
    label: `idle ${k}`,
    rulesHash: `idle ${k}`,
    status: 'never traded',
    excess,
    ruinedAt: null,
    figures: FIGURES,
  }
}

function evidenceOf(all: readonly SweepArm[]) {
  let log = EMPTY_TRIAL_LOG
  for (const { rulesHash, excess } of all) {
    const sharpePerStep = excess.reduce((sum, value) => sum + value, 0) / excess.length / 0.01
    log = appendTrial(log, {
      study: 's',
      rulesHash,
      dataHash: 'd',
      optionsHash: 'o',
      sharpePerStep,
      steps: excess.length,
    })
  }
  return sweepEvidence(all, trialSummary(log, 's'))
}

describe('a sweep', () => {
  it('finds a strong arm, and says that choosing it does not overfit', () => {
    const found = evidenceOf(arms(10, 2000, 0.02))
    expect(found.notRanked).toBeNull()
    expect(found.rows[0].label).toBe('arm 9')
    expect(found.rows.map(({ sharpe }) => sharpe ?? 0)).toEqual(
      found.rows.map(({ sharpe }) => sharpe ?? 0).toSorted((a, b) => b - a),
    )
    expect(found.overfitting?.probability).toBeLessThan(0.05)
    expect(found.walkForward?.efficiency).toBeGreaterThan(0.5)
    // Sharpe ratios a year, and the arm by its name: the last two differ by what 756 sessions do not tell apart.
    for (const { chosen, inSample } of found.walkForward?.folds ?? []) {
      expect(['arm 8', 'arm 9', 'arm 7']).toContain(chosen?.label)
      expect(chosen?.rulesHash).toBe(chosen?.label.replace('arm', 'hash'))
      expect(inSample).toBeGreaterThan(1)
    }
    expect(found.deflatedSharpe).toBeGreaterThan(0.9)
  })
  it('says of noise that its best is noise', () => {
    const found = evidenceOf(arms(30, 2000, 0))
    expect(found.overfitting?.probability).toBeGreaterThan(0.2)
    expect(found.deflatedSharpe).toBeLessThan(0.9)
    expect(found.trials.trials).toBe(30)
    // The same probability as asked for by hand.
    const series = arms(30, 2000, 0).map(({ excess }) => excess)
    expect(found.overfitting).toEqual(probabilityOfOverfitting(series, { blocks: 16 }))
  })
  it.each([
    ['too short', arms(5, 200, 0), /fewer than 240 sessions/],
    ['one arm', arms(1, 2000, 0), /fewer than two/],
    ['one arm that was not ruined', [...arms(1, 2000, 0), ruined(2000, 1000)], /fewer than two/],
    ['one arm that traded', [...arms(1, 2000, 0), idle(2000, 0), idle(2000, 1)], /fewer than two/],
  ])('ranks nothing that is %s, and keeps the order of the grid', (_name, all, why) => {
    const found = evidenceOf(all)
    expect(found.notRanked).toMatch(why)
    expect(found.rows.map(({ label }) => label)).toEqual(all.map(({ label }) => label))
  })
  it('counts the ruined, last of the ranking', () => {
    const found = evidenceOf([ruined(1000, 500), ...arms(4, 1000, 0.02)])
    expect([found.ruined, found.neverTraded]).toEqual([1, 0])
    expect(found.rows.at(-1)).toMatchObject({ label: 'ruined', sharpe: null, excessReturn: null })
    expect(found.rows[0].sharpe).not.toBeNull()
  })
  it('chooses among the ruined, too, until they are: who would have known', () => {
    // Far the best for six years, and then nothing.
    const doomed = ruined(2000, 1600)
    const others = arms(4, 2000, 0)
    const found = evidenceOf([doomed, ...others])
    const without = evidenceOf(others)
    const series = [doomed, ...others].map(({ excess }) => excess)
    const ruinedAt = [1600, null, null, null, null]
    expect(found.overfitting).toEqual(probabilityOfOverfitting(series, { blocks: 16, ruinedAt }))
    const folds = found.walkForward?.folds ?? []
    const last = folds.find(({ test }) => test.from <= 1600 && 1600 < test.to)
    expect(last?.chosen?.label).toBe('ruined')
    expect(last?.outOfSample).toBeLessThan(0)
    expect(without.walkForward?.folds.map(({ chosen }) => chosen?.label)).not.toContain('ruined')
    expect(found.rows[0].label).not.toBe('ruined')
  })
  it('chooses nothing that is ruined already, however the others lose', () => {
    // Everyone loses day after day, so a day of ruin and then nothing is the best ratio of all.
    const doomed = ruined(2000, 300)
    const found = evidenceOf([...arms(5, 2000, 0, -0.1), doomed])
    expect(found.walkForward?.folds.length).toBeGreaterThan(2)
    expect(found.walkForward?.folds.map(({ chosen }) => chosen?.label)).not.toContain('ruined')
    expect(found.overfitting?.inSample).toBeLessThan(0)
  })
  it('leaves what never traded out of every test, and gives it no ratio', () => {
    const traded = arms(6, 2000, 0)
    const found = evidenceOf([idle(2000, 0), idle(2000, 1), ...traded])
    const alone = evidenceOf(traded)
    expect([found.neverTraded, found.ruined]).toEqual([2, 0])
    expect(found.overfitting).toEqual(alone.overfitting)
    expect(found.walkForward).toEqual(alone.walkForward)
    expect(found.rows.slice(0, 6)).toEqual(alone.rows)
    expect(found.rows.slice(6).map(({ sharpe, excessReturn }) => [sharpe, excessReturn])).toEqual([
      [null, null],
      [null, null],
    ])
  })
})

describe('what a report adds up', () => {
  const days = Int32Array.from([14_600, 14_601, 14_612, 14_613])
  const record: RunRecord = {
    label: 'r',
    rung: 'indexed',
    rulesHash: 'r',
    dataHash: 'd',
    optionsHash: 'o',
    seed: null,
    days,
    // The first day cost 5 cents before its close.
    equity_cents: Float64Array.from([99_995, 100_095, 99_895, 100_000]),
    billsReturns: Float64Array.from([0.5, 0.01, 0.02, 0]),
    marketReturns: null,
    attribution: [
      { id: 'costs', label: 'Costs', cents: Float64Array.from([-5, 0, 0, 0]) },
      { id: 'time', label: 'Time', cents: Float64Array.from([0, 100, -200, 105]) },
      { id: 'rates', label: 'Rates', cents: new Float64Array(4) },
    ],
    trades: [],
    notes: [],
  }
  it('doing nothing earns bills on the account before its first cost', () => {
    const cash = cashRecord(record)
    expect([...cash.equity_cents]).toEqual([100_000, 101_000, 103_020, 103_020])
    const [{ cents }] = cash.attribution
    expect([...cents]).toEqual([0, 1000, 2020, 0])
  })
  it('lines by year are the lines, and what never moved is left out', () => {
    // 14 600 is 2009-12-22.
    expect(attributionByYear(days, record.attribution)).toEqual({
      years: [2009, 2010],
      lines: [
        { id: 'costs', label: 'Costs', dollars: [-0.05, 0] },
        { id: 'time', label: 'Time', dollars: [1, -0.95] },
      ],
    })
  })
})
