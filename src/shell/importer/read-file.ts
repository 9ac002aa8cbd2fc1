import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import type { AcceptancePolicy } from '../../market/quote/acceptance-policy.ts'
import { assembleChains, type AssembledChains } from '../../market/quote/assemble-chains.ts'
import type { ChainSnapshot } from '../../market/quote/chain.ts'
import type { Decoded } from '../../market/quote/decoder.ts'
import { joinTables } from '../../market/quote/join-tables.ts'
import { meansDamage } from '../../market/quote/refusal-kinds.ts'
import { RefusalCollector, type RefusalLog } from '../../market/quote/refusal-log.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import type { FuturesHistory, ValueSeries } from '../../market/series/series.ts'
import { decodeMember, type DecodedMember } from './decode-member.ts'
import { membersOf } from './members.ts'
import { DEFAULT_LOCALE, numberLocale } from './number-locale.ts'
import { RefusedInput } from './refused-input.ts'

export interface ReadOptions {
  /** A decoder's id; by default the content is sniffed. */
  readonly format?: string
  /** A language such as `de`: decimal comma, fields separated by semicolons. */
  readonly locale?: string
  /** Takes the good rows of a file that holds bad ones. */
  readonly allowPartial?: boolean
  readonly acceptance?: AcceptancePolicy
}

export interface ImportedFile {
  readonly path: string
  /** Decoder id, or several joined by a comma where an archive mixes them. */
  readonly format: string
  /** SHA-256 of the accepted content, whatever the file's name, packing or row order. */
  readonly contentHash: string
  readonly chains: readonly ChainSnapshot[]
  readonly bars: readonly DailyBars[]
  readonly series: readonly ValueSeries[]
  readonly futures: readonly FuturesHistory[]
  readonly refusals: RefusalLog
  /** What was assumed or passed over, counted. */
  readonly warnings: readonly string[]
}

/** What came of a file: its content, or the refusal of the whole with the reasons row by row. */
export type ReadOutcome =
  | { readonly ok: true; readonly value: ImportedFile }
  | { readonly ok: false; readonly refusal: Refusal; readonly rows: RefusalLog | null }

/**
 * Reads a market file: plain, gz or zip, recognised by content, streamed. A file with rows that cannot be read is refused
 * whole, with the first hundred reasons, unless `allowPartial`; then the good rows are taken and the bad ones counted.
 */
export async function readMarketFile(path: string, options: ReadOptions = {}): Promise<ReadOutcome> {
  const locale = options.locale === undefined ? null : numberLocale(options.locale)
  if (locale !== null && !locale.ok) return { ok: false, refusal: locale.refusal, rows: null }
  try {
    const members: DecodedMember[] = []
    for await (const member of membersOf(path)) {
      members.push(await decodeMember(member, options.format ?? null, locale?.value ?? DEFAULT_LOCALE))
    }
    return gather(path, members, options)
  } catch (error) {
    if (error instanceof RefusedInput) return { ok: false, refusal: error.refusal, rows: null }
    throw error
  }
}

type DecodedQuotes = Extract<Decoded, { readonly kind: 'quotes' }>

function gather(path: string, members: readonly DecodedMember[], options: ReadOptions): ReadOutcome {
  const unusable = members.find(({ decoded }) => decoded.kind === 'refused')?.decoded
  if (unusable?.kind === 'refused') return { ok: false, refusal: unusable.refusal, rows: null }
  const format = [...new Set(members.map((member) => member.format))].join(',')
  const quotes = members.flatMap(({ decoded }) => (decoded.kind === 'quotes' ? [decoded] : []))
  const assembled =
    quotes.length === 0
      ? null
      : assembleChains(joined(quotes), {
          source: { name: basename(path), format },
          sourceOf: () => path,
          hash: sha256,
          ...(options.acceptance === undefined ? {} : { policy: options.acceptance }),
        })
  const log = new RefusalCollector()
  if (assembled !== null) log.addLog(assembled.refusals)
  for (const { decoded } of members) {
    if (decoded.kind !== 'quotes' && decoded.kind !== 'refused') log.addLog(decoded.refusals)
  }
  const refusals = log.log()
  const corrupt = Object.entries(refusals.byCode).filter(([code]) => meansDamage(code))
  if (corrupt.length > 0 && options.allowPartial !== true) {
    return { ok: false, refusal: hasRefusedRows(path, corrupt, refusals), rows: onlyDamage(refusals) }
  }
  const file = contentOf(path, format, members, assembled, refusals)
  const holds = file.chains.length + file.bars.length + file.series.length + file.futures.length
  const listingOnly = format === 'lean-universe'
  if (holds === 0)
    return {
      ok: false,
      refusal: listingOnly ? holdsNoQuotes(path) : nothingLeft(path, refusals),
      rows: listingOnly ? null : refusals,
    }
  return { ok: true, value: file }
}

