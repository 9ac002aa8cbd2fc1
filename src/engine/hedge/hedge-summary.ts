/** A replay of the hedge in figures: by calendar year and layer, and over a window. */
import { yearOf } from '../../base/calendar/civil.ts'
import { type Cents, type DayNumber, quantity } from '../../base/vocabulary/quantity.ts'
import { LEDGER_LINES, type LedgerCents, type LedgerLine } from '../../book/ledger/book-ledger.ts'
import type { HedgeReplay } from './replay-hedge.ts'

export interface HedgeYear {
  readonly year: number
  /** P&L by layer (`hedge:front`), and their sum. */
  readonly byLayer: ReadonlyMap<string, Cents>
  readonly pnl_cents: Cents
  /** The sum by ledger line. */
  readonly lines: Readonly<Record<LedgerLine, Cents>>
  /** Paid for contracts bought, fees with it; received for contracts sold or settled. */
  readonly paid_cents: Cents
  readonly received_cents: Cents
}

/** One row a calendar year, ascending. */
export function hedgeYears(replay: HedgeReplay): readonly HedgeYear[] {
  const years = new Map<number, HedgeReplay['days']>()
  for (const day of replay.days) {
    const year = yearOf(quantity<DayNumber>(day.day))
    years.set(year, [...(years.get(year) ?? []), day])
  }
  return [...years].map(([year, days]) => {
    const byLayer = new Map<string, number>()
    const lines = Object.fromEntries(LEDGER_LINES.map((line) => [line, 0])) as Record<LedgerLine, number>
    for (const [layer, cents] of days.flatMap((day) => [...day.byLayer])) {
      byLayer.set(layer, (byLayer.get(layer) ?? 0) + cents.total)
      for (const line of LEDGER_LINES) lines[line] += cents[line]
    }
    let [paid, received] = [0, 0]
    for (const { day, cash_cents, fees_cents } of replay.fills) {
      if (yearOf(quantity<DayNumber>(day)) !== year) continue
      paid += Math.max(0, 0 - cash_cents) + fees_cents
      received += Math.max(0, cash_cents)
    }
    return {
      year,
      byLayer: new Map([...byLayer].sort(([a], [b]) => (a < b ? -1 : 1))) as unknown as ReadonlyMap<
        string,
        Cents
      >,
      pnl_cents: [...byLayer.values()].reduce((sum, cents) => sum + cents, 0) as Cents,
      lines: lines as unknown as Readonly<Record<LedgerLine, Cents>>,
      paid_cents: paid as Cents,
      received_cents: received as Cents,
    }
  })
}

/** P&L after the close of `fromDay` up to and including `toDay`, all layers. */
export const hedgePnl = (replay: HedgeReplay, fromDay: number, toDay: number): Cents =>
  sumOf(
    replay.days
      .filter(({ day }) => day > fromDay && day <= toDay)
      .flatMap(({ byLayer }) => [...byLayer.values()]),
  )

const sumOf = (lines: readonly LedgerCents[]): Cents =>
  lines.reduce((sum, { total }) => sum + total, 0) as Cents
