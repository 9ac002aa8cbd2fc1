import { describe, expect, it } from 'vitest'
import { AssertionFailure } from '../../base/vocabulary/assert.ts'
import type { CandidateYields, Figure, Reason } from '../../policy/decision.ts'
import {
  openIntent,
  sampleCondor,
  sampleDecision,
  sampleOpening,
} from '../../../test/support/sample-decision.ts'
import { DECODERS } from '../../market/quote/formats/index.ts'
import { ageOf, longDate, newYorkInstant, shortDate } from './dates.ts'
import { formatFigure, formatValue } from './figure.ts'
import { formatName } from './headline.ts'
import { dollars, grouped, percent, price, signed, significant } from './numbers.ts'
import { countVerdicts, reasonText } from './reason.ts'
import { todayWords } from './today.ts'
import { yieldsWords } from './yields.ts'

describe('numbers', () => {
  it.each([
    [1234567.891, 2, '1,234,567.89'],
    [-1234.5, 2, '−1,234.50'],
    [-0.001, 2, '0.00'],
    [999.999, 2, '1,000.00'],
    [0, 0, '0'],
  ])('groups %d to %d decimals as %s', (value, decimals, text) => {
    expect(grouped(value, decimals)).toBe(text)
  })
  it.each([
    [4545, '$4,545'],
    [-57.24, '−$57.24'],
    [12345.67, '$12,346'],
    [0, '$0'],
    [0.055, '$0.06'],
  ])('writes %d dollars as %s', (value, text) => {
    expect(dollars(value)).toBe(text)
  })
  it.each([
    [0.0535, '5.35%'],
    [0.694, '69.4%'],
    [-0.02, '−2.00%'],
  ])('writes the fraction %d as %s', (value, text) => {
    expect(percent(value)).toBe(text)
  })
  it('signs both ways and never signs zero', () => {
    expect([signed(0.0421, 3), signed(-0.0421, 3), signed(0.0001, 3)]).toEqual(['+0.042', '−0.042', '0.000'])
  })
  it('keeps significant digits of small numbers', () => {
    expect([significant(-0.0912), significant(0.000123456), significant(12345)]).toEqual([
      '−0.0912',
      '0.000123',
      '12,345',
    ])
  })
  it('keeps the half tick of a mid', () => {
    expect([price(4.55), price(0.725), price(-0.15), price(0.1 + 0.2)]).toEqual([
      '4.55',
      '0.725',
      '−0.15',
      '0.30',
    ])
  })
  it('stops on what is not a number', () => {
    expect(() => grouped(Number.NaN, 2)).toThrow(AssertionFailure)
  })
})

describe('dates', () => {
  it('names the weekday of a civil date, whatever the zone of the machine', () => {
    expect(longDate('2024-01-05')).toBe('Friday 5 January 2024')
    expect(longDate('2000-02-29')).toBe('Tuesday 29 February 2000')
    expect(shortDate('2020-04-17')).toBe('17 Apr 2020')
  })
  it('shows instants in New York', () => {
    expect(newYorkInstant('2024-01-05T16:15:00-05:00')).toBe('Friday 5 January 2024, 16:15 New York')
  })
  const asOf = '2024-01-05T16:15:00-05:00'
  const at = (iso: string) => ageOf(asOf, Date.parse(iso))
  it.each([
    ['2024-01-05T21:15:30Z', 'just in', false],
    ['2024-01-05T21:20:00Z', '5 minutes old', false],
    ['2024-01-06T09:15:00Z', '12 hours old', false],
    ['2024-01-09T14:30:00Z', '4 days old', false],
    ['2024-01-10T14:30:00Z', '5 days old', true],
    ['2024-06-05T14:30:00Z', '5 months old', true],
    ['2026-11-21T10:00:00Z', '2 years 10 months old', true],
    ['2027-01-05T10:00:00Z', '3 years old', true],
    ['2024-01-05T18:15:00Z', "dated 3 hours after this machine's clock", true],
  ])('at %s the data is %s', (now, words, stale) => {
    expect(at(now)).toEqual({ words, stale })
  })
})

