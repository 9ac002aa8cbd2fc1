/** Recorded trades to words: a list of them, and one in full. */
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { formatNewYork } from '../../base/calendar/new-york.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { dollarsOfCents } from '../../book/money.ts'
import type { BookState, TradeState } from '../../engine/journal/book-state.ts'
import { chainOf, heldLegs } from '../../engine/journal/open-positions.ts'
import { grouped, price, strike } from './numbers.ts'
import { type RowGroup, type Table, row } from './words.ts'

/** A recorded trade as data: the shape of `kondor position show --json`. Cash is received positive, fees paid. */
export interface PositionReport {
  readonly trade: string
  readonly status: 'open' | 'closed'
  readonly opened_at: string
  readonly closed_at: string | null
  readonly rolled_from: string | null
  /** First to last of its rolls, itself included. */
  readonly chain: readonly string[]
  readonly rules_hash: string | null
  readonly layer: string | null
  readonly structure: string | null
  readonly legs: readonly {
    readonly instrument: string
    readonly quantity: number
    readonly multiplier: number
    readonly cash_cents: Cents
  }[]
  readonly fills: readonly {
    readonly id: string
    readonly filled_at: string
    readonly instrument: string
    readonly quantity: number
    readonly price_points: number
    readonly multiplier: number
    readonly fees_cents: Cents
  }[]
  readonly cash_cents: Cents
  readonly fees_cents: Cents
  /** Of closed contracts, fees left out. */
  readonly realised_cents: Cents
  readonly chain_cash_cents: Cents
  /** P&L of the whole chain of rolls, fees paid; null while any of it is held, because its value is not in the journal. */
  readonly chain_pnl_cents: Cents | null
  readonly notes: readonly string[]
}

export function positionReport(book: BookState, trade: TradeState): PositionReport {
  const chain = chainOf(book, trade)
  const chainCash = sum(chain.map(({ lots }) => lots.cash_cents))
  const isFlat = chain.every(({ lots }) => lots.open.length === 0)
  return {
    trade: trade.id,
    status: trade.closedAt === null ? 'open' : 'closed',
    opened_at: formatNewYork(trade.openedAt),
    closed_at: trade.closedAt === null ? null : formatNewYork(trade.closedAt),
    rolled_from: trade.parent,
    chain: chain.map(({ id }) => id),
    rules_hash: trade.rulesHash,
    layer: trade.layer,
    structure: trade.structureId,
    legs: heldLegs(trade).map(({ instrument, quantity, multiplier, cash_cents }) => {
      return { instrument, quantity, multiplier, cash_cents }
    }),
    fills: trade.fills.map((fill) => ({
      id: fill.id,
      filled_at: formatNewYork(fill.filledAt),
      instrument: fill.instrument,
      quantity: fill.quantity,
      price_points: fill.price_points,
      multiplier: fill.multiplier,
      fees_cents: fill.fees_cents,
    })),
    cash_cents: trade.lots.cash_cents,
    fees_cents: trade.lots.fees_cents,
    realised_cents: sum(trade.lots.closed.map((lot) => lot.realised_cents)),
    chain_cash_cents: chainCash,
    chain_pnl_cents: isFlat ? chainCash : null,
    notes: trade.notes,
  }
}

const sum = (cents: readonly number[]): Cents => cents.reduce((total, one) => total + one, 0) as Cents

/** Dollars and cents with a sign that means received or paid. */
const cash = (cents: Cents): string =>
  `${cents < 0 ? '\u2212' : ''}$${grouped(Math.abs(dollarsOfCents(cents)), 2)}`

export function positionsTable(reports: readonly PositionReport[]): Table {
  return {
    caption: 'Positions',
    columns: [
      { title: 'trade', numeric: false },
      { title: 'status', numeric: false },
      { title: 'opened', numeric: false },
      { title: 'holds', numeric: false },
      { title: 'cash', numeric: true },
      { title: 'chain', numeric: true },
    ],
    rows: reports.map((report) => [
      report.trade,
      report.status,
      report.opened_at.slice(0, 10),
      holdsWords(report),
      cash(report.cash_cents),
      cash(report.chain_cash_cents),
    ]),
    note: 'cash: received less paid, fees included; chain: the same over all rolls.',
  }
}

function holdsWords({ legs }: PositionReport): string {
  if (legs.length === 0) return 'nothing'
  const expiries = new Set(
    legs.map(({ instrument }) =>
      parseOccSymbol(instrument) === null ? instrument : instrument.slice(0, 12).trim(),
    ),
  )
  const contracts = legs.map(({ quantity }) => quantity).join('/')
  return `${contracts} ${[...expiries].join(', ')}`
}

export function positionGroups(report: PositionReport): readonly RowGroup[] {
  const { chain_pnl_cents: pnl } = report
  const about = [
    row('Status', report.status, report.closed_at === null ? null : `closed ${report.closed_at}`),
    row('Opened', report.opened_at),
    row('Chain of rolls', report.chain.join(' \u2192 ')),
    ...(report.layer === null ? [] : [row('Layer', report.layer)]),
    ...(report.structure === null ? [] : [row('Structure', report.structure, 'of the rules')]),
    row('Cash', cash(report.cash_cents), `fees ${cash(report.fees_cents)} paid`),
    row('Realised', cash(report.realised_cents), 'of closed contracts, fees left out'),
    row(
      'P&L of the chain',
      pnl === null ? 'unknown' : cash(pnl),
      pnl === null ? 'contracts are still held' : null,
    ),
    ...report.notes.map((note) => row('Note', note)),
  ]
  const legs = report.legs.map((leg) => row(leg.instrument, strike(leg.quantity), cash(leg.cash_cents)))
  const fills = report.fills.map((fill) =>
    row(
      fill.id,
      `${strike(fill.quantity)} @ ${price(fill.price_points)}`,
      `${fill.instrument}, ${fill.filled_at}`,
    ),
  )
  return [
    { title: report.trade, rows: about },
    { title: 'Holds', rows: legs.length === 0 ? [row('Nothing', '')] : legs },
    { title: 'Fills', rows: fills.length === 0 ? [row('None', '')] : fills },
  ]
}
