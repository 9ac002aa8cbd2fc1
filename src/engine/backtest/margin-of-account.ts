/**
 * Margin of an account at a moment. Condors by the spread rule: the worst loss at settlement, the credit counted towards it, each
 * trade by itself, so that a roll is covered twice while both its trades are held. The shorts of synthetics that close delta stand
 * uncovered, since a spread rule knows no delta. Bought options are paid for and ask for none; VX futures ask for theirs apart, and nothing on VIX is set off against SPX. Approximate portfolio margin as an option.
 */
import type { Cents, IsoDate } from '../../base/vocabulary/quantity.ts'
import { centsRoundedUp } from '../../book/money.ts'
import { INDEX_OPTION_MULTIPLIER, type OptionLeg } from '../../book/structure/legs.ts'
import { marginRequirement } from '../../book/structure/margin.ts'
import { black76Price } from '../../market/pricing/black76.ts'
import { type OccOption, parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import type { Lot } from '../../book/position/lots.ts'
import { shortOptionMargin } from '../../book/structure/short-option-margin.ts'
import {
  type AccountState,
  type CondorTerms,
  DELTA_LAYER,
  type HeldFuture,
  type OpenTrade,
} from '../kernel/account-state.ts'
import type { QuoteBook } from './quote-book.ts'
import { PORTFOLIO_MARGIN, VX_MARGIN } from './margin-table.ts'

export interface AccountMargin {
  readonly total_cents: Cents
  /** By chain of rolls, by the spread rule; a chain's futures with it. */
  readonly byChain: ReadonlyMap<string, Cents>
}

/** Of so many condors, by the spread rule. */
export function condorMargin({ legs, contracts, entryCredit_points }: CondorTerms): Cents {
  const each = centsRoundedUp(marginRequirement(legs, entryCredit_points, INDEX_OPTION_MULTIPLIER))
  return (each * contracts) as Cents
}

export function marginOfAccount(
  state: AccountState,
  date: IsoDate,
  method: 'reg-t' | 'portfolio',
  quotes: QuoteBook,
): AccountMargin {
  const byChain = new Map<string, Cents>()
  let condors = 0
  let rest = 0
  for (const trade of state.trades) {
    const own = trade.condor === null ? 0 : condorMargin(trade.condor)
    let futures = 0
    for (const future of trade.futures) futures += futureMargin(future, date)
    const shorts = trade.layer === DELTA_LAYER ? shortMargin(trade.lots.open, quotes) : 0
    condors += own + shorts
    rest += futures
    byChain.set(trade.chain, ((byChain.get(trade.chain) ?? 0) + own + shorts + futures) as Cents)
  }
  const portfolio = method === 'portfolio' ? portfolioMargin(state.trades, date, quotes) : null
  return { total_cents: ((portfolio ?? condors) + rest) as Cents, byChain }
}

type OptionLot = Pick<Lot, 'instrument' | 'quantity' | 'multiplier'>

/** What is held to close delta. */
export const deltaLots = (trades: readonly OpenTrade[]): readonly OptionLot[] =>
  trades.filter(({ layer }) => layer === DELTA_LAYER).flatMap(({ lots }) => lots.open)

/** Of the shorts that are left of index options once longs of the same instrument are set off. */
export function shortMargin(lots: readonly OptionLot[], quotes: QuoteBook): Cents {
  const net = new Map<string, OptionLot>()
  for (const lot of lots) {
    const before = net.get(lot.instrument)?.quantity ?? 0
    net.set(lot.instrument, { ...lot, quantity: before + lot.quantity })
  }
  let cents = 0
  for (const { instrument, quantity, multiplier } of net.values()) {
    const option = quantity < 0 ? parseOccSymbol(instrument) : null
    if (option === null) continue
    // On a day without quotes the strike stands for the index: a synthetic is made near it.
    const index = quotes(instrument)?.factors.underlying ?? option.strike_points
    cents -= quantity * centsRoundedUp(shortOptionMargin(option, index) * multiplier)
  }
  return cents as Cents
}

/** Of so many contracts of a future at a price. */
export function futureMargin(
  { quantity, mark_cents }: Pick<HeldFuture, 'quantity' | 'mark_cents'>,
  date: IsoDate,
): number {
  const row = VX_MARGIN.findLast(({ from }) => from <= date) ?? VX_MARGIN[0]
  const each = Math.max(row.minimum_dollars * 100, Math.ceil(mark_cents * row.share))
  return Math.abs(quantity) * each
}

/** Steps from the worst fall to the worst rise. */
const SCENARIOS = 10

/** The worst of the scenarios over all index options held; null where the day knows no such margin, or a leg is not quoted. */
function portfolioMargin(trades: readonly OpenTrade[], date: IsoDate, quotes: QuoteBook): number | null {
  const row = PORTFOLIO_MARGIN.findLast(({ from }) => from <= date)
  if (row === undefined) return null
  const held: { readonly option: OccOption; readonly quantity: number; readonly instrument: string }[] = []
  let shorts = 0
  for (const { layer, lots } of trades) {
    if (layer !== 'core' && layer !== DELTA_LAYER) continue
    for (const { instrument, quantity } of lots.open) {
      const option = parseOccSymbol(instrument)
      if (option === null || quotes(instrument) === null) return null
      held.push({ option, quantity, instrument })
      shorts += Math.max(0, -quantity)
    }
  }
  let worst = 0
  for (let step = 0; step <= SCENARIOS; step += 1) {
    const move = -row.down_share + ((row.down_share + row.up_share) * step) / SCENARIOS
    let change = 0
    for (const { option, quantity, instrument } of held)
      change += quantity * changeOf(option, instrument, move, quotes)
    worst = Math.min(worst, change)
  }
  return centsRoundedUp(Math.max(-worst * INDEX_OPTION_MULTIPLIER, shorts * row.minimum_dollars))
}

/** Points by which one option changes where its forward moves by a share, its volatility and the time as they are. */
function changeOf(
  option: OptionLeg | OccOption,
  instrument: string,
  move: number,
  quotes: QuoteBook,
): number {
  const quote = quotes(instrument)
  if (quote === null) return 0
  const { underlying, volatility, years, rate } = quote.factors
  const { right, strike_points } = option
  const at = (forward_points: number): number =>
    black76Price({
      right,
      strike_points,
      forward_points,
      volatility,
      years,
      discount: Math.exp(-rate * years),
    })
  return at(underlying * (1 + move)) - at(underlying)
}
