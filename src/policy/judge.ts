/**
 * The judgement: everything that is decided and nothing that is only said. Backtest, paper and live run it, and `decide` makes
 * the page of it; so whatever is tested is what is shown.
 */
import type { BookFacts } from './book-facts.ts'
import { type Blend, openBlend } from './regime/blend.ts'
import { regimeReadings } from './regime/regime-readings.ts'
import type { RegimeVerdict } from './regime/regime.ts'
import { judgeRegimes } from './regime/regimes.ts'
import { once } from '../base/vocabulary/once.ts'
import { voteRows } from './regime/series-votes.ts'
import type { Reason } from './decision.ts'
import type { BookDelta } from './delta/book-delta.ts'
import { judgeBookDelta } from './delta/judge-book-delta.ts'
import type { MarketFacts } from './facts.ts'
import type { HedgeLadder } from './hedge/hedge-ladder.ts'
import { hedgeFloorGate, hedgeIntents, hedgeValue, judgeHedge } from './hedge/judge-hedge.ts'
import { hasRoom, NO_ROOM } from './candidate-gates.ts'
import type { Gate } from './gate.ts'
import type { Intent } from './intent.ts'
import {
  type JudgedStructure,
  type Priced,
  entryIntents,
  entryReason,
  judgeStructure,
  priceStructureRule,
  reasonsAgainst,
} from './judge-entry.ts'
import { type MarketReadings, readLevels } from './market-readings.ts'
import { marketGates } from './market-gates.ts'
import { type JudgedPosition, judgePosition } from './position/judge-position.ts'
import { positionIntent } from './position/position-intent.ts'
import { usedBudgets, usedPositions } from './position/used-budgets.ts'
import { rootReason } from './root-reason.ts'
import type { RuleSet } from './rules/rule-set.ts'
import { NO_SHOCKS, type ShockedFacts } from './shocked-facts.ts'

/** Each part is worked out at the first question and kept: a backtest asks for intents alone, and on most days for few of them. */
export interface Judgement {
  readonly facts: MarketFacts
  readonly rules: RuleSet
  readonly book: BookFacts
  readonly shocks: ShockedFacts
  readonly readings: MarketReadings
  readonly priced: readonly Priced[]
  readonly structures: readonly JudgedStructure[]
  readonly positions: readonly JudgedPosition[]
  readonly regimes: { readonly verdicts: readonly RegimeVerdict[]; readonly blend: Blend } | null
  readonly ladder: HedgeLadder | null
  /** Positions in the market as it is, whatever shock was asked for one of them. */
  readonly unmoved: readonly JudgedPosition[]
  /** Null where the rules set no limit on it, or nothing is held. */
  readonly delta: BookDelta | null
  /** Of the positions first, then the book's delta, the hedges, the new condors. */
  readonly intents: readonly Intent[]
  /** Of `intents`, those of what is held: positions, the book's delta, hedges. */
  readonly upkeep: readonly Intent[]
  /** Of `intents`, the condors to open. */
  readonly openings: readonly Intent[]
  /**
   * Why no condor is opened, a gate each, in words without figures; empty where one is. Where the market's own gates or the number
   * of positions refuse, no structure is priced to find more.
   */
  readonly refusals: readonly string[]
  readonly reason: Reason
}

