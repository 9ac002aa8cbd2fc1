import fs from 'node:fs'
import path from 'node:path'
import {
  CLAIM_RESULTS_SCHEMA,
  type ClaimResult,
  type ClaimResults,
} from '../src/engine/evidence/claim-results.ts'
import { progressLine } from './progress.ts'
import { readmeOf } from './readme.ts'
import { STUDIES } from './registry.ts'
import { runStudy } from './run-study.ts'
import { runSlice } from './slice.ts'
import { studyWorld } from './world/study-world.ts'

const RESULTS = path.join(import.meta.dirname, 'results.json')
const README = path.join(import.meta.dirname, 'README.md')

/** What is kept; empty where there is no file yet. */
export const readResults = (file: string = RESULTS): ClaimResults =>
  fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as ClaimResults)
    : { schema: CLAIM_RESULTS_SCHEMA, slice: null, claims: [] }

/** Names of studies that there are none of. */
export const unknownStudies = (ids: readonly string[]): readonly string[] =>
  ids.filter((id) => id !== 'all' && !studyIds().includes(id))

export const studyIds = (): readonly string[] => STUDIES.map(({ registration }) => registration.id)

/** Runs the studies named, all for `all` or without a name; each is heard of when it is done. */
export async function runNamed(
  ids: readonly string[],
  heard: (result: ClaimResult) => void,
): Promise<readonly ClaimResult[]> {
  const [world, modelled] = [await studyWorld(), await studyWorld(true)]
  const results: ClaimResult[] = []
  for (const study of STUDIES) {
    const { id } = study.registration
    if (ids.length > 0 && !ids.includes('all') && !ids.includes(id)) continue
    const result = await runStudy(study, { world, modelled, progress: progressLine(id) })
    heard(result)
    results.push(result)
  }
  return results
}

/** Writes after each study, so that a long run that is stopped keeps what it has. With another `file` the README stays as it is. */
export async function runAndWrite(ids: readonly string[], file: string = RESULTS): Promise<void> {
  const slice = await runSlice()
  await runNamed(ids, (result) => {
    const { id, verdict } = result
    const kept = new Map(readResults(file).claims.map((one) => [one.id, one]))
    kept.set(id, result)
    const claims = STUDIES.flatMap(({ registration }) => kept.get(registration.id) ?? [])
    writeResults({ schema: CLAIM_RESULTS_SCHEMA, slice, claims }, file)
    console.log(`${id}: ${verdict.status}: ${verdict.because}`)
  })
}

function writeResults(results: ClaimResults, file: string): void {
  fs.writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`)
  if (file === RESULTS) fs.writeFileSync(README, readmeOf(results))
}
