import { describe, expect, it } from 'vitest'
import type { Interval } from '../../base/numerics/bootstrap-interval.ts'
import type { ClaimResult, ClaimResults } from '../../engine/evidence/claim-results.ts'
import { decideClaim } from '../../engine/evidence/claim-verdict.ts'
import { claimsPage } from '../cli/terminal/claims-page.ts'
import { claimsReport } from './claims-report.ts'

const interval: Interval = {
  low: -0.031,
  high: 0.012,
  level: 0.95,
  method: 'studentised',
  resamples: 2000,
  meanBlock: 3,
}

function claim(id: string, untestable: string | null): ClaimResult {
  const registered = {
    id,
    claim: `${id} pays <b>always</b>.`,
    supportedIf: [{ id: 'gain', of: 'the gain', end: 'low', must: 'exceed', threshold: 0.02 }],
    refutedIf: [{ id: 'gain', of: 'the gain', end: 'high', must: 'be under', threshold: 0.02 }],
    wouldChange: 'More data.',
  } as const
  const finding = { value: -0.01, interval }
  const verdict = decideClaim(registered, {
    findings: new Map(untestable === null ? [['gain', finding]] : []),
    rung: 'indexed',
    trials: 4,
    untestable,
  })
  const none = untestable !== null
  return {
    id,
    title: `About ${id}`,
    claim: registered.claim,
    source: 'a page',
    metric: 'the gain',
    design: ['Measured so.'],
    resultsKnown: untestable === null ? 'those of X0' : null,
    amendments: untestable === null ? [{ of: 'wouldChange', was: 'Less data.', why: 'It was wrong.' }] : [],
    verdict,
    beside: untestable === null ? ['To the letter the gain is 12 %.'] : [],
    primary: none
      ? null
      : { of: 'the gain', unit: 'fraction', ...finding, minimumDetectable: 0.02, observations: 993 },
    data: {
      dataHash: none ? '' : 'abcdef0123456789',
      vix: 'published',
      sources: ['closes'],
      from: none ? null : '2000-01-03',
      to: none ? null : '2020-04-17',
    },
    seed: 1,
    registrationHash: 'f'.repeat(64),
    rulesHash: null,
    command: `kondor claims --run ${id}`,
    tables: [
      {
        caption: 'Cases',
        columns: ['case', 'n', 'gain'],
        rows: [
          ['all', 993, -0.01],
          ['few', 3, null],
        ],
        note: null,
      },
    ],
    notes: ['A note.'],
  }
}

const results: ClaimResults = {
  schema: 'kondor.claims/1',
  slice: null,
  claims: [claim('X1', null), claim('X2', 'no series is at hand')],
}

describe('claims as a page', () => {
  const html = claimsReport(results, 'Not advice.')

  it('leads with the date of the data and says verdict, interval, thresholds and tables of each claim', () => {
    for (const words of [
      'Friday 17 April 2020',
      '1 refuted, 1 untestable',
      'X1 pays &lt;b&gt;always&lt;/b&gt;.',
      '−3.10% to 1.20%',
      'registered thresholds 2.00%',
      'the upper bound of the gain is under 0.02',
      'no series is at hand',
      'More data.',
      'To the letter the gain is 12 %.',
      'those of X0',
      'was: Less data. It was wrong.',
      'Registered when results were known, which each of them says: X1.',
      'Words changed since the results, metric and thresholds not: X1.',
      'Not advice.',
    ]) {
      expect(html.includes(words), words).toBe(true)
    }
    expect(html.match(/<svg /g)).toHaveLength(2)
  })

  it('fetches nothing, runs nothing and shows no number that is none', () => {
    expect(/<script|<link rel="stylesheet|@import|url\(|\son\w+=/i.exec(html)).toBeNull()
    expect(/NaN|Infinity|undefined|\[object/.exec(html)).toBeNull()
  })
})

describe('claims in the terminal', () => {
  it('stay within the width', () => {
    for (const width of [60, 80, 100]) {
      const lines = claimsPage(results, width).map((line) => line.map(({ text }) => text).join(''))
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(width)
      expect(lines.join(' ')).toContain('untestable')
    }
  })
})