/** Members of one archive as one table: Lean keeps one contract a member. */
function joined(quotes: readonly DecodedQuotes[]): DecodedQuotes {
  const refusals = new RefusalCollector()
  for (const each of quotes) refusals.addLog(each.refusals)
  return {
    kind: 'quotes',
    table: joinTables(quotes.map((each) => each.table)),
    refusals: refusals.log(),
    quotedAtNote: quotes[0].quotedAtNote,
    underlyingLast: Object.assign({}, ...quotes.map((each) => each.underlyingLast)) as Record<string, number>,
  }
}

function contentOf(
  path: string,
  format: string,
  members: readonly DecodedMember[],
  assembled: AssembledChains | null,
  refusals: RefusalLog,
): ImportedFile {
  const chains = assembled?.chains ?? []
  const all = members.map(({ decoded }) => decoded)
  const bars = all.flatMap((decoded) => (decoded.kind === 'daily-bars' ? [decoded.bars] : []))
  const series = all.flatMap((decoded) => {
    if (decoded.kind === 'value-series') return [decoded.series]
    return decoded.kind === 'value-series-set' ? decoded.series : []
  })
  const futures = all.flatMap((decoded) => (decoded.kind === 'futures' ? decoded.futures : []))
  const warnings = [
    ...members.flatMap((member) => member.warnings),
    ...all.flatMap((decoded) => (decoded.kind === 'refused' ? [] : (decoded.warnings ?? []))),
    ...(assembled?.warnings ?? []),
  ]
  const hash = createHash('sha256')
  for (const chain of chains) hash.update(chain.source.contentHash)
  for (const { symbol, days, closes, opens, highs, lows } of bars) {
    hashColumns(hash, symbol, days, [closes, opens, highs, lows])
  }
  for (const { symbol, days, values, publishedDays } of series) {
    const published = publishedDays === undefined ? [] : [Float64Array.from(publishedDays)]
    hashColumns(hash, symbol, days, [values, ...published])
  }
  for (const { root, expirationDay, days, settles, volumes, openInterests } of futures) {
    hashColumns(hash, `${root}@${expirationDay}`, days, [settles, volumes, openInterests])
  }
  const contentHash = hash.digest('hex')
  return {
    path,
    format,
    contentHash,
    chains,
    bars,
    series,
    futures,
    refusals,
    warnings: [...new Set(warnings)],
  }
}

function sha256(parts: Iterable<Uint8Array>): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function hashColumns(
  hash: ReturnType<typeof createHash>,
  name: string,
  days: Int32Array,
  columns: readonly (Float64Array | null)[],
): void {
  hash.update(JSON.stringify([name, days.length, columns.map((column) => column !== null)]))
  for (const column of [days, ...columns]) {
    if (column !== null) hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
}

function hasRefusedRows(
  path: string,
  corrupt: readonly (readonly [string, number])[],
  refusals: RefusalLog,
): Refusal {
  const counts = corrupt.map(([code, count]) => `${code} ${count}`).join(', ')
  const first = refusals.first.find((refusal) => meansDamage(refusal.code))
  return refuse('file.has-refused-rows', {
    field: first?.field ?? 'row',
    was: counts,
    wanted: 'rows that can all be read',
    source: path,
    row: first?.row ?? null,
  })
}

/** The reasons for which the file was refused, without those that would not have refused it. */
function onlyDamage(refusals: RefusalLog): RefusalLog {
  const byCode = Object.fromEntries(Object.entries(refusals.byCode).filter(([code]) => meansDamage(code)))
  return {
    total: Object.values(byCode).reduce((total, count) => total + count, 0),
    byCode,
    first: refusals.first.filter((refusal) => meansDamage(refusal.code)),
  }
}

/** No row is at fault where a format never holds what is wanted. */
const holdsNoQuotes = (path: string): Refusal =>
  refuse('chain.empty', {
    field: 'quotes',
    was: 'a Lean universe file: a listing without bid or ask',
    wanted: 'bid and ask',
    source: path,
    fix: 'Import the quote archives of that day, for example 20210104_quote_european.zip.',
  })

function nothingLeft(path: string, refusals: RefusalLog): Refusal {
  const counts = Object.entries(refusals.byCode).map(([code, count]) => `${code} ${count}`)
  const was = counts.length === 0 ? 'no rows' : counts.join(', ')
  return refuse('chain.empty', {
    field: 'rows',
    was,
    wanted: 'at least one row that can be used',
    source: path,
  })
}
