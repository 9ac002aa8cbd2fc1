/** What every study ends with. */
import type { BootstrapAnswer } from '../../src/base/numerics/bootstrap-interval.ts'
import { minimumDetectableEffect } from '../../src/base/numerics/detectable-effect.ts'
import type { Rung } from '../../src/base/vocabulary/rung.ts'
import { type ClaimFinding, type ClaimVerdict, decideClaim } from '../../src/engine/evidence/claim-verdict.ts'
import type { PrimaryFinding, StudyData } from '../../src/engine/evidence/claim-results.ts'
import type { Registration, StudyFinding } from '../study.ts'

/** A registered claim decided by what was found for each of its criteria. */
export const decided = (
  registration: Registration,
  rung: Rung,
  trials: number,
  findings: Readonly<Record<string, ClaimFinding>>,
): ClaimVerdict => decideClaim(registration, { findings: new Map(Object.entries(findings)), rung, trials })

const NO_DATA: StudyData = { dataHash: '', vix: 'none', sources: [], from: null, to: null }

/** Data that cannot speak at all: why, and what would. */
export const untestable = (registration: Registration, rung: Rung, why: string): StudyFinding => ({
  verdict: decideClaim(registration, { findings: new Map(), rung, trials: 0, untestable: why }),
  primary: null,
  data: NO_DATA,
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

export const ends = ({
  value,
  interval,
}: Pick<BootstrapAnswer, 'value' | 'interval'>): readonly (number | null)[] => [
  value,
  interval?.low ?? null,
  interval?.high ?? null,
]

/** One criterion on one end of one interval. */
export const must = (
  id: string,
  of: string,
  end: 'low' | 'high',
  relation: 'exceed' | 'be under',
  threshold: number,
) => ({ id, of, end, must: relation, threshold }) as const
