import { describe, expect, it } from 'vitest'
import type { IsoDate } from '../../base/vocabulary/quantity.ts'
import { modelMarket } from './model-market.ts'
import { SURFACE_PARAMETERS } from './surface-parameters.ts'

const DAY = {
  sessionDate: '2018-06-11' as IsoDate,
  spot_points: 2782,
  vix_points: 12.35,
  vixRung: 'quoted',
  rate: 0.018,
  daysMax: 50,
} as const
const { smile } = SURFACE_PARAMETERS
const steeper = { ...SURFACE_PARAMETERS, smile: { ...smile, amplitudeLong: 1.3 * smile.amplitudeLong } }

const at = (market: ReturnType<typeof modelMarket>) => {
  const expiry = market.expiries.find(({ days }) => days > 30)
  if (expiry === undefined) throw new Error('an expiry beyond 30 days')
  const row = expiry.slice.strikes_points.indexOf(2700)
  const { bids_points, asks_points } = expiry.slice.puts
  return {
    width: asks_points[row] - bids_points[row],
    skew: (expiry.volatilityAt?.(-0.05) ?? 0) - (expiry.volatilityAt?.(0) ?? 0),
    vix: market.vix.ok ? market.vix.value.level_vol_points : null,
    hash: market.chain.source.contentHash,
  }
}

describe('assumptions of a modelled day that a study varies', () => {
  const plain = at(modelMarket(DAY))

  it('are the fitted ones unless said otherwise, under the same hash', () => {
    expect(at(modelMarket({ ...DAY, surface: SURFACE_PARAMETERS, widthFactor: 1 }))).toEqual(plain)
  })

  it('steepen the skew and leave the VIX given', () => {
    const other = at(modelMarket({ ...DAY, surface: steeper }))
    expect(other.skew / plain.skew).toBeGreaterThan(1.2)
    expect(other.skew / plain.skew).toBeLessThan(1.4)
    expect(Math.abs((other.vix ?? 0) - DAY.vix_points)).toBeLessThan(0.01)
    expect(other.hash).not.toBe(plain.hash)
  })

  it('widen quotes by the factor, to the tick', () => {
    const other = at(modelMarket({ ...DAY, widthFactor: 2 }))
    expect(Math.abs(other.width - 2 * plain.width)).toBeLessThanOrEqual(0.2)
    expect(other.width).toBeGreaterThan(plain.width)
    expect(other.hash).not.toBe(plain.hash)
  })
})
