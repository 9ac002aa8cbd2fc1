import { describe, expect, it } from 'vitest'
import { dayNumber, isoDate } from '../base/calendar/civil.ts'
import { newYorkInstant } from '../base/calendar/new-york.ts'
import { sessionsFrom } from '../base/calendar/sessions.ts'
import { accepted, mustAccept } from '../base/vocabulary/result.ts'
import type { DailyBars } from '../market/series/daily-bars.ts'
import { readMarket } from '../market/surface/read-market.ts'
import type { MarketState } from '../market/surface/market-state.ts'
import { indexSmile, strikesBetween, syntheticChain } from '../../test/support/synthetic-chain.ts'
import { decide } from './decide.ts'
import type { Decision, Reason, Verdict } from './decision.ts'
import { type ScheduledEvent, assembleFacts } from './facts.ts'
import { canonicalJson } from './rules/canonical.ts'
import { presetNamed } from './rules/presets.ts'
import type { RuleSet } from './rules/rule-set.ts'

const SESSION = isoDate('2024-01-05')
const CLOSE = 16 * 60 + 15

const rulesNamed = (name: string): RuleSet => mustAccept(presetNamed(name))
/** The default rules, opened to the rung of synthetic chains. */
const onAnyRung = (rules: RuleSet): RuleSet => ({
  ...rules,
  entry: { ...rules.entry, rungFloor: 'simulated' },
})
const LVR_BUDGET = onAnyRung(rulesNamed('lvr-budget'))

function market(atm: number, asOfMinutes = CLOSE): MarketState {
  const strikes = (low: number, high: number, step: number) => strikesBetween(low, high, step)
  const chain = syntheticChain({
    volatilityAt: indexSmile(atm),
    // Narrow before rounding to ticks, so that five-point wings keep most of their mid credit.
    halfSpreadAt: () => 0.01,
    expiries: [
      { root: 'SPXW', expiration: '2024-01-08', strikes_points: strikes(4300, 5100, 5) },
      { root: 'SPXW', expiration: '2024-01-12', strikes_points: strikes(3800, 5500, 5) },
      { root: 'SPXW', expiration: '2024-01-19', strikes_points: strikes(3600, 5800, 5) },
      { root: 'SPXW', expiration: '2024-02-02', strikes_points: strikes(3200, 6200, 10) },
      { root: 'SPXW', expiration: '2024-02-09', strikes_points: strikes(3200, 6200, 10) },
      { root: 'SPXW', expiration: '2024-02-16', strikes_points: strikes(3000, 6400, 10) },
      { root: 'SPX', expiration: '2024-02-16', strikes_points: strikes(3000, 6400, 10) },
    ],
  })
  return mustAccept(readMarket(chain, { asOf: newYorkInstant(SESSION, asOfMinutes) }))
}

/** Daily closes of constant realised volatility, from 2020 to a week after the session. */
function history(volatility: number): DailyBars {
  const dates = sessionsFrom(isoDate('2020-01-02'), isoDate('2024-01-12'))
  const move = volatility / Math.sqrt(252)
  return {
    symbol: 'SPX',
    source: 'invented',
    rung: 'indexed',
    days: Int32Array.from(dates, (date) => dayNumber(date)),
    closes: Float64Array.from(dates, (_, i) => 4700 * Math.exp(i % 2 === 0 ? move : 0)),
    opens: null,
    highs: null,
    lows: null,
  }
}

const decided = (
  state: MarketState,
  rules: RuleSet,
  bars: DailyBars | null,
  events: readonly ScheduledEvent[] | null = null,
): Decision => decide(assembleFacts({ market: state, history: bars, vixHistory: null, events }), rules)

function verdicts(reason: Reason): Record<string, Verdict> {
  const found: Record<string, Verdict> = {}
  const visit = (node: Reason): void => {
    found[node.id] = node.verdict
    node.because.forEach(visit)
  }
  visit(reason)
  return found
}

const calm = market(0.13)
const quiet = history(0.09)

