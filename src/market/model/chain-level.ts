/** The surface of a modelled chain's date, at the level where the Cboe method on the chain's own quotes gives the VIX wanted. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { type ExpirySlice, QUOTE_STATE, type SideColumns } from '../quote/chain.ts'
import { cboeVix, type CboeVixTermInput } from '../surface/cboe-vix.ts'
import { chooseVixTerms, VIX_DAYS } from '../surface/vix-terms.ts'
import type { VixWindow } from './forward-variance.ts'
import type { ModelExpiry } from './model-expiries.ts'
import { modelSide } from './model-side.ts'
import { modelSlice, type SliceMarket } from './model-slice.ts'
import { calibrateSurface, type Surface } from './surface-model.ts'
import { varianceYears } from './variance-clock.ts'

const ROUNDS_MAX = 6
/** VIX is published in hundredths. */
const TOLERANCE_VOL_POINTS = 0.002
const MS_PER_MINUTE = 60_000
const THIRTY_DAY_MINUTES = 43_200

/**
 * The strip of listed strikes misses what the continuous one has (worthless wings, the gaps between strikes), so the VIX
 * asked of the surface is scaled until the VIX measured on the quotes is the one given; a chain without expiries around 30
 * days keeps the continuous calibration.
 */
export function surfaceForChain(expiries: readonly ModelExpiry[], market: SliceMarket): Surface {
  const at = {
    sessionDate: market.sessionDate,
    sessionDay: dayNumber(market.sessionDate),
    quotedAt: market.quotedAt,
  }
  const listed = expiries.filter((expiry) => !expiry.counterfactual)
  const terms = chooseVixTerms(
    listed.map((expiry) => ({ expiry, slice: emptySlice(expiry, market) })),
    at,
    VIX_DAYS,
  )
  if (terms === null) return calibrateSurface(market.vix_points)
  const [near, next] = [terms.near.expiry, terms.next.expiry]
  const window = windowOf(near, next, market)
  let asked = market.vix_points
  let surface = calibrateSurface(asked, { window })
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const measured = cboeVix({
      near: termOf(modelSlice(near, surface, market), market),
      next: termOf(modelSlice(next, surface, market), market),
    })
    if (!measured.ok) return surface
    const level = measured.value.level_vol_points
    if (Math.abs(level - market.vix_points) <= TOLERANCE_VOL_POINTS) break
    asked *= market.vix_points / level
    surface = calibrateSurface(asked, { window })
  }
  return surface
}

function windowOf(near: ModelExpiry, next: ModelExpiry, { quotedAt }: SliceMarket): VixWindow {
  const [nearMinutes, nextMinutes] = [near, next].map((e) => (e.settlesAt - quotedAt) / MS_PER_MINUTE) as [
    number,
    number,
  ]
  const nearWeight = (nextMinutes - THIRTY_DAY_MINUTES) / (nextMinutes - nearMinutes)
  return {
    nearYears: varianceYears(quotedAt, near.settlesAt),
    nextYears: varianceYears(quotedAt, next.settlesAt),
    nearWeight,
    nextWeight: 1 - nearWeight,
  }
}

function emptySlice(expiry: ModelExpiry, { sessionDate, vix_points }: SliceMarket): ExpirySlice {
  const side = modelSide([], { root: expiry.root, sessionDate, vix_points })
  return { ...expiry, strikes_points: new Float64Array(0), calls: side, puts: side }
}

function termOf(slice: ExpirySlice, { quotedAt, rate }: SliceMarket): CboeVixTermInput {
  return {
    strikes_points: slice.strikes_points,
    callBids: quoted(slice.calls, slice.calls.bids_points),
    callAsks: quoted(slice.calls, slice.calls.asks_points),
    putBids: quoted(slice.puts, slice.puts.bids_points),
    putAsks: quoted(slice.puts, slice.puts.asks_points),
    minutes: (slice.settlesAt - quotedAt) / MS_PER_MINUTE,
    rate,
  }
}

const quoted = (side: SideColumns, prices: Float64Array): Float64Array =>
  prices.map((price, i) => (((side.state[i] ?? 0) & QUOTE_STATE.HAS_QUOTE) === 0 ? 0 : price))
