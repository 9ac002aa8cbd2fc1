/** Which expiries a modelled chain has: those listed on its date, and the one-day expiries the product needs although unlisted. */
import { dayNumber } from '../../base/calendar/civil.ts'
import { listedExpirations, settlementOf } from '../../base/calendar/expirations.ts'
import { addSessions } from '../../base/calendar/sessions.ts'
import type { DayNumber, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { SettlementStyle } from '../quote/chain.ts'

export interface ModelExpiry {
  readonly root: string
  readonly expiration: IsoDate
  readonly expirationDay: DayNumber
  readonly settlement: SettlementStyle
  readonly settlesAt: EpochMs
  readonly lastTradeAt: EpochMs
  readonly counterfactual: boolean
}

/** The root that has, or would have had, the daily expiries. */
const DAILY_ROOT = 'SPXW'

/** Ascending by settlement, then root. Expiries that settle at or before `quotedAt` are left out. */
export function modelExpiries(input: {
  readonly sessionDate: IsoDate
  readonly quotedAt: EpochMs
  readonly roots: readonly string[]
  readonly daysMax: number
  readonly counterfactualSessions: number
}): ModelExpiry[] {
  const { sessionDate, quotedAt, roots, daysMax, counterfactualSessions } = input
  const expiries: ModelExpiry[] = []
  const add = (root: string, expiration: IsoDate, counterfactual: boolean): void => {
    const series = seriesOf(root, expiration)
    if (series !== null && series.settlesAt > quotedAt) expiries.push({ ...series, counterfactual })
  }
  for (const root of roots) {
    for (const expiration of listedExpirations(root, sessionDate, { daysMax })) add(root, expiration, false)
  }
  if (roots.includes(DAILY_ROOT)) {
    for (let ahead = 1; ahead <= counterfactualSessions; ahead += 1) {
      const expiration = addSessions(sessionDate, ahead)
      const listed = expiries.some((e) => e.root === DAILY_ROOT && e.expiration === expiration)
      if (!listed) add(DAILY_ROOT, expiration, true)
    }
  }
  return expiries.sort((a, b) => a.settlesAt - b.settlesAt || (a.root < b.root ? -1 : 1))
}

type Series = Omit<ModelExpiry, 'counterfactual'>

/** By root and date: a series stands in the chains of many days. */
const known = new Map<string, Series | null>()

function seriesOf(root: string, expiration: IsoDate): Series | null {
  const key = root + expiration
  const found = known.get(key)
  if (found !== undefined) return found
  const settlement = settlementOf(root, expiration)
  const series = settlement.ok
    ? {
        root,
        expiration,
        expirationDay: dayNumber(expiration),
        settlement: settlement.value.style,
        settlesAt: settlement.value.settlesAt,
        lastTradeAt: settlement.value.lastTradeAt,
      }
    : null
  known.set(key, series)
  return series
}
