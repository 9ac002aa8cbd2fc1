import type { StudyData } from '../../src/engine/evidence/claim-results.ts'
import type { StudyWorld } from './study-world.ts'

/** The data of a study made on a world as it is. */
export const dataOf = ({ dataHash, vix, vixRung, index, billsSource, from, to }: StudyWorld): StudyData => ({
  dataHash,
  vix: vixRung === 'quoted' ? 'published' : 'modelled',
  sources: [index.source, vix.source, `bills: ${billsSource}`],
  from,
  to,
})
