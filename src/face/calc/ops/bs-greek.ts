import { z } from 'zod'
import { refuse } from '../../../base/vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../../../base/vocabulary/result.ts'
import { GREEK_NAMES, type GreekName, type Greeks } from '../../../market/pricing/greeks.ts'
import { defineOperation } from '../define-operation.ts'
import { legsOf, positionFields, sigma, spotFields, tenorOf, timeFields } from '../fields.ts'
import { positionGreeks, type PositionTerms } from '../position.ts'

/** Quantities made of the Greeks of one option; names as in Haug's book. */
const DERIVED = [
  'vomma',
  'elasticity',
  'thetaPerDay',
  'strikeSensitivity',
  'itmCashProbability',
  'deltaForward',
  'gammaForward',
] as const
type Derived = (typeof DERIVED)[number]

const schema = z.strictObject({
  greek: z.enum([...GREEK_NAMES, ...DERIVED]),
  ...positionFields,
  ...spotFields,
  ...timeFields,
  sigma,
})

/** One Greek by name. */
export const bsGreek = defineOperation({
  name: 'bs_greek',
  summary: 'one Black-Scholes Greek: delta, gamma, theta, vega, rho, vanna, volga, charm, ...',
  example: { greek: 'delta', type: 'C', S: 105, K: 100, T: 0.5, sigma: 0.36, r: 0.1, q: 0.1 },
  schema,
  compute: (inputs) => {
    const tenor = tenorOf(inputs, 'bs_greek')
    if (!tenor.ok) return tenor
    const legs = legsOf(inputs, 'bs_greek')
    if (!legs.ok) return legs
    const terms: PositionTerms = { ...inputs, years: tenor.value.years }
    const greeks = positionGreeks(legs.value, terms)
    if (!greeks.ok) return greeks
    const { greek } = inputs
    if (isDerived(greek)) {
      if (inputs.K === undefined) return refused(oneOptionOnly(greek))
      return derived(greek, greeks.value, terms, inputs.K)
    }
    return accepted({ value: greeks.value[greek] })
  },
})

function isDerived(greek: GreekName | Derived): greek is Derived {
  return (DERIVED as readonly string[]).includes(greek)
}

function derived(greek: Derived, greeks: Greeks, terms: PositionTerms, K: number): Result<{ value: number }> {
  const { S, years, r, q, multiplier } = terms
  const assetGrowth = Math.exp((r - q) * years)
  // dV/dK = -rho / (T K); at expiry, where rho is 0, by homogeneity: V = S delta + K dV/dK.
  const strikeSensitivity = years > 0 ? -greeks.rho / (years * K) : (greeks.price - S * greeks.delta) / K
  switch (greek) {
    case 'vomma':
      return accepted({ value: greeks.volga })
    case 'elasticity':
      if (greeks.price === 0) return refused(worthless())
      return accepted({ value: (greeks.delta * S) / greeks.price })
    case 'thetaPerDay':
      return accepted({ value: greeks.theta / 365 })
    case 'strikeSensitivity':
      return accepted({ value: strikeSensitivity })
    case 'itmCashProbability':
      return accepted({ value: (Math.abs(strikeSensitivity) * Math.exp(r * years)) / multiplier })
    case 'deltaForward':
      return accepted({ value: greeks.delta / assetGrowth })
    case 'gammaForward':
      return accepted({ value: greeks.gamma / (assetGrowth * assetGrowth) })
  }
}

function oneOptionOnly(greek: string) {
  return refuse('command.bad-input', {
    field: 'legs',
    was: 'legs',
    wanted: `type and K: ${greek} is defined for one option`,
    source: 'bs_greek',
  })
}

function worthless() {
  return refuse('number.out-of-range', {
    field: 'elasticity',
    was: 'a price of 0',
    wanted: 'an option that is worth something',
    source: 'bs_greek',
  })
}
