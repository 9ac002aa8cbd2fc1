import { describe, expect, it } from 'vitest'
import type { Interval } from '../../base/numerics/bootstrap-interval.ts'
import type {
  ComparisonEvidence,
  DifferenceFigure,
  RunEvidence,
} from '../../engine/evidence/evidence-report.ts'
import type { Unit } from '../../policy/decision.ts'
import { differenceTable, familyWords, sideBySide } from './comparison.ts'

const interval = (low: number, high: number): Interval => ({
  low,
  high,
  level: 0.95,
  method: 'studentised',
  resamples: 399,
  meanBlock: 2,
})
const figure = (id: string, unit: Unit, value: number | null, ends: Interval | null) => ({
  id,
  label: id,
  unit,
  value,
  interval: ends,
  rung: 'indexed' as const,
  note: null,
})
const provenance = (label: string) => ({
  label,
  rung: 'indexed' as const,
  rulesHash: label,
  dataHash: 'd',
  seed: null,
})
const TRIALS = { study: 's', trials: 2, varianceOfSharpes: null }

describe('runs side by side', () => {
  const run = (expectancy: Interval | null): RunEvidence => ({
    kind: 'run',
    provenance: provenance('one'),
    study: 's',
    from: '2020-01-02' as RunEvidence['from'],
    to: '2020-12-31' as RunEvidence['to'],
    sessions: 252,
    resampling: { seed: 1, level: 0.95, resamples: 399 },
    figures: [
      figure('expectancy', 'dollars', 211.6, expectancy),
      figure('win-rate', 'fraction', 0.7, interval(0.5, 0.84)),
    ],
    drawdowns: [],
    months: [],
    attribution: [],
    trials: TRIALS,
    timingLuck: null,
    entryRefusals: [],
    notes: [],
  })
  it('show expectancy and win rate with their intervals, or say that there is none', () => {
    const { columns, rows } = sideBySide([run(interval(-40.2, 463.9)), run(null)])
    const cells = (title: string) => {
      const at = columns.findIndex((column) => column.title === title)
      return rows.map((row) => row[at])
    }
    expect(cells('Each, 95 %')).toEqual(['$212 (\u2212$40 to $464)', '$212 (no interval)'])
    expect(cells('Won, 95 %')).toEqual(['70.0% (50.0% to 84.0%)', '70.0% (50.0% to 84.0%)'])
  })
})

describe('differences', () => {
  const difference = (p: number | null, pAtFloor: boolean, note: string | null = null): DifferenceFigure => ({
    ...figure('sharpe', 'ratio', p === null ? null : 0.4, p === null ? null : interval(0.1, 0.7)),
    note,
    pOfZero: p,
    adjustedP: p,
    pAtFloor,
    minimumDetectable: null,
  })
  const comparison = (...all: readonly DifferenceFigure[]): ComparisonEvidence => ({
    kind: 'comparison',
    study: 's',
    baseline: provenance('base'),
    resampling: { seed: 1, level: 0.95, resamples: 399 },
    arms: all.map((one, i) => ({
      provenance: provenance(`arm ${i}`),
      preRegistered: false,
      rung: 'indexed',
      sessions: 252,
      cycles: 10,
      onlyInArm: 0,
      onlyInBaseline: 0,
      differences: [one],
    })),
    family: null,
    trials: TRIALS,
    overfitting: null,
    walkForward: null,
    verdicts: [],
    notes: [],
  })
  it('say "under" where the resamples can tell no more', () => {
    const asked = comparison(
      difference(4 / 400, true),
      difference(4 / 400, false),
      difference(0.0002, false),
      difference(4.2 / 2001, true),
    )
    const { rows } = differenceTable(asked, 'sharpe', 'Sharpe')
    expect(rows.map((cells) => cells[3])).toEqual(['under 0.010', '0.010', 'under 0.001', 'under 0.003'])
  })
  it('say why one is unknown', () => {
    const asked = comparison(
      difference(0.3, false),
      ...[1, 2].map(() => difference(null, false, 'only cash was held')),
    )
    const { rows, note } = differenceTable(asked, 'sharpe', 'Sharpe')
    expect(rows[1].slice(1, 4)).toEqual(['unknown', 'unknown', 'unknown'])
    expect(note).toBe('arm 1, arm 2: only cash was held.')
  })
  it('of a family say the least p of all', () => {
    const family = (adjustedP: number, pAtFloor: boolean) => ({
      ...comparison(difference(0.3, false)),
      family: {
        sessions: 252,
        criticalT: 2,
        level: 0.05,
        rows: [
          { label: 'arm 1', t: 1, adjustedP: 0.4, pAtFloor: false },
          { label: 'arm 0', t: 5, adjustedP, pAtFloor },
        ],
      },
    })
    expect(familyWords(family(1 / 400, true))).toBe(
      'The daily P&L of arm 0 differs from that of base over 252 sessions, all of them tested at once (least p under 0.003).',
    )
    expect(familyWords(family(0.2, false))).toContain('(least p 0.200)')
  })
})
