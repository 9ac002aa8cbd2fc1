import { createHash } from 'node:crypto'
import type { StudyData } from '../../src/engine/evidence/claim-results.ts'
import type { StudyInput } from './study-inputs.ts'
import type { StudyWorld } from './study-world.ts'

/** The data of a study made on a world as it is, and on files of its own. */
export const dataOf = (world: StudyWorld, inputs: readonly StudyInput[] = []): StudyData => {
  const { vix, vixRung, index, billsSource, from, to } = world
  const files = inputs.map(({ says }) => says)
  return {
    dataHash: dataHashOf(world, inputs),
    vix: vixRung === 'quoted' ? 'published' : 'modelled',
    sources: [index.source, vix.source, `bills: ${billsSource}`, ...files],
    from,
    to,
  }
}

/** Of every series of the world and every byte of the files. */
export function dataHashOf({ dataHash }: StudyWorld, inputs: readonly StudyInput[]): string {
  if (inputs.length === 0) return dataHash
  const hash = createHash('sha256').update(dataHash)
  for (const { digest } of inputs) hash.update(digest)
  return hash.digest('hex')
}
