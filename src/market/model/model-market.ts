/**
 * The market of a modelled chain, read without solving back what the model knows: forwards, discounts and volatilities are
 * the model's own, and the smile is the model's, so that nothing is fitted. Quotes are those of {@link modelChain}, to the
 * tick. Every expiry listed is there, and its quotes are made when first looked at: a backtest pays for the expiries its
 * rules touch, and rules see all of them.
 *
 * It differs from `readMarket(modelChain(...))` by what that loses in quotes rounded to ticks; model-market.test.ts says how much.
 */
import { once } from '../../base/vocabulary/once.ts'
import type { IndexPoints, VolPoints } from '../../base/vocabulary/quantity.ts'
import { accepted, type Result } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot } from '../quote/chain.ts'
import type { MarketState, VixReading } from '../surface/market-state.ts'
import { vixReading } from '../surface/vix-reading.ts'
import { VIX9D_DAYS, VIX_DAYS } from '../surface/vix-terms.ts'
import type { ChainSurface } from './chain-level.ts'
import { chainCounts } from './chain-counts.ts'
import { modelDay, type ModelChainInput } from './model-chain.ts'
import type { ModelExpiry } from './model-expiries.ts'
import { ModelledExpiry } from './modelled-expiry.ts'
import type { SliceMarket } from './model-slice.ts'
import type { Surface } from './surface-model.ts'

/** As of the quotes, on the calendar-365 clock. Stops where `modelChain` would. */
export function modelMarket(input: ModelChainInput): MarketState {
  const { header, market, expiries, chainSurface } = modelDay(input)
  return marketOfSurface(
    { header, market, expiries, surface: chainSurface.surface },
    measuredVix(chainSurface),
  )
}

/** A day of any model: which expiries there are, and the surface their quotes are made from. */
export interface SurfaceDay {
  readonly header: Omit<ChainSnapshot, 'expiries' | 'counts'>
  readonly market: SliceMarket
  readonly expiries: readonly ModelExpiry[]
  readonly surface: Surface
}

/** The market of a surface. VIX is read off the quotes where it is not known. */
export function marketOfSurface(
  { header, market, expiries, surface }: SurfaceDay,
  knownVix: Result<VixReading> | null,
): MarketState {
  const states = expiries.map((expiry) => new ModelledExpiry(expiry, surface, market))
  const slices = states.map(({ slice }) => slice)
  const counts = once(() => chainCounts(slices))
  const vix = once(() => knownVix ?? vixReading(states, header, VIX_DAYS))
  // Nine days are read off two more expiries, which most rules never ask for.
  const vix9d = once(() => vixReading(states, header, VIX9D_DAYS))
  return {
    chain: {
      ...header,
      expiries: slices,
      get counts() {
        return counts()
      },
    },
    asOf: header.quotedAt,
    yearClock: 'calendar-365',
    expiries: states,
    leftOut: [],
    impliedSpot_points: market.spot_points as IndexPoints,
    get vix() {
      return vix()
    },
    get vix9d() {
      return vix9d()
    },
  }
}

function measuredVix({ measured }: ChainSurface): Result<VixReading> | null {
  const [nearTerm, nextTerm] = [measured?.index.near, measured?.index.next ?? null]
  if (measured === null || nearTerm === undefined || nextTerm === null) return null
  const { near, next, rule, index } = measured
  return accepted({
    level_vol_points: index.level_vol_points as VolPoints,
    horizonDays: VIX_DAYS,
    rule,
    nearRoot: near.expiry.root,
    nearExpiration: near.expiry.expiration,
    nextRoot: next.expiry.root,
    nextExpiration: next.expiry.expiration,
    nearVariance: nearTerm.variance,
    nextVariance: nextTerm.variance,
    nearForward_points: nearTerm.forward_points as IndexPoints,
    nextForward_points: nextTerm.forward_points as IndexPoints,
  })
}
