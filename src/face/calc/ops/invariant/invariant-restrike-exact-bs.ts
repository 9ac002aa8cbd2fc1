import { z } from 'zod'
import { refuse } from '../../../../base/vocabulary/refusal.ts'
import { accepted, refused } from '../../../../base/vocabulary/result.ts'
import {
  EXACT_PRODUCTS,
  type ExactCondor,
  exactCondor,
  exactCondorAt,
  exactProduct,
  exactRestrikes,
} from '../../../../policy/invariant/theory/exact-restrike.ts'
import { defineOperation } from '../../define-operation.ts'
import { positive, rate, sigma, tenorOf, timeFields } from '../../fields.ts'

/** Products with two roots where wings cap the credit: theirs are named by branch. */
const BRANCHED: ReadonlySet<string> = new Set(['width_x_premium', 'credit_x_be_distance'])

/** Under volatility sigma1, every condor with the same wings that holds each product at what it was under sigma0. */
export const invariantRestrikeExactBs = defineOperation({
  name: 'invariant_restrike_exact_bs',
  summary: 'condors that restore each product after a change of volatility, exact Black-Scholes, every root',
  example: { S: 5000, T_days_365: 30, wing: 50, m0: 1.016, sigma0: 0.15, sigma1: 0.2 },
  schema: z.strictObject({
    ...timeFields,
    S: positive,
    r: rate.default(0),
    wing: positive,
    m0: z.number().positive().max(8),
    sigma0: sigma.positive(),
    sigma1: sigma.positive(),
    n_fixed: z.literal(true).default(true),
  }),
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'invariant_restrike_exact_bs')
    if (!tenor.ok) return tenor
    const { S, r, wing, m0, sigma0, sigma1 } = inputs
    const { years } = tenor.value
    const setting = { spot_points: S, years, rate: r, wing_points: wing }
    const lowest = S * Math.exp(-m0 * Math.max(sigma0, sigma1) * Math.sqrt(years)) - wing
    if (!(years > 0) || !(lowest > 0)) {
      const wanted = 'time left, and a long put strike above 0'
      const was = `T ${years}, long put ${lowest}`
      return refused(
        refuse('number.out-of-range', { field: 'wing', was, wanted, source: 'invariant_restrike_exact_bs' }),
      )
    }
    const base = exactCondorAt(setting, m0, sigma0)
    const later = String(Math.round(sigma1 * 1e6) / 1e4)
    const roots: Record<string, unknown> = {}
    const ratios: Record<string, number> = {}
    const held = exactCondor(setting, base.shortPut_points, base.shortCall_points, sigma1)
    for (const name of EXACT_PRODUCTS) {
      const k = exactProduct(name, setting, base)
      ratios[name] = exactProduct(name, setting, held) / k
      const found = exactRestrikes(name, setting, k, sigma1)
      if (!BRANCHED.has(name)) roots[name] = found.length === 0 ? null : described(S, found[0])
      else {
        roots[`${name}_outer`] = found.length === 0 ? null : described(S, found[0])
        roots[`${name}_inner`] = found.length < 2 ? null : described(S, found[found.length - 1])
      }
    }
    return accepted({
      base: { K2: base.shortPut_points, K3: base.shortCall_points, credit: base.credit_points },
      [`hold_strikes_credit_at_${later}`]: held.credit_points,
      [`const_m_credit_at_${later}`]: exactCondorAt(setting, m0, sigma1).credit_points,
      hold_strikes_k_ratio: ratios,
      roots,
    })
  },
})

const described = (S: number, condor: ExactCondor): Readonly<Record<string, number>> => ({
  m: condor.m,
  call_delta: condor.callDelta,
  K3_minus_S: condor.shortCall_points - S,
  credit: condor.credit_points,
})
