/**
 * The null of the whole machine: in a fair market, where nothing has an edge, no preset gains before costs, and each loses its costs
 * after them. Three quarters of one year here, six years for the one-day tiers; `npm run null` runs as many years as wanted.
 * docs/concepts/simulator.md says how large an edge would have been seen.
 */
import { describe, expect, it } from 'vitest'
import { maxTTest } from '../src/base/numerics/multiple-tests.ts'
import { PRESETS } from '../src/policy/rules/presets.ts'
import type { RuleSet } from '../src/policy/rules/rule-set.ts'
import { type FairGains, fairGains, joined, plus } from './support/fair-gains.ts'

/** A quarter and the session before it. */
const SESSIONS = 64
const LEVEL = 0.01

const isOneDay = ({ name }: { name: string }): boolean => name.startsWith('icc-1dte')

/** Quarters of the first seeds, one after another. */
const quartersOf = (count: number, presets: readonly RuleSet[]): FairGains[] =>
  joined(Array.from({ length: count }, (_, i) => fairGains(i + 1, SESSIONS, presets)))

// Fair gains are uncorrelated from day to day, so each day is a block of its own.
const options = { level: LEVEL, seed: 1, meanBlock: 1, resamples: 1000 }

const leastP = (series: readonly Float64Array[]): number =>
  Math.min(...maxTTest(series, options).rows.map(({ adjustedP }) => adjustedP))

function expectFair(gains: readonly FairGains[]): void {
  const traded = gains.filter(({ trades }) => trades > 0)
  expect(traded.length).toBeGreaterThan(gains.length / 2)
  expect(leastP(gains.map(({ before }) => before))).toBeGreaterThan(LEVEL)
  expect(leastP(gains.map(({ hedged }) => hedged))).toBeGreaterThan(LEVEL)
  expect(leastP(gains.map(({ after, costs }) => plus(after, costs)))).toBeGreaterThan(LEVEL)
  for (const { preset, costs } of traded) {
    const paid = costs.reduce((sum, cents) => sum + cents, 0)
    expect(paid, preset).toBeGreaterThan(0)
  }
  // The same test rejects most of them where each is handed 0.3 % of its account a day.
  const lucky = traded.map(({ before, account_cents }) =>
    before.map((cents) => cents + 0.003 * account_cents),
  )
  const rejected = maxTTest(lucky, options).rows.filter(({ adjustedP }) => adjustedP < LEVEL)
  expect(rejected.length).toBeGreaterThan(traded.length / 2)
}

describe('a fair market pays no preset before costs, and costs each its costs: max-t at 1 %', () => {
  it('over all presets but the one-day tiers', () => {
    expectFair(
      quartersOf(
        3,
        PRESETS.filter((preset) => !isOneDay(preset)),
      ),
    )
  }, 300_000)

  // What a one-day condor gains leans so far to one side that three quarters reject a fair market 4 times in 100 at 1 %.
  it('over the one-day tiers, in six years of quarters', () => {
    const presets = PRESETS.filter(isOneDay)
    expect(presets).toHaveLength(2)
    expectFair(quartersOf(24, presets))
  }, 300_000)
})
