import { newYorkCivil } from '../../base/calendar/new-york.ts'
import type { EpochMs, IndexPoints } from '../../base/vocabulary/quantity.ts'
import { acceptanceFor, type AcceptancePolicy } from './acceptance-policy.ts'
import { type Acceptance, acceptQuotes, type JudgedInstant } from './accept-quotes.ts'
import { canonicalBytes } from './canonical-bytes.ts'
import { type ChainCounts, type ChainSnapshot, type ExpirySlice, QUOTE_STATE } from './chain.ts'
import { sliceOf } from './chain-slice.ts'
import type { Decoded } from './decoder.ts'
import type { QuoteTable } from './quote-table.ts'
import { RefusalCollector, type RefusalLog } from './refusal-log.ts'

export interface AssembleOptions {
  readonly source: { readonly name: string; readonly format: string }
  /** SHA-256, hexadecimal, of the bytes in turn. Given by the shell: hashing is no arithmetic of ours. */
  readonly hash: (parts: Iterable<Uint8Array>) => string
  /** Default: that of the format. */
  readonly policy?: AcceptancePolicy
  /** Where a row of the table came from, for tables joined from several files. Default: the source's name. */
  readonly sourceOf?: (row: number) => string
}

export interface AssembledChains {
  /** One an underlying and instant with at least one accepted quote, ascending by instant. */
  readonly chains: readonly ChainSnapshot[]
  /** What the decoder and the acceptance rules refused, together. */
  readonly refusals: RefusalLog
  /** What was collapsed or assumed, counted. */
  readonly warnings: readonly string[]
}

/**
 * Flat quotes to chains: judged by `acceptQuotes`, grouped by underlying and instant, root and expiration, with the call
 * and the put of a strike side by side. Neither the order of the rows nor the file's name changes the content hash.
 */
export function assembleChains(
  decoded: Extract<Decoded, { readonly kind: 'quotes' }>,
  options: AssembleOptions,
): AssembledChains {
  const { source } = options
  const policy = options.policy ?? acceptanceFor(source.format)
  const acceptance = acceptQuotes(decoded.table, policy)
  const sourceOf = options.sourceOf ?? (() => source.name)
  const all = new RefusalCollector()
  all.addLog(decoded.refusals)
  const only = acceptance.instants.length === 1
  const chains: ChainSnapshot[] = []
  for (const instant of acceptance.instants) {
    const own = refusalsOf(acceptance, instant, sourceOf)
    all.addLog(own)
    const expiries = slicesOf(decoded.table, acceptance, instant)
    if (expiries.length === 0) continue
    // A row that the decoder refused has no instant: it is counted with the chain where there is one chain only.
    const refusals = only ? all.log() : own
    const unread = only ? decoded.refusals.total : 0
    const last = only ? decoded.underlyingLast[instant.underlying] : undefined
    const chain: Omit<ChainSnapshot, 'source'> = {
      underlying: instant.underlying,
      sessionDate: newYorkCivil(instant.quotedAt as EpochMs).date,
      quotedAt: instant.quotedAt as EpochMs,
      quotedAtNote: decoded.quotedAtNote,
      rung: 'quoted',
      underlyingLast_points: last === undefined ? null : (last as IndexPoints),
      expiries,
      counts: countsOf(acceptance, instant, instant.count + unread, refusals),
      refusals: refusals.first,
    }
    chains.push({ ...chain, source: { ...source, contentHash: options.hash(canonicalBytes(chain)) } })
  }
  return { chains, refusals: all.log(), warnings: warningsOf(acceptance, decoded.table.count) }
}

function refusalsOf(
  acceptance: Acceptance,
  instant: JudgedInstant,
  sourceOf: (row: number) => string,
): RefusalLog {
  const refusals = new RefusalCollector()
  for (const { rows } of instant.series) {
    for (const row of rows) {
      const code = acceptance.codeOf(row)
      if (code !== null) refusals.addLazily(code, () => acceptance.explain(row, sourceOf(row)))
    }
  }
  return refusals.log()
}

function slicesOf(table: QuoteTable, acceptance: Acceptance, instant: JudgedInstant): ExpirySlice[] {
  const slices: ExpirySlice[] = []
  for (const series of instant.series) {
    const slice = sliceOf(table, acceptance.states, series)
    if (slice !== null) slices.push(slice)
  }
  return slices.sort((a, b) => a.settlesAt - b.settlesAt || (a.root < b.root ? -1 : 1))
}

function countsOf(
  acceptance: Acceptance,
  instant: JudgedInstant,
  quotesRead: number,
  refusals: RefusalLog,
): ChainCounts {
  const { states } = acceptance
  let quotesAccepted = 0
  let zeroBids = 0
  let locked = 0
  for (const { rows } of instant.series) {
    for (const row of rows) {
      if (states[row] === 0) continue
      quotesAccepted += 1
      if ((states[row] & QUOTE_STATE.ZERO_BID) !== 0) zeroBids += 1
      if ((states[row] & QUOTE_STATE.LOCKED) !== 0) locked += 1
    }
  }
  return { quotesRead, quotesAccepted, refusedByCode: refusals.byCode, zeroBids, locked }
}

function warningsOf(acceptance: Acceptance, count: number): string[] {
  let copies = 0
  for (const instant of acceptance.instants) copies += instant.copies
  let offTick = 0
  for (let row = 0; row < count; row += 1) {
    if ((acceptance.states[row] & QUOTE_STATE.OFF_TICK) !== 0) offTick += 1
  }
  const warnings: string[] = []
  if (copies > 0) warnings.push(`${counted(copies, 'quote')} repeated with the same prices, counted once`)
  if (offTick > 0) {
    warnings.push(`${counted(offTick, 'quote')} off the tick grid, accepted: this vendor averages its prices`)
  }
  return warnings
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
