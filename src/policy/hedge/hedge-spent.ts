const YEAR_DAYS = 365

/** Premium moved in hedges on a day: paid is positive, received from sales and settlements negative. Fees count as paid. */
export interface PremiumFlow {
  readonly day: number
  readonly dollars: number
}

/**
 * What counts against the yearly budget on a day: the most that was paid net of receipts from any day of the last 365 up to now.
 * Receipts pay for what was bought before them and are no credit for later purchases: else the gains of a crash could be spent
 * on premium and then leave the window, and a year would cost more than its budget. Never negative.
 */
export function hedgeSpentLastYear(flows: readonly PremiumFlow[], asOfDay: number): number {
  const byDay = new Map<number, number>()
  for (const { day, dollars } of flows) {
    if (day > asOfDay - YEAR_DAYS && day <= asOfDay) byDay.set(day, (byDay.get(day) ?? 0) + dollars)
  }
  let spent = 0
  for (const [, dollars] of [...byDay].sort(([a], [b]) => a - b)) spent = Math.max(0, spent + dollars)
  return spent
}
