import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../../../base/calendar/civil.ts'
import { mustAccept } from '../../../base/vocabulary/result.ts'
import { readMarket } from '../../surface/read-market.ts'
import { simulateMarket } from './simulate-market.ts'
import { simulatedChain } from './simulated-chain.ts'
import type { SimulationMode } from './simulated-market.ts'

const MODES: readonly SimulationMode[] = ['realistic', 'fair', 'planted']
const market = (mode: SimulationMode) =>
  simulateMarket({ mode, seed: 11, startDate: isoDate('2019-01-02'), sessions: 40 })

describe('simulatedChain', () => {
  it('reads like a quoted chain: forwards, spot, and a VIX near the simulated one', () => {
    for (const mode of MODES) {
      const simulated = market(mode)
      for (const row of [0, 17, 39]) {
        const chain = simulatedChain(simulated, row, { daysMax: 70 })
        expect(chain.rung).toBe('simulated')
        const state = mustAccept(readMarket(chain, { asOf: chain.quotedAt }))
        expect(state.leftOut).toEqual([])
        expect(state.impliedSpot_points).toBeCloseTo(simulated.spots_points[row], -1)
        // The chain's VIX looks through real Fridays, weekends and ticks; the simulated one through thirty plain days.
        const measured = mustAccept(state.vix).level_vol_points
        expect(Math.abs(measured / simulated.vix_vol_points[row] - 1)).toBeLessThan(0.05)
      }
    }
  })

  it('quotes around the price that the market states', () => {
    const simulated = market('fair')
    const chain = simulatedChain(simulated, 5, { daysMax: 60 })
    for (const { settlesAt, strikes_points, calls, puts } of chain.expiries) {
      strikes_points.forEach((strike_points, i) => {
        const call = simulated.optionPrice(5, { settlesAt, strike_points, right: 'C' })
        const put = simulated.optionPrice(5, { settlesAt, strike_points, right: 'P' })
        const inside =
          calls.bids_points[i] <= call &&
          call <= calls.asks_points[i] &&
          puts.bids_points[i] <= put &&
          put <= puts.asks_points[i]
        if (!inside) expect({ strike_points, call, put }).toBe('inside its quotes')
      })
    }
  })

  it('makes only the expiries wanted, and hashes what it quotes', () => {
    const simulated = market('fair')
    const expirationDay = dayNumber(isoDate('2019-02-15'))
    const wanted = (expiry: { readonly expirationDay: number }): boolean =>
      expiry.expirationDay === expirationDay
    const few = simulatedChain(simulated, 3, { wanted })
    expect(few.expiries.map((e) => `${e.root} ${e.settlement}`)).toEqual(['SPX AM', 'SPXW PM'])
    const again = simulatedChain(market('fair'), 3, { wanted })
    expect(again.source.contentHash).toBe(few.source.contentHash)
    expect(simulatedChain(simulated, 4, { wanted }).source.contentHash).not.toBe(few.source.contentHash)
    expect(few.source.name).toBe('simulated fair market, seed 11')
  })
})
