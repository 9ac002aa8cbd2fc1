import { describe, expect, it } from 'vitest'
import { quoteBook, type QuoteBook } from './quote-book.ts'
import { inventedWorld, randomJudge, worldDays } from '../../../test/support/backtest-world.ts'
import { conservedCash } from '../../../test/support/conserved-cash.ts'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import { dayNumber } from '../../base/calendar/civil.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { openAccount } from '../kernel/account-state.ts'
import type { KernelEvent } from '../kernel/kernel-event.ts'
import { step } from '../kernel/step.ts'
import type { BacktestDay } from './backtest-day.ts'
import { BACKTEST_DEFAULTS, type BacktestOptions } from './backtest-options.ts'
import type { BacktestRun } from './backtest-run.ts'
import { seriesOf } from './expired-series.ts'
import { type BacktestSetup, type Judge, runBacktest, runBacktests } from './run-backtest.ts'

const RULES = sixteenDelta()

interface Recorded {
  readonly run: BacktestRun
  readonly events: readonly KernelEvent[]
}

const setupOf = (seed: number, change: Partial<BacktestOptions> = {}): BacktestSetup => ({
  rules: RULES,
  judge: randomJudge(seed),
  options: { ...BACKTEST_DEFAULTS, account_dollars: 400_000, ...change },
})

function recordOf(days: readonly BacktestDay[], setup: BacktestSetup): Recorded {
  const events: KernelEvent[] = []
  const run = runBacktest(days, { ...setup, onEvent: (event) => events.push(event) })
  return { run, events }
}

const record = (
  days: readonly BacktestDay[],
  seed: number,
  change: Partial<BacktestOptions> = {},
): Recorded => recordOf(days, setupOf(seed, change))

const WORLDS = [2, 3].map((seed) => ({
  seed,
  days: worldDays(inventedWorld(seed, 90, seed === 3 ? 50 : -1)),
}))

