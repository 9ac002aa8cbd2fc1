/**
 * The backtest: sessions in, the account's history out. The decision is the one that is made live, handed in as a function; what
 * a session does is said in events, and only the kernel changes the account. Nothing of a day is kept but its row, so memory
 * does not grow with the years but for those rows.
 *
 * A session, in order: interest; settlements published by now; marks; orders of earlier snapshots filled; scheduled entries;
 * the decision, whose orders wait for the next snapshot; the close.
 */
import { createHash } from 'node:crypto'
import { dayNumber } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept, valueOrNull } from '../../base/vocabulary/result.ts'
import { lowestRung, type Rung } from '../../base/vocabulary/rung.ts'
import { bookLedger, type HeldStep, LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import { centsRoundedDown, centsRoundedUp } from '../../book/money.ts'
import { fillCash } from '../../book/position/fill.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import { verticalsOf } from '../../book/structure/vertical.ts'
import type { BookFacts } from '../../policy/book-facts.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import type { Intent, Order } from '../../policy/intent.ts'
import { readLevels } from '../../policy/market-readings.ts'
import { entryState } from '../../policy/position/entry-state.ts'
import { canonicalHash } from '../../policy/rules/canonical.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import {
  type AccountState,
  type CondorTerms,
  openAccount,
  type OpenTrade,
  type PendingOrder,
} from '../kernel/account-state.ts'
import { bookFactsOfAccount } from '../kernel/book-facts-of-account.ts'
import type { KernelEffect, KernelEvent, LegFill } from '../kernel/kernel-event.ts'
import { step } from '../kernel/step.ts'
import type { BacktestDay, SettlementBasis } from './backtest-day.ts'
import type { BacktestOptions } from './backtest-options.ts'
import type { BacktestRun, ClosedChain } from './backtest-run.ts'
import { closedChain } from './closed-chain.ts'
import { condorOfOrder } from './condor-of-order.ts'
import { seriesOf } from './expired-series.ts'
import { fillEntry, fillExit, fillOrder, type Filled, type FillDesk } from './fill-order.ts'
import { type HeldItem, heldStep, itemsOf, keyOf, markCents } from './held-item.ts'
import { markOf } from './instrument-quote.ts'
import { type QuoteBook, quoteBook } from './quote-book.ts'
import { linesByLayer } from './lines-by-layer.ts'
import { condorMargin, marginOfAccount } from './margin-of-account.ts'
import { attributionOf, RunColumns } from './run-columns.ts'
import { runBanners } from './run-banners.ts'
import { RunLog } from './run-log.ts'
import { signalFacts } from './signal-facts.ts'

/** The decision: what live, paper and backtest share. */
export type Judge = (
  facts: MarketFacts,
  rules: RuleSet,
  book: BookFacts,
) => { readonly intents: readonly Intent[] }

export interface BacktestSetup {
  readonly rules: RuleSet
  readonly judge: Judge
  readonly options: BacktestOptions
  /** Where another process stopped; a run without begins with its options' cash. */
  readonly resume?: ResumedRun
  /** Hears every event and what it set off, in order: for journals, replays and tests. */
  readonly onEvent?: (event: KernelEvent, effects: readonly KernelEffect[], state: AccountState) => void
}

/** What a run carries from session to session beside its account: plain data, so that it can be kept. */
export interface CarriedRun {
  /** Last marks of what is held, and the state of the market behind them. */
  readonly items: readonly HeldItem[]
  /** The least that the cash of each open condor may come to, and what it is so far. */
  readonly bounds: readonly {
    readonly trade: string
    readonly least_cents: number
    readonly cash_cents: number
  }[]
}

export interface ResumedRun extends CarriedRun {
  readonly account: AccountState
  /** Sessions behind it. */
  readonly sessions: number
  /** Of the last session that had a snapshot. */
  readonly before: MarketFacts | null
}

/** One run over all days. */
export function runBacktest(days: Iterable<BacktestDay>, setup: BacktestSetup): BacktestRun {
  const [run] = runBacktests(days, [setup])
  return run
}

