/** A bridge out of the real pipeline over a made-up chain, for tests of what is computed and of the faces. */
import { dayNumber, isoDate } from '../../src/base/calendar/civil.ts'
import { newYorkInstant } from '../../src/base/calendar/new-york.ts'
import { sessionsFrom } from '../../src/base/calendar/sessions.ts'
import { mustAccept } from '../../src/base/vocabulary/result.ts'
import type { DailyBars } from '../../src/market/series/daily-bars.ts'
import { readMarket } from '../../src/market/surface/read-market.ts'
import type { Bridge } from '../../src/policy/bridge/bridge.ts'
import { bridgeOf } from '../../src/policy/bridge/bridge-of.ts'
import { decide } from '../../src/policy/decide.ts'
import { type MarketFacts, assembleFacts } from '../../src/policy/facts.ts'
import { presetNamed } from '../../src/policy/rules/presets.ts'
import type { RuleSet } from '../../src/policy/rules/rule-set.ts'
import { type SyntheticExpiry, indexSmile, strikesBetween, syntheticChain } from './synthetic-chain.ts'

const SESSION = isoDate('2024-01-05')
const EXPIRIES: readonly SyntheticExpiry[] = [
  { root: 'SPXW', expiration: '2024-01-08', strikes_points: strikesBetween(4300, 5100, 5) },
  { root: 'SPXW', expiration: '2024-01-12', strikes_points: strikesBetween(3800, 5500, 5) },
  { root: 'SPXW', expiration: '2024-02-02', strikes_points: strikesBetween(3200, 6200, 10) },
  { root: 'SPXW', expiration: '2024-02-16', strikes_points: strikesBetween(3000, 6400, 10) },
]

/** Daily closes of constant realised volatility. */
function history(volatility: number): DailyBars {
  const dates = sessionsFrom(isoDate('2020-01-02'), SESSION)
  const move = volatility / Math.sqrt(252)
  return {
    symbol: 'SPX',
    source: 'invented',
    rung: 'simulated',
    days: Int32Array.from(dates, (date) => dayNumber(date)),
    closes: Float64Array.from(dates, (_, i) => 4700 * Math.exp(i % 2 === 0 ? move : 0)),
    opens: null,
    highs: null,
    lows: null,
  }
}

export interface SampleOptions {
  readonly rules?: string
  /** Realised volatility of the history; null for none. */
  readonly realised?: number | null
  readonly volatilityAt?: (k: number, years: number) => number
  readonly expiries?: readonly SyntheticExpiry[]
}

export function sampleFacts(options: SampleOptions = {}): MarketFacts {
  const { realised = 0.1, volatilityAt = indexSmile(0.13), expiries = EXPIRIES } = options
  const chain = syntheticChain({ volatilityAt, halfSpreadAt: () => 0.01, expiries })
  const market = mustAccept(readMarket(chain, { asOf: newYorkInstant(SESSION, 16 * 60 + 15) }))
  return assembleFacts({ market, history: realised === null ? null : history(realised), vixHistory: null })
}

export function sampleBridge(options: SampleOptions = {}): Bridge {
  const facts = sampleFacts(options)
  const rules: RuleSet = mustAccept(presetNamed(options.rules ?? 'lvr-budget'))
  return bridgeOf(decide(facts, rules), facts, rules)
}
