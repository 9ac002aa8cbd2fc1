/** What each invariant does when the market moves and the strikes stay: percent changes of k and of x / y since entry. */
import { type FlatCondor, flatCondor } from './flat-condor.ts'
import { type Invariant, type InvariantState, productOf, ratioOf } from './invariant.ts'

export interface Shock {
  readonly label: string
  readonly spotFactor: number
  /** Added to every volatility and to the index of volatility, decimal. */
  readonly volShift: number
  /** Share of the life still left. */
  readonly timeFactor: number
}

/** The shocks of the published table, in its order. */
export const SHOCKS: readonly Shock[] = [
  { label: '−1 % spot', spotFactor: 0.99, volShift: 0, timeFactor: 1 },
  { label: '−2 % spot', spotFactor: 0.98, volShift: 0, timeFactor: 1 },
  { label: 'IV +5', spotFactor: 1, volShift: 0.05, timeFactor: 1 },
  { label: 'half the time', spotFactor: 1, volShift: 0, timeFactor: 0.5 },
  { label: '−2 % and IV +5', spotFactor: 0.98, volShift: 0.05, timeFactor: 1 },
]

/** The two set-ups of the published table: 45 days and one session, SPX at 7138.8. */
export const MONTHLY_SETUP: FlatCondor = {
  spot_points: 7138.8,
  strikes_points: [6690, 6740, 7540, 7590],
  volatility: 0.16,
  years: 45 / 365,
}
export const DAILY_SETUP: FlatCondor = {
  spot_points: 7138.8,
  strikes_points: [7030, 7040, 7235, 7245],
  volatility: 0.18,
  years: 1 / 252,
}

export interface ShockResponse {
  /** Change of k since entry as a share: 0.45 is +45 %. Null where a factor is unknown. */
  readonly k: number | null
  /** The same of x / y; null too where y has reached zero. */
  readonly ratio: number | null
  /** A factor is zero or negative. */
  readonly breach: boolean
  /** Why k is unknown; empty where it is not. */
  readonly note: string
}

function shockedState(setting: FlatCondor, shock: Shock): InvariantState {
  const entry = flatCondor(setting)
  const volatility = setting.volatility + shock.volShift
  const after = flatCondor({
    ...setting,
    spot_points: setting.spot_points * shock.spotFactor,
    volatility,
    years: setting.years * shock.timeFactor,
  })
  return {
    ...after,
    entryCredit_points: entry.entryCredit_points,
    entryEdr_points: entry.entryEdr_points,
    // The mean of the index does not jump with it.
    series: { ...after.series, 'vix-mean': entry.series?.['vix-mean'] ?? null },
  }
}

/** Against k of entry, not against the aged baseline: the table shows the clock too. */
export function shockResponse(invariant: Invariant, setting: FlatCondor, shock: Shock): ShockResponse {
  const before = invariant.measure(flatCondor(setting))
  const after = invariant.measure(shockedState(setting, shock))
  const change = (quantity: typeof productOf): number | null => {
    const from = quantity(before)
    const to = quantity(after)
    return from === null || to === null || from === 0 ? null : to / from - 1
  }
  return {
    k: change(productOf),
    ratio: change(ratioOf),
    breach: (after.x !== null && after.x <= 0) || (after.y !== null && after.y <= 0),
    note: after.note,
  }
}
