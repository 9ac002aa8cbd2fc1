/** The one-day tiers as a price board, and what could not be priced. */
import type { CandidateCondor, Decision, DeclinedCandidate } from '../../policy/decision.ts'
import { shortDate } from './dates.ts'
import { UNKNOWN } from './figure.ts'
import { dollars, percent, price } from './numbers.ts'
import { strikesText } from './verdict.ts'
import type { Table } from './words.ts'

export function tiersTable(decision: Decision): Table | null {
  const first = decision.tiers[0]
  if (first === undefined) return null
  return {
    caption: `${first.root} ${shortDate(first.expiration)}, a price board, not advice`,
    columns: [
      { title: 'Tier', numeric: false },
      { title: 'Strikes', numeric: false },
      { title: 'Mid', numeric: true },
      { title: 'Natural', numeric: true },
      { title: 'Max loss', numeric: true },
      { title: 'Profit, RN', numeric: true },
    ],
    rows: decision.tiers.map(tierCells),
    note: 'Credits in points. Maximum loss from the natural credit. RN: risk-neutral probability.',
  }
}

/** Condors refused for the same reason as one: the reason is said once, under all their names. */
export function declinedOnce(declined: readonly DeclinedCandidate[]): readonly DeclinedCandidate[] {
  const byReason = Map.groupBy(declined, ({ why }) => why)
  return [...byReason.values()].map((same) => ({
    id: same[0].id,
    label: same.map(({ label }) => label).join(', '),
    asked: [...new Set(same.map(({ asked }) => asked))].join('; '),
    why: same[0].why,
  }))
}

function tierCells(tier: CandidateCondor): readonly string[] {
  const chance = tier.probabilities.riskNeutralProfit
  return [
    tier.label,
    strikesText(tier),
    price(tier.credit.mid_points),
    price(tier.credit.natural_points),
    dollars(tier.maxLoss_dollars),
    chance === null ? UNKNOWN : percent(chance),
  ]
}
