import { describe, expect, it } from 'vitest'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { randomJudge } from '../../../test/support/backtest-world.ts'
import { conservedCash } from '../../../test/support/conserved-cash.ts'
import { isoDate } from '../../base/calendar/civil.ts'
import { LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import { simulateMarket } from '../../market/model/simulator/simulate-market.ts'
import type { KernelEffect, KernelEvent } from '../kernel/kernel-event.ts'
import type { BacktestDay } from './backtest-day.ts'
import { BACKTEST_DEFAULTS, type BacktestOptions } from './backtest-options.ts'
import { type Judge, runBacktest } from './run-backtest.ts'
import { simulatedDays } from './simulated-days.ts'

const SESSIONS = 45
const SNAPSHOTS = 4
const START_CENTS = 40_000_000

/** Other dice at other times of the day. */
const byTheClock =
  (seed: number): Judge =>
  (facts, rules, book) =>
    randomJudge(seed + (Math.floor(facts.market.asOf / 60_000) % 1440))(facts, rules, book)

function daysOf(mode: 'fair' | 'realistic', seed: number): BacktestDay[] {
  const days = [
    ...simulatedDays(
      simulateMarket({
        mode,
        seed,
        startDate: isoDate('2022-03-01'),
        sessions: SESSIONS,
        snapshots: SNAPSHOTS,
      }),
    ),
  ]
  // A snapshot within a session is missing: orders wait for the next one.
  days[30] = { ...days[30], facts: null, hole: 'halted' }
  return days
}

interface Told {
  readonly event: KernelEvent
  readonly effects: readonly KernelEffect[]
}

function record(days: readonly BacktestDay[], seed: number, change: Partial<BacktestOptions> = {}) {
  const told: Told[] = []
  const run = runBacktest(days, {
    rules: sixteenDelta(),
    judge: byTheClock(seed),
    options: { ...BACKTEST_DEFAULTS, account_dollars: START_CENTS / 100, ...change },
    onEvent: (event, effects) => told.push({ event, effects }),
  })
  return { run, told, events: told.map(({ event }) => event) }
}

describe.each([
  ['fair', 5, 'same-snapshot'],
  ['realistic', 6, 'next-snapshot'],
] as const)('sessions of several snapshots, %s market', (mode, seed, entries) => {
  const days = daysOf(mode, seed)
  const { run, told, events } = record(days, seed, { entries })
  const count = (kind: KernelEvent['kind']): number => events.filter((event) => event.kind === kind).length

  it('are opened, closed and paid interest once, and have one row', () => {
    expect(days).toHaveLength(1 + (SESSIONS - 1) * SNAPSHOTS)
    expect(run.days).toHaveLength(SESSIONS)
    expect(count('session-opened')).toBe(SESSIONS)
    expect(count('day-closed')).toBe(SESSIONS)
    expect(count('interest-accrued')).toBe(SESSIONS - 1)
    expect(count('orders-decided')).toBeGreaterThan(2 * SESSIONS)
    expect(count('instrument-settled')).toBeGreaterThan(0)
    expect(run.ledger.get('hedge:front')).toBeDefined()
  })

  it('have a ledger that is the P&L of every day, to the cent', () => {
    let before = START_CENTS
    for (let i = 0; i < run.days.length; i += 1) {
      let lines = 0
      for (const layer of run.ledger.values()) for (const line of LEDGER_LINES) lines += layer[line][i]
      expect(lines).toBe(run.equity_cents[i] - before)
      before = run.equity_cents[i]
    }
  })

  it('conserve cash, and their events replay to the account', () => {
    const { cash, state } = conservedCash(START_CENTS, events)
    expect(state.cash_cents).toBe(cash)
    expect(state).toEqual(run.account)
  })

  it('fill orders on the next snapshot that has quotes, of the same session too, and never before it', () => {
    const quoted = days.filter(({ facts }) => facts !== null).map(({ at }) => at as number)
    const placedAt = new Map<string, number>()
    let [sameSession, sameSnapshot] = [0, 0]
    for (const { event, effects } of told) {
      for (const effect of effects) {
        if (effect.kind === 'order-placed') placedAt.set(effect.order, event.at)
      }
      if (event.kind !== 'order-filled') continue
      const placed = placedAt.get(event.order) ?? Number.NaN
      if (event.how === 'same-snapshot') {
        sameSnapshot += 1
        expect(event.at).toBe(placed)
        expect(event.closing).toEqual([])
        continue
      }
      expect(event.at).toBe(quoted[quoted.indexOf(placed) + 1])
      if (event.at - placed < 8 * 3_600_000) sameSession += 1
    }
    expect(sameSession).toBeGreaterThan(10)
    expect(sameSnapshot > 0).toBe(entries === 'same-snapshot')
  })
})

describe('snapshots within a session', () => {
  it('change nothing where none of them is quoted: the run is the daily one', () => {
    const all = daysOf('realistic', 3).slice(0, 1 + 24 * SNAPSHOTS)
    const daily = all.filter(({ more }) => more !== true)
    const blind = all.map((day) => (day.more === true ? { ...day, facts: null, hole: 'not looked at' } : day))
    const [one, other] = [record(daily, 3).run, record(blind, 3).run]
    for (const column of ['days', 'equity_cents', 'cash_cents', 'margin_cents', 'billsReturns'] as const) {
      expect(other[column]).toEqual(one[column])
    }
    expect(one.trades.length).toBeGreaterThan(5)
    expect(other.trades).toEqual(one.trades)
    expect(other.ledger).toEqual(one.ledger)
    // Looked at, they do change it.
    expect(record(all, 3).run.equity_cents).not.toEqual(one.equity_cents)
  })

  it('tell why nothing was opened only of sessions in which nothing was', () => {
    const days = daysOf('realistic', 4)
    // Refuses in words at the first look of a session, and opens what the dice say at the others.
    const firsts = new Set(
      days.filter((day, i) => i === 0 || days[i - 1].date !== day.date).map(({ at }) => at),
    )
    const dice = byTheClock(4)
    const opened = new Set<string>()
    const run = runBacktest(days, {
      rules: sixteenDelta(),
      judge: (facts, rules, book) =>
        firsts.has(facts.market.chain.quotedAt)
          ? { intents: [{ kind: 'stand-aside', candidateId: null, because: 'too early' }] }
          : dice(facts, rules, book),
      options: { ...BACKTEST_DEFAULTS, account_dollars: START_CENTS / 100, entries: 'next-snapshot' },
      onEvent: (event, _effects, { date }) => {
        if (event.kind === 'order-filled' && event.opened !== null && event.closing.length === 0) {
          opened.add(date ?? '')
        }
      },
    })
    const early = run.entryRefusals?.find(({ because }) => because === 'too early')
    expect(opened.size).toBeGreaterThan(10)
    expect(early?.sessions).toBe(SESSIONS - opened.size)
  })

  it('stops where two snapshots of a session are of one instant, or a session is left open', () => {
    const days = daysOf('fair', 2).slice(0, 4)
    expect(() => record([days[0], days[1], days[1]], 1)).toThrow('snapshots of a session come in order')
    expect(() => record(days, 1)).toThrow('ends with a session closed')
  })
})
