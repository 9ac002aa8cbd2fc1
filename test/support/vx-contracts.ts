/** Real VX contracts and VIX closes, through the importer. */
import fs from 'node:fs'
import path from 'node:path'
import type { DailyBars } from '../../src/market/series/daily-bars.ts'
import type { FuturesHistory } from '../../src/market/series/series.ts'
import { readMarketFile } from '../../src/shell/importer/read-file.ts'

/** Contracts of the folder whose names match, `CFE_V08_VX.csv`; all of them where no pattern is given. */
export async function vxContracts(
  folder: string,
  pattern = /^CFE_[A-Z]\d\d_VX\.csv$/,
): Promise<FuturesHistory[]> {
  const histories: FuturesHistory[] = []
  for (const name of fs.readdirSync(folder).filter((file) => pattern.test(file))) {
    const read = await readMarketFile(path.join(folder, name), { allowPartial: true })
    if (!read.ok) throw new Error(`${name}: ${read.refusal.fix}`)
    histories.push(...read.value.futures)
  }
  return histories.sort((a, b) => a.expirationDay - b.expirationDay)
}

export async function dailyBars(file: string): Promise<DailyBars> {
  const read = await readMarketFile(file, { allowPartial: true })
  if (!read.ok) throw new Error(read.refusal.fix)
  return read.value.bars[0]
}
