import { describe, expect, it } from 'vitest'
import { inventedWorld, worldDays } from '../../../test/support/backtest-world.ts'
import { sixteenDelta } from '../../../test/support/backtest-rules.ts'
import { LEDGER_LINES } from '../../book/ledger/book-ledger.ts'
import { parseOccSymbol } from '../../book/structure/occ-symbol.ts'
import { judge } from '../../policy/judge.ts'
import type { BookDeltaRules, RuleSet } from '../../policy/rules/rule-set.ts'
import { type AccountState, DELTA_LAYER } from '../kernel/account-state.ts'
import type { KernelEvent } from '../kernel/kernel-event.ts'
import { BACKTEST_DEFAULTS } from './backtest-options.ts'
import { deltaLots, marginOfAccount, shortMargin } from './margin-of-account.ts'
import { quoteBook } from './quote-book.ts'
import { runBacktest } from './run-backtest.ts'

const DAYS = worldDays(inventedWorld(3, 110, 45))
const PRESET = sixteenDelta()
const rulesWith = (bookDelta: BookDeltaRules | null): RuleSet => ({
  ...PRESET,
  ...(bookDelta === null ? {} : { bookDelta }),
  sizing: { ...PRESET.sizing, account_dollars: 3_000_000, contractsMax: 40 },
})

function run(bookDelta: BookDeltaRules | null) {
  const events: KernelEvent[] = []
  const states: AccountState[] = []
  const result = runBacktest(DAYS, {
    rules: rulesWith(bookDelta),
    judge,
    options: { ...BACKTEST_DEFAULTS, account_dollars: 3_000_000 },
    onEvent: (event, _effects, state) => {
      events.push(event)
      if (event.kind === 'day-closed') states.push(state)
    },
  })
  return { result, events, states }
}

describe('closing delta in a backtest', () => {
  const { result, events, states } = run({ deltaMax_dollars_per_point: 100, costToDayMoveMax: null })

  it('is filled on the next snapshot at natural, held apart from the condors, and settled with them', () => {
    const withDelta = states.filter((state) => deltaLots(state.trades).length > 0)
    expect(withDelta.length).toBeGreaterThan(5)
    // Every synthetic is whole: as many calls one way as puts the other, strike by strike.
    for (const { trades } of withDelta) {
      const net = new Map<string, number>()
      for (const { instrument, quantity } of deltaLots(trades)) {
        const option = parseOccSymbol(instrument)
        const key = `${option?.expiration} ${option?.strike_points}`
        net.set(key, (net.get(key) ?? 0) + quantity)
      }
      for (const left of net.values()) expect(left).toBe(0)
    }
    const instruments = new Set(
      withDelta.flatMap(({ trades }) => deltaLots(trades).map((lot) => lot.instrument)),
    )
    const settled = events.filter(
      (one) => one.kind === 'instrument-settled' && instruments.has(one.instrument),
    )
    expect(settled.length).toBeGreaterThan(0)
    expect(result.trades.some(({ layer }) => layer === DELTA_LAYER)).toBe(true)
  })

  it('has its own layer in a ledger that is the P&L of every day, to the cent, without convexity to speak of', () => {
    for (let i = 1; i < result.days.length; i += 1) {
      let lines = 0
      for (const layer of result.ledger.values())
        for (const line of LEDGER_LINES) lines += layer[line][i] ?? 0
      expect(lines).toBe((result.equity_cents[i] ?? 0) - (result.equity_cents[i - 1] ?? 0))
    }
    const own = result.ledger.get(DELTA_LAYER)
    if (own === undefined) throw new Error('the layer has a ledger')
    const total = (line: 'lvr' | 'delta'): number =>
      own[line].reduce((sum, cents) => sum + Math.abs(cents), 0)
    expect(total('delta')).toBeGreaterThan(1_000_000)
    expect(total('lvr')).toBeLessThan(0.02 * total('delta'))
    const ids = result.attribution.map(({ id }) => id)
    expect(ids).toContain('close-delta')
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('costs no budget of hedges, and its shorts tie up what uncovered options do', () => {
    const day = DAYS.find((one) => {
      const state = states.find(({ date }) => date === one.date)
      return one.facts !== null && state !== undefined && deltaLots(state.trades).length > 0
    })
    const state = states.find(({ date }) => date === day?.date)
    if (day === undefined || state === undefined) throw new Error('a day with a synthetic')
    expect(state.hedgeSpending).toEqual([])
    const quotes = quoteBook(day)
    let expected = 0
    for (const { instrument, quantity } of deltaLots(state.trades)) {
      const option = parseOccSymbol(instrument)
      const index = quotes(instrument)?.factors.underlying ?? 0
      if (option === null || quantity > 0) continue
      const out = Math.max(
        0,
        option.right === 'C' ? option.strike_points - index : index - option.strike_points,
      )
      const least = 0.1 * (option.right === 'C' ? index : option.strike_points)
      expected += -quantity * Math.ceil(100 * 100 * Math.max(0.15 * index - out, least))
    }
    expect(shortMargin(deltaLots(state.trades), quotes)).toBe(expected)
    const without = { ...state, trades: state.trades.filter(({ layer }) => layer !== DELTA_LAYER) }
    const margin = (of: AccountState): number => marginOfAccount(of, day.date, 'reg-t', quotes).total_cents
    expect(margin(state) - margin(without)).toBe(expected)
  })

  it('leaves runs without the rule as they were, and takes delta out of those with it', () => {
    const plain = run(null)
    expect(plain.result.ledger.has(DELTA_LAYER)).toBe(false)
    const moves = (of: typeof result): number => {
      let sum = 0
      for (let i = 0; i < of.days.length; i += 1) {
        const both = (of.ledger.get('core')?.delta[i] ?? 0) + (of.ledger.get(DELTA_LAYER)?.delta[i] ?? 0)
        sum += both * both
      }
      return sum
    }
    expect(moves(result)).toBeLessThan(0.9 * moves(plain.result))
  })
})