describe('figures', () => {
  it.each([
    [null, 'dollars', 'unknown'],
    [4697.238, 'index points', '4,697.24'],
    [13.3456, 'vol points', '13.35'],
    [57.24, 'dollars per day', '$57.24 a day'],
    [-158.08, 'dollars per vol point', '−$158.08 per vol point'],
    [1, 'contracts', '1 contract'],
    [42, 'days', '42 days'],
    [2.61, 'days', '2.6 days'],
    [0.0535, 'per year', '5.35% a year'],
    [-0.042, 'natural log', '−0.042'],
    ['2024-02-16', 'date', 'Fri 16 Feb 2024'],
    [1.5, 'expected moves', '1.50 expected moves'],
    [20938, 'count', '20,938'],
  ] as const)('writes %s in %s as %s', (value, unit, text) => {
    expect(formatValue(value, unit)).toBe(text)
  })
  it('never writes an unknown as zero', () => {
    const unknown: Figure = {
      id: 'x',
      label: 'x',
      value: null,
      unit: 'ratio',
      rung: 'quoted',
      note: 'no history',
    }
    expect(formatFigure(unknown)).toBe('unknown')
  })
})

describe('sources', () => {
  /** Formats that hold no chain: no decision is ever made on one. */
  const SERIES = [
    'cboe-index-history',
    'cboe-vx',
    'daily-bars',
    'fred',
    'kondor-events',
    'kondor-series',
    'lean-bars',
    'lean-universe',
  ]
  it('has a name for every format a chain may come in', () => {
    const nameless = DECODERS.map((decoder) => decoder.id).filter((id) => formatName(id) === id)
    expect(nameless.toSorted()).toEqual(SERIES)
  })
})

describe('reasons', () => {
  it('fills placeholders with figures in words', () => {
    expect(reasonText(sampleDecision().reason)).toBe('Stand aside: coverage 1.28 is under the wanted 1.50.')
  })
  it('stops where a sentence names a figure it does not carry', () => {
    const broken: Reason = { id: 'b', verdict: 'pass', says: '{missing}', figures: [], because: [] }
    expect(() => reasonText(broken)).toThrow(AssertionFailure)
  })
  it('counts the leaves by verdict', () => {
    expect(countVerdicts(sampleDecision().reason)).toEqual({ pass: 1, fail: 1, unknown: 1, note: 0 })
  })
})

