/**
 * VIX risk scaling: the six published tables, which contradict one another, as bands that a rule set can take. Sources are pages
 * of vixshield.com; what a page leaves unsaid is said here and not filled in silently.
 */
import type { Tier, VixBand } from './rule-set.ts'

export interface VixScalingTable {
  /** What a rules file writes: `vixBands: vix-risk-scaling`. */
  readonly name: string
  readonly says: string
  readonly source: string
  /** What the page leaves open, and how it was read; null where nothing is. */
  readonly reading: string | null
  readonly bands: readonly VixBand[]
}

const ALL: readonly Tier[] = ['conservative', 'balanced', 'aggressive']

const below = (upTo_vol_points: number, tiers: readonly Tier[]): VixBand => ({
  upTo_vol_points,
  inclusive: false,
  signal: 'PLACE',
  tiers,
})
const upTo = (upTo_vol_points: number, tiers: readonly Tier[]): VixBand => ({
  ...below(upTo_vol_points, tiers),
  inclusive: true,
})
const above = (signal: VixBand['signal'], tiers: readonly Tier[] = []): VixBand => ({
  upTo_vol_points: null,
  inclusive: true,
  signal,
  tiers,
})

/** The default: a glossary page, the most trusted kind. */
export const VIX_RISK_SCALING: VixScalingTable = {
  name: 'vix-risk-scaling',
  says: 'below 15 all tiers, 15 to 20 conservative and balanced, above 20 hold, above 25 none',
  source: 'G2, /glossary/vix-risk-scaling',
  reading: null,
  bands: [
    below(15, ALL),
    upTo(20, ['conservative', 'balanced']),
    { upTo_vol_points: 25, inclusive: true, signal: 'HOLD', tiers: [] },
    above('NONE'),
  ],
}

export const VIX_SCALING_TABLES: readonly VixScalingTable[] = [
  VIX_RISK_SCALING,
  {
    name: 'place-below-15',
    says: 'PLACE only below 15',
    source: 'L1, /learn/what-is-an-iron-condor',
    reading: 'from 15 on: hold',
    bands: [below(15, ALL), above('HOLD')],
  },
  {
    name: 'all-below-20',
    says: 'below 20 all three tiers',
    source: 'D11 and D12, titles: /ask/with-vix-under-20-and-all-three-credit-tiers',
    reading: 'the titles stop at 20; from there on: hold',
    bands: [below(20, ALL), above('HOLD')],
  },
  {
    name: 'always-active',
    says: 'stay active at every level; cut size above 28',
    source: 'A4, /ask/vix-risk-scaling-framework',
    reading: 'by how much size is cut is not published, so it is not cut here',
    bands: [upTo(28, ALL), above('PLACE', ALL)],
  },
  {
    name: 'conservative-below-12',
    says: 'below 12 only the conservative tier; above 23 not the aggressive one',
    source: 'D23, /ask/vix-is-sitting-at-1795-why',
    reading: null,
    bands: [below(12, ['conservative']), upTo(23, ALL), above('PLACE', ['conservative', 'balanced'])],
  },
  {
    name: 'inverted',
    says: 'conservative below 18, balanced 18 to 23, aggressive above 23 to 25: the riskiest tier in the highest VIX',
    source: 'D22, /ask/with-vix-currently-at-1795',
    reading: '"above 23-25" is read as above 23, without an end',
    bands: [below(18, ['conservative']), upTo(23, ['balanced']), above('PLACE', ['aggressive'])],
  },
]
