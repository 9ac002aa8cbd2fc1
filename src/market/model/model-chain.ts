/**
 * A chain where there is none: quotes of every expiry listed on a session's date, from the index level, VIX and the surface
 * model, as of the close of index options (16:15, 13:15 on half days). It reads like a quoted chain and stands a rung
 * below it. Sizes and open interest are unknown, never zero.
 */
import { createHash } from 'node:crypto'
import { sessionHours } from '../../base/calendar/sessions.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { IndexPoints, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { Rung } from '../../base/vocabulary/rung.ts'
import type { ChainSnapshot } from '../quote/chain.ts'
import { chainCounts } from './chain-counts.ts'
import { type ChainSurface, surfaceForChain } from './chain-level.ts'
import { type ModelExpiry, modelExpiries } from './model-expiries.ts'
import { modelSlice, type SliceMarket } from './model-slice.ts'
import type { ListedRange } from './strike-ladder.ts'
import { SURFACE_PARAMETERS } from './surface-parameters.ts'
import type { SurfaceParameters } from './surface-types.ts'
import { VIX_HIGH, VIX_LOW } from './surface-model.ts'

/** S&P 500 dividends over the index level, mean of 2000 to 2020, to one digit. */
export const DIVIDEND_YIELD_DEFAULT = 0.019
export const DAYS_MAX_DEFAULT = 400
/** Goes into the hash: raise it when strikes, widths or expiries change while the parameters do not. */
const MODEL_VERSION = 2
const NOTE =
  'modelled as of the close of index options; the index level is its own close, a quarter of an hour before'

export interface ModelChainInput {
  /** A session within the calendar. */
  readonly sessionDate: IsoDate
  /** Index close, points. */
  readonly spot_points: number
  /** VIX, points, within 5 and 150. */
  readonly vix_points: number
  /** `quoted` where VIX is the published close; `indexed` where it is modelled from the index path. Said in the chain's name. */
  readonly vixRung: Rung
  /** Continuously compounded, per 365-day year. Null where none is known: the forward is then the spot, and the note says so. */
  readonly rate: number | null
  /** Default {@link DIVIDEND_YIELD_DEFAULT}, or 0 where the rate is unknown. */
  readonly dividendYield?: number
  /** Default SPX and SPXW. */
  readonly roots?: readonly string[]
  /** Index levels since the nearer expiries were listed: strikes that were listed then still are. Default: the spot alone. */
  readonly listed?: ListedRange
  /** Calendar days ahead; default 400. */
  readonly daysMax?: number
  /** Sessions ahead that get an SPXW expiry whether or not it was listed; default 1. */
  readonly counterfactualSessions?: number
  /** For studies of what the model assumes: another smile or term structure. Default as fitted. */
  readonly surface?: SurfaceParameters
  /** Likewise: quotes so many times as wide. Default 1. */
  readonly widthFactor?: number
}

export function modelChain(input: ModelChainInput): ChainSnapshot {
  const { header, market, expiries, chainSurface } = modelDay(input)
  const slices = expiries.map((expiry) => modelSlice(expiry, chainSurface.surface, market))
  return { ...header, expiries: slices, counts: chainCounts(slices) }
}

/** What a modelled chain is made of, before its quotes. */
export interface ModelDay {
  readonly header: Omit<ChainSnapshot, 'expiries' | 'counts'>
  readonly market: SliceMarket
  readonly expiries: readonly ModelExpiry[]
  readonly chainSurface: ChainSurface
}

export function modelDay(input: ModelChainInput): ModelDay {
  const { sessionDate, spot_points, vix_points, vixRung } = input
  const rate = input.rate ?? 0
  const hours = sessionHours(sessionDate)
  assert(hours !== null, 'a modelled chain needs a session', { sessionDate })
  assert(Number.isFinite(spot_points) && spot_points > 0, 'the index level must be positive', { spot_points })
  assert(vix_points >= VIX_LOW && vix_points <= VIX_HIGH, 'VIX outside what the surface covers', {
    vix_points,
  })
  assert(Number.isFinite(rate) && Math.abs(rate) < 1, 'a rate is a decimal', { rate })
  const quotedAt = hours.closesAt
  const dividendYield = input.dividendYield ?? (input.rate === null ? 0 : DIVIDEND_YIELD_DEFAULT)
  const roots = input.roots ?? ['SPX', 'SPXW']
  const daysMax = input.daysMax ?? DAYS_MAX_DEFAULT
  const counterfactualSessions = input.counterfactualSessions ?? 1
  const listed = input.listed ?? { low_points: spot_points, high_points: spot_points }
  assert(
    listed.low_points > 0 && listed.low_points <= spot_points && listed.high_points >= spot_points,
    'the spot lies in the range',
    { ...listed, spot_points },
  )
  const { surface = SURFACE_PARAMETERS, widthFactor = 1 } = input
  assert(widthFactor > 0 && Number.isFinite(widthFactor), 'quotes have a width', { widthFactor })
  const market: SliceMarket = {
    sessionDate,
    quotedAt,
    spot_points,
    listed,
    vix_points,
    rate,
    dividendYield,
    widthFactor,
  }
  const expiries = modelExpiries({ sessionDate, quotedAt, roots, daysMax, counterfactualSessions })
  const asked = [
    sessionDate,
    spot_points,
    vix_points,
    vixRung,
    rate,
    dividendYield,
    roots,
    daysMax,
    counterfactualSessions,
    listed,
    ...(widthFactor === 1 ? [] : [widthFactor]),
  ]
  return {
    market,
    expiries,
    chainSurface: surfaceForChain(expiries, market, surface),
    header: {
      underlying: 'SPX',
      sessionDate,
      quotedAt,
      quotedAtNote: input.rate === null ? `${NOTE}; no rate at hand, so forwards equal the index` : NOTE,
      rung: 'indexed',
      source: {
        name: `modelled surface, ${vixRung === 'quoted' ? 'published' : 'modelled'} VIX ${vix_points.toFixed(2)}`,
        format: 'model',
        contentHash: createHash('sha256')
          .update(JSON.stringify([MODEL_VERSION, asked, surface]))
          .digest('hex'),
      },
      underlyingLast_points: spot_points as IndexPoints,
      refusals: [],
    },
  }
}
