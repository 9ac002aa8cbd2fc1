import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../base/calendar/civil.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { settlementOfBars, type SettlementSources } from './settlements-of-bars.ts'

const dates = ['2013-12-19', '2013-12-20', '2013-12-23'].map((date) => dayNumber(isoDate(date)))
const bars: DailyBars = {
  symbol: 'SPX',
  source: 'invented',
  rung: 'indexed',
  days: Int32Array.from(dates),
  closes: Float64Array.of(1809.6, 1818.32, 1827.99),
  opens: Float64Array.of(1809, 1810.39, 1822.92),
  highs: null,
  lows: null,
}
const friday = isoDate('2013-12-20')
const am = { root: 'SPX', expiration: friday, style: 'AM', settlementDate: friday } as const
const pm = { ...am, root: 'SPXW', style: 'PM' } as const
const after = dates[1] ?? 0

const from = (change: Partial<SettlementSources> = {}): SettlementSources => ({
  bars,
  ...change,
})

describe('settlementOfBars', () => {
  it('takes what was published before anything else', () => {
    const official = new Map([['SPX 2013-12-20', 1814.25]])
    expect(settlementOfBars(from({ official }), am, after)).toEqual({
      value_points: 1814.25,
      basis: 'official',
    })
  })

  it('lets no open stand for the opening quotation: an AM series settles on the close before', () => {
    expect(settlementOfBars(from(), am, after)).toEqual({ value_points: 1809.6, basis: 'prior-close' })
    const noFriday = { ...bars, days: Int32Array.of(dates[0] ?? 0, dates[2] ?? 0) }
    expect(settlementOfBars(from({ bars: noFriday }), am, after)?.value_points).toBe(1809.6)
    // An older close is no settlement: with Thursday missing, nothing is known.
    const noThursday = { ...bars, days: Int32Array.of((dates[0] ?? 0) - 1, dates[1] ?? 0) }
    expect(settlementOfBars(from({ bars: noThursday }), am, after)).toBeNull()
    expect(settlementOfBars(from(), { ...am, settlementDate: isoDate('2013-12-19') }, after)).toBeNull()
  })

  it('settles PM series on the close of their own day, and not before it', () => {
    expect(settlementOfBars(from(), pm, after)).toEqual({ value_points: 1818.32, basis: 'close' })
    expect(settlementOfBars(from(), pm, after - 1)).toBeNull()
    expect(settlementOfBars(from(), am, after - 1)).toBeNull()
  })

  it('gives VIX and VX nothing but a published value', () => {
    const vx = { ...am, root: 'VX' }
    expect(settlementOfBars(from(), vx, after)).toBeNull()
    const official = new Map([['VX 2013-12-20', 13.9]])
    expect(settlementOfBars(from({ official }), vx, after)?.value_points).toBe(13.9)
  })

  it('knows no close of a day that is missing', () => {
    const short = { ...bars, days: bars.days.slice(0, 1), closes: bars.closes.slice(0, 1), opens: null }
    expect(settlementOfBars(from({ bars: short }), pm, after)).toBeNull()
  })
})
