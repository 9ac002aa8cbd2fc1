/** Files that a study reads beside its world: their bytes are part of the hash of its data, and they are named in its sources. */
import { createHash } from 'node:crypto'
import { hashOfFile, realPathOrNull } from '../../scripts/real-data/folder.ts'
import { vxFiles } from '../../scripts/real-data/vx-histories.ts'

export interface StudyInput {
  readonly says: string
  /** SHA-256 of every byte read. */
  readonly digest: string
}

/** Absolute path of a file or folder of the real data; null where it is not at hand. */
export type FindData = (relative: string) => string | null

export const EVENT_CALENDAR = 'event-calendar/events_fomc_cpi_nfp.csv'
export const VX_FOLDER = 'vx-contracts'

export const oneFile = (relative: string, find: FindData = realPathOrNull): readonly StudyInput[] => {
  const file = find(relative)
  return file === null ? [] : [{ says: relative, digest: hashOfFile(file) }]
}

/** Settlements of every VX contract. */
export const vxSettlements = (find: FindData = realPathOrNull): readonly StudyInput[] => {
  const folder = find(VX_FOLDER)
  if (folder === null) return []
  const files = vxFiles(folder)
  const hash = createHash('sha256')
  for (const file of files) hash.update(hashOfFile(file))
  return [{ says: `${VX_FOLDER}, ${files.length} files`, digest: hash.digest('hex') }]
}
