import { isoOfDay } from '../../base/calendar/civil.ts'
import { settlementOf, type Settlement } from '../../base/calendar/expirations.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { PUT } from '../../base/vocabulary/option-right.ts'
import type { DayNumber, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { QUOTE_STATE } from './chain.ts'
import type { QuoteTable } from './quote-table.ts'
import { RefusalCollector, type RefusalLog } from './refusal-log.ts'
import { isOnTick, tickFor } from './ticks.ts'

/** What is accepted. Limits are policy, stated with every decision; the defaults are {@link ACCEPTANCE}. */
export interface AcceptancePolicy {
  /** Prices off the tick grid of their date: exchanges refuse them, vendors that average produce them. */
  readonly offTick: 'refuse' | 'flag'
  /** A spread is absurd when it is wider than this many points... */
  readonly absurdWidth_points: number
  /** ...and the bid is below this share of the ask: a stub quote, not a market. */
  readonly absurdBidShare: number
}

export const ACCEPTANCE: AcceptancePolicy = { offTick: 'refuse', absurdWidth_points: 5, absurdBidShare: 0.2 }

/** The judgement of a table, row by row. */
export interface Acceptance {
  /** {@link QUOTE_STATE} bits; 0 where the row was refused or is a copy of an earlier one. */
  readonly states: Uint8Array
  /** Settlement of each row's series; absent where the root is unknown. */
  readonly settlementOfRow: (row: number) => Settlement | null
  readonly refusals: RefusalLog
  /** Rows that repeat an earlier row exactly. */
  readonly copies: number
}

interface Judgement {
  readonly code: RefusalCode
  readonly field: string
  readonly was: unknown
  readonly wanted: string
}

/**
 * Judges every quote of a table. Nothing is repaired: a refused quote is left out and counted by code, at most one code
 * a quote. A zero or missing bid is accepted and flagged (it can be bought, never sold); a locked quote is accepted and
 * flagged. Of rows with the same instant, root, expiry, strike and right, exact copies collapse; rows that disagree are
 * all refused, because Kondor does not choose.
 */
export function acceptQuotes(
  table: QuoteTable,
  source: string,
  policy: AcceptancePolicy = ACCEPTANCE,
): Acceptance {
  const refusals = new RefusalCollector()
  const states = new Uint8Array(table.count)
  const settlements = new SettlementCache(table)
  const dates = new DateCache()
  const log = (row: number, judgement: Judgement): void => {
    refusals.add(refuse(judgement.code, { ...judgement, source, row: table.lines[row] }))
  }
  for (let row = 0; row < table.count; row += 1) {
    const settlement = settlements.of(row)
    const judged =
      judgeSeries(table, row, settlement) ?? judgePrices(table, row, dates.of(table.quotedAt[row]), policy)
    if (typeof judged === 'number') states[row] = judged
    else log(row, judged)
  }
  const copies = settleDuplicates(table, states, log)
  return { states, settlementOfRow: (row) => settlements.of(row), refusals: refusals.log(), copies }
}

function judgeSeries(table: QuoteTable, row: number, settlement: Settlement | null): Judgement | null {
  const root = table.roots[table.rootIndex[row]]
  if (settlement === null) {
    return { code: 'quote.not-listed-class', field: 'root', was: root, wanted: 'a root the calendar knows' }
  }
  if (settlement.settlesAt <= table.quotedAt[row]) {
    const expiration = isoOfDay(table.expirationDay[row] as DayNumber)
    return {
      code: 'option.expired',
      field: 'expiration',
      was: expiration,
      wanted: 'a settlement after the quote',
    }
  }
  return null
}

function judgePrices(
  table: QuoteTable,
  row: number,
  date: IsoDate,
  policy: AcceptancePolicy,
): Judgement | number {
  const bid = table.bids_points.present[row] === 1 ? table.bids_points.values[row] : 0
  const ask = table.asks_points.present[row] === 1 ? table.asks_points.values[row] : 0
  if (bid < 0 || ask < 0) {
    const [field, was] = bid < 0 ? ['bid', bid] : ['ask', ask]
    return { code: 'quote.negative', field, was, wanted: 'zero or more' }
  }
  for (const field of ['bidSizes', 'askSizes', 'volumes', 'openInterests'] as const) {
    if (table[field].present[row] === 1 && table[field].values[row] < 0) {
      return { code: 'quote.negative', field, was: table[field].values[row], wanted: 'zero or more' }
    }
  }
  if (ask === 0) return { code: 'quote.no-ask', field: 'ask', was: 'none', wanted: 'an offer to sell' }
  if (bid > ask) return { code: 'quote.crossed', field: 'bid', was: bid, wanted: `at most the ask ${ask}` }
  if (ask - bid > policy.absurdWidth_points && bid < policy.absurdBidShare * ask) {
    const wanted = `a bid of at least ${policy.absurdBidShare} of the ask`
    return { code: 'quote.absurd-width', field: 'bid', was: `${bid} against an ask of ${ask}`, wanted }
  }
  const root = table.roots[table.rootIndex[row]]
  let state: number = QUOTE_STATE.HAS_QUOTE
  const offTick = !isOnTick(root, bid, date) ? bid : !isOnTick(root, ask, date) ? ask : null
  if (offTick !== null) {
    if (policy.offTick === 'refuse') {
      const wanted = `a multiple of ${tickFor(root, offTick, date)}`
      return { code: 'quote.off-tick', field: offTick === bid ? 'bid' : 'ask', was: offTick, wanted }
    }
    state |= QUOTE_STATE.OFF_TICK
  }
  if (bid === 0) state |= QUOTE_STATE.ZERO_BID
  if (bid === ask) state |= QUOTE_STATE.LOCKED
  return state
}

/** Exact copies keep their first row; rows of one key that disagree are all refused. Returns the copies dropped. */
function settleDuplicates(
  table: QuoteTable,
  states: Uint8Array,
  log: (row: number, judgement: Judgement) => void,
): number {
  const first = new Map<string, number>()
  const disagreeing = new Set<string>()
  const others: { readonly row: number; readonly key: string }[] = []
  for (let row = 0; row < table.count; row += 1) {
    if (states[row] === 0) continue
    const key = keyOf(table, row)
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, row)
      continue
    }
    if (!samePrices(table, earlier, row)) disagreeing.add(key)
    others.push({ row, key })
  }
  let copies = 0
  const refuseRow = (row: number): void => {
    states[row] = 0
    log(row, { code: 'quote.duplicate', field: 'key', was: keyOf(table, row), wanted: 'one price a series' })
  }
  for (const key of disagreeing) refuseRow(first.get(key) ?? 0)
  for (const { row, key } of others) {
    if (disagreeing.has(key)) refuseRow(row)
    else {
      states[row] = 0
      copies += 1
    }
  }
  return copies
}

