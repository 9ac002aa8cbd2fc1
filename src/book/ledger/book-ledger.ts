/**
 * The ledger of a whole book over a path: each item's lines by full revaluation with its own factors, then sums by layer and
 * in total. Lines are model money; beside them stand the same lines in whole cents, which add up to the booked P&L
 * exactly, along the rows (an item's lines) and down the columns (a line over all items).
 */
import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { centsRoundedHalfEven } from '../money.ts'
import type { BookItem } from './book-item.ts'
import { type StepLines, decomposeStep } from './decompose-step.ts'
import type { RiskFactors } from './risk-factors.ts'
import { splitCents } from './split-cents.ts'

/**
 * - `at-next`: spot split with the delta at t1, where LVR is never negative on a concave book;
 * - `at-start`: with the delta at t0, the one that could be hedged;
 * - `symmetric`: every line averaged over all orders.
 */
export type LedgerConvention = 'at-next' | 'at-start' | 'symmetric'

/** Ledger lines; they add up to the P&L with the signs as they stand: `lvr` is negative where it was lost. */
export const LEDGER_LINES = [
  'time',
  'delta',
  'lvr',
  'volatility',
  'rates',
  /** Change of the marked price less the model's: 0 where the volatility explains the mark. */
  'mark',
  /** Fees of a pool, coupons: paid in cash beside the value function. */
  'income',
  /** Commissions, fees and the spread paid, negative. */
  'costs',
] as const
export type LedgerLine = (typeof LEDGER_LINES)[number]

export type LedgerDollars = Readonly<Record<LedgerLine, number>> & { readonly total: number }
export type LedgerCents = Readonly<Record<LedgerLine, Cents>> & { readonly total: Cents }

/** One item over one step, held unchanged from before to after. */
export interface HeldStep {
  readonly item: BookItem
  readonly before: RiskFactors
  readonly after: RiskFactors
  /** Marked values in dollars, where the book is marked at quotes; null or absent: the model's. */
  readonly markBefore_dollars?: number | null
  readonly markAfter_dollars?: number | null
  readonly income_dollars?: number
  /** Paid in the step: positive is a cost. */
  readonly costs_dollars?: number
}

export interface LedgerEntry {
  readonly id: string
  readonly layer: string
  readonly trade: string
  readonly lines: StepLines
  readonly dollars: LedgerDollars
  readonly cents: LedgerCents
}

export interface BookLedger {
  readonly convention: LedgerConvention
  readonly entries: readonly LedgerEntry[]
  readonly byLayer: ReadonlyMap<string, LedgerSum>
  /** Chains of rolls add up here: pass a book whose items' `trade` is the chain's root. */
  readonly byTrade: ReadonlyMap<string, LedgerSum>
  readonly total: LedgerSum
}

export interface LedgerSum {
  readonly dollars: LedgerDollars
  readonly cents: LedgerCents
}

/** Accounts for held steps in one convention. Refuses as `decomposeStep` does, with the row of the step. */
export function bookLedger(steps: readonly HeldStep[], convention: LedgerConvention): Result<BookLedger> {
  const entries: LedgerEntry[] = []
  for (const [row, step] of steps.entries()) {
    const entry = accountFor(step, convention)
    if (!entry.ok) return refused({ ...entry.refusal, row: row + 1 })
    entries.push(entry.value)
  }
  return accepted({
    convention,
    entries,
    byLayer: sumsBy(entries, (entry) => entry.layer),
    byTrade: sumsBy(entries, (entry) => entry.trade),
    total: sumOf(entries),
  })
}

