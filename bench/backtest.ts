/**
 * How long a backtest takes on the embedded index, and what of it: the modelled day alone, one rule set, and several in step on the
 * same days. Asserts nothing, since a time on a shared machine is not a test. Run: node bench/backtest.ts [--from DATE] [--to DATE]
 */
import { parseArgs } from 'node:util'
import { isoDate } from '../src/base/calendar/civil.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { BACKTEST_DEFAULTS } from '../src/engine/backtest/backtest-options.ts'
import { indexedDays } from '../src/engine/backtest/indexed-days.ts'
import { runBacktests } from '../src/engine/backtest/run-backtest.ts'
import { modelVix } from '../src/market/model/pdv-vix.ts'
import type { DailyBars } from '../src/market/series/daily-bars.ts'
import { judge } from '../src/policy/judge.ts'
import { PRESETS } from '../src/policy/rules/presets.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'

const { values: options } = parseArgs({
  options: { from: { type: 'string', default: '2000-01-03' }, to: { type: 'string', default: '2020-04-17' } },
})

const bars = mustAccept(await embeddedIndex())
const modelled = modelVix(bars.closes)
const rows = [...bars.days.keys()].filter((row) => modelled.present[row] === 1)
const vix: DailyBars = {
  ...bars,
  symbol: 'VIX',
  source: 'VIX modelled from the index',
  days: Int32Array.from(rows, (row) => bars.days[row]),
  closes: Float64Array.from(rows, (row) => modelled.values[row]),
  highs: null,
  lows: null,
}

const days = () =>
  indexedDays({
    from: isoDate(options.from),
    to: isoDate(options.to),
    settlements: { bars, opensFrom: null, amAssumption: 'prior-close' },
    vix,
    vixRung: 'indexed',
    billRate: () => 0.015,
    // No calendar is embedded; unknown events keep one-day rules out altogether, and their speed is wanted here.
    events: [],
  })

const setup = (name: string, entryEvery: number) => {
  const rules = PRESETS.find((one) => one.name === name)
  if (rules === undefined) throw new Error(`no preset ${name}`)
  const { account_dollars } = rules.sizing
  return { rules, judge, options: { ...BACKTEST_DEFAULTS, account_dollars, entryEvery } }
}

/** Milliseconds of this process's time, and sessions gone through. */
function timed(label: string, run: () => number): void {
  const before = process.cpuUsage()
  const sessions = run()
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  const heap = process.memoryUsage().heapUsed / 1e6
  console.log(
    `${label}: ${sessions} sessions, ${(ms / 1000).toFixed(1)} s, ${(ms / sessions).toFixed(2)} ms a session, heap ${heap.toFixed(0)} MB`,
  )
}

timed('modelled days, one expiry looked at', () => {
  let count = 0
  for (const { facts } of days()) {
    count += 1
    const expiry = facts?.market.expiries.find((one) => one.days > 30)
    if (expiry !== undefined && expiry.slice.strikes_points.length === 0)
      throw new Error('an expiry has strikes')
  }
  return count
})
for (const [label, setups] of [
  ['monthly-16-delta, an entry a month', [setup('monthly-16-delta', 21)]],
  ['monthly-16-delta, an entry a week', [setup('monthly-16-delta', 5)]],
  ['icc-1dte, an entry a session', [setup('icc-1dte', 1)]],
  ['lvr-budget, an entry a week', [setup('lvr-budget', 5)]],
  ['the last three in step', [setup('monthly-16-delta', 5), setup('icc-1dte', 1), setup('lvr-budget', 5)]],
] as const) {
  timed(label, () => {
    const runs = runBacktests(days(), setups)
    for (const { trades, equity_cents, label: name } of runs) {
      const end = ((equity_cents.at(-1) ?? 0) / 100).toFixed(0)
      console.log(`  ${name}: ${trades.length} chains closed, account ${end}`)
    }
    return runs[0]?.days.length ?? 0
  })
}