describe('the decision in words', () => {
  const now = Date.parse('2024-01-05T22:00:00Z')
  it('says of when the data is, its rung, its source and its age in one sentence', () => {
    expect(todayWords(sampleDecision(), now).headline.text).toBe(
      'Data of Friday 5 January 2024, 16:15 New York, quoted (Cboe delayed quotes, spx_quotedata.csv), 45 minutes old.',
    )
  })
  it('says once why several tiers cannot be priced', () => {
    const tier = (id: string) => ({ id, label: id, asked: `a ${id} tier`, why: 'no expiry in reach' })
    const other = { ...tier('odd'), why: 'no strikes' }
    const tiersDeclined = [tier('low'), tier('mid'), tier('high'), other]
    const words = todayWords({ ...sampleDecision(), tiersDeclined }, Date.parse('2024-01-05T22:00:00Z'))
    expect(words.tiersDeclined.map(({ label, why }) => [label, why])).toEqual([
      ['low, mid, high', 'no expiry in reach'],
      ['odd', 'no strikes'],
    ])
  })
  it('keeps the date of the quotes apart from the time decided for', () => {
    const { headline, ticket } = todayWords(sampleDecision({ asOf: '2024-01-08T16:15:00-05:00' }), now)
    expect(headline.quotedAt).toBe('Friday 5 January 2024, 16:15 New York')
    expect(headline.asOf).toBe("Monday 8 January 2024, 16:15 New York (later than this machine's clock)")
    // The age is that of the quotes.
    expect(headline.age).toBe('45 minutes old')
    expect(ticket).toContain(
      'DATA   Friday 5 January 2024, 16:15 New York, quoted\nAS OF  Monday 8 January 2024',
    )
    expect(todayWords(sampleDecision(), now).ticket).not.toContain('AS OF')
  })
  it('has no mid for a leg without a bid, and no floor below a tick', () => {
    const sample = sampleCondor()
    const legs = sample.legs.map((leg, i) => (i === 0 ? { ...leg, bid_points: 0, ask_points: 0.05 } : leg))
    const walk = [
      { afterMinutes: 0, limit_points: 0.1 },
      { afterMinutes: 3, limit_points: 0.05 },
    ]
    const condor = { ...sample, legs, credit: { mid_points: 0.1, natural_points: -0.15, walk } }
    const words = todayWords(sampleDecision({ candidates: [condor] }), now)
    expect(words.condor?.legs.rows[0]?.[3]).toBe('none')
    expect(words.ticket).toContain('FLOOR  0.05 (natural is -0.15: unlikely to fill)')
  })
  it('shows the condor it declined, and a ticket that says it is not advised', () => {
    const words = todayWords(sampleDecision(), now)
    expect(words.verdict.title).toBe('Stand aside')
    expect(words.condor?.name).toBe('SPXW 16 Feb 2024 4425/4475/4870/4920')
    expect(words.ticket).toMatch(/^NOT ADVISED/)
    expect(words.ticket).toContain('LIMIT  net credit 13.45, DAY')
  })
  it('multiplies the ticket, not the condor, by the contracts', () => {
    const words = todayWords(sampleOpening(), now)
    expect(words.verdict.sentence).toBe(
      'Sell SPXW 16 Feb 2024 4425/4475/4870/4920 for 13.45 points, working down to natural.',
    )
    expect(words.ticket).toContain('SELL 2  SPXW  240216P04475000  4475 put')
    expect(words.ticket).toContain('RISK   max loss $7,420, margin $7,420')
    expect(words.ticket).not.toContain('NOT ADVISED')
  })
  it('warns on the ticket of data that is old or modelled, and not otherwise', () => {
    expect(todayWords(sampleOpening(), now).ticket).toMatch(/^SELL TO OPEN 2/)
    const later = Date.parse('2026-11-21T10:00:00Z')
    expect(
      todayWords({ ...sampleOpening(), rung: 'indexed' }, later)
        .ticket?.split('\n')
        .slice(0, 3),
    ).toEqual([
      "OLD DATA: 2 years 10 months old. These are not today's prices.",
      'MODELLED: nobody quoted these prices.',
      '',
    ])
  })
  it('puts every order of a decision on the ticket', () => {
    const other = sampleCondor({ id: 'other', expiration: '2024-03-15' })
    const words = todayWords(
      {
        ...sampleOpening(),
        candidates: [sampleCondor(), other],
        intents: [openIntent(sampleCondor(), 1, 13.45), openIntent(other, 3, 13)],
      },
      now,
    )
    expect(words.verdict.title).toBe('Sell 4 condors')
    expect(words.verdict.sentence).toMatch(/^Sell 1 × SPXW 16 Feb .* and 3 × SPXW 15 Mar /)
    expect(words.ticket?.match(/SELL TO OPEN/g)).toHaveLength(2)
    expect(words.others.map((condor) => condor.id)).toEqual(['other'])
  })
  it('writes tickets in ASCII, whatever the texts hold', () => {
    const words = todayWords(sampleDecision({ disclaimer: 'Not “advice” — 5 − 3…\u001b[2J' }), now)
    expect(words.ticket).toMatch(/^[\x20-\x7e\n]*$/)
  })
  it('counts refusals by code, most first, with what they mean', () => {
    const { data } = todayWords(sampleDecision(), now)
    expect(data.line).toBe('21,038 quotes read, 21,031 accepted, 7 refused.')
    expect(data.refusals.map((row) => [row.label, row.value])).toEqual([
      ['quote.no-ask', '5'],
      ['quote.crossed', '2'],
    ])
    expect(data.refusals[1]?.note).toBe('The bid is above the ask.')
  })
  it('says unknown where the condor does not know, and warns of a credit that is no credit', () => {
    const condor = sampleCondor({
      coverageKappa: null,
      credit: { mid_points: 0.1, natural_points: -0.2, walk: [] },
    })
    const words = todayWords(sampleDecision({ candidates: [condor] }), now)
    const rows = words.condor?.groups.flatMap((group) => group.rows) ?? []
    expect(rows.find((row) => row.label === 'Coverage κ')?.value).toBe('unknown')
    expect(rows.find((row) => row.label === 'Credit at natural')).toMatchObject({
      value: '−0.20',
      tone: 'bad',
    })
    expect(words.ticket).toContain('no walk')
  })
})

