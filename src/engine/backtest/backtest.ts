/**
 * One run of a backtest: sessions in, the account's history out. The decision is the one that is made live, handed in as a function;
 * what a session does is said in events, and only the kernel changes the account. Nothing of a day is kept but its row, so memory
 * does not grow with the years but for those rows.
 *
 * A session has one snapshot or several, in order of time. Its first brings interest; each, in order: settlements published by
 * now; marks; orders of earlier snapshots filled; scheduled entries; the decision, whose orders wait for the next snapshot; the
 * ledger of the step. After the last comes the close.
 */
import { createHash } from 'node:crypto'
import { dayNumber } from '../../base/calendar/civil.ts'
import { assert } from '../../base/vocabulary/assert.ts'
import type { Cents } from '../../base/vocabulary/quantity.ts'
import { mustAccept } from '../../base/vocabulary/result.ts'
import { lowestRung, type Rung } from '../../base/vocabulary/rung.ts'
import { bookLedger, LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import { centsRoundedDown } from '../../book/money.ts'
import { fillCash } from '../../book/position/fill.ts'
import { settlementValue } from '../../book/structure/settlement-value.ts'
import type { MarketFacts } from '../../policy/facts.ts'
import { canonicalHash } from '../../policy/rules/canonical.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { type AccountState, openAccount, type OpenTrade, type PendingOrder } from '../kernel/account-state.ts'
import { bookFactsOfAccount } from '../kernel/book-facts-of-account.ts'
import type { KernelEffect, KernelEvent } from '../kernel/kernel-event.ts'
import { step } from '../kernel/step.ts'
import type { BacktestDay, SettlementBasis } from './backtest-day.ts'
import type { BacktestRun, ClosedChain } from './backtest-run.ts'
import type { BacktestSetup, CarriedRun } from './backtest-setup.ts'
import { cashOfFills, costOfFills } from './cash-of-fills.ts'
import { closedChain } from './closed-chain.ts'
import { instrumentsOf, seriesOf } from './expired-series.ts'
import { type HeldItem, heldStep, itemsOf, keyOf, markCents } from './held-item.ts'
import { markOf } from './instrument-quote.ts'
import { openingsOf, refusalsOf, upkeepOf } from './judged-parts.ts'
import type { QuoteBook } from './quote-book.ts'
import { addedLines, linesByLayer } from './lines-by-layer.ts'
import { LossBounds } from './loss-bounds.ts'
import { marginOfAccount } from './margin-of-account.ts'
import { pendingFill } from './pending-fill.ts'
import { attributionOf, RunColumns } from './run-columns.ts'
import { runBanners } from './run-banners.ts'
import { RunLog } from './run-log.ts'
import { newSession, openSnapshot, type Session, type Snapshot, sumOf } from './session.ts'
import { signalFacts } from './signal-facts.ts'

export class Backtest {
  private readonly setup: BacktestSetup
  private state: AccountState
  private items = new Map<string, HeldItem>()
  private readonly columns = new RunColumns()
  private readonly log = new RunLog()
  private readonly closed: ClosedChain[] = []
  private readonly hash = createHash('sha256')
  private readonly bounds: LossBounds
  private readonly bases = new Set<SettlementBasis>()
  private readonly keptBack: Map<string, 'settled' | 'closed'>
  private rung: Rung = 'quoted'
  private before: MarketFacts | null = null
  private sessions = 0
  /** Under way between two snapshots of one session. */
  private session: Session | null = null
  /** At the last snapshot. */
  private equity: Cents

  constructor(setup: BacktestSetup) {
    this.setup = setup
    const { resume, options } = setup
    this.bounds = new LossBounds(resume?.bounds)
    this.keptBack = new Map(resume?.keptBack)
    this.state = resume?.account ?? openAccount(centsRoundedDown(options.account_dollars))
    this.equity = this.state.equity_cents
    if (resume === undefined) return
    for (const item of resume.items) this.items.set(keyOf(item), item)
    this.before = resume.before
    this.sessions = resume.sessions
  }

  carried(): CarriedRun {
    return { items: [...this.items.values()], bounds: this.bounds.all(), keptBack: [...this.keptBack] }
  }

  advance(day: BacktestDay, quotes: QuoteBook): void {
    const { facts, date } = day
    const first = this.session === null
    const equityBefore = this.equity
    const marksBefore = this.marksByLayer()
    const session = this.session ?? this.open(day)
    const later = first || (this.state.at !== null && day.at > this.state.at)
    assert(session.date === date && later, 'the snapshots of a session come in order', { date })
    this.session = session
    this.hash.update(`${date}|${facts?.market.chain.source.contentHash ?? day.hole ?? ''}|${day.billRate}\n`)
    const snapshot = openSnapshot(day, quotes, session)
    if (first) this.interest(snapshot)
    this.settleExpired(snapshot)
    if (facts === null) this.log.add('no-snapshot', date, day.hole ?? 'no snapshot')
    else {
      this.rung = lowestRung(this.rung, facts.market.chain.rung)
      this.mark(snapshot)
      for (const order of this.state.pending) this.fillPending(snapshot, order, 'next-snapshot')
      this.decide(snapshot, facts)
      this.before = facts
    }
    this.account(snapshot, { equityBefore, marksBefore })
    if (day.more === true) return
    this.close(session, snapshot)
    this.session = null
    this.sessions += 1
  }

  private open({ at, date, billRate }: BacktestDay): Session {
    const previous = this.state.date
    this.apply({ kind: 'session-opened', at, date })
    const elapsed = previous === null ? 0 : dayNumber(date) - dayNumber(previous)
    const bills = ((billRate ?? 0) * elapsed) / 365
    return newSession(date, bills)
  }

  private apply(event: KernelEvent, snapshot?: Snapshot, layer = 'core'): readonly KernelEffect[] {
    const cash = this.state.cash_cents
    const stepped = step(this.state, event)
    this.state = stepped.state
    const moved = stepped.state.cash_cents - cash
    if (snapshot !== undefined && moved !== 0) add(snapshot.cash, layer, moved)
    this.setup.onEvent?.(event, stepped.effects, stepped.state)
    return stepped.effects
  }

  private interest(snapshot: Snapshot): void {
    const { date, at, billRate } = snapshot.day
    if (billRate === null) this.log.add('bill-rate-unknown', date, 'cash earned nothing')
    // Against us: what is earned and what is owed are both rounded down.
    const cents = centsRoundedDown((this.state.cash_cents / 100) * snapshot.session.bills)
    if (cents !== 0) this.apply({ kind: 'interest-accrued', at, cents }, snapshot, 'cash')
  }

  private settleExpired(snapshot: Snapshot): void {
    const { day } = snapshot
    for (const trade of this.state.trades) {
      for (const instrument of instrumentsOf(trade)) {
        const series = seriesOf(instrument)
        assert(series !== null, 'what is held is a series of the calendar', { instrument })
        if (series.settlesAt > day.at) continue
        const due = series.knownFrom <= day.at
        const value = due ? day.settlementValue(series) : null
        if (value === null) {
          this.apply({ kind: 'settlement-awaited', at: day.at, instrument })
          if (due)
            this.log.add('expired-unsettled', day.date, `${instrument}: settlement value not published`)
          continue
        }
        const option = parseOccSymbol(instrument)
        const { value_points, basis } = value
        const price_points =
          option === null ? value_points : settlementValue([{ ...option, quantity: 1 }], value_points)
        const item = this.items.get(keyOf({ trade: trade.id, instrument }))
        assert(item !== undefined, 'what is held was marked', { instrument })
        snapshot.steps.push(
          heldStep(item, { ...item.factors, underlying: value_points, years: 0 }, price_points),
        )
        snapshot.roundings += 1
        if (series.style === 'AM') {
          this.bases.add(basis)
          this.log.add(`settled-on-${basis}`, day.date, `${instrument} at ${value_points}`)
        }
        const { at } = day
        const settled = { kind: 'instrument-settled', at, trade: trade.id, instrument, price_points } as const
        const effects = this.apply({ ...settled, value_points, basis }, snapshot, trade.layer)
        this.items.delete(keyOf({ trade: trade.id, instrument }))
        const flow = { quantity: -item.quantity, price_points, multiplier: item.multiplier }
        this.bounds.moved(trade.id, item.future ? 0 : fillCash(flow), effects)
      }
    }
  }

  /** Every item from its last mark to this snapshot's. */
  private mark(snapshot: Snapshot): void {
    const { quotes, steps } = snapshot
    for (const [key, item] of this.items) {
      const quote = quotes(item.instrument)
      if (quote === null) continue
      const mark_points = markOf(quote, item.quantity)
      if (item.future) {
        const mark = this.markFuture(snapshot, item, mark_points)
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
    snapshot: Snapshot,
    { trade, layer, instrument, multiplier }: Pick<HeldItem, 'trade' | 'layer' | 'instrument' | 'multiplier'>,
    settle_points: number,
  ): number {
    const { at } = snapshot.day
    this.apply({ kind: 'futures-marked', at, marks: [{ trade, instrument, settle_points }] }, snapshot, layer)
    const held = this.state.trades.find(({ id }) => id === trade)
    const future = held?.futures.find((one) => one.instrument === instrument)
    assert(future !== undefined, 'a future that is marked is held', { instrument })
    return future.mark_cents / 100 / multiplier
  }

  private decide(snapshot: Snapshot, facts: MarketFacts): void {
    const { judge, rules, options } = this.setup
    const { at } = snapshot.day
    const scheduled = options.entries === 'same-snapshot'
    const entryDay = this.sessions % options.entryEvery === options.entryPhase % options.entryEvery
    if (scheduled && entryDay && this.before !== null) {
      const judged = judge(signalFacts(facts, this.before), rules, bookFactsOfAccount(this.state))
      const effects = this.apply({ kind: 'orders-decided', at, intents: openingsOf(judged) })
      for (const why of refusalsOf(judged)) snapshot.session.refused.add(why)
      const placed = new Set(effects.map((effect) => (effect.kind === 'order-placed' ? effect.order : '')))
      for (const order of this.state.pending.filter(({ id }) => placed.has(id))) {
        this.fillPending(snapshot, order, 'same-snapshot')
      }
    }
    const book = bookFactsOfAccount(this.state)
    const held = book.positions.length + book.hedges.length + book.indexOptions.length
    const nothingElse = held === 0 && rules.hedge === null
    if (scheduled && nothingElse) return
    const judged = judge(facts, rules, book)
    const intents = !scheduled && entryDay ? judged.intents : upkeepOf(judged)
    if (!scheduled && entryDay) for (const why of refusalsOf(judged)) snapshot.session.refused.add(why)
    for (const intent of intents) {
      if (intent.kind === 'hold' && intent.toSettlement === true) this.keepBack(intent.trade)
    }
    this.apply({ kind: 'orders-decided', at, intents })
  }

  private fillPending(snapshot: Snapshot, order: PendingOrder, how: 'next-snapshot' | 'same-snapshot'): void {
    const { at, date } = snapshot.day
    const { setup, state, log, items: known } = this
    const { day, quotes, session } = snapshot
    const scene = { day, quotes, setup, state, known, overlap_cents: sumOf(session.overlap), log }
    const fill = pendingFill(order.intent, scene)
    if (!fill.ok) {
      this.apply({ kind: 'order-lapsed', at, order: order.id, because: `${fill.code}: ${fill.why}` })
      log.add(`not-filled:${order.intent.kind}:${fill.code}`, date, fill.why)
      if (order.intent.kind === 'open-condor') session.refused.add(`its order was not filled: ${fill.code}`)
      if (fill.code === 'above-width' && 'trade' in order.intent) this.keepBack(order.intent.trade)
      return
    }
    const { closing, opening, opened, closes, released_cents, layer } = fill
    if (order.intent.kind === 'open-condor') session.opened = true
    if (closes !== null && released_cents > 0) add(session.overlap, closes.chain, released_cents)
    const event = { kind: 'order-filled', at, order: order.id, how, closing, opening, opened } as const
    this.book(snapshot, event, closes, layer)
  }

  /** Its close is wanted and costs more than settlement can. */
  private keepBack(trade: string): void {
    const held = this.state.trades.find(({ id }) => id === trade)
    if (held !== undefined) this.keptBack.set(held.chain, 'settled')
  }

  /** Books a fill, and what it should have cost. */
  private book(
    snapshot: Snapshot,
    event: Extract<KernelEvent, { readonly kind: 'order-filled' }>,
    closes: OpenTrade | null,
    layer: string,
  ): void {
    const { quotes, expectedCosts } = snapshot
    const { closing, opening } = event
    add(expectedCosts, layer, costOfFills(closing, quotes, false) + costOfFills(opening, quotes, true))
    snapshot.roundings += 3 * (closing.length + opening.length)
    const effects = this.apply(event, snapshot, layer)
    // What was entered at its price is settled to the day's mark like the rest.
    for (const trade of this.state.trades.filter((one) => one.layer === layer)) {
      for (const { instrument, multiplier } of trade.futures) {
        const quote = quotes(instrument)
        if (quote !== null)
          this.markFuture(snapshot, { ...trade, trade: trade.id, instrument, multiplier }, markOf(quote, 1))
      }
    }
    this.noteMargin(snapshot)
    if (event.opened !== null) this.bounds.opened(event.opened, opening, effects)
    if (closes === null) return
    this.bounds.moved(closes.id, cashOfFills(closing), effects)
    // Wings that nobody bids for may be left to settle: it is closed once it is no condor any more.
    const left = this.state.trades.find(({ id }) => id === closes.id)
    if ((left?.condor ?? null) === null && this.keptBack.has(closes.chain))
      this.keptBack.set(closes.chain, 'closed')
  }

  private marksByLayer(): Map<string, number> {
    const marks = new Map<string, number>()
    for (const item of this.items.values()) add(marks, item.layer, markCents(item))
    return marks
  }

  /** The ledger of the step to this snapshot: the change of equity since the one before, to the cent. */
  private account(
    snapshot: Snapshot,
    from: { readonly equityBefore: Cents; readonly marksBefore: Map<string, number> },
  ): void {
    const { day, quotes, session } = snapshot
    const { date } = day
    this.items = itemsOf(this.state, quotes, this.items, (instrument) => {
      this.log.add('mark-carried', date, `${instrument} is not quoted: its last mark stands`)
    })
    const marks = this.marksByLayer()
    let equity: number = this.state.cash_cents
    for (const cents of marks.values()) equity += cents
    const ledger = mustAccept(bookLedger(snapshot.steps, this.setup.options.ledger))
    const byLayer = linesByLayer(ledger.byLayer, snapshot, marks, from.marksBefore)
    let change = 0
    for (const lines of byLayer.values()) for (const line of LEDGER_LINES) change += lines[line]
    assert(change === equity - from.equityBefore, 'the ledger of a step is its P&L, to the cent', {
      date,
      change,
      equity,
      before: from.equityBefore,
    })
    this.equity = equity as Cents
    session.lines = session.lines.size === 0 ? byLayer : addedLines(session.lines, byLayer)
    for (const [chain, { cents }] of ledger.byTrade) add(session.lvr, chain, cents.lvr)
  }

  private noteMargin({ day, quotes, session }: Snapshot): void {
    session.margin.note(
      marginOfAccount(this.state, day.date, this.setup.options.margin, quotes),
      session.overlap,
    )
  }

  private close({ date, bills, lines, lvr, margin, refused, opened }: Session, snapshot: Snapshot): void {
    const { day } = snapshot
    if (!opened) this.log.refuse(refused, date)
    this.noteMargin(snapshot)
    const effects = this.apply({
      kind: 'day-closed',
      at: day.at,
      equity_cents: this.equity,
      margin_cents: margin.total as Cents,
      chains: this.state.chains.map(({ id }) => ({
        id,
        lvr_cents: (lvr.get(id) ?? 0) as Cents,
        margin_cents: (margin.byChain.get(id) ?? 0) as Cents,
      })),
    })
    for (const effect of effects) {
      if (effect.kind !== 'chain-closed') continue
      this.closed.push(closedChain(effect.chain, dayNumber(date), this.keptBack.get(effect.chain.id) ?? null))
      this.keptBack.delete(effect.chain.id)
    }
    this.columns.addDay({
      day: dayNumber(date),
      equity: this.equity,
      cash: this.state.cash_cents,
      margin: margin.total,
      bills,
      market: day.marketReturn,
      ledger: lines,
    })
  }

  finish(): BacktestRun {
    assert(this.session === null, 'a run ends with a session closed', { date: this.state.date })
    const { rules, options } = this.setup
    const length = this.columns.days.length
    const ledger = this.columns.ledger()
    const log = this.log.all()
    const banners = runBanners({ options, costs: rules.costs, log, bases: this.bases, account: this.state })
    return {
      label: options.label === '' ? rules.name : options.label,
      rung: this.rung,
      rulesHash: canonicalHash(rules),
      dataHash: this.setup.dataHash ?? this.hash.copy().digest('hex'),
      // What a run is called changes nothing in it.
      optionsHash: canonicalHash({ ...options, label: '' }),
      seed: options.seed,
      ...this.columns.byDay(),
      ledger,
      attribution: attributionOf(ledger, length),
      trades: [...this.closed].sort((a, b) => a.entryDay - b.entryDay || a.exitDay - b.exitDay),
      account: this.state,
      log,
      entryRefusals: this.log.refusals(),
      banners,
      notes: [...banners, ...this.log.words()],
    }
  }
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount)
}
