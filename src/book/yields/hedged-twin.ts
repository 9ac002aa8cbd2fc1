/**
 * The hedged twin of a book: the same positions with their index delta laid off in ES or MES futures at every instant, by
 * what was known then. A seller of convexity earns rent less bleed only if he hedges; unhedged he bears the index's
 * direction and, over the life of the trade, its divergence loss. So both books are reported, never one for the other.
 */
import { mean, standardDeviation } from '../../base/numerics/statistics.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import type { BookItem } from '../ledger/book-item.ts'
import { type BookLedger, type HeldStep, bookLedger } from '../ledger/book-ledger.ts'
import { FUTURES_MULTIPLIER, futurePosition } from '../ledger/future-position.ts'
import { bookDelta } from '../ledger/move-book.ts'
import { priceAlone } from '../ledger/risk-factors.ts'
import { type SmileDynamics, dynamicsText } from '../ledger/smile-dynamics.ts'

/** What is known at one instant: the book's factors, item by item, the index and the future. */
export interface HedgeInstant {
  /** The book at this instant; the same items, in the same order, at every instant. */
  readonly items: readonly BookItem[]
  readonly spot_points: number
  readonly future_points: number
}

export interface HedgeRules {
  readonly instrument: 'ES' | 'MES'
  readonly dynamics: SmileDynamics
  /** Commission and fees, dollars per contract and side. */
  readonly commission_dollars: number
  /** Paid per contract and side: half the bid-ask spread of the future, points. */
  readonly halfSpread_points: number
  /** No trade while the wanted number of contracts is within so many of what is held. */
  readonly band_contracts: number
}

export interface HedgedTwin {
  readonly unhedged: BookLedger
  readonly hedged: BookLedger
  /** Contracts held from each instant to the next; the last hedge is closed at the last instant. */
  readonly contracts: readonly number[]
  readonly costs_dollars: number
  readonly unhedgedDeviation_dollars: number | null
  /** Standard deviation of a step's P&L; null with fewer than two steps. */
  readonly hedgedDeviation_dollars: number | null
  readonly dynamics: string
}

/** Hedges from the first instant to the last. Refuses fewer than two instants, books that change, and bad factors. */
export function hedgedTwin(instants: readonly HedgeInstant[], rules: HedgeRules): Result<HedgedTwin> {
  const problem = instantsProblem(instants)
  if (problem !== null) return refused(problem)
  const perContract =
    rules.commission_dollars + rules.halfSpread_points * FUTURES_MULTIPLIER[rules.instrument]
  const contracts: number[] = []
  const bookSteps: HeldStep[][] = []
  const futureSteps: HeldStep[] = []
  let held = 0
  for (let i = 0; i + 1 < instants.length; i += 1) {
    const [now, next] = [instants[i], instants[i + 1]]
    const wanted = hedgeContracts(now, rules, held)
    const closing = i + 2 === instants.length ? Math.abs(wanted) : 0
    const costs = (Math.abs(wanted - held) + closing) * perContract
    held = wanted
    contracts.push(held)
    bookSteps.push(now.items.map((item, k) => ({ item, before: item.factors, after: next.items[k].factors })))
    futureSteps.push({
      item: futureItem(rules.instrument, held, now.future_points),
      before: priceAlone(now.future_points),
      after: priceAlone(next.future_points),
      costs_dollars: costs,
    })
  }
  const unhedged = bookLedger(bookSteps.flat(), 'at-start')
  if (!unhedged.ok) return unhedged
  const hedged = bookLedger([...bookSteps.flat(), ...futureSteps], 'at-start')
  if (!hedged.ok) return hedged
  return accepted({
    unhedged: unhedged.value,
    hedged: hedged.value,
    contracts,
    costs_dollars: futureSteps.reduce((sum, step) => sum + (step.costs_dollars ?? 0), 0),
    ...deviations(bookSteps, hedged.value),
    dynamics: dynamicsText(rules.dynamics),
  })
}

/** Whole futures that bring the book's index delta nearest zero, by what `now` knows. */
function hedgeContracts(now: HedgeInstant, rules: HedgeRules, held: number): number {
  const delta = bookDelta(now.items, now.spot_points, rules.dynamics)
  const exact = -delta / FUTURES_MULTIPLIER[rules.instrument]
  if (Math.abs(exact - held) <= rules.band_contracts) return held
  return Math.round(exact) + 0
}

function futureItem(instrument: 'ES' | 'MES', contracts: number, price: number): BookItem {
  return {
    id: instrument,
    layer: 'hedge:delta',
    trade: 'hedge:delta',
    position: futurePosition(instrument, contracts),
    factors: priceAlone(price),
    driver: 'SPX',
    exposure: { to: 'index', smile: null },
  }
}

/** Per-step P&L of both books, from entries in the order in which they were booked. */
function deviations(bookSteps: readonly (readonly HeldStep[])[], hedged: BookLedger) {
  const size = bookSteps[0].length
  const bookEntries = bookSteps.length * size
  const unhedged = bookSteps.map((_, i) =>
    hedged.entries.slice(i * size, (i + 1) * size).reduce((sum, entry) => sum + entry.dollars.total, 0),
  )
  const both = unhedged.map((pnl, i) => pnl + hedged.entries[bookEntries + i].dollars.total)
  const deviation = (values: readonly number[]): number | null =>
    values.length < 2 ? null : standardDeviation(values.map((value) => value - mean(values)))
  return { unhedgedDeviation_dollars: deviation(unhedged), hedgedDeviation_dollars: deviation(both) }
}

function instantsProblem(instants: readonly HedgeInstant[]) {
  const source = 'hedged twin'
  if (instants.length < 2 || instants[0].items.length === 0) {
    const was = `${instants.length} instants`
    return refuse('command.bad-input', { field: 'instants', was, wanted: 'a book and two instants', source })
  }
  const ids = instants[0].items.map(({ id }) => id).join()
  const changed = instants.findIndex(({ items }) => items.map(({ id }) => id).join() !== ids)
  if (changed >= 0) {
    const wanted = 'the same items in the same order'
    return refuse('command.bad-input', {
      field: 'items',
      was: 'other items',
      wanted,
      source,
      row: changed + 1,
    })
  }
  const bad = instants.findIndex(({ spot_points: spot, future_points: future }) => !(spot > 0 && future > 0))
  if (bad < 0) return null
  const was = `${instants[bad].spot_points}, ${instants[bad].future_points}`
  return refuse('number.out-of-range', { field: 'prices', was, wanted: 'above 0', source, row: bad + 1 })
}
