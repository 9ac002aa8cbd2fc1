/**
 * The judgement: everything that is decided and nothing that is only said. Backtest, paper and live run it, and `decide` makes
 * the page of it; so whatever is tested is what is shown.
 */
import type { BookFacts } from './book-facts.ts'
import { type Blend, regimeBlend } from './regime/blend.ts'
import { regimeReadings } from './regime/regime-readings.ts'
import type { RegimeVerdict } from './regime/regime.ts'
import { judgeRegimes } from './regime/regimes.ts'
import { once } from '../base/vocabulary/once.ts'
import type { Reason } from './decision.ts'
import type { MarketFacts } from './facts.ts'
import type { HedgeLadder } from './hedge/hedge-ladder.ts'
import { hedgeFloorGate, hedgeIntents, hedgeValue, judgeHedge } from './hedge/judge-hedge.ts'
import { hasRoom } from './candidate-gates.ts'
import type { Gate } from './gate.ts'
import type { Intent } from './intent.ts'
import {
  type JudgedStructure,
  type Priced,
  entryIntents,
  entryReason,
  judgeStructure,
  priceStructureRule,
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
  /** Of the positions first, then the hedges, then the new condors. */
  readonly intents: readonly Intent[]
  /** Of `intents`, those of positions and hedges. */
  readonly upkeep: readonly Intent[]
  /** Of `intents`, the condors to open. */
  readonly openings: readonly Intent[]
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
  const regimes = once(() => regimesOf(facts))
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
  const upkeep = once(() => [...positions().map(positionIntent), ...hedgeIntents(ladder())])
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
    get intents() {
      return [...upkeep(), ...entries()]
    },
    get upkeep() {
      return upkeep()
    },
    get openings() {
      return shut() ? [] : entries().filter(({ kind }) => kind === 'open-condor')
    },
    get reason() {
      return rootReason(positions(), ladder(), entryReason(structures(), gates()), chain.rung)
    },
  }
}

function regimesOf({ regimes: histories, knownDay }: MarketFacts): Judgement['regimes'] {
  if (histories === null) return null
  const verdicts = judgeRegimes(regimeReadings(histories, knownDay))
  return { verdicts, blend: regimeBlend(verdicts) }
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