describe('a run of random orders', () => {
  for (const { seed, days } of WORLDS) {
    const { run, events } = record(
      days,
      seed,
      seed === 2 ? { entries: 'next-snapshot', slippage_share: 0.1 } : {},
    )

    it(`trades in every way there is (seed ${seed})`, () => {
      const kinds = new Set(events.map(({ kind }) => kind))
      for (const kind of [
        'order-filled',
        'instrument-settled',
        'futures-marked',
        'interest-accrued',
      ] as const) {
        expect(kinds).toContain(kind)
      }
      expect(run.trades.some(({ rolls }) => rolls > 0)).toBe(true)
      expect(run.trades.some(({ adjustments }) => adjustments > 0)).toBe(true)
      expect(run.ledger.get('hedge:front')).toBeDefined()
    })

    it(`has a ledger that is the P&L of every day, to the cent (seed ${seed})`, () => {
      let before = run.equity_cents[0] ?? 0
      for (let i = 1; i < run.days.length; i += 1) {
        let lines = 0
        for (const layer of run.ledger.values()) for (const line of LEDGER_LINES) lines += layer[line][i] ?? 0
        let shown = 0
        for (const { cents } of run.attribution) shown += cents[i] ?? 0
        const now = run.equity_cents[i] ?? 0
        expect(lines).toBe(now - before)
        expect(shown).toBe(now - before)
        before = now
      }
    })

    it(`conserves cash: what fills, settlements, futures and interest moved is all that moved (seed ${seed})`, () => {
      const { cash, state } = conservedCash(40_000_000, events)
      expect(state.cash_cents).toBe(cash)
      expect(state.cash_cents).toBe(run.cash_cents.at(-1))
    })

    it(`replays: the same events give the same account, and chains' cash is the account's (seed ${seed})`, () => {
      let state = openAccount(40_000_000 as never)
      let closed = 0
      let interest = 0
      for (const event of events) {
        const stepped = step(state, event)
        state = stepped.state
        if (event.kind === 'interest-accrued') interest += event.cents
        for (const effect of stepped.effects)
          if (effect.kind === 'chain-closed') closed += effect.chain.cash_cents
      }
      expect(state).toEqual(run.account)
      const open = state.chains.reduce((sum, { cash_cents }) => sum + cash_cents, 0)
      expect(state.cash_cents).toBe(40_000_000 + interest + closed + open)
      expect(run.trades.reduce((sum, { pnl_cents }) => sum + pnl_cents, 0)).toBe(closed)
    })

    it(`fills at the touch or worse, entries on their own snapshot only by name, nothing above its width (seed ${seed})`, () => {
      const books = new Map<number, QuoteBook>(days.map((day) => [day.at, quoteBook(day)]))
      const decided = new Map<string, number>()
      let bought = 0
      let state = openAccount(40_000_000 as never)
      for (const event of events) {
        if (event.kind === 'order-filled') {
          const pending = state.pending.find(({ id }) => id === event.order)
          decided.set(event.order, pending?.decidedAt ?? 0)
          const entry = pending?.intent.kind === 'open-condor' && event.how === 'same-snapshot'
          if (entry) expect(event.at).toBe(pending.decidedAt)
          else expect(event.at).toBeGreaterThan(pending?.decidedAt ?? Infinity)
          for (const { instrument, quantity, price_points } of [...event.closing, ...event.opening]) {
            const quote = books.get(event.at)?.(instrument)
            if (quantity > 0) expect(price_points).toBeGreaterThan((quote?.ask_points ?? Infinity) - 1e-9)
            else {
              expect(quote?.bid_points).toBeGreaterThan(0)
              expect(price_points).toBeLessThan((quote?.bid_points ?? 0) + 1e-9)
            }
          }
        }
        if (event.kind === 'order-filled' && event.closing.length > 0) {
          // Of the condor that is closed, each side and both together, against the widths of what it was sold with.
          const intent = state.pending.find(({ id }) => id === event.order)?.intent
          const trade = intent !== undefined && 'trade' in intent ? intent.trade : null
          const condor = state.trades.find(({ id }) => id === trade)?.condor ?? null
          if (condor !== null) {
            const [longPut, shortPut, shortCall, longCall] = condor.legs
            const widths = {
              P: shortPut.strike_points - longPut.strike_points,
              C: longCall.strike_points - shortCall.strike_points,
            }
            const paid = { P: 0, C: 0 }
            const short = event.closing.find(({ quantity }) => quantity > 0)
            for (const { instrument, quantity, price_points } of event.closing) {
              const right = parseOccSymbol(instrument)?.right ?? 'C'
              paid[right] += (quantity * price_points) / (short?.quantity ?? Number.NaN)
            }
            expect(paid.P).toBeLessThanOrEqual(widths.P + 1e-6)
            expect(paid.C).toBeLessThanOrEqual(widths.C + 1e-6)
            expect(paid.P + paid.C).toBeLessThanOrEqual(Math.max(widths.P, widths.C) + 1e-6)
            bought += 1
          }
        }
        state = step(state, event).state
      }
      expect(decided.size).toBeGreaterThan(20)
      expect(bought).toBeGreaterThan(10)
    })

    it(`asks margin for the wider wing at least, and never below zero (seed ${seed})`, () => {
      for (const chain of run.trades.filter(({ layer }) => layer === 'core')) {
        expect(chain.marginMax_cents).toBeGreaterThan(0)
        expect(chain.margin_cents).toBeLessThanOrEqual(chain.marginMax_cents)
        // One condor of a chain loses at most what was asked for it; a chain of rolls may lose more than one condor.
        if (chain.trades === 1 && chain.adjustments === 0) {
          expect(-chain.pnl_cents - chain.fees_cents).toBeLessThanOrEqual(chain.marginMax_cents + 8)
        }
      }
    })
  }

  it('is the same run alone and in step with others', () => {
    const { days } = WORLDS[0] ?? { days: [] }
    const setup = (seed: number) => ({
      rules: RULES,
      judge: randomJudge(seed),
      options: { ...BACKTEST_DEFAULTS, account_dollars: 400_000 },
    })
    const [first, second] = runBacktests(days.slice(0, 60), [setup(1), setup(9)])
    const alone = runBacktest(days.slice(0, 60), setup(9))
    expect(second?.equity_cents).toEqual(alone.equity_cents)
    expect(first?.equity_cents).not.toEqual(alone.equity_cents)
  })
})

describe('costs', () => {
  it('are monotone: dearer trading never leaves the same trades better off', () => {
    const { days } = WORLDS[0] ?? { days: [] }
    const [open] = [{ entries: 'same-snapshot', entryLimit: 'always' } as const]
    const runs = [
      record(days, 1, { ...open, costs: 'none' }),
      record(days, 1, { ...open, costs: 'table' }),
      record(days, 1, { ...open, costs: 'table', slippage_share: 0.05 }),
    ]
    const costs = runs.map(({ run }) => {
      let sum = 0
      for (const cents of run.ledger.get('core')?.costs ?? []) sum += cents
      return sum
    })
    expect(costs[0]).toBeGreaterThan(costs[1] ?? Infinity)
    expect(costs[1]).toBeGreaterThan(costs[2] ?? Infinity)
    expect(runs[0]?.run.banners[0]).toContain('ZERO COSTS')
    expect(runs[1]?.run.banners.join(' ')).not.toContain('ZERO COSTS')
  })
})

