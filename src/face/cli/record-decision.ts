import fs from 'node:fs'
import { type Refusal, refusalLine } from '../../base/vocabulary/refusal.ts'
import type { JournalEvent } from '../../engine/journal/event.ts'
import type { Journal } from '../../engine/journal/journal.ts'
import { plainJson } from '../../engine/journal/plain-json.ts'
import type { BookFacts } from '../../policy/book-facts.ts'
import type { Decision } from '../../policy/decision.ts'
import { canonicalHash } from '../../policy/rules/canonical.ts'
import { occSymbol } from '../../book/structure/legs.ts'
import type { InvariantState } from '../../policy/invariant/invariant.ts'
import type { RuleSet } from '../../policy/rules/rule-set.ts'
import { shocksOf } from '../../policy/shocked-facts.ts'
import { systemClock } from '../../shell/clock/system-clock.ts'
import { openJournal } from '../../shell/journal/open-journal.ts'
import { kondorHome } from '../../shell/store/home.ts'
import { fail } from './output.ts'
import { printable } from './terminal/paint.ts'
import { parseRate, type TodayOptions } from './today-options.ts'
import { packageVersion } from './version.ts'
import { whatIf } from './what-if.ts'

/** `--record`, `--no-record`, or neither. */
export interface RecordOptions extends TodayOptions {
  readonly record?: boolean
}

/**
 * Records a decision that has been printed. Without an option: one on quotes, where the home folder exists; then a journal
 * that cannot be written to is said on standard error, and the decision stands. With `--record` it ends the command. A what-if
 * is never recorded.
 */
export function recordDecision(
  decision: Decision,
  rules: RuleSet,
  book: BookFacts,
  options: RecordOptions,
): void {
  const shocks = shocksOf(decision)
  if (shocks !== null) {
    // A what-if in the journal would be taken for what was decided.
    if (options.record === true) fail(whatIf('--record', shocks))
    return
  }
  const home = kondorHome()
  const isDue = options.record ?? (decision.rung === 'quoted' && fs.existsSync(home))
  if (!isDue) return
  const refusal = appendDecision(home, decision, rules, book, options)
  if (refusal === null) return
  if (options.record === true) fail(refusal)
  else process.stderr.write(`kondor: not recorded: ${printable(refusalLine(refusal))}\n`)
}

function appendDecision(
  home: string,
  decision: Decision,
  rules: RuleSet,
  book: BookFacts,
  options: TodayOptions,
): Refusal | null {
  const opened = openJournal(home)
  if (!opened.ok) return opened.refusal
  const journal = opened.value
  try {
    const events = [...baselineEvents(journal, book), ...decisionEvents(journal, decision, rules, options)]
    const recorded = journal.append(events, systemClock.now())
    return recorded.ok ? null : recorded.refusal
  } finally {
    journal.close()
  }
}

/** The decision, and before it the rules it was made by if the journal has not got them. Nothing where it is recorded. */
function decisionEvents(
  { state }: Pick<Journal, 'state'>,
  decision: Decision,
  ruleSet: RuleSet,
  options: TodayOptions,
): readonly JournalEvent[] {
  const decisionHash = canonicalHash(decision)
  if (state.decisions.some((one) => one.decisionHash === decisionHash)) return []
  const { asOf, sessionDate, rung, underlying, rules, data, intents } = decision
  const { source, format, contentHash, quotedAt } = data
  const rate = options.rate === undefined ? null : parseRate(options.rate)
  const event: JournalEvent = {
    kind: 'decision-recorded',
    asOf,
    sessionDate,
    rung,
    underlying,
    rules,
    data: { source, format, contentHash, quotedAt },
    asked: { asOf: options.asOf ?? null, rate_per_year: rate?.ok === true ? rate.value : null },
    intents: intents.map(plainJson),
    decisionHash,
    madeBy: { kondor: packageVersion(), node: process.versions.node },
  }
  if (state.rules.has(rules.hash)) return [event]
  return [{ kind: 'rules-recorded', name: rules.name, hash: rules.hash, rules: plainJson(ruleSet) }, event]
}

/** The states of entry that this decision read from chains: recorded once, so that later ones compare with the same. */
function baselineEvents({ state }: Pick<Journal, 'state'>, book: BookFacts): readonly JournalEvent[] {
  return book.positions.flatMap(({ trade, root, expiration, entry, entrySource }): JournalEvent[] => {
    const recorded = state.trades.get(trade)
    if (entry === null || entrySource === null || recorded === undefined || !isComplete(entry)) return []
    if (recorded.baseline !== null || recorded.closedAt !== null) return []
    const { forward_points, rate, years, legs } = entry.model
    return [
      {
        kind: 'baseline-recorded',
        trade,
        instruments: entry.legs.map((leg) => occSymbol(root, expiration, leg.right, leg.strike_points)),
        forward_points,
        rate_per_year: rate,
        years,
        volatilities: legs.map(({ volatility }) => volatility),
        edr_points: entry.entryEdr_points,
        forecastVariance: entry.forecastVariance,
        series: { ...entry.series },
        data: { ...entrySource },
      },
    ]
  })
}

/** A baseline is kept for good, so it waits for its forecast and its range: until then it is read anew each time. */
const isComplete = ({ forecastVariance, entryEdr_points }: InvariantState): boolean =>
  forecastVariance !== null && entryEdr_points !== null
