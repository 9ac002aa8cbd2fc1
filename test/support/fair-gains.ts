/** What every preset gains, before costs and after, in a fair simulated market: there the truth is known, and it is nothing. */
import { isoDate } from '../../src/base/calendar/civil.ts'
import { BACKTEST_DEFAULTS } from '../../src/engine/backtest/backtest-options.ts'
import type { BacktestRun } from '../../src/engine/backtest/backtest-run.ts'
import { runBacktests } from '../../src/engine/backtest/run-backtest.ts'
import { simulatedDays } from '../../src/engine/backtest/simulated-days.ts'
import { simulateMarket } from '../../src/market/model/simulator/simulate-market.ts'
import { judge } from '../../src/policy/judge.ts'
import { PRESETS } from '../../src/policy/rules/presets.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'

/** Gains by session over what bills paid on the same money, cents; the first session, which has none before it, left out. */
export interface FairGains {
  readonly preset: string
  /** By the model's own values: no spread, no tick, no fee. */
  readonly before: Float64Array
  /**
   * `before` less the ledger's delta line: what is left to a holder whose delta was hedged at each close, in forwards and VX futures,
   * which do not drift.
   */
  readonly hedged: Float64Array
  /** Of the account. */
  readonly after: Float64Array
  /** Spread against the middle, commissions and fees; positive is paid. */
  readonly costs: Float64Array
  readonly trades: number
  /** Of the account at the beginning. */
  readonly account_cents: number
}

const START = isoDate('2022-01-03')

/** The preset, allowed to trade on simulated days, which are below what presets open on. */
export const onSimulated = (rules: RuleSet): RuleSet => ({
  ...rules,
  entry: { ...rules.entry, rungFloor: 'simulated' },
})

/** One path of the fair market under each of the presets, by default all of them, each with an account of its own. */
export function fairGains(
  seed: number,
  sessions: number,
  presets: readonly RuleSet[] = PRESETS,
): FairGains[] {
  const market = simulateMarket({ mode: 'fair', seed, startDate: START, sessions })
  const setups = presets.map((preset) => {
    const { account_dollars } = preset.sizing
    return { rules: onSimulated(preset), judge, options: { ...BACKTEST_DEFAULTS, account_dollars } }
  })
  return runBacktests(simulatedDays(market), setups).map((run, k) =>
    gainsOf(run, 100 * setups[k].options.account_dollars),
  )
}

/** A value held grows by bills in a fair market, so a gain is counted beyond that. */
function gainsOf(run: BacktestRun, account_cents: number): FairGains {
  const { label, equity_cents, cash_cents, billsReturns, ledger, trades } = run
  const rows = Array.from({ length: equity_cents.length - 1 }, (_, i) => i + 1)
  const layers = [...ledger].filter(([layer]) => layer !== 'cash').map(([, lines]) => lines)
  const sum = (of: (lines: (typeof layers)[number]) => number): number =>
    layers.reduce((total, lines) => total + of(lines), 0)
  const before = Float64Array.from(rows, (i) => {
    const gain = sum((at) => at.time[i] + at.delta[i] + at.lvr[i] + at.volatility[i] + at.rates[i])
    return gain - billsReturns[i] * (equity_cents[i - 1] - cash_cents[i - 1])
  })
  const hedged = before.map((gain, k) => gain - sum((at) => at.delta[k + 1]))
  const interest = ledger.get('cash')?.income
  const after = Float64Array.from(rows, (i) => {
    const gain = equity_cents[i] - equity_cents[i - 1] - (interest?.[i] ?? 0)
    return gain - billsReturns[i] * (equity_cents[i - 1] - cash_cents[i - 1])
  })
  const costs = Float64Array.from(rows, (i) => 0 - sum((at) => at.costs[i]))
  return { preset: label, before, hedged, after, costs, trades: trades.length, account_cents }
}

/** Both columns of one length, added up. */
export const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + b[i])

/** Paths of the same presets, one after another. */
export function joined(paths: readonly (readonly FairGains[])[]): FairGains[] {
  const [first = []] = paths
  return first.map((one, k) => {
    const column = (name: 'before' | 'hedged' | 'after' | 'costs'): Float64Array =>
      Float64Array.from(paths.flatMap((path) => [...path[k][name]]))
    const trades = paths.reduce((total, path) => total + path[k].trades, 0)
    const columns = {
      before: column('before'),
      hedged: column('hedged'),
      after: column('after'),
      costs: column('costs'),
    }
    return { ...one, ...columns, trades }
  })
}
