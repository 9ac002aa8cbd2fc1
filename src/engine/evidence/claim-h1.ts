/**
 * H1 as registered: "rebalancing by the invariant adds 8 to 12 % to the win rate over static 50-delta rules". The trigger adjusts when
 * a short strike reaches 50 delta; the placebo re-strikes at random as often as the rule does.
 */
import { lowestRung, type Rung } from '../../base/vocabulary/rung.ts'
import { type ClaimSpan, type ClaimVerdict, type RegisteredClaim, decideClaim } from './claim-verdict.ts'
import type { PairedComparison } from './paired-comparison.ts'

export const H1: RegisteredClaim = {
  id: 'H1',
  claim: 'Rebalancing by the invariant adds 8 to 12 % to the win rate over static 50-delta rules.',
  supportedIf: [
    ['trigger', 'the 50-delta trigger'] as const,
    ['placebo', 'random re-strikes at the same frequency'] as const,
  ].flatMap(([id, name]) => [
    {
      id: `pnl-per-margin-over-${id}`,
      of: `P&L per unit of average margin less that of ${name}`,
      end: 'low' as const,
      must: 'exceed' as const,
      threshold: 0,
    },
    {
      id: `win-rate-over-${id}`,
      of: `win rate less that of ${name}`,
      end: 'low' as const,
      must: 'exceed' as const,
      threshold: 0,
    },
  ]),
  refutedIf: [
    {
      id: 'win-rate-over-trigger',
      of: 'win rate less that of the 50-delta trigger',
      end: 'high',
      must: 'be under',
      threshold: 0.08,
    },
  ],
  wouldChange:
    'A longer history, or quoted chains in place of indexed ones, if they moved an end of an interval across its threshold.',
}

/** Decides H1 from the rule's comparisons with the trigger and with the placebo, the rule being first in both. */
export function decideH1(evidence: {
  readonly againstTrigger: PairedComparison
  readonly againstPlacebo: PairedComparison
  readonly rungs: readonly [Rung, ...Rung[]]
  readonly trials: number
  readonly untestable?: string | null
  readonly span?: ClaimSpan
}): ClaimVerdict {
  const { againstTrigger, againstPlacebo, rungs, trials, untestable = null, span } = evidence
  const findings = new Map([
    ['pnl-per-margin-over-trigger', againstTrigger.pnlPerMargin],
    ['win-rate-over-trigger', againstTrigger.winRate],
    ['pnl-per-margin-over-placebo', againstPlacebo.pnlPerMargin],
    ['win-rate-over-placebo', againstPlacebo.winRate],
  ])
  return decideClaim(H1, { findings, rung: lowestRung(...rungs), trials, untestable, span })
}
