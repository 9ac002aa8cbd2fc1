import { z } from 'zod'
import { accepted, refused } from '../../../base/vocabulary/result.ts'
import { type PathLines, decomposePath, sumSteps } from '../../../book/ledger/decompose-path.ts'
import { LEDGER_ORDER } from '../../../book/ledger/decompose-step.ts'
import { sumTaylor } from '../../../book/ledger/taylor-report.ts'
import { bookOfLegs } from '../book-of-legs.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, positive, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

const days = z.number().nonnegative().max(36_500)
const row = z.tuple([positive, sigma, days])

/**
 * The ledger of legs along a path of spot, volatility and days to expiry (on the clock of the tenor given). The path holds
 * the start too and decides; S, sigma and the tenor are those of its first row. Per leg in `legs_total`, in sum in the rest;
 * `symmetric_*` are averaged over all orders. Taylor lines are null where a leg has no Greeks on the way.
 */
export const condorPnlDecomposition = defineOperation({
  name: 'condor_pnl_decomposition',
  summary: 'P&L of legs along a path: time, delta, LVR (both conventions), volatility; Taylor beside it',
  example: {
    S: 5000,
    sigma: 0.15,
    T_days_365: 30,
    legs: REFERENCE_CONDOR,
    path_S_sigma_dte: [
      [5000, 0.15, 30],
      [5040, 0.147, 29],
      [4985, 0.158, 28],
      [4890, 0.185, 27],
      [4840, 0.21, 26],
      [4905, 0.19, 25],
    ],
  },
  schema: z.strictObject({
    ...positionFields,
    ...spotFields,
    ...timeFields,
    sigma,
    path_S_sigma_dte: z.array(row).min(2).max(10_000),
  }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'condor_pnl_decomposition')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'condor_pnl_decomposition')
    if (!legs.ok) return legs
    const path = inputs.path_S_sigma_dte.map(([underlying, volatility, dte]) => ({
      underlying,
      volatility,
      years: dte / tenor.value.daysPerYear,
      rate: inputs.r,
      dividendYield: inputs.q,
    }))
    const items = bookOfLegs(legs.value, { ...inputs, years: tenor.value.years })
    const ledgers: PathLines[] = []
    for (const { position } of items) {
      const ledger = decomposePath(position, path)
      if (!ledger.ok)
        return refused({ ...ledger.refusal, field: `path_S_sigma_dte: ${ledger.refusal.field}` })
      ledgers.push(ledger.value)
    }
    return accepted(outputsOf(ledgers))
  },
})

function outputsOf(ledgers: readonly PathLines[]): Record<string, unknown> {
  const total = sumSteps(ledgers.map((ledger) => ledger.total))
  const reports = ledgers.flatMap(({ taylor }) => (taylor === null ? [] : [taylor]))
  const taylor = reports.length === ledgers.length ? sumTaylor(reports) : null
  return {
    total_change: total.change,
    theta: total.time,
    delta_pnl_delta_at_t_next: total.deltaAtNext.delta,
    lvr_delta_at_t_next: total.deltaAtNext.lvr,
    delta_pnl_delta_at_t: total.deltaAtStart.delta,
    lvr_delta_at_t: total.deltaAtStart.lvr,
    vol: total.volatility,
    identity: 'total = theta + delta_pnl - lvr + vol (exact)',
    order: LEDGER_ORDER,
    symmetric_theta: total.symmetric.time,
    symmetric_delta_pnl: total.symmetric.delta,
    symmetric_lvr: total.symmetric.lvr,
    symmetric_vol: total.symmetric.volatility,
    taylor2_plus_vanna_volga_charm: taylor?.explained ?? null,
    taylor_residual: taylor?.residual ?? null,
    legs_total: ledgers.map((ledger) => ledger.total.change),
  }
}