/** Several runs in step, so that each day's market is read once for all of them. */
export function runBacktests(
  days: Iterable<BacktestDay>,
  setups: readonly BacktestSetup[],
): readonly BacktestRun[] {
  const runs = runsInStep(setups)
  for (const day of days) runs.advance(day)
  return runs.finish()
}

/** Several runs a day at a time: for days that must be waited for, and for whoever reports how far they are. */
export interface RunsInStep {
  advance(day: BacktestDay): void
  carried(): readonly CarriedRun[]
  finish(): readonly BacktestRun[]
}

export function runsInStep(setups: readonly BacktestSetup[]): RunsInStep {
  const runs = setups.map((setup) => new Backtest(setup))
  return {
    advance: (day) => {
      const quotes = quoteBook(day)
      for (const run of runs) run.advance(day, quotes)
    },
    carried: () => runs.map((run) => run.carried()),
    finish: () => runs.map((run) => run.finish()),
  }
}

/** Each leg of a condor may be rounded down by a cent, at every part of it that is closed. */
const ROUNDED_CENTS = 32

/** Of one session, while it lasts. */
interface Session {
  readonly day: BacktestDay
  readonly quotes: QuoteBook
  readonly steps: HeldStep[]
  /** Cash moved, by layer. */
  readonly cash: Map<string, number>
  /** What fills should have cost, by layer: spread and fees. */
  readonly expectedCosts: Map<string, number>
  /** Events that may have rounded a cent. */
  roundings: number
  /** Margin of trades that a roll replaced today, by chain: held beside the new one. */
  readonly overlap: Map<string, number>
}

class Backtest {
  private readonly setup: BacktestSetup
  private state: AccountState
  private items = new Map<string, HeldItem>()
  private readonly columns = new RunColumns()
  private readonly log = new RunLog()
  private readonly closed: ClosedChain[] = []
  private readonly hash = createHash('sha256')
  private readonly bounds = new Map<string, { least_cents: number; cash_cents: number }>()
  private readonly bases = new Set<SettlementBasis>()
  private rung: Rung = 'quoted'
  private before: MarketFacts | null = null
  private sessions = 0

  constructor(setup: BacktestSetup) {
    this.setup = setup
    const { resume, options } = setup
    this.state = resume?.account ?? openAccount(centsRoundedDown(options.account_dollars))
    if (resume === undefined) return
    for (const item of resume.items) this.items.set(keyOf(item), item)
    for (const { trade, ...bound } of resume.bounds) this.bounds.set(trade, bound)
    this.before = resume.before
    this.sessions = resume.sessions
  }

  carried(): CarriedRun {
    const bounds = [...this.bounds].map(([trade, bound]) => ({ trade, ...bound }))
    return { items: [...this.items.values()], bounds }
  }

  advance(day: BacktestDay, quotes: QuoteBook): void {
    const { facts, date, at } = day
    const previous = this.state.date
    const session: Session = {
      day,
      quotes,
      steps: [],
      cash: new Map(),
      expectedCosts: new Map(),
      roundings: 1,
      overlap: new Map(),
    }
    const equityBefore = this.state.equity_cents
    const marksBefore = this.marksByLayer()
    this.apply({ kind: 'session-opened', at, date })
    this.hash.update(`${date}|${facts?.market.chain.source.contentHash ?? day.hole ?? ''}|${day.billRate}\n`)
    const elapsed = previous === null ? 0 : dayNumber(date) - dayNumber(previous)
    const bills = ((day.billRate ?? 0) * elapsed) / 365
    this.interest(session, bills)
    this.settleExpired(session)
    if (facts === null) this.log.add('no-snapshot', date, day.hole ?? 'no snapshot')
    else {
      this.rung = lowestRung(this.rung, facts.market.chain.rung)
      this.mark(session)
      for (const order of this.state.pending) this.fillPending(session, order, 'next-snapshot')
      this.decide(session, facts)
      this.before = facts
    }
    this.close(session, { equityBefore, marksBefore, bills })
    this.sessions += 1
  }