function keyOf(table: QuoteTable, row: number): string {
  const root = table.roots[table.rootIndex[row]]
  const expiration = isoOfDay(table.expirationDay[row] as DayNumber)
  const right = table.rights[row] === PUT ? 'P' : 'C'
  return `${root} ${expiration} ${right} ${table.strikes_points[row]} at ${table.quotedAt[row]}`
}

function samePrices(table: QuoteTable, a: number, b: number): boolean {
  return (['bids_points', 'asks_points'] as const).every((name) => {
    const { values, present } = table[name]
    return present[a] === present[b] && values[a] === values[b]
  })
}

/** Settlement by root and expiration: a chain has dozens, its rows are thousands. */
class SettlementCache {
  readonly #table: QuoteTable
  readonly #known = new Map<number, Settlement | null>()

  constructor(table: QuoteTable) {
    this.#table = table
  }

  of(row: number): Settlement | null {
    const root = this.#table.rootIndex[row]
    const day = this.#table.expirationDay[row]
    const key = root * 100_000 + day
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = settlementOf(this.#table.roots[root], isoOfDay(day as DayNumber))
    const settlement = found.ok ? found.value : null
    this.#known.set(key, settlement)
    return settlement
  }
}

/** New York dates of instants, remembered: most tables hold one. */
class DateCache {
  #instant = Number.NEGATIVE_INFINITY
  #date = '' as IsoDate

  of(instant: number): IsoDate {
    if (instant !== this.#instant) {
      this.#instant = instant
      this.#date = newYorkCivil(instant as EpochMs).date
    }
    return this.#date
  }
}
