import { describe, expect, it } from 'vitest'
import type { EvidenceFigure } from '../../engine/evidence/evidence-figure.ts'
import type { RunEvidence } from '../../engine/evidence/evidence-report.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { figureGroups, runVerdict } from './evidence.ts'

const figure = (id: string, value: number | null, change: Partial<EvidenceFigure> = {}): EvidenceFigure => ({
  id,
  label: id,
  value,
  unit: 'fraction',
  rung: 'quoted',
  note: null,
  interval: null,
  ...change,
})

const evidence = (change: Partial<RunEvidence>): RunEvidence => ({
  kind: 'run',
  provenance: { label: 'run', rung: 'quoted', rulesHash: '', dataHash: '', seed: null },
  study: 'test',
  from: isoDate('2010-01-04'),
  to: isoDate('2010-12-31'),
  sessions: 252,
  resampling: { seed: 1, level: 0.95, resamples: 99 },
  figures: [figure('excess-over-bills', 0)],
  drawdowns: [],
  months: [],
  attribution: [
    { id: 'time', label: 'Time', total_dollars: 0, weight: 0 },
    { id: 'interest', label: 'Interest', total_dollars: 3, weight: 1 },
  ],
  trials: { study: 'test', trials: 2, varianceOfSharpes: null },
  timingLuck: null,
  entryRefusals: [],
  notes: [],
  ...change,
})

describe('the verdict over a run that opened nothing', () => {
  it('names what refused most often, on how many sessions, and what else did', () => {
    const { verdict, lead } = runVerdict(
      evidence({
        entryRefusals: [
          { because: 'scheduled events are unknown', sessions: 251 },
          { because: 'VIX is above the limit', sessions: 40 },
        ],
      }),
    )
    expect(verdict).toBe('Nothing was opened')
    expect(lead).toContain('refused on 251 of 252 sessions because scheduled events are unknown.')
    expect(lead).toContain('Also: VIX is above the limit (40).')
  })
  it('says no more than it knows where the run did not count', () => {
    expect(runVerdict(evidence({})).lead).toContain('the rules opened nothing: the account earned interest')
  })
})

describe('the verdict over a record too short to be told from luck', () => {
  const interval = {
    low: 0.01,
    high: 0.2,
    level: 0.95,
    method: 'studentised',
    resamples: 99,
    meanBlock: 1,
  } as const
  const note = '99 daily steps, fewer than 250: unknown'
  const short = evidence({
    attribution: [{ id: 'time', label: 'Time', total_dollars: 9, weight: 1 }],
    figures: [figure('excess-over-bills', 0.1, { interval }), figure('deflated-sharpe', null, { note })],
  })
  it('gives no chance, and says why', () => {
    const { verdict, lead } = runVerdict(short)
    expect(verdict).toBe('Paid more than T-bills, perhaps by luck')
    expect(lead).toContain(`is unknown: ${note}.`)
    const rows = figureGroups(short).flatMap((group) => group.rows)
    expect(rows.find(({ label }) => label === 'Better than luck')?.note).toBe(note)
  })
})
