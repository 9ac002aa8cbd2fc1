/** The chain that a request is about: from a file, or the newest stored one. */
import { formatNewYork } from '../../base/calendar/new-york.ts'
import { isSession, previousSession, sessionHours } from '../../base/calendar/sessions.ts'
import type { EpochMs } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import { type AsOf, lastInstant } from './as-of.ts'
import { type Opened, type TodayRequest, notOpened, opened } from './today-source.ts'

/** What Kondor trades. */
export const UNDERLYING = 'SPX'

/** The newest SPX chain in the file that was struck at or before the as-of time. */
export async function chainFromFile(file: string, request: TodayRequest): Promise<Opened<ChainSnapshot>> {
  const { locale, allowPartial } = request
  // Loaded here, because the decision on the newest stored chain needs no importer.
  const { readMarketFile } = await import('../importer/read-file.ts')
  const imported = await readMarketFile(file, { ...(locale === null ? {} : { locale }), allowPartial })
  if (!imported.ok) return { ...imported, rows: imported.rows?.first ?? [] }
  const { chains } = imported.value
  const ours = chains.filter((chain) => chain.underlying === UNDERLYING)
  if (ours.length === 0) {
    const names = [...new Set(chains.map((chain) => chain.underlying))].join(', ')
    const was = names === '' ? `no option chain (${imported.value.format})` : `chains of ${names}`
    const fix =
      names === ''
        ? `Keep it for later decisions with: kondor import ${file}`
        : 'Kondor trades SPX only: download its chain.'
    return notOpened(missing(file, was, fix))
  }
  const limit = lastInstant(request.asOf)
  const known = ours.filter((chain) => chain.quotedAt <= limit)
  if (known.length === 0) {
    const [first] = ours.map((chain) => chain.quotedAt).sort((one, other) => one - other)
    return notOpened(
      refuse('quote.future', {
        field: 'quotedAt',
        was: first === undefined ? 'none' : `quotes from ${formatNewYork(first)} on`,
        wanted: 'quotes struck at or before the as-of time',
        source: file,
        fix: 'Ask for a later --as-of, or leave it out to decide at the time of the quotes.',
      }),
    )
  }
  return opened(known.reduce((newest, chain) => (chain.quotedAt > newest.quotedAt ? chain : newest)))
}

const missing = (source: string, was: string, fix: string) =>
  refuse('chain.empty', { field: 'chain', was, wanted: `an ${UNDERLYING} option chain`, source, fix })

/**
 * The as-of time of a decision on the chain: the instant asked for; for a day, the close of its session or of the last one
 * before it, where that session is later than the quotes' own; otherwise the quotes' own instant. A weekend after the
 * quotes' session thus leaves them fresh, and a holiday months later does not.
 */
export function asOfFor(chain: ChainSnapshot, asOf: AsOf | null): EpochMs {
  if (asOf === null) return chain.quotedAt
  if (asOf.instant !== null) return asOf.instant
  const session = isSession(asOf.date) ? asOf.date : previousSession(asOf.date)
  const close = sessionHours(session)?.closesAt ?? chain.quotedAt
  return session > chain.sessionDate && close > chain.quotedAt ? close : chain.quotedAt
}
