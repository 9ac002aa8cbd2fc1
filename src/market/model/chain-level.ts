/** The surface of a modelled chain's date, at the level where the Cboe method on the chain's own quotes gives the VIX wanted. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { cboeVix, type CboeVix } from '../surface/cboe-vix.ts'
import { chooseVixTerms, VIX_DAYS, type VixTerms } from '../surface/vix-terms.ts'
import type { VixWindow } from './forward-variance.ts'
import type { ModelExpiry } from './model-expiries.ts'
import type { SliceMarket } from './model-slice.ts'
import { calibrateSurface, type Surface } from './surface-model.ts'
import { SURFACE_PARAMETERS } from './surface-parameters.ts'
import type { SurfaceParameters } from './surface-types.ts'
import { varianceYears } from './variance-clock.ts'
import { vixTermQuotes } from './vix-term-quotes.ts'

const ROUNDS_MAX = 6
/** VIX is published in hundredths. */
const TOLERANCE_VOL_POINTS = 0.002
/**
 * How much more VIX the surface is asked for, to begin with: what listed strikes missed on the index's days of 2000 to 2020, within
 * 0.1 %. Wings listed every 25 and 100 points miss more where the index is low. A start only: the rounds settle the rest.
 */
const startingShare = (spot_points: number): number => 1 + Math.min(0.0068, 0.0016 + 6.2 / spot_points)
const MS_PER_MINUTE = 60_000
const THIRTY_DAY_MINUTES = 43_200

/** The surface of a chain, and the index measured on the chain's own quotes at it; null where it cannot be. */
export interface ChainSurface {
  readonly surface: Surface
  readonly measured: (VixTerms<{ readonly expiry: ModelExpiry }> & { readonly index: CboeVix }) | null
}

/**
 * The strip of listed strikes misses what the continuous one has (worthless wings, the gaps between strikes), so the VIX
 * asked of the surface is scaled until the VIX measured on the quotes is the one given; a chain without expiries around 30
 * days keeps the continuous calibration.
 */
export function surfaceForChain(
  expiries: readonly ModelExpiry[],
  market: SliceMarket,
  parameters: SurfaceParameters = SURFACE_PARAMETERS,
): ChainSurface {
  const at = {
    sessionDate: market.sessionDate,
    sessionDay: dayNumber(market.sessionDate),
    quotedAt: market.quotedAt,
  }
  const listed = expiries.filter((expiry) => !expiry.counterfactual)
  const terms = chooseVixTerms(
    listed.map((expiry) => ({ expiry, slice: expiry })),
    at,
    VIX_DAYS,
  )
  if (terms === null) return { surface: calibrateSurface(market.vix_points, { parameters }), measured: null }
  const [near, next] = [terms.near.expiry, terms.next.expiry]
  const window = windowOf(near, next, market)
  const [quotesOfNear, quotesOfNext] = [vixTermQuotes(near, market), vixTermQuotes(next, market)]
  let asked = market.vix_points * startingShare(market.spot_points)
  let surface = calibrateSurface(asked, { window, parameters })
  let measured: ChainSurface['measured'] = null
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const index = cboeVix({
      near: quotesOfNear(surface),
      next: quotesOfNext(surface),
    })
    if (!index.ok) return { surface, measured: null }
    measured = { ...terms, index: index.value }
    const level = index.value.level_vol_points
    if (Math.abs(level - market.vix_points) <= TOLERANCE_VOL_POINTS) break
    asked *= market.vix_points / level
    surface = calibrateSurface(asked, { window, parameters })
  }
  return { surface, measured }
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
