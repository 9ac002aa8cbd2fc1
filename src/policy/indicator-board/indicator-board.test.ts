import { describe, expect, it } from 'vitest'
import {
  SAMPLE_DAY,
  sampleBoardFacts,
  sampleBoardInputs,
  series,
  swinging,
} from '../../../test/support/sample-indicators.ts'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { ValueSeries } from '../../market/series/series.ts'
import { assembleFacts, type MarketFacts } from '../facts.ts'
import type { BoardLine, IndicatorBoard } from './board.ts'
import { type BoardInputs, indicatorBoard } from './indicator-board.ts'

const DAY = dayNumber(isoDate(SAMPLE_DAY))
const facts = sampleBoardFacts()
const inputs = sampleBoardInputs()
const board = indicatorBoard(facts, inputs)

const linesOf = (of: IndicatorBoard): readonly BoardLine[] => [
  ...of.groups.flatMap(({ lines }) => lines),
  ...(of.valuations.known ? of.valuations.value.flatMap(({ lines }) => lines) : []),
  ...(of.assets.known ? of.assets.value.rows.flatMap(({ lines }) => lines) : []),
]

function line(of: IndicatorBoard, id: string): BoardLine {
  const found = linesOf(of).find((each) => each.id === id)
  if (found === undefined) throw new Error(`no line ${id}`)
  return found
}