describe('lvr-budget in a calm market with history', () => {
  const decision = decided(calm, LVR_BUDGET, quiet)
  const [condor] = decision.candidates
  it('opens the 16-delta condor at a limit no better than mid', () => {
    expect(decision.reason.verdict).toBe('pass')
    const [intent] = decision.intents
    expect(intent.kind).toBe('open-condor')
    if (intent.kind !== 'open-condor') return
    expect(intent.candidateId).toBe(condor.id)
    expect(intent.limit_points).toBeLessThanOrEqual(condor.credit.mid_points)
    expect(intent.limit_points).toBe(condor.credit.walk[0].limit_points)
    const budget = (250_000 * 5) / 10_000
    const bleed = condor.lvr.atForecast_dollars_per_day ?? Number.NaN
    expect(intent.contracts * bleed).toBeLessThanOrEqual(budget)
    const byMargin = Math.floor(25_000 / condor.margin_dollars)
    expect(intent.contracts).toBe(Math.min(10, byMargin, Math.floor(budget / bleed)))
    expect(intent.order).toEqual({
      legs: condor.legs.map((leg) => ({ instrument: leg.occSymbol, quantity: leg.quantity })),
      units: intent.contracts,
      limit_points: intent.limit_points,
      natural_points: condor.credit.natural_points,
      multiplier: 100,
    })
  })
  it('shows every gate with its figures', () => {
    expect(verdicts(decision.reason)).toMatchObject({
      'data-fresh': 'pass',
      rung: 'pass',
      vix: 'pass',
      events: 'unknown',
      credit: 'pass',
      'natural-to-mid': 'pass',
      'short-gamma': 'pass',
      forecast: 'pass',
      coverage: 'pass',
      'lvr-budget': 'pass',
      margin: 'pass',
      size: 'note',
    })
  })
  it('agrees with itself: coverage, LVR, pool, margin and probabilities', () => {
    const { lvr, coverageKappa, dollarGamma_dollars: gamma, credit } = condor
    const variance = 0.09 * 0.09
    expect(lvr.atForecast_dollars_per_day).toBeCloseTo((-gamma * variance) / 2 / 252, 6)
    expect(coverageKappa).toBeCloseTo(
      lvr.atImplied_dollars_per_day / (lvr.atForecast_dollars_per_day ?? 1),
      10,
    )
    expect(condor.equivalentPool_dollars).toBeCloseTo(-4 * gamma, 6)
    expect(condor.margin_dollars).toBeCloseTo((50 - credit.natural_points) * 100, 6)
    const { riskNeutralProfit, riskNeutralMaxLoss, historicalProfit } = condor.probabilities
    expect((riskNeutralProfit ?? 1) + (riskNeutralMaxLoss ?? 1)).toBeLessThan(1)
    expect(historicalProfit).toBe(1)
    expect(condor.probabilities.historicalSample).toMatch(
      /overlapping 29-session moves of SPX, 2020-01-02 to 2024-01-05/,
    )
  })
  it('brings implied and forecast variance to one clock: a weekend is one session', () => {
    const tier = decision.tiers[0]
    const bleed = tier.lvr.atForecast_dollars_per_day ?? Number.NaN
    expect(bleed).toBeCloseTo((-tier.dollarGamma_dollars * 0.09 * 0.09) / 2 / 252, 6)
    expect(tier.coverageKappa).toBeCloseTo(tier.lvr.atImplied_dollars_per_day / bleed, 10)
    // All legs near 13 %: kappa is about (0.13 / 0.09)^2 x (3 / 365) / (1 / 252), not (0.13 / 0.09)^2.
    const smileless = ((0.13 / 0.09) * (0.13 / 0.09) * (2.99 / 365)) / (1 / 252)
    expect((tier.coverageKappa ?? 0) / smileless).toBeGreaterThan(0.8)
    expect((tier.coverageKappa ?? 0) / smileless).toBeLessThan(1.25)
  })
  it('reads both invariants at entry with no deviation', () => {
    const [credit, gamma] = condor.invariants
    expect([credit.deviation, gamma.deviation]).toEqual([0, 0])
    expect(gamma.k).toBeCloseTo(2 * 252 * (condor.lvr.atForecast_dollars_per_day ?? 0), 4)
    // x is the cost to close at the legs' own mid volatilities, which is the mid credit.
    expect(credit.x).toBeCloseTo(condor.credit.mid_points, 6)
  })
  it('says that AM expiries settle on the close before, and that excess return is unavailable', () => {
    const said = (of: Decision, words: RegExp) => of.notes.filter((note) => words.test(note)).length
    expect(said(decision, /AM expiry is settled on the close before/)).toBe(1)
    expect(said(decision, /^Excess return unavailable/)).toBe(1)
    expect(said(decided(calm, LVR_BUDGET, null), /AM expiry/)).toBe(0)
  })
  it('owns to hindsight in the models on the indexed rung, and only there', () => {
    const indexed: MarketState = { ...calm, chain: { ...calm.chain, rung: 'indexed' } }
    expect(decided(indexed, LVR_BUDGET, quiet).notes.join()).toContain('the models were fitted once')
    expect(decision.notes.join()).not.toContain('the models were fitted once')
  })
  it("names expiries left out, a smile with arbitrage, and a VIX not made of the rule's series", () => {
    const reason = 'too few strikes'
    const leftOut = [12, 13, 14, 15].map((day) => ({ root: 'SPXW', expiration: `2024-03-${day}`, reason }))
    const bent = calm.expiries.map((expiry) =>
      expiry.smile.ok
        ? { ...expiry, smile: accepted({ ...expiry.smile.value, butterflyArbitrage: true }) }
        : expiry,
    )
    const vix = accepted({ ...mustAccept(calm.vix), rule: 'nearest-expiries' as const })
    const odd = decided({ ...calm, leftOut, expiries: bent, vix }, LVR_BUDGET, quiet)
    expect(odd.notes).toContain(
      `Expiries left out: SPXW 2024-03-12 (${reason}), SPXW 2024-03-13 (${reason}), SPXW 2024-03-14 (${reason}), and 1 more.`,
    )
    expect(odd.candidates[0].warnings.join()).toContain('butterfly arbitrage')
    expect(odd.market.find(({ id }) => id === 'vix')?.note).toContain('nearest expiries')
    expect(decision.notes.join()).not.toContain('left out')
    expect(condor.warnings.join()).not.toContain('butterfly')
    expect(decision.market.find(({ id }) => id === 'vix')?.note).not.toContain('nearest expiries')
  })
  it('prices the three tiers beside it', () => {
    expect(decision.tiers.map((tier) => tier.label)).toEqual([
      'Conservative 0.70',
      'Balanced 1.15',
      'Aggressive 1.60',
    ])
    for (const tier of decision.tiers) expect(tier.expiration).toBe('2024-01-08')
  })
})

