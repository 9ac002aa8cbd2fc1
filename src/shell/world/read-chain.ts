/** The chain that a request is about: from a file, or the newest stored one. */
import { addDays, dayNumber, isoOfDay } from '../../base/calendar/civil.ts'
import { newYorkInstant } from '../../base/calendar/new-york.ts'
import { sessionHours } from '../../base/calendar/sessions.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import { readMarketFile } from '../importer/read-file.ts'
import type { AsOf } from './as-of.ts'
import type { TodayRequest } from './today-source.ts'

/** What Kondor trades. */
export const UNDERLYING = 'SPX'

/** The newest SPX chain in the file that was struck at or before the as-of time. */
export async function chainFromFile(file: string, request: TodayRequest): Promise<Result<ChainSnapshot>> {
  const { locale, allowPartial } = request
  const imported = await readMarketFile(file, { ...(locale === null ? {} : { locale }), allowPartial })
  if (!imported.ok) return imported
  const { chains } = imported.value
  const ours = chains.filter((chain) => chain.underlying === UNDERLYING)
  if (ours.length === 0) {
    const names = [...new Set(chains.map((chain) => chain.underlying))].join(', ')
    const was = names === '' ? `no option chain (${imported.value.format})` : `chains of ${names}`
    return refused(missing(file, was))
  }
  const limit = lastInstant(request.asOf)
  const known = ours.filter((chain) => chain.quotedAt <= limit)
  if (known.length === 0) return refused(missing(file, 'only quotes struck after the as-of time'))
  return accepted(known.reduce((newest, chain) => (chain.quotedAt > newest.quotedAt ? chain : newest)))
}

const missing = (source: string, was: string) =>
  refuse('chain.empty', { field: 'chain', was, wanted: `an ${UNDERLYING} option chain`, source })

/** The instant after which nothing may be read: that given, or the last of the day given. */
export function lastInstant(asOf: AsOf | null): number {
  if (asOf === null) return Number.POSITIVE_INFINITY
  return asOf.instant ?? newYorkInstant(isoOfDay(addDays(dayNumber(asOf.date), 1)), 0) - 1
}

/**
 * The as-of time of a decision on the chain: the instant asked for; for a day after the quotes' own, that day's close;
 * otherwise the quotes' own instant.
 */
export function asOfFor(chain: ChainSnapshot, asOf: AsOf | null): EpochMs {
  if (asOf === null) return chain.quotedAt
  if (asOf.instant !== null) return asOf.instant
  const hours = sessionHours(asOf.date)
  const close = hours?.closesAt ?? chain.quotedAt
  return asOf.date > chain.sessionDate && close > chain.quotedAt ? close : chain.quotedAt
}
