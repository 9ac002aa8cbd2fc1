import type { RunRecord } from './run-record.ts'

/** Stands for the hash of rules where there are none. */
export const NO_RULES = 'none'

/** What an account began with, before the costs of its first day; cents. */
export const startOf = ({ equity_cents, attribution }: RunRecord): number =>
  equity_cents[0] - attribution.reduce((sum, { cents }) => sum + cents[0], 0)

/** Doing nothing over the days of a run: the same account in T-bills. */
export function cashRecord(run: RunRecord): RunRecord {
  const { rung, dataHash, optionsHash, days, billsReturns, marketReturns } = run
  const equity = new Float64Array(days.length)
  const interest = new Float64Array(days.length)
  let value = startOf(run)
  for (let i = 0; i < days.length; i += 1) {
    // Nothing is known of the step before the first day.
    interest[i] = i === 0 ? 0 : value * billsReturns[i]
    value += interest[i]
    equity[i] = value
  }
  return {
    label: 'doing nothing',
    rung,
    rulesHash: NO_RULES,
    dataHash,
    optionsHash,
    seed: null,
    days,
    equity_cents: equity,
    billsReturns,
    marketReturns,
    attribution: [{ id: 'interest', label: 'Interest on cash', cents: interest }],
    trades: [],
    notes: [],
  }
}
