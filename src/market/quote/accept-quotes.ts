import { isoOfDay } from '../../base/calendar/civil.ts'
import { settlementOf } from '../../base/calendar/expirations.ts'
import { newYorkCivil } from '../../base/calendar/new-york.ts'
import { PUT } from '../../base/vocabulary/option-right.ts'
import type { DayNumber, EpochMs, IsoDate } from '../../base/vocabulary/quantity.ts'
import type { RefusalCode } from '../../base/vocabulary/refusal-codes.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import type { Result } from '../../base/vocabulary/result.ts'
import { type AcceptancePolicy, EXCHANGE_QUOTES } from './acceptance-policy.ts'
import type { SettlementStyle } from './chain.ts'
import { type Judgement, judgeQuote } from './judge-quote.ts'
import { outOfLine } from './neighbour-limits.ts'
import { type InstantRows, orderQuotes, type SeriesRows } from './order-quotes.ts'
import type { QuoteTable } from './quote-table.ts'

/** When and how a series settles. */
export interface SeriesSettlement {
  readonly style: SettlementStyle
  readonly settlesAt: EpochMs
  readonly lastTradeAt: EpochMs
}

/** A series with its settlement, or the refusal of all its rows. */
export interface JudgedSeries extends SeriesRows {
  readonly settlement: SeriesSettlement | null
}

export interface JudgedInstant extends InstantRows {
  readonly series: readonly JudgedSeries[]
  /** Rows that repeat an earlier row's prices, counted once. */
  readonly copies: number
}

/** The judgement of a table, row by row. */
export interface Acceptance {
  readonly instants: readonly JudgedInstant[]
  /** `QUOTE_STATE` bits; 0 where the row was refused or is a copy of an earlier one. */
  readonly states: Uint8Array
  /** The code that refused the row, or null. */
  codeOf(row: number): RefusalCode | null
  /** The refusal of a refused row, made on demand. */
  explain(row: number, source: string): Refusal
}

/**
 * Judges every quote of a table. Nothing is repaired: a refused quote is left out with one code. Of rows with the same
 * instant, root, expiration, strike and right, those with equal prices count once; rows that disagree are all refused,
 * because Kondor does not choose. Age against an as-of time is judged later, by `judgeStaleness`.
 */
export function acceptQuotes(table: QuoteTable, policy: AcceptancePolicy = EXCHANGE_QUOTES): Acceptance {
  const states = new Uint8Array(table.count)
  const judgements = new Judgements(table.count)
  const settlements = new Settlements()
  const instants = orderQuotes(table).map((instant) => {
    const date = newYorkCivil(instant.quotedAt as EpochMs).date
    let copies = 0
    const series = instant.series.map((each) => {
      const settlement = settlements.of(each.root, each.expirationDay)
      const against = againstSeries(settlement, each, instant.quotedAt)
      if (against !== null || !settlement.ok) {
        for (const row of each.rows) judgements.refuse(row, against)
        return { ...each, settlement: null }
      }
      judgeRows(table, each, date, policy, states, judgements)
      copies += settleDuplicates(table, each, states, judgements)
      refuseOutOfLine(table, each, states, judgements)
      return { ...each, settlement: settlement.value }
    })
    return { ...instant, series, copies }
  })
  return {
    instants,
    states,
    codeOf: (row) => judgements.codeOf(row),
    explain: (row, source) => judgements.explain(row, source, table.lines[row]),
  }
}

function againstSeries(
  settlement: Result<SeriesSettlement>,
  series: SeriesRows,
  quotedAt: number,
): Judgement | null {
  if (!settlement.ok) return settlement.refusal
  if (settlement.value.settlesAt > quotedAt) return null
  const was = `${series.root} ${isoOfDay(series.expirationDay as DayNumber)}`
  return { code: 'option.expired', field: 'expiration', was, wanted: 'a settlement after the quote' }
}

function judgeRows(
  table: QuoteTable,
  series: SeriesRows,
  date: IsoDate,
  policy: AcceptancePolicy,
  states: Uint8Array,
  judgements: Judgements,
): void {
  for (const row of series.rows) {
    const judged = judgeQuote(table, row, series.root, date, policy)
    if (typeof judged === 'number') states[row] = judged
    else judgements.refuse(row, judged)
  }
}

