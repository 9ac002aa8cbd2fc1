import type { CandidateCore } from './candidate-core.ts'
import { legCosts } from './costs.ts'
import { marketCaps, wholeOf } from './market-caps.ts'
import type { RuleSet, StructureRule } from './rules/rule-set.ts'

/** What open positions already use of the budgets. */
export interface UsedBudgets {
  readonly margin_dollars: number
  /** At the forecast; null where it is unknown: then nothing is known to be left of an LVR budget. */
  readonly lvr_dollars_per_day: number | null
  readonly positions: number
}

export const NOTHING_USED: UsedBudgets = { margin_dollars: 0, lvr_dollars_per_day: 0, positions: 0 }

/** A limit by its name in words, and the contracts it allows. */
interface SizeLimit {
  readonly name: string
  readonly contracts: number
}

/** Contracts by each limit; null where the limit does not apply or its input is unknown. The least of them is the size. */
export interface Sizing {
  readonly byLvr: number | null
  readonly byMargin: number
  /** By what one position may lose. */
  readonly byAccount: number | null
  readonly byDisplayedSize: number | null
  readonly byOpenInterest: number | null
  readonly byVolume: number | null
  readonly byMaximum: number
  readonly contracts: number
  /** Share of the size left by scheduled events; 1 where none is near. */
  readonly eventFactor: number
  /** The least of the limits; the first of equals. */
  readonly binds: SizeLimit
  /** Dollars of LVR per trading day the structure may use; null where the rules set no budget, or what is used is unknown. */
  readonly lvrBudget_dollars_per_day: number | null
  readonly marginCap_dollars: number
  /** Most that one position may lose, costs included; null where the rules do not say. */
  readonly lossCap_dollars: number | null
  /** Largest loss of one condor with the costs of opening it. */
  readonly lossEach_dollars: number
  readonly used: UsedBudgets
}

/**
 * How many contracts: LVR at the forecast within the budget, margin within its share of the account, the largest loss
 * within the share that one position may lose; no more than every leg shows at the touch (bids of what is sold, asks of
 * what is bought), and no more than the share of its open interest and of the day's volume that the rules allow. What is
 * not known of a leg does not limit. An entry gets its part of the budgets (its structures over the most positions), and
 * never more than open positions leave; each structure has its share of that. `eventFactor` then scales the size.
 */
export function sizeOf(
  candidate: CandidateCore,
  structure: StructureRule,
  rules: RuleSet,
  used: UsedBudgets = NOTHING_USED,
  eventFactor = 1,
): Sizing {
  const { sizing } = rules
  const { account_dollars, lvrBudget_bp_per_day, marginShareMax, contractsMax, positionsMax } = sizing
  const part = positionsMax === null ? 1 : Math.min(1, rules.structures.length / positionsMax)
  const share = (total: number, taken: number): number =>
    Math.min(total * part, Math.max(0, total - taken)) * structure.sizeShare
  const budget =
    lvrBudget_bp_per_day === null || used.lvr_dollars_per_day === null
      ? null
      : share((account_dollars * lvrBudget_bp_per_day) / 10_000, used.lvr_dollars_per_day)
  const marginCap = share(account_dollars * marginShareMax, used.margin_dollars)
  const lossCap = sizing.lossShareMax === null ? null : account_dollars * sizing.lossShareMax
  const lossEach = candidate.maxLoss_dollars + legCosts(candidate.legs, rules.costs)
  const lvr = candidate.lvr.atForecast_dollars_per_day
  const caps = marketCaps(candidate.legs, sizing)
  const by = {
    byLvr: budget === null || lvr === null || lvr <= 0 ? null : wholeOf(budget / lvr),
    byMargin: candidate.margin_dollars > 0 ? wholeOf(marginCap / candidate.margin_dollars) : contractsMax,
    byAccount: lossCap === null || lossEach <= 0 ? null : wholeOf(lossCap / lossEach),
    byDisplayedSize: caps.byDisplayedSize,
    byOpenInterest: caps.byOpenInterest,
    byVolume: caps.byVolume,
    byMaximum: contractsMax,
  }
  const binds = least([
    ['the LVR budget', by.byLvr],
    ['the margin allowed', by.byMargin],
    ['what one position may lose', by.byAccount],
    ['the size at the touch', by.byDisplayedSize],
    ['open interest', by.byOpenInterest],
    ['the volume of the day', by.byVolume],
    ['the most by the rules', by.byMaximum],
  ])
  return {
    ...by,
    contracts: wholeOf(binds.contracts * eventFactor),
    eventFactor,
    binds,
    lvrBudget_dollars_per_day: budget,
    marginCap_dollars: marginCap,
    lossCap_dollars: lossCap,
    lossEach_dollars: lossEach,
    used,
  }
}

function least(limits: readonly (readonly [string, number | null])[]): SizeLimit {
  let found: SizeLimit = { name: '', contracts: Infinity }
  for (const [name, contracts] of limits) {
    if (contracts !== null && contracts < found.contracts) found = { name, contracts }
  }
  return found
}