  private apply(event: KernelEvent, session?: Session, layer = 'core'): readonly KernelEffect[] {
    const cash = this.state.cash_cents
    const stepped = step(this.state, event)
    this.state = stepped.state
    const moved = stepped.state.cash_cents - cash
    if (session !== undefined && moved !== 0) add(session.cash, layer, moved)
    this.setup.onEvent?.(event, stepped.effects, stepped.state)
    return stepped.effects
  }

  private interest(session: Session, bills: number): void {
    const { date, at, billRate } = session.day
    if (billRate === null) this.log.add('bill-rate-unknown', date, 'cash earned nothing')
    // Against us: what is earned and what is owed are both rounded down.
    const cents = centsRoundedDown((this.state.cash_cents / 100) * bills)
    if (cents !== 0) this.apply({ kind: 'interest-accrued', at, cents }, session, 'cash')
  }

  private settleExpired(session: Session): void {
    const { day } = session
    for (const trade of this.state.trades) {
      for (const instrument of instrumentsOf(trade)) {
        const series = seriesOf(instrument)
        if (series === null || series.settlesAt > day.at) continue
        const value = day.settlementValue(series)
        if (value === null) {
          this.apply({ kind: 'settlement-awaited', at: day.at, instrument })
          this.log.add('expired-unsettled', day.date, `${instrument}: settlement value not published`)
          continue
        }
        const option = parseOccSymbol(instrument)
        const { value_points, basis } = value
        const price_points =
          option === null ? value_points : settlementValue([{ ...option, quantity: 1 }], value_points)
        const item = this.items.get(keyOf({ trade: trade.id, instrument }))
        assert(item !== undefined, 'what is held was marked', { instrument })
        session.steps.push(
          heldStep(item, { ...item.factors, underlying: value_points, years: 0 }, price_points),
        )
        session.roundings += 1
        this.hash.update(`${instrument}|${value_points}|${basis}\n`)
        if (series.style === 'AM') {
          this.bases.add(basis)
          this.log.add(`settled-on-${basis}`, day.date, `${instrument} at ${value_points}`)
        }
        const { at } = day
        const settled = { kind: 'instrument-settled', at, trade: trade.id, instrument, price_points } as const
        const effects = this.apply({ ...settled, value_points, basis }, session, trade.layer)
        this.items.delete(keyOf({ trade: trade.id, instrument }))
        const flow = { quantity: -item.quantity, price_points, multiplier: item.multiplier }
        this.checkBound(trade.id, item.future ? 0 : fillCash(flow), effects)
      }
    }
  }

  /** Every item from its last mark to this snapshot's. */
  private mark(session: Session): void {
    const { quotes, steps } = session
    for (const [key, item] of this.items) {
      const quote = quotes(item.instrument)
      if (quote === null) continue
      const mark_points = markOf(quote, item.quantity)
      if (item.future) {
        const mark = this.markFuture(session, item, mark_points)
        steps.push(heldStep(item, quote.factors, mark))
        this.items.set(key, { ...item, factors: quote.factors, mark_points: mark })
        continue
      }
      steps.push(heldStep(item, quote.factors, mark_points))
      this.items.set(key, { ...item, factors: quote.factors, mark_points })
    }
  }

  /** Settles a future to its mark, in cash; the mark in whole cents of a contract. */
  private markFuture(
    session: Session,
    { trade, layer, instrument, multiplier }: Pick<HeldItem, 'trade' | 'layer' | 'instrument' | 'multiplier'>,
    settle_points: number,
  ): number {
    const { at } = session.day
    this.apply({ kind: 'futures-marked', at, marks: [{ trade, instrument, settle_points }] }, session, layer)
    const held = this.state.trades.find(({ id }) => id === trade)
    const future = held?.futures.find((one) => one.instrument === instrument)
    assert(future !== undefined, 'a future that is marked is held', { instrument })
    return future.mark_cents / 100 / multiplier
  }

