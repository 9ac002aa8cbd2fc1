/** From names and options to rule sets and days, refusals printed: what `backtest`, `compare` and `sweep` begin with. */
import { refusalLine } from '../../base/vocabulary/refusal.ts'
import type { BacktestOptions } from '../../engine/backtest/backtest-options.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import type { Store } from '../../shell/store/store.ts'
import type { BacktestSource } from '../../shell/world/backtest-source.ts'
import { openBacktest } from '../../shell/world/open-backtest.ts'
import { namesRead } from '../../shell/world/rules-series.ts'
import { type AskedRun, askedRun, type RunOptions } from './backtest-options.ts'
import { adaptRules, rulesNamed } from './backtest-rules.ts'
import { fail } from './output.ts'
import { printable } from './terminal/paint.ts'

/** Of every interval: the same run gives the same digits. */
export const RESAMPLING_SEED = 1

interface PreparedRun {
  readonly rules: RuleSet
  readonly options: BacktestOptions
  /** What stands over its figures before any day is run. */
  readonly says: readonly string[]
}

export interface Prepared {
  readonly asked: AskedRun
  readonly source: BacktestSource
  readonly runs: readonly PreparedRun[]
}

/**
 * Null once the refusal is printed. `tests` as of {@link askedRun}. `kinOf` gives rule sets that will be run on the same days beside
 * one, so that the series they read are there.
 */
export async function prepareRuns(
  store: Store,
  names: readonly string[],
  given: RunOptions,
  tests = 0,
  kinOf: (rules: RuleSet) => readonly RuleSet[] = () => [],
): Promise<Prepared | null> {
  const asked = askedRun(given, tests)
  if (!asked.ok) return refusedWith(asked)
  const { request, options, account_dollars } = asked.value
  const runs: PreparedRun[] = []
  for (const named of names) {
    const found = rulesNamed(store, named)
    if (!found.ok) {
      for (const row of found.rows) process.stderr.write(`  ${printable(refusalLine(row))}\n`)
      return refusedWith(found)
    }
    const { rules, says } = adaptRules(found.value, account_dollars, request.data)
    runs.push({ rules, options: { ...options, account_dollars: rules.sizing.account_dollars }, says })
  }
  const own = runs.map(({ rules }) => rules)
  const wanted = { ...request, rules: [...own, ...readingMore(own.flatMap(kinOf), own)] }
  const opened = await openBacktest(store, wanted)
  return opened.ok
    ? { asked: { ...asked.value, request: wanted }, source: opened.value, runs }
    : refusedWith(opened)
}

/** Those of `all` that read a series which none before them reads: enough that every series is at hand. */
function readingMore(all: readonly RuleSet[], own: readonly RuleSet[]): readonly RuleSet[] {
  const known = new Set(own.flatMap(namesRead))
  return all.filter((rules) => {
    const more = namesRead(rules).filter((name) => !known.has(name))
    for (const name of more) known.add(name)
    return more.length > 0
  })
}

export function refusedWith({ refusal }: { readonly refusal: Parameters<typeof fail>[0] }): null {
  fail(refusal)
  return null
}