function accountFor(step: HeldStep, convention: LedgerConvention): Result<LedgerEntry> {
  const { item, before, after, income_dollars: income = 0, costs_dollars: costs = 0 } = step
  const { position } = item
  for (const [field, was] of Object.entries({
    income_dollars: income,
    costs_dollars: costs,
    markBefore_dollars: step.markBefore_dollars ?? 0,
    markAfter_dollars: step.markAfter_dollars ?? 0,
  })) {
    if (Math.abs(was) <= MONEY_MAX) continue
    const wanted = 'money below ten billion dollars'
    return refused(refuse('number.out-of-range', { field, was, wanted, source: position.name }))
  }
  const decomposed = decomposeStep(position, before, after)
  if (!decomposed.ok) return decomposed
  const lines = decomposed.value
  const [worthBefore, worthAfter] = [position.value(before), position.value(after)]
  if (!(Math.abs(worthBefore) <= MONEY_MAX && Math.abs(worthAfter) <= MONEY_MAX)) {
    const wanted = 'a position worth less than ten billion dollars'
    const was = Math.max(Math.abs(worthBefore), Math.abs(worthAfter))
    return refused(refuse('number.out-of-range', { field: 'value', was, wanted, source: position.name }))
  }
  const markBefore = step.markBefore_dollars ?? worthBefore
  const markAfter = step.markAfter_dollars ?? worthAfter
  const spread = {
    ...linesOf(lines, convention),
    mark: markAfter - worthAfter - (markBefore - worthBefore),
    income,
    costs: -costs,
  }
  const dollars = { ...spread, total: markAfter - markBefore + income - costs }
  // Marks are rounded, not their change: then the cents of a path telescope as the dollars do.
  const change = (centsRoundedHalfEven(markAfter) - centsRoundedHalfEven(markBefore)) as Cents
  return accepted({
    id: item.id,
    layer: item.layer,
    trade: item.trade,
    lines,
    dollars,
    cents: centsOf(spread, change, income, costs),
  })
}

const MONEY_MAX = 1e10

function linesOf(lines: StepLines, convention: LedgerConvention) {
  if (convention === 'symmetric') {
    const { time, delta, lvr, volatility, rates } = lines.symmetric
    return { time, delta, lvr: -lvr, volatility, rates }
  }
  const { delta, lvr } = convention === 'at-next' ? lines.deltaAtNext : lines.deltaAtStart
  const { time, volatility, rates } = lines
  return { time, delta, lvr: -lvr, volatility, rates }
}

const MODEL_LINES = ['time', 'delta', 'lvr', 'volatility', 'rates', 'mark'] as const

function centsOf(
  dollars: Readonly<Record<LedgerLine, number>>,
  change: Cents,
  income: number,
  costs: number,
): LedgerCents {
  const model = splitCents(
    change,
    MODEL_LINES.map((line) => dollars[line]),
  )
  const cents = Object.fromEntries(MODEL_LINES.map((line, i) => [line, model[i]])) as Record<
    LedgerLine,
    Cents
  >
  cents.income = centsRoundedHalfEven(income)
  cents.costs = (0 - centsRoundedHalfEven(costs)) as Cents
  const total = (change + cents.income + cents.costs) as Cents
  const added = LEDGER_LINES.reduce((sum, line) => sum + cents[line], 0)
  assert(added === total, 'ledger lines in cents must add up to the P&L in cents', { added, total })
  return { ...cents, total }
}

function sumsBy(
  entries: readonly LedgerEntry[],
  key: (entry: LedgerEntry) => string,
): ReadonlyMap<string, LedgerSum> {
  const groups = new Map<string, LedgerEntry[]>()
  for (const entry of entries) {
    const group = groups.get(key(entry))
    if (group === undefined) groups.set(key(entry), [entry])
    else group.push(entry)
  }
  return new Map([...groups].map(([name, group]) => [name, sumOf(group)]))
}

function sumOf(entries: readonly LedgerEntry[]): LedgerSum {
  const names = [...LEDGER_LINES, 'total'] as const
  const dollars = Object.fromEntries(names.map((name) => [name, 0])) as Record<(typeof names)[number], number>
  const cents = { ...dollars }
  for (const entry of entries) {
    for (const name of names) {
      dollars[name] += entry.dollars[name]
      cents[name] += entry.cents[name]
    }
  }
  return { dollars, cents: cents as unknown as LedgerCents }
}
