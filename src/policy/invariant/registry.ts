/** Every formulation of the invariant, published or our own, under one contract; and those that define no product. */
import { refuse } from '../../base/vocabulary/refusal.ts'
import { type Result, accepted, refused } from '../../base/vocabulary/result.ts'
import { creditDaysCalm } from './credit-days-calm.ts'
import { creditDaysPercentile } from './credit-days-percentile.ts'
import { creditDays } from './credit-days.ts'
import { creditDistance } from './credit-distance.ts'
import { creditMove } from './credit-move.ts'
import { creditShortDistance } from './credit-short-distance.ts'
import { creditSquared } from './credit-squared.ts'
import { deltaHedge } from './delta-hedge.ts'
import { distanceVixRsi } from './distance-vix-rsi.ts'
import { dollarGammaVariance } from './dollar-gamma-variance.ts'
import { entryCreditDistance } from './entry-credit-distance.ts'
import { extrinsicDeltaVix } from './extrinsic-delta-vix.ts'
import { extrinsicImpliedVol } from './extrinsic-implied-vol.ts'
import { extrinsicNeutralityVix } from './extrinsic-neutrality-vix.ts'
import { extrinsicVixFuture } from './extrinsic-vix-future.ts'
import { extrinsicWingDistance } from './extrinsic-wing-distance.ts'
import type { Invariant } from './invariant.ts'
import { liveCreditDistance } from './live-credit-distance.ts'
import { putCallNotional } from './put-call-notional.ts'
import { riskVolDays } from './risk-vol-days.ts'
import { spotExtrinsic } from './spot-extrinsic.ts'
import { widthCapital } from './width-capital.ts'
import { widthPremium } from './width-premium.ts'

export const INVARIANTS: readonly Invariant[] = [
  extrinsicVixFuture,
  creditDistance,
  entryCreditDistance,
  widthPremium,
  creditDays,
  creditShortDistance,
  riskVolDays,
  widthCapital,
  extrinsicWingDistance,
  deltaHedge,
  distanceVixRsi,
  extrinsicDeltaVix,
  extrinsicNeutralityVix,
  putCallNotional,
  spotExtrinsic,
  liveCreditDistance,
  creditSquared,
  extrinsicImpliedVol,
  creditDaysPercentile,
  creditDaysCalm,
  creditMove,
  dollarGammaVariance,
]

/** What is watched unless a rule set says otherwise, with its ratio; and what controls size. */
export const DEFAULT_MONITOR: Invariant = creditDistance
export const DEFAULT_CONTROL: Invariant = dollarGammaVariance

/** Published formulations from which nothing can be computed, and why. */
export const NOT_PRODUCTS: readonly { readonly code: string; readonly says: string; readonly why: string }[] =
  [
    {
      code: 'F15',
      says: 'net delta or vega balance as the invariant',
      why: 'one quantity and no second factor: watch the Greek itself',
    },
    {
      code: 'F16',
      says: 'analogue of the pool ratio against a divergence-loss curve',
      why: 'neither factor is defined on a condor; the bridge to pools gives the computable form',
    },
    {
      code: 'F17',
      says: 'wing break-even against hypothetical pool depth',
      why: 'needs the depth of a pool that is not named',
    },
    {
      code: 'F18',
      says: 'rejects a constant product on options',
      why: 'no product by intent',
    },
  ]

/** By id (`credit-distance`) or by number (`F2`). Refuses others with the ids there are. */
export function invariantNamed(name: string): Result<Invariant> {
  const found = INVARIANTS.find(({ id, codes }) => id === name || codes.includes(name))
  if (found !== undefined) return accepted(found)
  const undefinedOne = NOT_PRODUCTS.find(({ code }) => code === name)
  return refused(
    refuse('command.bad-input', {
      field: 'invariant',
      was: name,
      wanted:
        undefinedOne === undefined
          ? `one of ${INVARIANTS.map(({ id }) => id).join(', ')}`
          : `a product of two quantities; ${undefinedOne.says}: ${undefinedOne.why}`,
      source: 'invariants',
    }),
  )
}