  private decide(session: Session, facts: MarketFacts): void {
    const { judge, rules, options } = this.setup
    const { at } = session.day
    const scheduled = options.entries === 'same-snapshot'
    const entryDay = this.sessions % options.entryEvery === options.entryPhase % options.entryEvery
    if (scheduled && entryDay && this.before !== null) {
      const { intents } = judge(signalFacts(facts, this.before), rules, bookFactsOfAccount(this.state))
      const entries = intents.filter(({ kind }) => kind === 'open-condor')
      const effects = this.apply({ kind: 'orders-decided', at, intents: entries })
      const placed = new Set(effects.map((effect) => (effect.kind === 'order-placed' ? effect.order : '')))
      for (const order of this.state.pending.filter(({ id }) => placed.has(id))) {
        this.fillPending(session, order, 'same-snapshot')
      }
    }
    const book = bookFactsOfAccount(this.state)
    const nothingElse = book.positions.length + book.hedges.length === 0 && rules.hedge === null
    if (scheduled && nothingElse) return
    const { intents } = judge(facts, rules, book)
    const wanted = intents.filter(({ kind }) => kind !== 'open-condor' || (!scheduled && entryDay))
    this.apply({ kind: 'orders-decided', at, intents: wanted })
  }

  private fillPending(session: Session, order: PendingOrder, how: 'next-snapshot' | 'same-snapshot'): void {
    const { at, date } = session.day
    const lapse = (code: string, why: string): void => {
      this.apply({ kind: 'order-lapsed', at, order: order.id, because: `${code}: ${why}` })
      this.log.add(`not-filled:${order.intent.kind}:${code}`, date, why)
    }
    const desk = this.desk(session)
    const { intent } = order
    const filled = { kind: 'order-filled', at, order: order.id, how } as const
    switch (intent.kind) {
      case 'open-condor': {
        const opening = this.entry(desk, intent.order)
        if (!opening.ok) return lapse(opening.code, opening.why)
        const opened = this.terms(session, intent.order, opening)
        if (!this.affordable(session, opened, 0)) return lapse('not-enough-capital', 'margin above equity')
        this.book(session, { ...filled, closing: [], opening: opening.fills, opened }, null)
        return
      }
      case 'close':
      case 'resize': {
        const held = this.held(intent.trade)
        if (held === null) return lapse('position-gone', intent.trade)
        const closing = fillExit(desk, intent.order, held.condor.legs, this.setup.options.exitLimit)
        if (!closing.ok) return lapse(closing.code, closing.why)
        this.book(session, { ...filled, closing: closing.fills, opening: [], opened: null }, held.trade)
        return
      }
      case 're-strike':
      case 'roll':
      case 'roll-back': {
        const held = this.held(intent.trade)
        if (held === null) return lapse('position-gone', intent.trade)
        const closing = fillExit(desk, intent.close, held.condor.legs, this.setup.options.exitLimit)
        if (!closing.ok) return lapse(closing.code, closing.why)
        const opening = this.entry(desk, intent.open)
        if (!opening.ok) return lapse(opening.code, opening.why)
        const opened = this.terms(session, intent.open, opening)
        const released = condorMargin(held.condor)
        if (!this.affordable(session, opened, released))
          return lapse('not-enough-capital', 'margin above equity')
        add(session.overlap, held.trade.chain, released)
        this.book(session, { ...filled, closing: closing.fills, opening: opening.fills, opened }, held.trade)
        return
      }
      case 'hedge': {
        const legs: LegFill[] = []
        for (const one of intent.orders) {
          const part = fillOrder(desk, one, false)
          if (part.ok) legs.push(...part.fills)
          else this.log.add(`not-filled:hedge:${part.code}`, date, part.why)
        }
        if (legs.length === 0) return lapse('not-quoted', `no order of ${intent.layerId} could be filled`)
        this.book(
          session,
          { ...filled, closing: [], opening: legs, opened: null },
          null,
          `hedge:${intent.layerId}`,
        )
      }
    }
  }

  private desk({ day, quotes }: Session): FillDesk {
    const { rules, options } = this.setup
    const vix = day.facts === null ? null : valueOrNull(day.facts.market.vix)
    return {
      date: day.date,
      quotes,
      vix_vol_points: vix?.level_vol_points ?? null,
      options,
      costs: rules.costs,
    }
  }

  private entry(desk: FillDesk, order: Order): Filled {
    return fillEntry(desk, order, this.setup.options.entryLimit)
  }