describe('standing aside', () => {
  it('on an unknown forecast, which is never taken from implied volatility', () => {
    const decision = decided(calm, LVR_BUDGET, null)
    expect(decision.intents).toEqual([
      {
        kind: 'stand-aside',
        candidateId: 'condor-16-delta',
        because: 'the variance forecast is unknown: there are no daily S&P 500 closes up to that day',
      },
    ])
    expect(decision.reason.verdict).toBe('unknown')
    expect(JSON.stringify(decision.reason)).not.toMatch(/(coverage|LVR) is unknown/)
    const [condor] = decision.candidates
    expect(condor.lvr.atForecast_dollars_per_day).toBeNull()
    expect(condor.coverageKappa).toBeNull()
    expect(condor.probabilities.historicalProfit).toBeNull()
    expect(condor.invariants[1]).toMatchObject({ y: null, k: null, deviation: null })
    expect(decision.market.find(({ id }) => id === 'edr')?.note).toContain('fallback')
  })
  it('on a high VIX, still showing the condor it declined', () => {
    const decision = decided(market(0.32), LVR_BUDGET, history(0.2))
    expect(verdicts(decision.reason)['vix']).toBe('fail')
    expect(decision.intents[0]).toMatchObject({ kind: 'stand-aside', candidateId: 'condor-16-delta' })
    expect(decision.candidates).toHaveLength(1)
    expect(decision.reason.says).toContain('VIX is above the limit for new positions')
  })
  it('says what the VIX signal means, and the age of old quotes in days', () => {
    const says = (of: Decision, id: string): string =>
      of.reason.because.find((one) => one.id === id)?.says ?? ''
    expect(says(decided(market(0.32), LVR_BUDGET, quiet), 'vix')).toContain('signal {signal}, open nothing')
    expect(says(decided(market(0.13, CLOSE + 21), LVR_BUDGET, quiet), 'data-fresh')).toContain(
      '{age} minutes',
    )
    const old = decided(market(0.13, CLOSE + 3 * 1440), LVR_BUDGET, quiet)
    expect(says(old, 'data-fresh')).toContain('are {age} old')
    expect(old.reason.because[0].figures[0]).toMatchObject({ id: 'age', value: 3, unit: 'days' })
  })
  it('shows the rate and where it is from', () => {
    const rate = decided(calm, LVR_BUDGET, quiet).market.find(({ id }) => id === 'rate')
    expect(rate).toMatchObject({ unit: 'per year', note: expect.stringMatching(/parity|curve|given/) })
  })
  it('on rent below bleed', () => {
    const decision = decided(calm, LVR_BUDGET, history(0.16))
    expect(verdicts(decision.reason)).toMatchObject({ coverage: 'fail', forecast: 'pass' })
    expect(decision.intents[0].kind).toBe('stand-aside')
  })
  it('on stale quotes', () => {
    const decision = decided(market(0.13, CLOSE + 21), LVR_BUDGET, quiet)
    expect(verdicts(decision.reason)['data-fresh']).toBe('fail')
    expect(decided(market(0.13, CLOSE + 20), LVR_BUDGET, quiet).intents[0].kind).toBe('open-condor')
  })
  it('below the rung the rules ask for', () => {
    const decision = decided(calm, rulesNamed('lvr-budget'), quiet)
    expect(verdicts(decision.reason)['rung']).toBe('fail')
  })
  it('before a scheduled event, where a calendar is at hand', () => {
    const near = [{ date: isoDate('2024-01-06'), name: 'CPI' }]
    expect(verdicts(decided(calm, LVR_BUDGET, quiet, near).reason)['events']).toBe('fail')
    const far = ['FOMC', 'CPI', 'PPI', 'NFP'].map((name) => ({ date: isoDate('2024-01-11'), name }))
    expect(verdicts(decided(calm, LVR_BUDGET, quiet, far).reason)['events']).toBe('pass')
  })
  it('when one condor bleeds more than the budget', () => {
    const tight = { ...LVR_BUDGET, sizing: { ...LVR_BUDGET.sizing, lvrBudget_bp_per_day: 0.1 } }
    expect(verdicts(decided(calm, tight, quiet).reason)['lvr-budget']).toBe('fail')
  })
  it('where the chain does not hold the condor', () => {
    const structures = LVR_BUDGET.structures.map((structure) => ({
      ...structure,
      contract: { ...structure.contract, wings: { put_points: 47, call_points: 47, tolerance_points: 0 } },
    }))
    const decision = decided(calm, { ...LVR_BUDGET, structures }, quiet)
    expect(decision.candidates).toEqual([])
    expect(decision.declined[0].why).toContain('wing 47 points out')
    expect(decision.intents[0]).toMatchObject({ kind: 'stand-aside', candidateId: null })
  })
})

