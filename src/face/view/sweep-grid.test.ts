import { describe, expect, it } from 'vitest'
import type { SweepEvidence, SweepRow } from '../../engine/evidence/sweep-evidence.ts'
import type { RuleSetting } from '../../policy/rules/rules-variant.ts'
import { foldTable, gridTable, rankingTable, sweepVerdict, worthRows } from './sweep.ts'
import { shortKeys, sweepHeat } from './sweep-grid.ts'
import type { Table } from './words.ts'

const rowOf = (rulesHash: string, sharpe: number | null): SweepRow => ({
  label: `a.put=${rulesHash}`,
  rulesHash,
  excessReturn: sharpe === null ? null : sharpe / 10,
  sharpe,
  status: 'traded',
  pnl_dollars: 1000,
  maxDrawdown: -0.1,
  pnlPerLvr: 0.2,
  kappa: 1.1,
  costs_dollars: 50,
  trades: 12,
  expectancy_dollars: 83,
  expectancyInterval: {
    low: -21,
    high: 190,
    level: 0.95,
    method: 'studentised',
    resamples: 2000,
    meanBlock: 2,
  },
  winRate: 0.7,
  winRateInterval: { low: 0.38, high: 0.91, level: 0.95, method: 'Wilson', resamples: null, meanBlock: null },
})
const place = (rulesHash: string, ...settings: readonly RuleSetting[]) => ({ rulesHash, settings })
const put = (value: RuleSetting['value']): RuleSetting => ({
  key: 'structures[0].contract.shorts.put',
  value,
})
const share = (value: RuleSetting['value']): RuleSetting => ({ key: 'sizing.marginShareMax', value })

const EVIDENCE: SweepEvidence = {
  kind: 'sweep',
  study: 's',
  sessions: 2000,
  ruined: 0,
  neverTraded: 0,
  rows: [rowOf('b', 0.9), rowOf('a', -0.3)],
  notRanked: null,
  deflatedSharpe: 0.97,
  overfitting: {
    probability: 0.1,
    probabilityOfLoss: 0.2,
    inSample: 1,
    outOfSample: 1,
    splits: 70,
    blocks: 8,
    stepsPerBlock: 250,
    stepsLeftOut: 0,
  },
  walkForward: {
    folds: [
      {
        train: { from: 0, to: 2 },
        test: { from: 3, to: 5 },
        chosen: { label: 'a.put=b', rulesHash: 'b' },
        inSample: 0.8,
        outOfSample: null,
      },
    ],
    efficiency: 0.5,
  },
  trials: { study: 's', trials: 2, varianceOfSharpes: 0.1 },
}
const DATES = ['2020-01-02', '2020-01-03', '2020-01-06', '2020-01-07', '2020-01-08']

