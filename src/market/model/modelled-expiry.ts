import type { DayNumber, EpochMs, IndexPoints, IsoDate, Volatility } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { refused, type Result } from '../../base/vocabulary/result.ts'
import {
  type ExpirySlice,
  type OptionalColumn,
  QUOTE_STATE,
  type SettlementStyle,
  type SideColumns,
} from '../quote/chain.ts'
import type { ExpiryForward, ExpiryState, SmileFit } from '../surface/market-state.ts'
import type { ModelExpiry } from './model-expiries.ts'
import {
  modelQuotes,
  type ModelQuotes,
  modelSmile,
  modelTerms,
  type ModelTerms,
  type SliceMarket,
} from './model-slice.ts'
import type { Surface, SurfaceSmile } from './surface-model.ts'

const MS_PER_DAY = 86_400_000

/**
 * An expiry of a modelled market, its smile and its quotes made when first looked at. Classes and not literals: a day has forty of
 * these and most are never looked at, and a literal's getters would be made anew for each.
 */
export class ModelledExpiry implements ExpiryState {
  readonly slice: ExpirySlice
  readonly years: ExpiryState['years']
  readonly days: number
  readonly forward: ExpiryForward
  readonly smile: Result<SmileFit> = NOT_FITTED
  readonly #quotes: QuotesOfExpiry
  #callVols: OptionalColumn | null = null
  #putVols: OptionalColumn | null = null

  constructor(expiry: ModelExpiry, surface: Surface, market: SliceMarket) {
    const terms = modelTerms(expiry, market)
    this.#quotes = new QuotesOfExpiry(expiry, terms, surface, market)
    this.slice = new ModelledSlice(expiry, this.#quotes)
    this.years = terms.years
    this.days = (expiry.settlesAt - market.quotedAt) / MS_PER_DAY
    this.forward = {
      forward_points: terms.forward_points as IndexPoints,
      discount: terms.discount,
      rate: market.rate,
      rateSource: 'given',
      strikesUsed: 0,
      outliersRejected: 0,
      residual_points: 0,
    }
  }

  get callVols(): OptionalColumn {
    const { calls, vols } = this.#quotes.made
    return (this.#callVols ??= volsWhereBid(calls, vols))
  }

  get putVols(): OptionalColumn {
    const { puts, vols } = this.#quotes.made
    return (this.#putVols ??= volsWhereBid(puts, vols))
  }

  get atmVol(): Volatility {
    return this.volatilityAt(0) as Volatility
  }

  volatilityAt(logMoneyness: number): number {
    return Math.sqrt(this.#quotes.smile.totalVariance(logMoneyness)) / Math.sqrt(this.years)
  }
}

class ModelledSlice implements ExpirySlice {
  readonly root: string
  readonly expiration: IsoDate
  readonly expirationDay: DayNumber
  readonly settlement: SettlementStyle
  readonly settlesAt: EpochMs
  readonly lastTradeAt: EpochMs
  readonly counterfactual: boolean
  readonly #quotes: QuotesOfExpiry

  constructor(expiry: ModelExpiry, quotes: QuotesOfExpiry) {
    this.root = expiry.root
    this.expiration = expiry.expiration
    this.expirationDay = expiry.expirationDay
    this.settlement = expiry.settlement
    this.settlesAt = expiry.settlesAt
    this.lastTradeAt = expiry.lastTradeAt
    this.counterfactual = expiry.counterfactual
    this.#quotes = quotes
  }

  get strikes_points(): Float64Array {
    return this.#quotes.made.strikes_points
  }

  get calls(): SideColumns {
    return this.#quotes.made.calls
  }

  get puts(): SideColumns {
    return this.#quotes.made.puts
  }
}

/** What the state and the slice of an expiry share. */
class QuotesOfExpiry {
  readonly #expiry: ModelExpiry
  readonly #terms: ModelTerms
  readonly #surface: Surface
  readonly #market: SliceMarket
  #smile: SurfaceSmile | null = null
  #made: ModelQuotes | null = null

  constructor(expiry: ModelExpiry, terms: ModelTerms, surface: Surface, market: SliceMarket) {
    this.#expiry = expiry
    this.#terms = terms
    this.#surface = surface
    this.#market = market
  }

  get smile(): SurfaceSmile {
    return (this.#smile ??= modelSmile(this.#expiry, this.#surface, this.#market))
  }

  get made(): ModelQuotes {
    return (this.#made ??= modelQuotes(this.#expiry, this.#terms, this.smile, this.#market))
  }
}

const NOT_FITTED: Result<SmileFit> = refused(
  refuse('surface.fit-failed', {
    field: 'smile',
    was: "the model's own smile",
    wanted: 'a fit, which a model has no need of',
    source: 'modelled surface',
    fix: 'Nothing is amiss: volatilities are read off the model.',
  }),
)

/** As a reader of quotes would have it: no volatility without a bid. */
function volsWhereBid({ state }: SideColumns, values: Float64Array): OptionalColumn {
  const present = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i += 1) present[i] = (state[i] & QUOTE_STATE.ZERO_BID) === 0 ? 1 : 0
  return { values, present }
}
