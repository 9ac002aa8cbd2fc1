/** What every study begins with and what it ends with. */
import type { BootstrapAnswer, IntervalOptions } from '../../src/base/numerics/bootstrap-interval.ts'
import { minimumDetectableEffect } from '../../src/base/numerics/detectable-effect.ts'
import type { Rung } from '../../src/base/vocabulary/rung.ts'
import { type ClaimFinding, type ClaimVerdict, decideClaim } from '../../src/engine/evidence/claim-verdict.ts'
import type { PrimaryFinding, StudyData } from '../../src/engine/evidence/claim-results.ts'
import type { ClosedTrade } from '../../src/engine/evidence/run-record.ts'
import { tradesAtOnce } from '../../src/engine/evidence/trades-at-once.ts'
import { winRate } from '../../src/engine/evidence/win-rate.ts'
import type { Registration, StudyFinding } from '../study.ts'

/** Intervals of a study: 95 %, on the seed that was registered. */
export const termsOf = ({ seed }: Registration, resamples = 2000) =>
  ({ seed, level: 0.95, resamples }) as const

/** A registered claim decided by what was found for each of its criteria on that data. */
export const decided = (
  registration: Registration,
  rung: Rung,
  trials: number,
  findings: Readonly<Record<string, ClaimFinding>>,
  span: StudyData,
): ClaimVerdict =>
  decideClaim(registration, { findings: new Map(Object.entries(findings)), rung, trials, span })

export const NO_DATA: StudyData = { dataHash: '', vix: 'none', sources: [], from: null, to: null }

/** Data that cannot speak at all: why, and what would. */
export const untestable = (registration: Registration, rung: Rung, why: string): StudyFinding => ({
  verdict: decideClaim(registration, { findings: new Map(), rung, trials: 0, untestable: why }),
  primary: null,
  data: NO_DATA,
  beside: [],
  tables: [],
  notes: [],
})

export const primaryOf = (
  of: string,
  unit: string,
  answer: Pick<BootstrapAnswer, 'value' | 'interval' | 'standardError'>,
  observations: number,
): PrimaryFinding => ({
  of,
  unit,
  value: answer.value,
  interval: answer.interval,
  minimumDetectable: answer.standardError === null ? null : minimumDetectableEffect(answer.standardError),
  observations,
})

/** Share of trades won; no win rate stands without an interval, and what overlaps counts less. */
export const wins = (
  trades: readonly Pick<ClosedTrade, 'won' | 'entryDay' | 'exitDay'>[],
  terms: IntervalOptions,
): BootstrapAnswer =>
  winRate(
    Float64Array.from(trades, ({ won }) => (won ? 1 : 0)),
    terms,
    tradesAtOnce(trades),
  )

export type Found = Pick<BootstrapAnswer, 'value' | 'interval'>

export const ends = ({ value, interval }: Found): readonly (number | null)[] => [
  value,
  interval?.low ?? null,
  interval?.high ?? null,
]

/** `41.0 % [32.4, 49.0]` of a share; a difference of shares is in points. */
export function shareWords({ value, interval }: Found, unit: '%' | 'points' = '%'): string {
  const percent = (share: number): string => (100 * share).toFixed(1)
  if (value === null) return 'unknown'
  const between = interval === null ? 'no interval' : `${percent(interval.low)}, ${percent(interval.high)}`
  return `${percent(value)} ${unit} [${between}]`
}

/** One criterion on one end of one interval. */
export const must = (
  id: string,
  of: string,
  end: 'low' | 'high',
  relation: 'exceed' | 'be under',
  threshold: number,
) => ({ id, of, end, must: relation, threshold }) as const