export function judge(
  facts: MarketFacts,
  rules: RuleSet,
  book: BookFacts,
  shocks: ShockedFacts = NO_SHOCKS,
): Judgement {
  const { chain } = facts.market
  const readings = readLevels(facts, rules)
  const regimes = once(() => regimesOf(facts, rules))
  const positions = once(() => judgePositions(facts, readings, rules, book, shocks))
  // What a shock does to one trade stays with it: budgets, hedges and new condors are of the market as it is.
  const unmoved = once(() =>
    shocks.size === 0 ? positions() : judgePositions(facts, readings, rules, book, NO_SHOCKS),
  )
  const common = once(() => marketGates(facts, readings, rules))
  const priced = once(() => {
    const used = usedBudgets(facts.market, book, readings.forecast?.variance ?? null)
    return rules.structures.map((structure) => priceStructureRule(facts, readings, rules, structure, used))
  })
  const judged = (gates: readonly Gate[]): readonly JudgedStructure[] =>
    priced().map((one) => judgeStructure(one, gates, facts, readings, rules))
  const unhedged = once(() => judged(common()))
  // Where a gate that holds for every structure is shut, none opens, and none need be priced to know it.
  const shut = once(
    () => !hasRoom(rules, usedPositions(book, chain.sessionDate)) || common().some((one) => !one.opens),
  )
  const ladder = once(() =>
    judgeHedge({
      facts,
      rules,
      book,
      // Most rules never ask for regimes, and a run of years would pay for them every day.
      regimes: rules.hedge?.activation === 'regime' ? (regimes()?.verdicts ?? []) : [],
      structures: shut() ? [] : unhedged(),
      positions: unmoved,
    }),
  )
  const gates = once(() => [...common(), ...hedgeFloorGate(ladder())])
  const structures = once(() => (gates().length === common().length ? unhedged() : judged(gates())))
  const delta = once(() =>
    (rules.bookDelta ?? null) === null || !holdsIndex(book)
      ? null
      : judgeBookDelta({ facts, rules, book, positions: unmoved() }),
  )
  const upkeep = once(() => [
    ...positions().map(positionIntent),
    ...deltaIntents(delta()),
    ...hedgeIntents(ladder()),
  ])
  const entries = once(() => entryIntents(structures(), gates()))
  return {
    facts,
    rules,
    book,
    shocks,
    readings,
    get priced() {
      return priced()
    },
    get structures() {
      return structures()
    },
    get positions() {
      return positions()
    },
    get regimes() {
      return regimes()
    },
    get ladder() {
      return ladder()
    },
    get unmoved() {
      return unmoved()
    },
    get delta() {
      return delta()
    },
    get intents() {
      return [...upkeep(), ...entries()]
    },
    get upkeep() {
      return upkeep()
    },
    get openings() {
      return shut() ? [] : entries().filter(({ kind }) => kind === 'open-condor')
    },
    get refusals() {
      const ofMarket = reasonsAgainst([], common())
      if (ofMarket.length > 0) return ofMarket
      if (shut()) return [NO_ROOM]
      return structures().some(({ opens }) => opens) ? [] : reasonsAgainst(structures(), gates())
    },
    get reason() {
      return rootReason(positions(), delta(), ladder(), entryReason(structures(), gates()), chain.rung)
    },
  }
}

/** Whether the book holds options on the index. */
export const holdsIndex = ({ positions, indexOptions }: BookFacts): boolean =>
  positions.length + indexOptions.length > 0

const deltaIntents = (delta: BookDelta | null): readonly Intent[] =>
  delta === null || delta.orders.length === 0
    ? []
    : [{ kind: 'close-delta', because: delta.because, orders: delta.orders }]

function regimesOf(facts: MarketFacts, rules: RuleSet): Judgement['regimes'] {
  const { regimes: histories, knownDay } = facts
  if (histories === null && rules.votes.length === 0) return null
  const verdicts = histories === null ? [] : judgeRegimes(regimeReadings(histories, knownDay))
  return { verdicts, blend: openBlend(verdicts, voteRows(rules, facts)) }
}

/** In the order in which they were opened: the motion budget goes to the oldest first. */
function judgePositions(
  facts: MarketFacts,
  readings: MarketReadings,
  rules: RuleSet,
  book: BookFacts,
  shocks: ShockedFacts,
): readonly JudgedPosition[] {
  const hedges_dollars = hedgeValue(book, facts)
  let motionLeft = rules.limits[rules.mode].motionBudget_per_week - book.adjustmentsLastWeek
  return book.positions.map((position) => {
    const shocked = shocks.get(position.trade) ?? null
    const judged = judgePosition({
      facts: shocked?.facts ?? facts,
      readings: shocked === null ? readings : readLevels(shocked.facts, rules),
      rules,
      position,
      motionLeft,
      hedgeAllocation_dollars: hedges_dollars,
    })
    if (judged.action === 're-strike' || judged.action === 'resize') motionLeft -= 1
    return judged
  })
}
