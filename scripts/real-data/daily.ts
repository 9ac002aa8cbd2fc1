/** Daily closes of VIX and SPY from the real-data folder. */
import fs from 'node:fs'
import { realPath } from './folder.ts'
import { zipMembers } from './zip.ts'

/** VIX close by ISO date. */
export function vixCloses(): Map<string, number> {
  const lines = fs.readFileSync(realPath('vix-daily/vix-daily.csv'), 'utf8').trim().split(/\r?\n/).slice(1)
  return new Map(lines.map((line) => line.split(',')).map((row) => [row[0] ?? '', Number(row[4])]))
}

export interface DailyOpenClose {
  readonly date: string
  readonly open: number
  readonly close: number
}

/** SPY, not adjusted for dividends (prices in the file are ten-thousandths). */
export async function spyDaily(): Promise<DailyOpenClose[]> {
  const members = await zipMembers(realPath('spy-daily/spy.zip'))
  const text = [...members.values()][0] ?? ''
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
    .map((row) => {
      const day = row[0] ?? ''
      return {
        date: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`,
        open: Number(row[1]) / 1e4,
        close: Number(row[4]) / 1e4,
      }
    })
}
