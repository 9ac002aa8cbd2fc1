/** The votes of the rules as a gate: every vote is shown; the score opens or keeps shut only where the rules say so. */
import { lowestRung } from '../base/vocabulary/rung.ts'
import type { Reason, Verdict } from './decision.ts'
import type { MarketFacts } from './facts.ts'
import { figure, reason } from './figure.ts'
import type { Gate } from './gate.ts'
import { blend } from './regime/blend.ts'
import { type VoteRow, voteRows } from './regime/series-votes.ts'
import type { RuleSet } from './rules/rule-set.ts'

/** No gate where the rules have no votes. */
export function voteGate(facts: MarketFacts, rules: RuleSet): readonly Gate[] {
  if (rules.votes.length === 0) return []
  const rows = voteRows(rules, facts)
  const { score, knownShare } = blend(rows)
  const chainRung = facts.market.chain.rung
  const rung = rows.reduce((low, row) => (row.rung === null ? low : lowestRung(low, row.rung)), chainRung)
  const least = rules.entry.blendMin
  const figures = [
    figure('score', 'Score of the votes', score, 'ratio', rung, score === null ? 'no vote is known' : null),
    figure('known-share', 'Known share of the weight', knownShare, 'fraction', rung),
    ...(least === null ? [] : [figure('score-min', 'Least', least, 'ratio', chainRung)]),
  ]
  const said = 'The votes score {score} on {known-share} of the weight'
  const says =
    least === null ? `${said}; the rules only show them.` : `${said}; at least {score-min} is wanted.`
  const verdict: Verdict =
    least === null ? 'note' : score === null ? 'unknown' : score >= least ? 'pass' : 'fail'
  const opens = verdict === 'note' || verdict === 'pass'
  const because = verdict === 'fail' ? 'the votes score too low' : 'no vote of the rules is known'
  return [
    {
      reason: reason(
        'votes',
        verdict,
        says,
        figures,
        rows.map((row) => rowReason(row, row.rung ?? chainRung)),
      ),
      opens,
      because: opens ? '' : because,
    },
  ]
}

const VOTES = { '1': 'for', '0': 'neither', '-1': 'against' } as const

function rowReason(row: VoteRow, rung: VoteRow['rung'] & string): Reason {
  const { vote } = row
  const figures = [
    figure('series', 'Series', row.input, 'text', rung),
    figure('value', 'Value', row.value, 'ratio', rung, row.value === null ? row.note : row.provenance),
    figure('as-of', 'As of', row.asOf, 'date', rung),
    figure('vote', 'Vote', vote === null ? 'unknown' : VOTES[`${vote}`], 'text', rung, row.note),
    figure('weight', 'Weight', row.weight, 'ratio', rung),
    figure('why', 'Why', row.note, 'text', rung),
  ]
  const says =
    vote === null
      ? '{series} has no vote: {why}. Weight {weight}.'
      : '{series} is {value} as of {as-of} and votes {vote} ({why}). Weight {weight}.'
  return reason(`vote-${row.id}`, vote === null ? 'unknown' : 'note', says, figures)
}