describe('the grid of a sweep', () => {
  it('is a plane of two keys, ascending, unknown and empty places told apart', () => {
    const variants = [
      place('a', put(0.2), share(0.1)),
      place('b', put(0.1), share(0.1)),
      place('c', put(0.1), share(0.05)),
    ]
    const heat = sweepHeat(variants, [rowOf('a', -0.3), rowOf('b', 0.9), rowOf('c', null)])
    expect(heat).toMatchObject({
      rowKey: 'put',
      columnKey: 'marginShareMax',
      columns: ['0.05', '0.1'],
      scale: 0.9,
    })
    expect(heat?.rows).toEqual([
      { name: '0.1', values: [null, 0.9] },
      { name: '0.2', values: [undefined, -0.3] },
    ])
  })
  it('is a line of one key, and nothing where three vary', () => {
    const line = sweepHeat([place('a', put(null)), place('b', put(0.1))], [rowOf('a', 1), rowOf('b', 2)])
    expect([line?.rowKey, line?.columns, line?.rows[0].values]).toEqual([null, ['null', '0.1'], [1, 2]])
    const three = [1, 2].map((v) => place(`${v}`, put(v), share(v), { key: 'x', value: v }))
    expect(sweepHeat(three, [])).toBeNull()
  })
  it('names keys by as much of their end as tells them apart', () => {
    expect([...shortKeys(['a.shorts.put', 'a.wings.put', 'b.c']).values()]).toEqual([
      'shorts.put',
      'wings.put',
      'b.c',
    ])
  })
  it('has a column for each key, and rows in the order of the evidence', () => {
    const variants = [place('a', put(0.2)), place('b', put(0.1))]
    const table = gridTable({ evidence: EVIDENCE, variants, dates: DATES })
    expect(table.columns.slice(0, 3).map(({ title }) => title)).toEqual(['#', 'put', 'Sharpe'])
    expect(table.rows.map((cells) => cells.slice(0, 3))).toEqual([
      ['1', '0.1', '0.90'],
      ['2', '0.2', '\u22120.30'],
    ])
    const [fold] = foldTable({ evidence: EVIDENCE, variants, dates: DATES }).rows
    expect(fold).toEqual(['3 Jan 2020', '7 Jan 2020 to 8 Jan 2020', 'put=b', '0.80', 'unknown'])
  })
  it('shows no expectancy and no win rate without its interval', () => {
    const variants = [place('a', put(0.2)), place('b', put(0.1))]
    const grid = gridTable({ evidence: EVIDENCE, variants, dates: DATES })
    const cell = ({ columns, rows }: Table, title: string) =>
      rows[0][columns.findIndex((column) => column.title === title)]
    expect(cell(grid, 'Each, 95 %')).toBe('$83 (\u2212$21 to $190)')
    expect(cell(grid, 'Won, 95 %')).toBe('70.0% (38.0% to 91.0%)')
    expect(cell(rankingTable(EVIDENCE), 'Each, 95 %')).toBe('$83 (\u2212$21 to $190)')
    const few = { ...EVIDENCE, rows: [{ ...rowOf('b', 0.9), expectancyInterval: null }] }
    expect(cell(gridTable({ evidence: few, variants, dates: DATES }), 'Each, 95 %')).toBe('$83 (no interval)')
  })
  it('gives no rank and no ratio to what was ruined or never traded, and says how many they are', () => {
    const rows = [
      rowOf('b', 0.9),
      { ...rowOf('a', null), status: 'ruined' as const },
      { ...rowOf('c', null), status: 'never traded' as const },
    ]
    const evidence = { ...EVIDENCE, rows, ruined: 1, neverTraded: 1 }
    const variants = ['a', 'b', 'c'].map((hash) => place(hash, put(hash)))
    const wanted = [
      ['1', '0.90'],
      ['–', 'ruined'],
      ['–', 'never traded'],
    ]
    const grid = gridTable({ evidence, variants, dates: DATES })
    expect(grid.rows.map(([rank, , sharpe]) => [rank, sharpe])).toEqual(wanted)
    expect(rankingTable(evidence).rows.map(([rank, , sharpe]) => [rank, sharpe])).toEqual(wanted)
    const worth = worthRows(evidence).map(({ label, value }) => [label, value])
    expect(worth).toContainEqual(['Ruined', '1 variant'])
    expect(worth).toContainEqual(['Never traded', '1 variant'])
    expect(sweepVerdict(evidence).verdict).toBe('The best of 2 is better than luck')
  })
  it('is called better than luck only where both tests say so', () => {
    expect(sweepVerdict(EVIDENCE).verdict).toBe('The best of 2 is better than luck')
    expect(sweepVerdict({ ...EVIDENCE, deflatedSharpe: 0.9 }).verdict).toBe('The best of 2 may be luck')
    const { overfitting } = EVIDENCE
    const fitted = overfitting === null ? null : { ...overfitting, probability: 0.4 }
    expect(sweepVerdict({ ...EVIDENCE, overfitting: fitted }).verdict).toBe('The best of 2 may be luck')
    expect(sweepVerdict({ ...EVIDENCE, notRanked: 'too short' })).toMatchObject({
      verdict: 'Not ranked',
      lead: 'too short.',
    })
  })
})
