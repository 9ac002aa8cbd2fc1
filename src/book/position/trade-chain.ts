/**
 * Rolls keep their parent. A trade that is rolled is not closed: the trade it became belongs to the same chain, and the
 * chain's P&L is one number. A rolled loser so stays a loser until the last of its chain is closed.
 */
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { type Refusal, refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { type Fill, fillCash } from './fill.ts'

export interface Trade {
  readonly id: string
  /** The trade this one was rolled from; null for the first of a chain. */
  readonly parent: string | null
}

export interface TradeChain {
  /** Id of the first trade: the chain's name. */
  readonly root: string
  /** Root first, each after its parent. */
  readonly trades: readonly string[]
}

/** Groups trades by the root of their rolls, in the order in which roots are listed. Refuses an unknown parent, a doubled id and a circle. */
export function chainsOf(trades: readonly Trade[]): Result<readonly TradeChain[]> {
  const byId = new Map<string, Trade>()
  for (const trade of trades) {
    if (byId.has(trade.id)) return refused(badChain('id', trade.id, 'each trade once'))
    byId.set(trade.id, trade)
  }
  const children = new Map<string | null, Trade[]>()
  for (const trade of trades) {
    const siblings = children.get(trade.parent)
    if (siblings === undefined) children.set(trade.parent, [trade])
    else siblings.push(trade)
  }
  const chains = (children.get(null) ?? []).map(({ id: root }): TradeChain => {
    const found = [root]
    // The list grows while it is walked: every trade's rolls are appended behind it.
    for (const id of found) found.push(...(children.get(id) ?? []).map((child) => child.id))
    return { root, trades: found }
  })
  const reached = new Set(chains.flatMap((chain) => chain.trades))
  const lost = trades.find(({ id }) => !reached.has(id))
  if (lost === undefined) return accepted(chains)
  const known = lost.parent !== null && byId.has(lost.parent)
  const wanted = known ? 'rolls that lead back to a first trade, not a circle' : 'a trade that exists'
  return refused(badChain('parent', lost.parent, wanted))
}

const badChain = (field: string, was: unknown, wanted: string): Refusal =>
  refuse('structure.invalid', { field, was, wanted, source: 'trades' })

/** Cents; `pnl_cents` is the one number of the chain. */
export interface ChainPnl {
  readonly root: string
  /** Cash of all its fills, fees paid. */
  readonly cash_cents: Cents
  /** What its open positions are worth at the mark given. */
  readonly marked_cents: Cents
  readonly pnl_cents: Cents
  readonly fees_cents: Cents
  readonly isOpen: boolean
}

/**
 * P&L of one chain from its fills and the marks of what they leave open. `marks_cents` is the value in cents of one contract of
 * each instrument still open; refused where one is missing, since an unknown mark is not zero.
 */
export function chainPnl(
  chain: TradeChain,
  fills: readonly Fill[],
  marks_cents: ReadonlyMap<string, Cents>,
): Result<ChainPnl> {
  const members = new Set(chain.trades)
  const held = new Map<string, number>()
  let cash = 0
  let fees = 0
  for (const fill of fills) {
    if (!members.has(fill.trade)) continue
    cash += fillCash(fill) - fill.fees_cents
    fees += fill.fees_cents
    held.set(fill.instrument, (held.get(fill.instrument) ?? 0) + fill.quantity)
  }
  let marked = 0
  const open = [...held].filter(([, quantity]) => quantity !== 0)
  for (const [instrument, quantity] of open) {
    const mark = marks_cents.get(instrument)
    if (mark === undefined) {
      const wanted = 'a mark for every open instrument'
      return refused(
        refuse('series.missing', { field: instrument, was: 'no mark', wanted, source: chain.root }),
      )
    }
    marked += quantity * mark
  }
  return accepted({
    root: chain.root,
    cash_cents: cash as Cents,
    marked_cents: marked as Cents,
    pnl_cents: (cash + marked) as Cents,
    fees_cents: fees as Cents,
    isOpen: open.length > 0,
  })
}
