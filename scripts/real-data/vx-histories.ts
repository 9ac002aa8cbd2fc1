/** Every VX contract of the real-data folder, through the importer that users have. */
import fs from 'node:fs'
import path from 'node:path'
import type { FuturesHistory } from '../../src/market/series/series.ts'
import { readMarketFile } from '../../src/shell/importer/read-file.ts'
import { realPath } from './folder.ts'

export const vxFiles = (folder: string = realPath('vx-contracts')): string[] =>
  fs
    .readdirSync(folder)
    .filter((name) => /^CFE_[A-Z]\d\d_VX\.csv$/.test(name))
    .sort()
    .map((name) => path.join(folder, name))

export async function vxHistories(): Promise<FuturesHistory[]> {
  const histories: FuturesHistory[] = []
  for (const file of vxFiles()) {
    const read = await readMarketFile(file, { allowPartial: true })
    if (!read.ok) throw new Error(`${file}: ${read.refusal.fix}`)
    histories.push(...read.value.futures)
  }
  return histories.sort((a, b) => a.expirationDay - b.expirationDay)
}
