/** A simulated row as a chain of quotes: it reads like a quoted chain and stands on the lowest rung. */
import { createHash } from 'node:crypto'
import { isoOfDay } from '../../../base/calendar/civil.ts'
import type { DayNumber, EpochMs, IndexPoints } from '../../../base/vocabulary/quantity.ts'
import type { ChainSnapshot } from '../../quote/chain.ts'
import { chainCounts } from '../chain-counts.ts'
import { DAYS_MAX_DEFAULT } from '../model-chain.ts'
import { type ModelExpiry, modelExpiries } from '../model-expiries.ts'
import { modelSlice, type SliceMarket } from '../model-slice.ts'
import type { SimulatedMarket } from './simulated-market.ts'

export interface SimulatedChainOptions {
  /** Default SPX and SPXW. */
  readonly roots?: readonly string[]
  /** Calendar days ahead; default that of a modelled chain. */
  readonly daysMax?: number
  /** Sessions ahead that get an SPXW expiry whether or not it was listed; default 1. */
  readonly counterfactualSessions?: number
  /** Expiries to leave out: making one costs a fraction of a millisecond, and a rule looks at few. */
  readonly wanted?: (expiry: ModelExpiry) => boolean
}

/**
 * Quotes of the expiries listed on the row's date, from the market's surface, on ticks and with the widths of a modelled chain. Mids
 * are off the fair price by up to half a tick: what must be fair to the last digit goes by `optionPrice`.
 */
export function simulatedChain(
  market: SimulatedMarket,
  row: number,
  options: SimulatedChainOptions = {},
): ChainSnapshot {
  const surface = market.surfaceAt(row)
  const sessionDate = isoOfDay(market.days[row] as DayNumber)
  const quotedAt = market.quotedAt[row] as EpochMs
  const { mode, seed, rate, dividendYield } = market
  const spot_points = market.spots_points[row]
  const vix_points = market.vix_vol_points[row]
  const slices: SliceMarket = { sessionDate, quotedAt, spot_points, vix_points, rate, dividendYield }
  const roots = options.roots ?? ['SPX', 'SPXW']
  const daysMax = options.daysMax ?? DAYS_MAX_DEFAULT
  const counterfactualSessions = options.counterfactualSessions ?? 1
  const listed = modelExpiries({ sessionDate, quotedAt, roots, daysMax, counterfactualSessions })
  const expiries = listed
    .filter(options.wanted ?? (() => true))
    .map((expiry) => modelSlice(expiry, surface, slices))
  const hash = createHash('sha256').update(JSON.stringify([mode, seed, sessionDate, rate, dividendYield]))
  for (const { expirationDay, root, strikes_points, calls, puts } of expiries) {
    hash.update(`${root} ${expirationDay}`)
    for (const column of [strikes_points, calls.bids_points, calls.asks_points]) hash.update(column)
    for (const column of [puts.bids_points, puts.asks_points]) hash.update(column)
  }
  return {
    underlying: 'SPX',
    sessionDate,
    quotedAt,
    quotedAtNote: 'simulated as of the close of index options',
    rung: 'simulated',
    source: {
      name: `simulated ${mode} market, seed ${seed}`,
      format: 'simulator',
      contentHash: hash.digest('hex'),
    },
    underlyingLast_points: spot_points as IndexPoints,
    expiries,
    counts: chainCounts(expiries),
    refusals: [],
  }
}
