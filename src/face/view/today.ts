/** The whole decision in words, once: the terminal and the page only lay it out. */
import type { Decision, DeclinedCandidate } from '../../policy/decision.ts'
import { type BookDeltaWords, bookDeltaWords } from './book-delta.ts'
import { type CondorWords, condorWords } from './condor.ts'
import { type CorrelationWords, correlationWords } from './correlations.ts'
import { type DataWords, dataWords } from './data.ts'
import { type Headline, headline } from './headline.ts'
import { type LadderWords, ladderWords } from './ladder.ts'
import { expiriesTable, marketRows } from './market.ts'
import { type PositionWords, positionWords } from './open-position.ts'
import { type ReasonWords, reasonWords } from './reason.ts'
import { type RegimesWords, regimesWords } from './regimes.ts'
import { type WalkWords, ticketText, walkWords } from './ticket.ts'
import { declinedOnce, tiersTable } from './tiers.ts'
import { type VerdictWords, verdictWords } from './verdict.ts'
import type { Row, Table } from './words.ts'

export interface TodayWords {
  readonly headline: Headline
  readonly verdict: VerdictWords
  readonly reason: ReasonWords
  readonly regimes: RegimesWords | null
  readonly positions: readonly PositionWords[]
  /** Held trades that no rule speaks of. */
  readonly unruled: Decision['others']
  /** Null where no index option is held. */
  readonly delta: BookDeltaWords | null
  /** Null where nothing is held. */
  readonly correlations: CorrelationWords | null
  readonly ladder: LadderWords | null
  /** The condor opened or declined. */
  readonly condor: CondorWords | null
  /** The rule set's other condors. */
  readonly others: readonly CondorWords[]
  readonly ticket: string | null
  /** The limit-price walk of the ticket's condor, per condor. */
  readonly walk: readonly WalkWords[]
  readonly declined: readonly DeclinedCandidate[]
  readonly tiers: Table | null
  readonly tierWarnings: readonly string[]
  readonly tiersDeclined: readonly DeclinedCandidate[]
  readonly market: readonly Row[]
  readonly expiries: Table
  readonly data: DataWords
  readonly notes: readonly string[]
  readonly disclaimer: string
}

/** @param nowMs the reader's clock, milliseconds since 1970: only the age of the data depends on it. */
export function todayWords(decision: Decision, nowMs: number): TodayWords {
  const head = headline(decision, nowMs)
  const verdict = verdictWords(decision)
  const others = decision.candidates.filter((candidate) => candidate !== verdict.condor)
  return {
    headline: head,
    verdict,
    reason: reasonWords(decision.reason),
    regimes: regimesWords(decision),
    positions: decision.positions.map(positionWords),
    unruled: decision.others,
    delta: bookDeltaWords(decision.delta),
    correlations: decision.correlations === null ? null : correlationWords(decision.correlations),
    ladder: ladderWords(decision.ladder),
    condor: verdict.condor === null ? null : condorWords(verdict.condor),
    others: others.map(condorWords),
    ticket: ticketText(decision, verdict, head),
    walk: verdict.condor === null ? [] : walkWords(verdict.condor),
    declined: decision.declined,
    tiers: tiersTable(decision),
    tierWarnings: decision.tiers.flatMap(({ label, warnings }) =>
      warnings.length === 0 ? [] : [`${label}: ${warnings.join('; ')}`],
    ),
    tiersDeclined: declinedOnce(decision.tiersDeclined),
    market: marketRows(decision),
    expiries: expiriesTable(decision),
    data: dataWords(decision),
    notes: decision.notes,
    disclaimer: decision.disclaimer,
  }
}
