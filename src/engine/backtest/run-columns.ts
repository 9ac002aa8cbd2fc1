import { LEDGER_LINES, type LedgerLine } from '../../book/ledger/book-ledger.ts'
import type { AttributionLine } from '../evidence/run-record.ts'
import { DELTA_LAYER } from '../kernel/account-state.ts'

/** Numbers by session, growing: what a run keeps of a day. */
export class RunColumns {
  readonly days: number[] = []
  readonly equity: number[] = []
  readonly cash: number[] = []
  readonly margin: number[] = []
  readonly bills: number[] = []
  readonly market: (number | null)[] = []
  private readonly layers = new Map<string, Record<LedgerLine, number[]>>()

  addDay(day: {
    readonly day: number
    readonly equity: number
    readonly cash: number
    readonly margin: number
    readonly bills: number
    readonly market: number | null
    readonly ledger: ReadonlyMap<string, Readonly<Record<LedgerLine, number>>>
  }): void {
    const at = this.days.length
    this.days.push(day.day)
    this.equity.push(day.equity)
    this.cash.push(day.cash)
    this.margin.push(day.margin)
    this.bills.push(day.bills)
    this.market.push(day.market)
    for (const [layer, lines] of day.ledger) {
      let columns = this.layers.get(layer)
      if (columns === undefined) {
        columns = Object.fromEntries(LEDGER_LINES.map((line) => [line, [] as number[]])) as Record<
          LedgerLine,
          number[]
        >
        this.layers.set(layer, columns)
      }
      for (const line of LEDGER_LINES) {
        const column = columns[line]
        // A layer that begins late, or rests, has zeros before.
        while (column.length < at) column.push(0)
        column.push(lines[line])
      }
    }
  }

  /** What a run hands over of its days; returns of the market only where all are known. */
  byDay() {
    const { days, equity, cash, margin, bills, market } = this
    const known = market.slice(1).every((one) => one !== null)
    return {
      days: Int32Array.from(days),
      equity_cents: Float64Array.from(equity),
      cash_cents: Float64Array.from(cash),
      margin_cents: Float64Array.from(margin),
      billsReturns: Float64Array.from(bills),
      marketReturns: known ? Float64Array.from(market, (one) => one ?? 0) : null,
    }
  }

  /** Columns of one length. */
  ledger(): Map<string, Readonly<Record<LedgerLine, Float64Array>>> {
    const length = this.days.length
    const full = (column: readonly number[]): Float64Array => {
      const out = new Float64Array(length)
      out.set(column)
      return out
    }
    return new Map(
      [...this.layers].map(([layer, columns]) => [
        layer,
        Object.fromEntries(LEDGER_LINES.map((line) => [line, full(columns[line])])) as Record<
          LedgerLine,
          Float64Array
        >,
      ]),
    )
  }
}

const LABELS: Readonly<Record<LedgerLine, string>> = {
  time: 'Time',
  delta: 'Delta x move',
  lvr: 'LVR',
  volatility: 'Volatility',
  rates: 'Rates',
  mark: 'Marks off the model',
  income: 'Income',
  costs: 'Spread, commissions and fees',
}

/** What a layer beside the condors is called; the rest are hedges. A line of the condors is called `delta` already. */
const OF_LAYER: ReadonlyMap<string, Pick<AttributionLine, 'id' | 'label'>> = new Map([
  ['cash', { id: 'interest', label: 'Interest on cash' }],
  [DELTA_LAYER, { id: 'close-delta', label: 'What closes delta' }],
])

/** The run in as few columns as say what paid: lines of the condors, one total for each layer beside them, interest. */
export function attributionOf(
  ledger: ReadonlyMap<string, Readonly<Record<LedgerLine, Float64Array>>>,
  length: number,
): readonly AttributionLine[] {
  const core = ledger.get('core')
  const columns: AttributionLine[] = LEDGER_LINES.filter((line) => line !== 'income').map((line) => ({
    id: line,
    label: LABELS[line],
    cents: core?.[line] ?? new Float64Array(length),
  }))
  for (const [layer, lines] of ledger) {
    if (layer === 'core') continue
    const cents = new Float64Array(length)
    for (const line of LEDGER_LINES) for (let i = 0; i < length; i += 1) cents[i] += lines[line][i]
    const named = OF_LAYER.get(layer) ?? { id: layer, label: layer.replace(/^hedge:/, 'VIX hedge, ') }
    columns.push({ ...named, cents })
  }
  return columns
}
