import { describe, expect, it } from 'vitest'
import { quoteBook, type QuoteBook } from './quote-book.ts'
import { inventedWorld, randomJudge, worldDays } from '../../../test/support/backtest-world.ts'
import { conservedCash } from '../../../test/support/conserved-cash.ts'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import { dayNumber } from '../../base/calendar/civil.ts'
import { openAccount } from '../kernel/account-state.ts'
import type { KernelEvent } from '../kernel/kernel-event.ts'
import { step } from '../kernel/step.ts'
import type { BacktestDay } from './backtest-day.ts'
import { BACKTEST_DEFAULTS, type BacktestOptions } from './backtest-options.ts'
import type { BacktestRun } from './backtest-run.ts'
import { runBacktest, runBacktests } from './run-backtest.ts'

const RULES = sixteenDelta()

interface Recorded {
  readonly run: BacktestRun
  readonly events: readonly KernelEvent[]
}

function record(days: readonly BacktestDay[], seed: number, change: Partial<BacktestOptions> = {}): Recorded {
  const events: KernelEvent[] = []
  const run = runBacktest(days, {
    rules: RULES,
    judge: randomJudge(seed),
    options: { ...BACKTEST_DEFAULTS, account_dollars: 400_000, ...change },
    onEvent: (event) => events.push(event),
  })
  return { run, events }
}

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
        state = step(state, event).state
      }
      expect(decided.size).toBeGreaterThan(20)
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
    const holes = new Set([20, 21, 40, 55])
    const days = whole.map((day, i) => (holes.has(i) ? { ...day, facts: null, hole: 'halted' } : day))
    const { run, events } = record(days, 4)
    const note = run.log.find(({ code }) => code === 'no-snapshot')
    expect(note).toMatchObject({ count: 4, example: 'halted' })
    const missing = new Set([...holes].map((i) => days[i]?.at))
    expect(events.some(({ kind, at }) => kind === 'order-filled' && missing.has(at))).toBe(false)
    expect(run.log.some(({ code }) => code === 'mark-carried')).toBe(true)
    expect(run.equity_cents).toHaveLength(80)
  })

  it('waits for a settlement published late, without P&L until then', () => {
    const delayed = whole.map((day, i): BacktestDay => ({
      ...day,
      // Published three sessions late, all of them.
      settlementValue: (series) => {
        const late = days3(whole, i)
        return late === null || dayNumber(series.settlementDate) > late ? null : day.settlementValue(series)
      },
    }))
    const { run, events } = record(delayed, 4)
    expect(events.some(({ kind }) => kind === 'settlement-awaited')).toBe(true)
    expect(run.log.find(({ code }) => code === 'expired-unsettled')?.count).toBeGreaterThan(0)
    expect(run.trades.length).toBeGreaterThan(0)
    const first = events.find((event) => event.kind === 'instrument-settled')
    expect(first).toBeDefined()
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