describe('data with holes', () => {
  const world = inventedWorld(5, 80)
  const whole = worldDays(world)

  it('says a day without a snapshot, carries marks through it, fills nothing on it, and settles on it what is published', () => {
    const withHoles = (rows: ReadonlySet<number>) =>
      whole.map((day, i) => (rows.has(i) ? { ...day, facts: null, hole: 'halted' } : day))
    // One more on a session on which something settles: up to it the run is the same.
    const some = new Set([20, 21, 40, 55])
    const settles = record(withHoles(some), 4).events.find(
      ({ kind, at }) => kind === 'instrument-settled' && at > whole[55].at,
    )
    const holes = new Set([...some, whole.findIndex(({ at }) => at === settles?.at)])
    const days = withHoles(holes)
    const { run, events } = record(days, 4)
    const note = run.log.find(({ code }) => code === 'no-snapshot')
    expect(note).toMatchObject({ count: 5, example: 'halted' })
    const missing = new Set([...holes].map((i) => days[i]?.at))
    expect(events.some(({ kind, at }) => kind === 'order-filled' && missing.has(at))).toBe(false)
    // Its value is published all the same: the index closed, only its options were not quoted.
    const onHoles = events.filter((event) => event.kind === 'instrument-settled' && missing.has(event.at))
    expect(onHoles.length).toBeGreaterThan(0)
    for (const event of onHoles) {
      if (event.kind !== 'instrument-settled') continue
      const row = days.findIndex(({ at }) => at === event.at)
      const series = seriesOf(event.instrument)
      expect(series?.settlementDate).toBe(days[row].date)
      const close = world.bars.closes[world.bars.days.indexOf(dayNumber(days[row].date))]
      if (series?.style === 'PM') expect(event.value_points).toBe(close)
    }
    expect(run.log.some(({ code }) => code === 'mark-carried')).toBe(true)
    expect(run.equity_cents).toHaveLength(80)
  })

  it('waits for a settlement published late, without P&L until then', () => {
    // Published three sessions late, all of them.
    const late = (all: readonly BacktestDay[]) =>
      all.map((day, i): BacktestDay => ({
        ...day,
        settlementValue: (series) => {
          const known = days3(all, i)
          return known === null || dayNumber(series.settlementDate) > known
            ? null
            : day.settlementValue(series)
        },
      }))
    const { run, events } = record(late(whole), 4)
    const rowOf = new Map<number, number>(whole.map(({ at }, row) => [at, row]))
    const [settled, awaited] = [new Set<number>(), new Set<number>()]
    for (const event of events) {
      if (event.kind !== 'instrument-settled' && event.kind !== 'settlement-awaited') continue
      const struck = seriesOf(event.instrument)?.settlementDate ?? ''
      const after = (rowOf.get(event.at) ?? Number.NaN) - whole.findIndex(({ date }) => date >= struck)
      if (event.kind === 'instrument-settled') settled.add(after)
      else awaited.add(after)
    }
    expect([...settled]).toEqual([3])
    expect([...awaited].sort((a, b) => a - b)).toEqual([0, 1, 2])
    expect(run.log.find(({ code }) => code === 'expired-unsettled')?.count).toBeGreaterThan(0)

    // One condor, nothing else and no interest: the account stands still till its value is published, then has what it should.
    const alone = worldDays(world, { billRate: () => 0 }, false).slice(0, 50)
    const once = (): Judge => {
      let opened = false
      return (facts, rules, book) => {
        const intents = randomJudge(4)(facts, rules, book).intents.filter((intent) => {
          const option =
            intent.kind === 'open-condor' ? parseOccSymbol(intent.order.legs[0].instrument) : null
          const days = option === null ? 0 : dayNumber(option.expiration) - facts.knownDay
          return !opened && days > 3 && days < 10
        })
        opened ||= intents.length > 0
        return { intents }
      }
    }
    const [prompt, waiting] = [alone, late(alone)].map((days) =>
      recordOf(days, { ...setupOf(4, { entries: 'next-snapshot' }), judge: once() }),
    )
    const [trade] = waiting.run.trades
    expect(waiting.run.trades).toHaveLength(1)
    const struck = alone.findIndex((day) => dayNumber(day.date) === prompt.run.trades[0].exitDay)
    expect(trade.exitDay).toBe(dayNumber(alone[struck + 3].date))
    const equity = (row: number): number => waiting.run.equity_cents[row]
    for (const row of [struck, struck + 1, struck + 2]) expect(equity(row)).toBe(equity(struck - 1))
    expect(equity(struck + 3)).not.toBe(equity(struck + 2))
    expect(equity(struck + 3)).toBe(prompt.run.equity_cents[struck])
    expect(trade.pnl_cents).toBe(prompt.run.trades[0].pnl_cents)
  })

  it('leaves what settles to a value nobody supplies expired and unsettled, and says so at the end', () => {
    const days = whole.map((day): BacktestDay => ({
      ...day,
      settlementValue: (series) => (series.root.startsWith('V') ? null : day.settlementValue(series)),
    }))
    const { run } = record(days, 4)
    expect(run.account.awaiting.length).toBeGreaterThan(0)
    expect(run.banners.join(' ')).toContain('expired, unsettled')
  })

  it('counts an expiry that is gone: no fill, no price', () => {
    const days = whole.map((day, i): BacktestDay => {
      if (i < 30 || day.facts === null) return day
      const expiries = day.facts.market.expiries.filter(({ slice }) => slice.root === 'SPX')
      return { ...day, facts: { ...day.facts, market: { ...day.facts.market, expiries } } }
    })
    const { run } = record(days, 4, { entries: 'next-snapshot' })
    expect(run.log.some(({ code }) => code.endsWith(':not-quoted'))).toBe(true)
  })
})

/** The day three sessions before. */
const days3 = (days: readonly BacktestDay[], i: number): number | null => {
  const day = days[i - 3]
  return day === undefined ? null : dayNumber(day.date)
}