  private held(id: string): { readonly trade: OpenTrade; readonly condor: CondorTerms } | null {
    const trade = this.state.trades.find((one) => one.id === id)
    return trade === undefined || trade.condor === null ? null : { trade, condor: trade.condor }
  }

  /** One account: what is opened must be covered by what it is worth. */
  private affordable({ day, quotes }: Session, opened: CondorTerms, released: number): boolean {
    const margin = marginOfAccount(this.state, day.date, 'reg-t', quotes)
    return margin.total_cents - released + condorMargin(opened) <= this.state.equity_cents
  }

  private terms({ day }: Session, order: Order, filled: Filled & { ok: true }): CondorTerms {
    const { facts } = day
    assert(facts !== null, 'an entry is filled on a snapshot')
    const { root, expiration, legs } = condorOfOrder(order)
    const sold = { root, expiration, legs, credit_points: filled.net_points }
    const entry = entryState(facts, readLevels(facts, this.setup.rules), sold)
    const expiry = facts.market.expiries.find(
      ({ slice }) => slice.root === root && slice.expiration === expiration,
    )
    if (expiry?.slice.counterfactual === true) {
      this.log.add('counterfactual-expiry', day.date, `${root} ${expiration} was not listed: modelled only`)
    }
    return {
      root,
      expiration,
      legs,
      contracts: order.units,
      entryCredit_points: filled.net_points,
      entry: valueOrNull(entry),
      entryNote: entry.ok ? 'the snapshot it was filled on' : entry.refusal.wanted,
    }
  }

  /** Books a fill, and what it should have cost. */
  private book(
    session: Session,
    event: Extract<KernelEvent, { readonly kind: 'order-filled' }>,
    closes: OpenTrade | null,
    layer = 'core',
  ): void {
    const { quotes, expectedCosts } = session
    for (const [legs, sign] of [
      [event.closing, -1],
      [event.opening, 1],
    ] as const) {
      for (const { instrument, quantity, price_points, multiplier, fees_cents } of legs) {
        const quote = quotes(instrument)
        assert(quote !== null, 'what is filled is quoted', { instrument })
        const away = quantity * (price_points - markOf(quote, sign * quantity)) * multiplier * 100
        add(expectedCosts, layer, away + fees_cents)
        session.roundings += 3
      }
    }
    const effects = this.apply(event, session, layer)
    // What was entered at its price is settled to the day's mark like the rest.
    for (const trade of this.state.trades.filter((one) => one.layer === layer)) {
      for (const { instrument, multiplier } of trade.futures) {
        const quote = quotes(instrument)
        if (quote !== null)
          this.markFuture(session, { ...trade, trade: trade.id, instrument, multiplier }, markOf(quote, 1))
      }
    }
    if (event.opened !== null) this.boundLoss(event.opened, event.opening, effects)
    if (closes !== null) this.checkBound(closes.id, cashOf(event.closing), effects)
  }

  /** The least a condor's cash can come to before fees: its wider side lost, its credit kept. */
  private boundLoss(terms: CondorTerms, fills: readonly LegFill[], effects: readonly KernelEffect[]): void {
    const opened = effects.find((effect) => effect.kind === 'trade-opened')
    assert(opened?.kind === 'trade-opened', 'a condor that is filled is opened')
    const { put, call } = verticalsOf(terms.legs)
    const width = Math.max(put.width_points, call.width_points)
    const multiplier = fills[0]?.multiplier ?? 0
    const lost = centsRoundedUp((width - terms.entryCredit_points) * multiplier * terms.contracts)
    this.bounds.set(opened.trade, { least_cents: 0 - lost - ROUNDED_CENTS, cash_cents: cashOf(fills) })
  }

  private checkBound(trade: string, cash: number, effects: readonly KernelEffect[]): void {
    const bound = this.bounds.get(trade)
    if (bound === undefined) return
    bound.cash_cents += cash
    if (!effects.some((effect) => effect.kind === 'trade-closed' && effect.trade === trade)) return
    this.bounds.delete(trade)
    const { least_cents, cash_cents } = bound
    assert(cash_cents >= least_cents, 'a condor cannot lose more than its width less its credit and costs', {
      trade,
      cash_cents,
      least_cents,
    })
  }

