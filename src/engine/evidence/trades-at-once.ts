import type { ClosedTrade } from './run-record.ts'

/**
 * How many of the trades are open at once, on average over the days on which any is, at least 1: what overlaps wins and loses together,
 * so that so many trades are worth one. A trade lives from its entry day up to its exit day, and one day where both are one.
 */
export function tradesAtOnce(trades: readonly Pick<ClosedTrade, 'entryDay' | 'exitDay'>[]): number {
  let lived = 0
  let covered = 0
  let end = -Infinity
  for (const { entryDay, exitDay } of [...trades].sort((a, b) => a.entryDay - b.entryDay)) {
    const exit = Math.max(exitDay, entryDay + 1)
    lived += exit - entryDay
    covered += Math.max(0, exit - Math.max(end, entryDay))
    end = Math.max(end, exit)
  }
  return covered === 0 ? 1 : lived / covered
}
