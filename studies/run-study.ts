/** Runs one study and keeps its result as data. */
import type { ClaimResult } from '../src/engine/evidence/claim-results.ts'
import { type Study, type StudyContext, registrationHash, rulesHash } from './study.ts'

export async function runStudy(study: Study, context: StudyContext): Promise<ClaimResult> {
  const { registration, resultsKnown = null, amendments = [] } = study
  const { id, title, claim, source, metric, design, seed } = registration
  const found = await study.run(context)
  return rounded({
    id,
    title,
    claim,
    source,
    metric,
    design,
    resultsKnown,
    amendments,
    verdict: found.verdict,
    beside: found.beside,
    primary: found.primary,
    data: found.data,
    seed,
    registrationHash: registrationHash(study),
    rulesHash: rulesHash(study),
    command: `kondor claims --run ${id}`,
    tables: found.tables,
    notes: found.notes,
  })
}

/** Six digits: more would differ between machines and say nothing. */
function rounded<T>(value: T): T {
  const six = (one: unknown): unknown => {
    if (typeof one === 'number') return Number.isInteger(one) ? one : Number(one.toPrecision(6))
    if (Array.isArray(one)) return one.map(six)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([key, field]) => [key, six(field)]))
  }
  return six(value) as T
}
