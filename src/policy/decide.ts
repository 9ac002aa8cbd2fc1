/** Facts, rules and the book in, decision out. Pure: the same inputs give the same bytes. */
import { formatNewYork } from '../base/calendar/new-york.ts'
import { type BookFacts, NOTHING_HELD } from './book-facts.ts'
import { bookCorrelations } from './book-moves/book-correlations.ts'
import { describeCandidate } from './candidate.ts'
import type { CandidateCondor, Decision, DeclinedCandidate } from './decision.ts'
import type { MarketFacts } from './facts.ts'
import type { BookDelta } from './delta/book-delta.ts'
import { judgeBookDelta } from './delta/judge-book-delta.ts'
import { type Judgement, holdsIndex, judge } from './judge.ts'
import { type Priced, priceStructureRule } from './judge-entry.ts'
import { expiryRows, marketFigures } from './market-figures.ts'
import { readLevels } from './market-readings.ts'
import { DISCLAIMER, decisionNotes } from './notes.ts'
import { type EarlierMarkets, NO_EARLIER } from './position/earlier-mark.ts'
import { type DescribedIn, describePosition } from './position/describe-position.ts'
import type { JudgedPosition } from './position/judge-position.ts'
import { canonicalHash } from './rules/canonical.ts'
import { deepFreeze } from './rules/deep-freeze.ts'
import { PRICE_BOARD } from './rules/presets.ts'
import type { RuleSet } from './rules/rule-set.ts'
import { NO_SHOCKS, type ShockedFacts } from './shocked-facts.ts'

/**
 * `shocks` are positions to be decided on in another market than the facts', asked for by hand: what the rules would do if
 * it came so. The rest of the decision stays with the facts. `earlier` is what positions are compared with; nothing is decided on it.
 */
export function decide(
  facts: MarketFacts,
  rules: RuleSet,
  book: BookFacts = NOTHING_HELD,
  shocks: ShockedFacts = NO_SHOCKS,
  earlier: EarlierMarkets = NO_EARLIER,
): Decision {
  return describe(judge(facts, rules, book, shocks), earlier)
}

/** A judgement with everything said about it. */
function describe(judgement: Judgement, earlier: EarlierMarkets): Decision {
  const { facts, rules, readings, priced, book } = judgement
  const { market } = facts
  const { chain } = market
  const board = PRICE_BOARD.map((structure) => priceStructureRule(facts, readings, rules, structure))
  const expiry = priced.find((one) => one.kind === 'priced')?.expiry ?? null
  return deepFreeze<Decision>({
    schema: 'kondor.decision/1',
    asOf: formatNewYork(market.asOf),
    sessionDate: chain.sessionDate,
    rung: chain.rung,
    underlying: chain.underlying,
    shock: chain.source.shock ?? null,
    data: {
      source: chain.source.name,
      format: chain.source.format,
      contentHash: chain.source.contentHash,
      quotedAt: formatNewYork(chain.quotedAt),
      quotedAtNote: chain.quotedAtNote,
      quotesRead: chain.counts.quotesRead,
      quotesAccepted: chain.counts.quotesAccepted,
      refusedByCode: { ...chain.counts.refusedByCode },
    },
    rules: { name: rules.name, hash: canonicalHash(rules) },
    market: marketFigures(facts, readings, expiry),
    expiries: expiryRows(facts),
    intents: judgement.intents,
    reason: judgement.reason,
    regimes: judgement.regimes,
    positions: judgement.positions.map((one) => describePosition(one, describedIn(judgement, one, earlier))),
    others: book.others,
    delta: deltaOf(judgement),
    correlations: bookCorrelations(facts, book, facts.proxies ?? []),
    ladder: judgement.ladder,
    candidates: candidatesOf(priced, true),
    declined: declinedOf(priced),
    tiers: candidatesOf(board, false),
    tiersDeclined: declinedOf(board),
    notes: decisionNotes(facts, rules),
    disclaimer: DISCLAIMER,
  })
}

/** Judged where the rules limit it; else a reading, which nothing but the page waits for. */
function deltaOf({ delta, facts, rules, book, unmoved: positions }: Judgement): BookDelta | null {
  return delta ?? (holdsIndex(book) ? judgeBookDelta({ facts, rules, book, positions }) : null)
}

/** A position that is decided on in a moved market is described in it. */
function describedIn(
  judgement: Judgement,
  { position }: JudgedPosition,
  earlier: EarlierMarkets,
): DescribedIn {
  const { facts, rules, readings, shocks } = judgement
  const shocked = shocks.get(position.trade) ?? null
  const chainClosing_dollars = chainClosing(judgement, position.chain)
  return shocked === null
    ? { facts, readings, rules, shock: null, chainClosing_dollars, earlier }
    : {
        facts: shocked.facts,
        readings: readLevels(shocked.facts, rules),
        rules,
        shock: shocked.says,
        chainClosing_dollars,
        earlier,
      }
}

/** Over every open trade of a chain; null where one of them is no condor, or cannot be marked. */
function chainClosing({ positions, book }: Judgement, chain: readonly string[]): number | null {
  if (book.others.some(({ trade }) => chain.includes(trade))) return null
  let brings = 0
  for (const { position, evidence } of positions) {
    if (!chain.includes(position.trade)) continue
    if (evidence === null) return null
    brings += evidence.closing.natural_points * evidence.now.model.multiplier * position.contracts
  }
  return brings
}

const candidatesOf = (all: readonly Priced[], withYields: boolean): readonly CandidateCondor[] =>
  all.flatMap((one) =>
    one.kind === 'priced' ? [describeCandidate(one.inputs, one.candidate, withYields)] : [],
  )

const declinedOf = (all: readonly Priced[]): readonly DeclinedCandidate[] =>
  all.flatMap((one) => (one.kind === 'declined' ? [one.declined] : []))
