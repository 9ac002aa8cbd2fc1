import { z } from 'zod'
import { accepted } from '../../../base/vocabulary/result.ts'
import { cboeVix, type CboeVixTermInput } from '../../../market/surface/cboe-vix.ts'
import { defineOperation } from '../define-operation.ts'
import { rate } from '../fields.ts'

const price = z.number().nonnegative()
/** strike, call bid, call ask, put bid, put ask. */
const row = z.tuple([z.number().positive(), price, price, price, price])
const rows = z.array(row).min(1).max(10_000)
const minutes = z.number().positive().max(10_000_000)

type Row = z.output<typeof row>

/** The Cboe volatility index from two terms of quotes; minutes to settlement, rates continuously compounded. */
export const vix = defineOperation({
  name: 'vix',
  summary: 'VIX by the Cboe method from two terms of quotes',
  example: {
    N1_min: 34_560,
    N2_min: 46_080,
    R1: 0.03,
    R2: 0.03,
    near: [
      [90, 11.5, 11.7, 1.3, 1.5],
      [100, 4.4, 4.6, 4.3, 4.5],
      [110, 1.2, 1.4, 11.1, 11.3],
    ],
    next: [
      [90, 12, 12.2, 1.8, 2],
      [100, 5.1, 5.3, 4.9, 5.1],
      [110, 1.7, 1.9, 11.5, 11.7],
    ],
  },
  schema: z.strictObject({
    N1_min: minutes,
    N2_min: minutes,
    R1: rate,
    R2: rate,
    row_format: z.literal('strike, call_bid, call_ask, put_bid, put_ask').optional(),
    near: rows,
    next: rows,
  }),
  compute: (inputs) => {
    const result = cboeVix({
      near: termOf(inputs.near, inputs.N1_min, inputs.R1),
      next: termOf(inputs.next, inputs.N2_min, inputs.R2),
    })
    if (!result.ok) return result
    const { level_vol_points: level, near, next } = result.value
    return accepted({
      F1: near.forward_points,
      F2: next?.forward_points ?? null,
      K0: near.k0_points,
      K0_1: near.k0_points,
      K0_2: next?.k0_points ?? null,
      T1: near.years,
      T2: next?.years ?? null,
      sigma2_1: near.variance,
      sigma2_2: next?.variance ?? null,
      vix_over_100: level / 100,
      vix: Math.round(level * 100) / 100,
      vix_full: level,
    })
  },
})

function termOf(quotes: readonly Row[], minutesToSettlement: number, R: number): CboeVixTermInput {
  const column = (index: number): Float64Array => Float64Array.from(quotes, (quote) => quote[index] ?? 0)
  return {
    strikes_points: column(0),
    callBids: column(1),
    callAsks: column(2),
    putBids: column(3),
    putAsks: column(4),
    minutes: minutesToSettlement,
    rate: R,
  }
}