function figure(of: IndicatorBoard, ticker: string, id: string): BoardLine {
  const row = of.valuations.known ? of.valuations.value.find((each) => each.ticker === ticker) : undefined
  const found = row?.lines.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no figure ${id} of ${ticker}`)
  return found
}

/** Bars and series as they are known at the day, and the same with nonsense after it. */
const cut = <T extends { readonly days: Int32Array }>(of: T): number =>
  of.days.filter((day) => day <= DAY).length
const truncatedBars = (bars: DailyBars): DailyBars => ({
  ...bars,
  days: bars.days.slice(0, cut(bars)),
  closes: bars.closes.slice(0, cut(bars)),
})
const poisonedBars = (bars: DailyBars): DailyBars => ({
  ...bars,
  closes: bars.closes.map((close, i) => (bars.days[i] > DAY ? close * 7 + 1 : close)),
})
const truncatedSeries = (one: ValueSeries): ValueSeries => ({
  ...one,
  days: one.days.slice(0, cut(one)),
  values: one.values.slice(0, cut(one)),
})
const poisonedSeries = (one: ValueSeries): ValueSeries => ({
  ...one,
  values: one.values.map((value, i) => (one.days[i] > DAY ? -value * 9 : value)),
})

function changed(
  bars: (of: DailyBars) => DailyBars,
  values: (of: ValueSeries) => ValueSeries,
): [MarketFacts, BoardInputs] {
  const { regimes } = facts
  if (regimes === null || regimes.index === null || regimes.vix === null)
    throw new Error('the sample has both histories')
  const [index, vix] = [bars(regimes.index), bars(regimes.vix)]
  return [
    assembleFacts({
      market: facts.market,
      history: index,
      vixHistory: vix,
      regimes: { ...regimes, index, vix },
    }),
    { ...inputs, series: inputs.series.map(values), assets: inputs.assets.map(bars) },
  ]
}

describe('the indicator board', () => {
  it('reads nothing after the day: cut off or poisoned there, it is the same to the last digit', () => {
    expect(indicatorBoard(...changed(truncatedBars, truncatedSeries))).toEqual(board)
    expect(indicatorBoard(...changed(poisonedBars, poisonedSeries))).toEqual(board)
  })

  it('keeps the unknown unknown, with its reason, and the known dated at or before the day', () => {
    const lines = linesOf(board)
    const [unknown, known] = [
      lines.filter((each) => each.value === null),
      lines.filter((each) => each.value !== null),
    ]
    expect(unknown.length).toBeGreaterThan(10)
    expect(known.length).toBeGreaterThan(25)
    for (const each of unknown) {
      expect([each.id, each.asOf, each.rung]).toEqual([each.id, null, null])
      expect(each.reason, each.id).toMatch(/\w/)
    }
    for (const each of known) {
      expect(Number.isFinite(each.value), each.id).toBe(true)
      expect([each.id, each.reason, each.needs]).toEqual([each.id, null, null])
      expect((each.asOf ?? '9999') <= SAMPLE_DAY, each.id).toBe(true)
    }
    expect(line(board, 'vx-contango')).toMatchObject({
      reason: 'no VX futures at hand',
      needs: expect.stringContaining('VX contracts'),
    })
    expect(line(board, 'vvix').needs).toContain('VVIX_History.csv')
    expect(line(board, 'ad-line').needs).toContain('ADVANCES')
  })

  it('says nothing of an index where no history is at hand, and still reads the chain', () => {
    const bare = indicatorBoard(assembleFacts({ market: facts.market, history: null, vixHistory: null }), {
      ...inputs,
      series: [],
      assets: [],
    })
    const known = linesOf(bare).filter(({ value }) => value !== null)
    expect(known.map(({ id }) => id)).toEqual(['vix-chain', 'vix9d-chain', 'vix9d-vix-chain'])
    for (const part of [
      bare.series,
      bare.surprises,
      bare.valuations,
      bare.assets,
      bare.events,
      bare.regimes,
    ]) {
      expect(part).toMatchObject({ known: false, reason: expect.stringMatching(/at hand/) })
    }
    expect(
      bare.forecasts.every(
        ({ volatility_vol_points, needs }) => volatility_vol_points === null && needs !== null,
      ),
    ).toBe(true)
    expect(bare.gamma.known).toBe(true)
  })

  it('gives the means of the closes themselves, and both seedings of MACD', () => {
    const closes = facts.history?.closes ?? new Float64Array()
    for (const period of [20, 50, 200]) {
      const mean = closes.slice(-period).reduce((sum, close) => sum + close, 0) / period
      expect(line(board, `sma${period}`).value).toBeCloseTo(mean, 8)
      expect(line(board, `over-sma${period}`).value).toBeCloseTo(closes[closes.length - 1] / mean - 1, 12)
    }
    for (const seed of ['sma', 'first']) {
      const [macd, signal, histogram] = ['line', 'signal', 'histogram'].map(
        (part) => line(board, `macd-${part}-${seed}`).value ?? NaN,
      )
      expect(histogram).toBeCloseTo(macd - signal, 9)
    }
  })

  it('marks the default range and the forecast the rules use', () => {
    const { variants } = board.edr
    expect(variants.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual(['blend-60-40'])
    expect(variants.filter(({ valid }) => !valid)).toMatchObject([{ id: 'printed-sum', fraction: null }])
    const used = board.forecasts.filter(({ usedByRules }) => usedByRules)
    expect(new Set(used.map(({ id }) => id))).toEqual(new Set(['ewma']))
    expect(used.every(({ fromImplied }) => !fromImplied)).toBe(true)
    // EWMA says the same for every horizon; its clock does not.
    expect(new Set(used.map((row) => row.volatility_vol_points)).size).toBe(1)
    expect(new Set(used.map((row) => row.clocked_vol_points)).size).toBe(3)
  })

  it('adds dealer gamma up: bins and what lies outside are the total, the largest strikes first', () => {
    if (!board.gamma.known) throw new Error(board.gamma.reason)
    const { bins, outside_dollars_per_percent, total_dollars_per_percent, top, assumption } =
      board.gamma.value
    const sum = bins.reduce(
      (total, bin) => total + bin.gamma_dollars_per_percent,
      outside_dollars_per_percent,
    )
    expect(sum / total_dollars_per_percent).toBeCloseTo(1, 9)
    const sizes = top.map((each) => Math.abs(each.gamma_dollars_per_percent))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(sizes.length).toBe(10)
    expect(assumption).toContain('assumed, not observed')
    bins.slice(1).forEach((bin, i) => expect(bin.low_points).toBe(bins[i].high_points))
  })

  it('judges parity against the newest reference of the last week, and at the chain’s own rates', () => {
    expect(board.parity.referenceSource).toContain('SOFR of 2024-01-03')
    // 5.39 % simple on 360 days, to 15 March 16:00 from 5 January 16:15.
    const march = board.parity.rows.find(({ expiration }) => expiration === '2024-03-15')
    const days = 70 - 15 / 1440
    expect(march?.reference_per_year).toBeCloseTo((Math.log(1 + (0.0539 * days) / 360) * 365) / days, 6)
    expect(
      board.parity.rows.every(({ kinds }) => kinds.every(({ gain_points }) => gain_points !== null)),
    ).toBe(true)
    const stale = indicatorBoard(facts, { ...inputs, series: [series('SOFR', [['2023-12-20', 5.3]])] })
    expect(stale.parity).toMatchObject({ open: null, needs: expect.stringContaining('SOFR') })
    const given = {
      ...facts.market,
      expiries: facts.market.expiries.map((one) => ({ ...one, forward: { ...one.forward, rate: 0.2 } })),
    }
    const byHand = indicatorBoard(
      { ...facts, market: given },
      { ...inputs, givenRate: 0.2, ownRates: facts.market },
    )
    expect(byHand.parity.referenceSource).toBe('the rate given by hand')
    expect(byHand.parity.rows.every(({ reference_per_year }) => reference_per_year === 0.2)).toBe(true)
    expect(byHand.parity.rows.map(({ impliedRate_per_year }) => impliedRate_per_year)).toEqual(
      board.parity.rows.map(({ impliedRate_per_year }) => impliedRate_per_year),
    )
  })

  it('takes the surprise of the newest release that was out, not of a consensus for the next', () => {
    // CPI is dated on the first of its month and published 46 days later: December's is not out on 5 January.
    expect(board.surprises).toMatchObject({
      known: true,
      value: [{ symbol: 'CPI', actual: 3.1, consensus: 3, date: '2023-11-01', reason: null }],
    })
    const rows = board.surprises.known ? board.surprises.value : []
    expect(rows[0].surprise).toBeCloseTo(0.1, 12)
    const row = board.series.known ? board.series.value.find(({ symbol }) => symbol === 'CPI') : undefined
    expect(row).toMatchObject({ published: '2023-12-17', lagSource: 'table', revised: false })
  })

  it('computes the figures of a ticker from its parts, as old as the oldest, or names what is missing', () => {
    // The expiry nearest to a year is March's.
    const rate = board.parity.rows.find(({ expiration }) => expiration === '2024-03-15')?.reference_per_year
    const capm = (rate ?? NaN) + 0.6 * 0.046
    expect(figure(board, 'KO', 'beta')).toMatchObject({ value: 0.6, convention: 'series BETA:KO' })
    expect(figure(board, 'KO', 'capm').value).toBeCloseTo(capm, 12)
    // The growth at which the price is the dividends' present value: P = D (1 + g) / (r - g).
    const growth = figure(board, 'KO', 'ddm-growth')
    expect((1.84 * (1 + (growth.value ?? 0))) / (capm - (growth.value ?? 0))).toBeCloseTo(59.5, 8)
    expect(growth.asOf).toBe('2023-12-31')
    expect(figure(board, 'KO', 'pe').reason).toBe('P/E:KO: no such series at hand')
    expect(figure(board, 'KO', 'wacc').reason).toContain('DEBT:KO')
    expect(figure(board, 'VNQ', 'beta').convention).toContain('covariance over variance')
    const percent = inputs.series.map((one) =>
      one.symbol === 'EQUITY PREMIUM' ? series('EQUITY PREMIUM', [['2024-01-01', 4.6]]) : one,
    )
    const refused = indicatorBoard(facts, { ...inputs, series: percent })
    expect(figure(refused, 'KO', 'capm')).toMatchObject({
      value: null,
      reason: expect.stringContaining('a fraction is wanted'),
    })
  })

  it('knows unscheduled events after them only, and lists what is scheduled ahead', () => {
    if (!board.events.known) throw new Error(board.events.reason)
    const { ahead, behind, scheduled } = board.events.value
    expect(ahead.map(({ name, date }) => `${name} ${date}`)).toEqual(['CPI 2024-01-11'])
    expect(behind.map(({ name, date, scheduled: told }) => `${name} ${date} ${told}`)).toEqual([
      'CPI 2023-12-29 false',
    ])
    expect(scheduled[0]).toEqual({ name: 'CPI', date: '2024-01-11', days: 6 })
  })

  it('judges the regimes that a decision carries', () => {
    if (!board.regimes.known) throw new Error(board.regimes.reason)
    const { verdicts, named, blend } = board.regimes.value
    expect(named.map(({ id }) => id)).toEqual(verdicts.map(({ id }) => id))
    expect(blend.rows.length).toBe(verdicts.length)
    expect(verdicts.find(({ id }) => id === 'backwardation')?.fires).toBeNull()
  })

  it('counts quotes that stood still since an earlier reading, and says where there is none', () => {
    expect(board.quotes.stale).toMatchObject({ known: false, needs: expect.stringContaining('seven days') })
    // The same quotes a day earlier, when the forwards were 40 points lower.
    const before = {
      ...facts.market,
      expiries: facts.market.expiries.map((one) => ({
        ...one,
        years: (one.years + 1 / 365) as typeof one.years,
        forward: {
          ...one.forward,
          forward_points: (one.forward.forward_points - 40) as typeof one.forward.forward_points,
        },
      })),
    }
    const { stale } = indicatorBoard(facts, { ...inputs, before }).quotes
    if (!stale.known) throw new Error(stale.reason)
    expect(stale.value.count).toBeGreaterThan(100)
    expect(stale.value.worst?.expectedMove_points).toBeLessThanOrEqual(40)
    expect(stale.value.worst?.expectedMove_points).toBeGreaterThan(30)
  })

  it('lists every other asset beside the index', () => {
    if (!board.assets.known) throw new Error(board.assets.reason)
    expect(board.assets.value.rows.map(({ symbol }) => symbol)).toEqual(['VNQ'])
    // VNQ of the sample is the index's own swings, larger: correlation near one.
    expect(line(board, 'correlation60').value).toBeGreaterThan(0.99)
    expect(indicatorBoard(facts, { ...inputs, assets: [swinging('XLU', 60, 0.01)] }).assets).toMatchObject({
      known: true,
    })
  })
})