  private marksByLayer(): Map<string, number> {
    const marks = new Map<string, number>()
    for (const item of this.items.values()) add(marks, item.layer, markCents(item))
    return marks
  }

  private close(
    session: Session,
    from: { readonly equityBefore: Cents; readonly marksBefore: Map<string, number>; readonly bills: number },
  ): void {
    const { day, quotes } = session
    const { date, at } = day
    this.items = itemsOf(this.state, quotes, this.items, (instrument) => {
      this.log.add('mark-carried', date, `${instrument} is not quoted: its last mark stands`)
    })
    const marks = this.marksByLayer()
    let equity: number = this.state.cash_cents
    for (const cents of marks.values()) equity += cents
    const ledger = mustAccept(bookLedger(session.steps, this.setup.options.ledger))
    const byLayer = linesByLayer(ledger.byLayer, session, marks, from.marksBefore)
    let change = 0
    for (const lines of byLayer.values()) for (const line of LEDGER_LINES) change += lines[line]
    assert(change === equity - from.equityBefore, 'the ledger of a day is its P&L, to the cent', {
      date,
      change,
      equity,
      before: from.equityBefore,
    })
    const margin = marginOfAccount(this.state, date, this.setup.options.margin, quotes)
    let total: number = margin.total_cents
    for (const cents of session.overlap.values()) total += cents
    const effects = this.apply({
      kind: 'day-closed',
      at,
      equity_cents: equity as Cents,
      margin_cents: total as Cents,
      chains: this.state.chains.map(({ id }) => ({
        id,
        lvr_cents: (ledger.byTrade.get(id)?.cents.lvr ?? 0) as Cents,
        margin_cents: ((margin.byChain.get(id) ?? 0) + (session.overlap.get(id) ?? 0)) as Cents,
      })),
    })
    for (const effect of effects)
      if (effect.kind === 'chain-closed') this.closed.push(closedChain(effect.chain, dayNumber(date)))
    this.columns.addDay({
      day: dayNumber(date),
      equity,
      cash: this.state.cash_cents,
      margin: total,
      bills: from.bills,
      market: day.marketReturn,
      ledger: byLayer,
    })
  }

  finish(): BacktestRun {
    const { rules, options } = this.setup
    const length = this.columns.days.length
    const ledger = this.columns.ledger()
    const log = this.log.all()
    const banners = runBanners({ options, log, bases: this.bases, account: this.state })
    const market = this.columns.market
    return {
      label: options.label === '' ? rules.name : options.label,
      rung: this.rung,
      rulesHash: canonicalHash(rules),
      dataHash: this.hash.copy().digest('hex'),
      optionsHash: canonicalHash(options),
      seed: options.seed,
      days: Int32Array.from(this.columns.days),
      equity_cents: Float64Array.from(this.columns.equity),
      cash_cents: Float64Array.from(this.columns.cash),
      margin_cents: Float64Array.from(this.columns.margin),
      billsReturns: Float64Array.from(this.columns.bills),
      marketReturns: market.slice(1).every((one) => one !== null)
        ? Float64Array.from(market, (one) => one ?? 0)
        : null,
      ledger,
      attribution: attributionOf(ledger, length),
      trades: [...this.closed].sort((a, b) => a.entryDay - b.entryDay || a.exitDay - b.exitDay),
      account: this.state,
      log,
      banners,
      notes: [
        ...banners,
        ...log.map(
          ({ code, count, first, last, example }) =>
            `${code}: ${count}, ${first} to ${last}, first ${example}`,
        ),
      ],
    }
  }
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}

/** Cash of fills before fees. */
function cashOf(fills: readonly LegFill[]): number {
  let cash = 0
  for (const fill of fills) cash += fill.future ? 0 : fillCash(fill)
  return cash
}

function instrumentsOf({ lots, futures }: OpenTrade): ReadonlySet<string> {
  return new Set([...lots.open, ...futures].map(({ instrument }) => instrument))
}
