import { yearFraction } from '../../base/calendar/year-fraction.ts'
import { normalPdf } from '../../base/numerics/normal.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import { black76Price } from '../pricing/black76.ts'
import type { ExpirySlice } from '../quote/chain.ts'
import type { ModelExpiry } from './model-expiries.ts'
import { type ModelOption, modelSide } from './model-side.ts'
import { strikeLadder } from './strike-ladder.ts'
import type { Surface } from './surface-model.ts'
import { varianceYears } from './variance-clock.ts'

export interface SliceMarket {
  readonly sessionDate: IsoDate
  readonly quotedAt: EpochMs
  readonly spot_points: number
  readonly vix_points: number
  /** Continuously compounded, per 365-day year. */
  readonly rate: number
  readonly dividendYield: number
}

/** An expiry's quotes from the surface. Calls and puts share one volatility, so put-call parity holds up to the width of the quotes. */
export function modelSlice(expiry: ModelExpiry, surface: Surface, market: SliceMarket): ExpirySlice {
  const { sessionDate, quotedAt, spot_points, vix_points, rate, dividendYield } = market
  const years = yearFraction('calendar-365', quotedAt, expiry.settlesAt)
  const forward = spot_points * Math.exp((rate - dividendYield) * years)
  const discount = Math.exp(-rate * years)
  const smile = surface.smile(varianceYears(quotedAt, expiry.settlesAt, surface.clock))
  const strikes_points = strikeLadder(forward, years * 365)
  const calls: ModelOption[] = []
  const puts: ModelOption[] = []
  for (const strike of strikes_points) {
    const k = Math.log(strike / forward)
    const deviation = Math.sqrt(smile.totalVariance(k))
    const common = {
      forward_points: forward,
      strike_points: strike,
      years,
      volatility: deviation / Math.sqrt(years),
      discount,
    }
    const up = -k / deviation + deviation / 2
    const vega_points = (discount * forward * normalPdf(up) * Math.sqrt(years)) / 100
    calls.push({
      price_points: black76Price({ right: 'C', ...common }),
      vega_points,
      intrinsic_points: Math.max(0, discount * (forward - strike)),
    })
    puts.push({
      price_points: black76Price({ right: 'P', ...common }),
      vega_points,
      intrinsic_points: Math.max(0, discount * (strike - forward)),
    })
  }
  const at = { root: expiry.root, sessionDate, vix_points }
  return { ...expiry, strikes_points, calls: modelSide(calls, at), puts: modelSide(puts, at) }
}
