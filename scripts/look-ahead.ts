/**
 * Looks for look-ahead in every preset on the embedded index: `npm run look-ahead -- CUTS PRESET...`, default 200 cuts a preset
 * and all presets and one that hedges by regime, each cut under four poisons. Prints what was compared and every fault; ends with 1 where there is one. docs/concepts/backtest.md quotes it.
 */
import { dayNumber, isoDate } from '../src/base/calendar/civil.ts'
import { sessionsFrom } from '../src/base/calendar/sessions.ts'
import { mustAccept } from '../src/base/vocabulary/result.ts'
import { BACKTEST_DEFAULTS } from '../src/engine/backtest/backtest-options.ts'
import { indexedDay } from '../src/engine/backtest/indexed-days.ts'
import { type Cut, lookAheadFaults, poisonedBars } from '../src/engine/backtest/look-ahead.ts'
import { barsUpTo } from '../src/market/series/bars-up-to.ts'
import { judge } from '../src/policy/judge.ts'
import { NO_REGIME_HISTORIES } from '../src/policy/regime/regime-readings.ts'
import { PRESETS, presetNamed } from '../src/policy/rules/presets.ts'
import type { RuleSet } from '../src/policy/rules/rule-set.ts'
import { embeddedIndex } from '../src/shell/series/embedded-index.ts'
import { modelledVix } from '../src/shell/world/indexed-source.ts'

/** A year with calm, a correction, and a fall of 6 % in a day; some days of history beyond it for poisons to fall on. */
const DATES = sessionsFrom(isoDate('2011-01-03'), isoDate('2011-12-30'))
const BARS_TO = isoDate('2012-12-31')

const cuts = Number(process.argv[2] ?? 200)
const only = new Set(process.argv.slice(3))
const bars = barsUpTo(mustAccept(await embeddedIndex()), dayNumber(BARS_TO))
const vix = modelledVix(bars)

/** VIX is modelled again from the poisoned index, so that its model is searched too; out of NaN it cannot be. */
function dayAt(date: (typeof DATES)[number], cut: Cut | null) {
  const index = poisonedBars(bars, cut)
  const again = cut !== null && cut.poison !== 'nan'
  const volatility = again ? modelledVix(index) : poisonedBars(vix, cut)
  return indexedDay(
    {
      from: DATES[0],
      to: date,
      settlements: { bars: index },
      vix: volatility,
      vixRung: 'indexed',
      billRate: () => 0.01,
      events: [],
      regimes: { ...NO_REGIME_HISTORIES, index, vix: volatility },
    },
    date,
  )
}

/** Presets hedge always; this one while a regime holds, so that what regimes see is searched too. */
function byRegime(name: string): RuleSet {
  const preset = mustAccept(presetNamed(name))
  const { hedge } = preset
  const regimes = ['vol-spike', 'crash']
  return {
    ...preset,
    name: `${name} by regime`,
    hedge: hedge === null ? null : { ...hedge, activation: 'regime', regimes },
  }
}
const RULES = [...PRESETS, byRegime('monthly-16-delta+alvh')]

let [compared, found] = [0, 0]
for (const [i, rules] of RULES.entries()) {
  if (only.size > 0 && !only.has(rules.name)) continue
  const { account_dollars } = rules.sizing
  const setup = { rules, judge, options: { ...BACKTEST_DEFAULTS, account_dollars } }
  const answer = lookAheadFaults({ dates: DATES, dayAt, setup, cuts, seed: 100 + i })
  compared += answer.compared
  found += answer.faults.length
  console.log(`${rules.name}: ${answer.compared} compared, ${answer.faults.length} faults`)
  for (const { date, poison, was, became } of answer.faults)
    console.log(`  ${date} ${poison}: ${was} became ${became}`)
}
console.log(`${compared} decisions made again, ${found} faults`)
if (found > 0) process.exitCode = 1