describe('stress and yields', () => {
  const words = todayWords(sampleDecision(), 0).condor?.yields
  const [smile, volatility] = words?.tables ?? []
  const shown = (label: string) => words?.rows.find((one) => one.label === label)
  it('names the smile dynamics beside every delta and stress', () => {
    expect(smile?.rows).toEqual([
      ['Sticky strike', '−$2.65', '−$262', '−$638', '+0.53'],
      ['Sticky moneyness', '−$4.71', '−$101', '−$769', '+0.94'],
    ])
    expect(smile?.note).toContain('sticky moneyness: the smile rides with the index')
    expect(volatility?.note).toContain('Sticky strike: every strike keeps its volatility.')
    const greeks = todayWords(sampleDecision(), 0).condor?.groups.find(({ title }) => title === 'Greeks')
    expect(greeks?.rows[0]?.note).toBe('per index point, sticky strike')
  })
  it('shows the VIX that goes with a shift, and "none" where no shift does it', () => {
    expect(volatility?.rows[0]).toEqual(['1 day', '−1.72 (11.5)', '+0.31 (13.7)', 'none'])
    expect(volatility?.columns.map(({ title }) => title)).toEqual([
      'Vol after',
      'Index −3%',
      'Unchanged',
      'Index +3%',
    ])
  })
  it('gives the spike both ways, in dollars and in days of LVR', () => {
    expect(shown('Volatility +5 points')).toMatchObject({
      value: '−$742',
      note: 'repriced, 18.5 days of LVR; by vega −$790, 19.7 days of LVR; index unchanged',
    })
  })
  it('says why a figure is missing', () => {
    const whole = sampleCondor()
    if (whole.yields === null) throw new Error('the sample has yields')
    const yields: CandidateYields = {
      ...whole.yields,
      range: { low_points: null, high_points: null, leverage: null, note: 'not short gamma' },
      breakEvenMove: { points: null, note: 'no move breaks even' },
      onMargin: { ...whole.yields.onMargin, internal_per_year: null, note: 'two of them' },
    }
    const rows = yieldsWords(sampleCondor({ yields }))?.rows ?? []
    const text = (label: string): string => {
      const found = rows.find((one) => one.label === label)
      return `${found?.value}: ${found?.note}`
    }
    expect(text('Equal range')).toBe('none: not short gamma')
    expect(text('Break-even move')).toBe('none: no move breaks even')
    expect(text('Return on margin, at most')).toContain('no one internal rate (two of them)')
  })
  it('leaves out days by which everything has settled, and the group where there are no yields', () => {
    const [, shown] = yieldsWords(sampleCondor({ days: 3 }))?.tables ?? []
    expect(shown?.rows.map(([day]) => day)).toEqual(['1 day'])
    expect(yieldsWords(sampleCondor({ days: 0.5 }))?.tables).toHaveLength(1)
    expect(yieldsWords(sampleCondor({ yields: null }))).toBeNull()
  })
})