describe('icc-1dte', () => {
  const rules = onAnyRung(rulesNamed('icc-1dte'))
  const open = (atm: number): string[] =>
    decided(market(atm), rules, null, []).intents.flatMap((intent) =>
      intent.kind === 'open-condor' ? [intent.candidateId] : [],
    )
  const vixOf = (atm: number): number => mustAccept(market(atm).vix).level_vol_points
  it('opens nothing where no calendar of events is at hand, and says what to import', () => {
    const [intent] = decided(market(0.12), rules, null).intents
    expect(intent.kind === 'stand-aside' ? intent.because : '').toMatch(/events are unknown.*kondor import/)
  })
  it('opens all tiers below VIX 15, two up to 20, none above', () => {
    expect(vixOf(0.12)).toBeLessThan(15)
    expect(open(0.12)).toEqual(['tier-0.70', 'tier-1.15', 'tier-1.60'])
    expect(vixOf(0.16)).toBeGreaterThan(15)
    expect(vixOf(0.16)).toBeLessThan(20)
    expect(open(0.16)).toEqual(['tier-0.70', 'tier-1.15'])
    expect(vixOf(0.22)).toBeGreaterThan(20)
    expect(open(0.22)).toEqual([])
  })
})

describe('a decision', () => {
  const decision = decided(calm, LVR_BUDGET, quiet)
  it('is the same bytes twice', () => {
    const again = decided(market(0.13), LVR_BUDGET, history(0.09))
    expect(JSON.stringify(again)).toBe(JSON.stringify(decision))
    expect(canonicalJson(JSON.parse(JSON.stringify(decision)))).toBe(canonicalJson(decision))
  })
  it('is frozen all the way down', () => {
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      expect(Object.isFrozen(value)).toBe(true)
      Object.values(value).forEach(visit)
    }
    visit(decision)
  })
  it('does not see what happens after its as-of time: poisoned bars change nothing', () => {
    const cut = dayNumber(SESSION)
    const poison = (bars: DailyBars): DailyBars => ({
      ...bars,
      closes: bars.closes.map((close, i) => (bars.days[i] > cut ? close * 3 : close)),
    })
    expect(JSON.stringify(decided(calm, LVR_BUDGET, poison(quiet)))).toBe(JSON.stringify(decision))
    const truncated = quiet.days.findIndex((day) => day > cut)
    const short: DailyBars = {
      ...quiet,
      days: quiet.days.slice(0, truncated),
      closes: quiet.closes.slice(0, truncated),
    }
    expect(JSON.stringify(decided(calm, LVR_BUDGET, short))).toBe(JSON.stringify(decision))
  })
  it('does not know the close of its own day before that close', () => {
    const facts = (minutes: number) => {
      const state = { ...calm, asOf: newYorkInstant(SESSION, minutes) }
      return assembleFacts({ market: state, history: quiet, vixHistory: null })
    }
    expect(facts(15 * 60).history?.days.at(-1)).toBe(dayNumber(isoDate('2024-01-04')))
    expect(facts(16 * 60).history?.days.at(-1)).toBe(dayNumber(SESSION))
  })
  it('holds no number that is not finite', () => {
    const visit = (value: unknown): void => {
      if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
    }
    visit(decision)
    visit(decided(market(0.32), LVR_BUDGET, null))
  })
})