/** Rows of one strike and right stand side by side. Returns the copies dropped. */
function settleDuplicates(
  table: QuoteTable,
  series: SeriesRows,
  states: Uint8Array,
  judgements: Judgements,
): number {
  const { rows, root } = series
  let copies = 0
  for (let from = 0, to = 1; from < rows.length; from = to, to += 1) {
    while (to < rows.length && sameKey(table, rows[from], rows[to])) to += 1
    if (to - from === 1) continue
    const group = rows.subarray(from, to)
    if (group.every((row) => samePrices(table, group[0], row))) {
      for (const row of group.subarray(1)) {
        states[row] = 0
        judgements.forget(row)
        copies += 1
      }
      continue
    }
    const right = table.rights[group[0]] === PUT ? 'P' : 'C'
    const expiration = isoOfDay(series.expirationDay as DayNumber)
    const was = `${root} ${expiration} ${table.strikes_points[group[0]]} ${right} on lines ${linesOf(table, group)}`
    for (const row of group) {
      states[row] = 0
      judgements.refuse(row, {
        code: 'quote.duplicate',
        field: 'contract',
        was,
        wanted: 'one price a contract',
      })
    }
  }
  return copies
}

function refuseOutOfLine(
  table: QuoteTable,
  series: SeriesRows,
  states: Uint8Array,
  judgements: Judgements,
): void {
  for (const row of outOfLine(table, series.rows, states)) {
    const right = table.rights[row] === PUT ? 'P' : 'C'
    const quote = `${table.bids_points.values[row]} to ${table.asks_points.values[row]}`
    const was = `${series.root} ${isoOfDay(series.expirationDay as DayNumber)} ${table.strikes_points[row]} ${right}: ${quote}`
    states[row] = 0
    judgements.refuse(row, {
      code: 'quote.out-of-line',
      field: 'bid, ask',
      was,
      wanted: 'a price between those of its neighbours',
    })
  }
}

const LINES_SHOWN = 5

function linesOf(table: QuoteTable, rows: Uint32Array): string {
  const shown = [...rows.subarray(0, LINES_SHOWN)].map((row) => table.lines[row])
  return `${shown.join(', ')}${rows.length > LINES_SHOWN ? ', ...' : ''}`
}

function sameKey(table: QuoteTable, a: number, b: number): boolean {
  return table.strikes_points[a] === table.strikes_points[b] && table.rights[a] === table.rights[b]
}

function samePrices(table: QuoteTable, a: number, b: number): boolean {
  const { bids_points: bids, asks_points: asks } = table
  return (
    bids.present[a] === bids.present[b] &&
    asks.present[a] === asks.present[b] &&
    bids.values[a] === bids.values[b] &&
    asks.values[a] === asks.values[b]
  )
}

/** Reasons by row. Judgements are kept for refused rows only, and shared by the rows of a refused series. */
class Judgements {
  readonly #indexOfRow: Uint32Array
  readonly #reasons: Judgement[] = []

  constructor(count: number) {
    this.#indexOfRow = new Uint32Array(count)
  }

  refuse(row: number, judgement: Judgement | null): void {
    if (judgement === null) return
    if (this.#reasons.at(-1) !== judgement) this.#reasons.push(judgement)
    this.#indexOfRow[row] = this.#reasons.length
  }

  forget(row: number): void {
    this.#indexOfRow[row] = 0
  }

  codeOf(row: number): RefusalCode | null {
    return this.#reasons[this.#indexOfRow[row] - 1]?.code ?? null
  }

  explain(row: number, source: string, line: number): Refusal {
    const { code, field, was, wanted } = this.#reasons[this.#indexOfRow[row] - 1]
    return refuse(code, { field, was, wanted, source, row: line })
  }
}

/** Settlement by root and expiration: a chain has dozens, its rows are thousands. */
class Settlements {
  readonly #known = new Map<string, Result<SeriesSettlement>>()

  of(root: string, expirationDay: number): Result<SeriesSettlement> {
    const key = `${root} ${expirationDay}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = settlementOf(root, isoOfDay(expirationDay as DayNumber))
    this.#known.set(key, found)
    return found
  }
}
