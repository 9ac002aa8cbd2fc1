import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { settlementOf } from '../../../base/calendar/expirations.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { black76Price } from '../../pricing/black76.ts'
import { simulateMarket } from './simulate-market.ts'
import { simulatedVolatilityMarket } from './simulated-volatility-market.ts'

const DATES = ['2019-01-16', '2019-02-13', '2019-05-22'].map((date) => isoDate(date))

describe('simulatedVolatilityMarket', () => {
  for (const mode of ['fair', 'realistic'] as const) {
    const market = simulateMarket({ mode, seed: 9, startDate: isoDate('2019-01-02'), sessions: 8 })
    const row = 3
    const days = DATES.map(dayNumber)
    const volatility = simulatedVolatilityMarket(market, row, days)

    it(`gives back the futures and the option prices of the ${mode} market by Black-76`, () => {
      expect(volatility.rung).toBe('simulated')
      expect(volatility.futures.map((f) => f.settle_vol_points)).toEqual([...market.vxCurveAt(row, days)])
      DATES.forEach((date, i) => {
        const { settle_vol_points: forward_points } = volatility.futures[i]
        const settlesAt = mustAccept(settlementOf('VIX', date)).settlesAt
        const years = (settlesAt - market.quotedAt[row]) / (365 * 86_400_000)
        const discount = Math.exp(-market.rate * years)
        for (const strike_points of [16, 20, 25]) {
          const k = Math.log(strike_points / forward_points)
          const terms = { forward_points, strike_points, years, discount }
          const own = volatility.optionVols.vol(days[i] - market.days[row], k)
          const priced = market.vixOptionAt(row, { expirationDay: days[i], strike_points, right: 'C' })
          expect(black76Price({ ...terms, right: 'C', volatility: own })).toBeCloseTo(priced.price_points, 7)
        }
      })
    })

    it(`has a volatility at every strike of the ${mode} market, below the least VIX too`, () => {
      for (const k of [-3, -1, 0, 1, 3]) {
        for (const ahead of [1, 30, 400]) {
          const vol = volatility.optionVols.vol(ahead, k)
          expect(vol > 0 && vol < 5).toBe(true)
        }
      }
      expect(volatility.optionVols.atmVol(30)).toBe(volatility.optionVols.vol(30, 0))
    })
  }
})
