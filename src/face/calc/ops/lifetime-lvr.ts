import { z } from 'zod'
import { accepted, type Result } from '../../../base/vocabulary/result.ts'
import type { BookItem } from '../../../book/ledger/book-item.ts'
import { lifetimeLvr } from '../../../book/yields/lifetime-lvr.ts'
import { bookOfLegs } from '../book-of-legs.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { REFERENCE_CONDOR } from '../reference-condor.ts'

const schema = z.strictObject({ ...positionFields, ...spotFields, ...timeFields, sigma })

const example = {
  S: 5000,
  sigma: 0.15,
  T_days_365: 30,
  legs: REFERENCE_CONDOR,
}

function itemsOf(inputs: z.output<typeof schema>, source: string): Result<readonly BookItem[]> {
  const tenor = tenorOf(inputs, source)
  if (!tenor.ok) return tenor
  const legs = legsOf(inputs, source)
  if (!legs.ok) return legs
  return accepted(bookOfLegs(legs.value, { ...inputs, years: tenor.value.years }))
}

/** Expected gamma loss until expiry of a position marked and hedged at its implied volatility: sigma |vega| / 2. */
export const lifetimeLvrBsMarked = defineOperation({
  name: 'lifetime_lvr_bs_marked',
  summary: 'expected LVR until expiry, marked at Black-Scholes: half of sigma times vega, not the credit',
  example,
  schema,
  compute: (inputs) => {
    const items = itemsOf(inputs, 'lifetime_lvr_bs_marked')
    if (!items.ok) return items
    const lvr = lifetimeLvr(items.value)
    if (!lvr.ok) return lvr
    const size = Math.abs(lvr.value.marked)
    return accepted({
      E_lifetime_lvr_points: size,
      half_sigma_abs_vega: size,
      short_vega: lvr.value.marked > 0,
    })
  },
})

/** Expected LVR of the pool whose value function is the payoff: the payoff now less the value, which is the credit. */
export const lifetimeLvrStaticPayoff = defineOperation({
  name: 'lifetime_lvr_static_payoff',
  summary: 'expected LVR of the pool that pays the payoff: time value, the credit of an opening',
  example,
  schema,
  compute: (inputs) => {
    const items = itemsOf(inputs, 'lifetime_lvr_static_payoff')
    if (!items.ok) return items
    const lvr = lifetimeLvr(items.value)
    return lvr.ok ? accepted({ E_static_lvr_points: lvr.value.staticPayoff }) : lvr
  },
})
