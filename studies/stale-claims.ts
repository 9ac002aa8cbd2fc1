import type { ClaimResults } from '../src/engine/evidence/claim-results.ts'
import { STUDIES } from './registry.ts'
import { dataHashOf } from './world/study-data.ts'
import type { FindData } from './world/study-inputs.ts'
import type { StudyWorld } from './world/study-world.ts'

/** Claims whose results are of other data than what is at hand: of an untestable one, files that it lacked. */
export function staleClaims({ claims }: ClaimResults, world: StudyWorld, find?: FindData): readonly string[] {
  return STUDIES.flatMap(({ registration: { id }, inputs }) => {
    const was = claims.find((one) => one.id === id)?.data.dataHash
    const files = inputs?.(find) ?? []
    const fresh = was === '' ? files.length === 0 : was === dataHashOf(world, files)
    return fresh ? [] : [id]
  })
}
