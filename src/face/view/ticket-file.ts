/** All orders of a decision for other programs: JSON, and CSV with one line for each leg. */
import type { Decision } from '../../policy/decision.ts'
import { type DecisionOrder, decisionOrders } from './decision-orders.ts'
import { legWords } from './order.ts'
import { orderCautions } from './ticket-cautions.ts'

/** The shape of `kondor today --ticket json`. */
export interface TicketFile {
  readonly schema: 'kondor.ticket/1'
  readonly asOf: string
  readonly quotedAt: string
  readonly rung: Decision['rung']
  readonly rules: Decision['rules']
  readonly orders: readonly TicketOrder[]
  /** What must be read before an order is sent. */
  readonly cautions: readonly string[]
  readonly disclaimer: string
}

interface TicketOrder {
  /** 1, 2, 3: legs of one order trade together. */
  readonly order: number
  readonly action: DecisionOrder['action']
  /** The trade, layer or condor it is for. */
  readonly for: string
  readonly because: string
  readonly units: number
  /** Net per unit: received is positive, paid negative. */
  readonly limit_points: number
  readonly natural_points: number
  readonly multiplier: number
  readonly rung: Decision['rung']
  readonly time_in_force: 'DAY'
  readonly legs: readonly {
    readonly side: 'BUY' | 'SELL'
    readonly effect: 'OPEN' | 'CLOSE'
    readonly quantity: number
    readonly symbol: string
  }[]
}

const upper = <Word extends string>(word: Word): Uppercase<Word> => word.toUpperCase() as Uppercase<Word>

export function ticketFile(decision: Decision): TicketFile {
  const asked = decisionOrders(decision)
  return {
    schema: 'kondor.ticket/1',
    asOf: decision.asOf,
    quotedAt: decision.data.quotedAt,
    rung: decision.rung,
    rules: decision.rules,
    orders: asked.map(ticketOrder),
    cautions: orderCautions(decision, asked),
    disclaimer: decision.disclaimer,
  }
}

function ticketOrder(asked: DecisionOrder, index: number): TicketOrder {
  const { action, subject, because, order, held, rung } = asked
  return {
    order: index + 1,
    action,
    for: subject,
    because,
    units: order.units,
    limit_points: order.limit_points,
    natural_points: order.natural_points,
    multiplier: order.multiplier,
    rung,
    time_in_force: 'DAY',
    legs: legWords(order, held).map(({ side, effect, quantity, symbol }) => ({
      side: upper(side),
      effect: upper(effect),
      quantity,
      symbol,
    })),
  }
}

const COLUMNS = [
  'order',
  'action',
  'for',
  'side',
  'effect',
  'quantity',
  'symbol',
  'units',
  'limit_points',
  'natural_points',
  'multiplier',
  'time_in_force',
  'quoted_at',
  'rung',
  'cautions',
  'disclaimer',
] as const

/** One line a leg after the header; what belongs to the order stands on each of its lines. Lines end as RFC 4180 says. */
export function ticketCsv(decision: Decision): string {
  const { orders, quotedAt, cautions, disclaimer } = ticketFile(decision)
  const lines = orders.flatMap((each) =>
    each.legs.map(({ side, effect, quantity, symbol }) => [
      each.order,
      each.action,
      each.for,
      side,
      effect,
      quantity,
      symbol,
      each.units,
      each.limit_points,
      each.natural_points,
      each.multiplier,
      each.time_in_force,
      quotedAt,
      each.rung,
      cautions.join(' '),
      disclaimer,
    ]),
  )
  return [COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it; control characters become spaces. Numbers
 * are ours and stay numbers, a minus included.
 */
function csvCell(cell: string | number): string {
  // Sums of ticks may carry a last binary digit; no tick is finer than this.
  if (typeof cell === 'number') return String(Number(cell.toFixed(6)))
  const plain = cell.replace(/\p{Cc}/gu, ' ')
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(plain) ? `'${plain}` : plain
  return /[",]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
