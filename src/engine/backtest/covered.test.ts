/** One account: nothing is opened that it does not cover when it is filled, hedges and rolls with it. */
import { describe, expect, it } from 'vitest'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { inventedWorld, randomJudge, worldDays } from '../../../test/support/backtest-world.ts'
import { mustAccept, valueOrNull } from '../../base/vocabulary/result.ts'
import { resolveCondor } from '../../book/structure/resolve-condor.ts'
import type { Intent } from '../../policy/intent.ts'
import { presetNamed } from '../../policy/rules/presets.ts'
import { openOrder } from '../../policy/position/position-orders.ts'
import type { KernelEvent } from '../kernel/kernel-event.ts'
import { BACKTEST_DEFAULTS, type BacktestOptions } from './backtest-options.ts'
import { type Judge, runBacktest } from './run-backtest.ts'
import type { BacktestDay } from './backtest-day.ts'

const DAY_MS = 86_400_000

function record(
  days: readonly BacktestDay[],
  judge: Judge,
  change: Partial<BacktestOptions>,
  rules = sixteenDelta(),
) {
  const events: KernelEvent[] = []
  const options = { ...BACKTEST_DEFAULTS, ...change }
  const run = runBacktest(days, { rules, judge, options, onEvent: (event) => events.push(event) })
  const opens = events.filter((event) => event.kind === 'order-filled' && event.opening.length > 0)
  return { run, events, openedOn: new Set(opens.map(({ at }) => Math.floor(at / DAY_MS))) }
}

/** Every day as many one-day condors as an account of 100,000 dollars covers on its first day. */
const oneDay: Judge = ({ market }) => {
  const expiry = {
    kind: 'nearest-days',
    days: 1,
    tolerance_days: 3,
    settlement: 'PM preferred',
    monthlyOnly: false,
  } as const
  const shorts = { kind: 'delta', put: 0.16, call: 0.16, tolerance: 0.2 } as const
  const wings = { put_points: 50, call_points: 50, tolerance_points: 20 } as const
  const found = valueOrNull(resolveCondor({ kind: 'condor', expiry, shorts, wings }, market))
  if (found === null) return { intents: [] }
  const { root, expiration } = found.expiry.slice
  const order = openOrder(found.legs, { root, expiration, sessionDate: market.chain.sessionDate }, 19)
  const { limit_points } = order
  return { intents: [{ kind: 'open-condor', candidateId: 'x', contracts: 19, limit_points, order }] }
}

describe('an entry', () => {
  it.each([
    ['one-day condors through a crash', oneDay, worldDays(inventedWorld(3, 30, 20), {}, false), 100_000],
    ['random orders on a small account', randomJudge(9), worldDays(inventedWorld(9, 80, 40)), 40_000],
  ] as const)(
    'is covered by what the account is worth when it is filled: %s',
    (_, judge, days, account_dollars) => {
      const { run, openedOn } = record(days, judge, { account_dollars })
      let looked = 0
      for (let i = 0; i < run.days.length; i += 1) {
        if (!openedOn.has(run.days[i])) continue
        looked += 1
        expect(run.margin_cents[i], String(run.days[i])).toBeLessThanOrEqual(run.equity_cents[i])
      }
      expect(looked).toBeGreaterThan(3)
      expect(run.log.some(({ code }) => code.endsWith(':not-enough-capital'))).toBe(true)
    },
  )
})

const SMALL = { account_dollars: 10_000, entries: 'next-snapshot' } as const
const FUTURE = 'VX 2015-07-22'
const CALL = 'VIX   150722C00020000'
const order = (instrument: string, quantity: number, units: number) => ({
  legs: [{ instrument, quantity }],
  units,
  limit_points: 0,
  natural_points: 0,
  multiplier: instrument === FUTURE ? 1000 : 100,
})

/** One order for the hedge a session, in turn. */
const hedging = (...orders: readonly (readonly [string, number, number])[]): Judge =>
  ((turn) => (): { intents: readonly Intent[] } => {
    const next = orders[turn]
    turn += 1
    if (next === undefined) return { intents: [] }
    const intent = { kind: 'hedge', layerId: 'front', because: 'told', orders: [order(...next)] } as const
    return { intents: [intent] }
  })(0)

describe('a hedge', () => {
  const rules = mustAccept(presetNamed('monthly-16-delta+alvh'))
  const days = worldDays(inventedWorld(3, 12))

  it('is not bought where the account cannot pay the premium or the margin of it', () => {
    const { run } = record(days, hedging([FUTURE, 1, 20], [CALL, 1, 300]), SMALL, rules)
    expect(run.log.filter(({ code }) => code === 'not-filled:hedge:not-enough-capital')).toHaveLength(1)
    expect([...run.cash_cents].every((cents) => cents > 0)).toBe(true)
    expect(run.account.trades).toEqual([])
  })

  it('is bought where it can, and what only takes off is always filled', () => {
    const judge = hedging([CALL, 1, 10], [CALL, -1, 10])
    const { events, run } = record(days, judge, SMALL, rules)
    const filled = events.filter((event) => event.kind === 'order-filled')
    expect(filled.map(({ closing, opening }) => [closing.length, opening.length])).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(run.account.trades).toEqual([])
  })
})

describe('a call spread of the hedge', () => {
  it('whose short nobody bids for any more is closed at its ask: the ledger of the day is its P&L', () => {
    const short = 'VIX   150722C00022000'
    const spread = (side: 1 | -1) => ({
      units: 1,
      limit_points: 0,
      natural_points: 0,
      multiplier: 100,
      legs: [
        { instrument: CALL, quantity: side },
        { instrument: short, quantity: -side },
      ],
    })
    let turn = 0
    const judge: Judge = () => {
      turn += 1
      if (turn !== 1 && turn !== 4) return { intents: [] }
      const orders = [spread(turn === 1 ? 1 : -1)]
      return { intents: [{ kind: 'hedge', layerId: 'front', because: 'told', orders }] }
    }
    const [first, ...others] = worldDays(inventedWorld(3, 12))
    const noBid = (day: BacktestDay): BacktestDay => ({
      ...day,
      quoteHedge: (name) => {
        const quote = day.quoteHedge?.(name) ?? null
        return name === short && quote !== null ? { ...quote, bid_points: 0, ask_points: 0.1 } : quote
      },
    })
    const days = [first, ...others.map((day, i) => (i > 1 ? noBid(day) : day))]
    const rules = mustAccept(presetNamed('monthly-16-delta+alvh'))
    const { run, events } = record(days, judge, SMALL, rules)
    const legs = events.flatMap((event) => (event.kind === 'order-filled' ? [event] : []))
    expect(legs.map(({ closing, opening }) => [closing.length, opening.length])).toEqual([
      [0, 2],
      [2, 0],
    ])
    expect(legs[1]?.closing[1]).toMatchObject({ instrument: short, quantity: 1, price_points: 0.1 })
    expect(run.account.trades).toEqual([])
  })
})
