/**
 * The market of a day of a replay. The index stands where the episode's share of it leads; VIX where the episode's points do, held
 * within what the surface covers. Volatilities are the model's at that VIX, times what the quotes of today are over the model of
 * today at the same strike; forwards keep the carry of their expiry; VX futures keep what they are over the modelled curve.
 */
import { dayNumber } from '../../base/calendar/civil.ts'
import { addSessions, sessionHours } from '../../base/calendar/sessions.ts'
import { yearFraction } from '../../base/calendar/year-fraction.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { RiskFactors } from '../../book/ledger/risk-factors.ts'
import { logMoneyness } from '../../market/pricing/normalised-black.ts'
import { calibrateSurface, type Surface, VIX_HIGH, VIX_LOW } from '../../market/model/surface-model.ts'
import { varianceYears } from '../../market/model/variance-clock.ts'
import { modelledVolatilityMarket, recentVixMean } from '../../market/model/vx-curve-model.ts'
import type { ExpiryState } from '../../market/surface/market-state.ts'
import type { VolatilityMarket } from '../../market/surface/volatility-market.ts'
import { vxFutureOf } from '../../market/surface/vx-curve.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import type { StressMove } from './stress-episode.ts'

/** One day: of the replay's own calendar, which runs on from today. */
export interface StressDay {
  readonly date: IsoDate
  readonly at: EpochMs
  readonly spot_points: number
  readonly vix_vol_points: number
  /** The episode led beyond what the surface covers, and VIX was held there. */
  readonly vixHeld: boolean
  readonly surface: Surface
}

/** Today, before anything moves. */
export function stressStart(facts: MarketFacts, vix_vol_points: number): StressDay {
  const { market } = facts
  return {
    date: market.chain.sessionDate,
    at: market.asOf,
    spot_points: market.impliedSpot_points,
    vix_vol_points,
    vixHeld: false,
    surface: calibrateSurface(vix_vol_points),
  }
}

/** The close of the nth session after today, moved as the episode moved. */
export function stressDay(start: StressDay, move: StressMove, sessions: number): StressDay {
  const date = addSessions(start.date, sessions)
  const hours = sessionHours(date)
  assert(hours !== null, 'a session has hours', { date })
  const wanted = start.vix_vol_points + move.vix_vol_points
  const vix_vol_points = Math.min(VIX_HIGH, Math.max(VIX_LOW, wanted))
  return {
    date,
    at: hours.closesAt,
    spot_points: start.spot_points * (1 + move.index_share),
    vix_vol_points,
    vixHeld: vix_vol_points !== wanted,
    surface: calibrateSurface(vix_vol_points),
  }
}

/** What an option of `expiry` is priced from on a day; `base` is what it is priced from today. At or after settlement no time is left. */
export function stressFactors(
  expiry: ExpiryState,
  strike_points: number,
  base: RiskFactors,
  days: { readonly start: StressDay; readonly day: StressDay },
  clock: MarketFacts['market']['yearClock'],
): RiskFactors {
  const { start, day } = days
  const { settlesAt } = expiry.slice
  const years = yearFraction(clock, day.at, settlesAt)
  const carry = Math.log(base.underlying / start.spot_points) / base.years
  const underlying = day.spot_points * Math.exp(carry * years)
  if (years === 0) return { ...base, underlying, years }
  const now = modelVol(start, settlesAt, base.years, logMoneyness(strike_points, base.underlying))
  const then = modelVol(day, settlesAt, years, logMoneyness(strike_points, underlying))
  return { ...base, underlying, years, volatility: base.volatility * (then / now) }
}

function modelVol({ surface, at }: StressDay, settlesAt: EpochMs, years: number, k: number): number {
  const smile = surface.smile(varianceYears(at, settlesAt, surface.clock))
  return Math.sqrt(smile.totalVariance(k) / years)
}

/** What each VX future of today is over the modelled curve of today. `closes` are those of VIX, today's last. */
export function vxOverModel(
  base: VolatilityMarket,
  start: StressDay,
  closes: Float64Array,
): ReadonlyMap<number, number> {
  const modelled = modelledCurve(base, start, closes)
  return new Map(
    base.futures.flatMap(({ expirationDay, settle_vol_points }) => {
      const model = vxFutureOf(modelled.futures, expirationDay)
      return model === null ? [] : [[expirationDay, settle_vol_points / model.settle_vol_points] as const]
    }),
  )
}

/** VX futures and options on them on a day of the replay. `closes` are those of VIX up to that day. */
export function stressVolatility(
  base: VolatilityMarket,
  day: StressDay,
  closes: Float64Array,
  overModel: ReadonlyMap<number, number>,
): VolatilityMarket {
  const modelled = modelledCurve(base, day, closes)
  const futures = modelled.futures.map(({ expirationDay, settle_vol_points }) => ({
    expirationDay,
    settle_vol_points: settle_vol_points * (overModel.get(expirationDay) ?? 1),
  }))
  return { ...modelled, futures }
}

function modelledCurve(base: VolatilityMarket, day: StressDay, closes: Float64Array): VolatilityMarket {
  const { vix_vol_points } = day
  return modelledVolatilityMarket({
    asOfDay: dayNumber(day.date),
    vix_vol_points,
    recentMean_vol_points: recentVixMean(closes) ?? vix_vol_points,
    optionVols: base.optionVols,
    rate_per_year: base.rate_per_year,
  })
}
