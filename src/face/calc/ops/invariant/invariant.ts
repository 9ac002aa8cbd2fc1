import { z } from 'zod'
import { normalCdf } from '../../../../base/numerics/normal.ts'
import { refuse } from '../../../../base/vocabulary/refusal.ts'
import { accepted, type Result, refused } from '../../../../base/vocabulary/result.ts'
import {
  type BachelierStructure,
  strangleElasticity,
  stranglePremium,
} from '../../../../policy/invariant/theory/bachelier-structure.ts'
import {
  PRODUCT_NAMES,
  type ProductName,
  productElasticity,
  productVolExponent,
} from '../../../../policy/invariant/theory/product-definition.ts'
import {
  narrowWidthPremiumPeak,
  restrikeRoots,
  widthPremiumPeak,
} from '../../../../policy/invariant/theory/restrike.ts'
import { defineOperation } from '../../define-operation.ts'
import type { Outputs } from '../../operation.ts'
import {
  distance,
  distanceOfDelta,
  listOf,
  product,
  productOf,
  shortDelta,
  structureFields,
  structureOf,
} from './invariant-fields.ts'

const FUNCTIONS = [
  'strangle_premium_g',
  'argmax_width_x_premium',
  'argmax_width_x_premium_narrow_condor',
  'elasticity',
  'exponents',
  'fixed_strikes',
  'restrike',
] as const

const many = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1).max(10_000)])

const schema = z.strictObject({
  /** What to work out; `restrike` where `k` is given. */
  fn: z.enum(FUNCTIONS).optional(),
  ...structureFields,
  k: product.optional(),
  m: many(distance).optional(),
  delta: many(shortDelta).optional(),
  m0: distance.optional(),
  start_delta: shortDelta.optional(),
  /** sigma sqrt(T) after over before. */
  s_ratio: z.number().gt(0.001).max(1000).optional(),
  /** False: m is held and the number of contracts moves. */
  n_fixed: z.boolean().default(true),
})

type Inputs = z.output<typeof schema>

const missing = (field: string, wanted: string): Result<never> =>
  refused(refuse('command.bad-input', { field, was: 'nothing', wanted, source: 'invariant' }))

/** The Bachelier theory of products held constant: premium and elasticity, the peak of k, and where k sends the strikes. */
export const invariantOperation = defineOperation({
  name: 'invariant',
  summary: 'constant products: g(m), elasticities, peaks of k, and the short strikes that restore k',
  example: { model: 'Bachelier strangle', k: 'width_x_premium', m0: 1.2816, s_ratio: 1.5 },
  schema,
  compute: (inputs) => {
    const structure = structureOf(inputs, 'invariant')
    if (!structure.ok) return structure
    const fn = inputs.fn ?? (inputs.k === undefined ? null : 'restrike')
    switch (fn) {
      case null:
        return missing('fn', `one of ${FUNCTIONS.join(', ')}, or k with m0 and s_ratio`)
      case 'strangle_premium_g':
        return columns(inputs, (m) => ({ g: stranglePremium(m), eps_g: strangleElasticity(m) }))
      case 'argmax_width_x_premium': {
        const narrow = structure.value.kind === 'narrow-condor'
        return accepted(peak(narrow ? narrowWidthPremiumPeak() : widthPremiumPeak()))
      }
      case 'argmax_width_x_premium_narrow_condor':
        return accepted(peak(narrowWidthPremiumPeak()))
      case 'elasticity':
        return columns(inputs, (m) => elasticities(structure.value, m))
      case 'exponents':
        return exponents(inputs, structure.value)
      case 'fixed_strikes':
        return columns(inputs, (m) => fixedStrikes(structure.value, m))
      case 'restrike':
        return restrike(inputs, structure.value)
    }
  },
})

const peak = (found: ReturnType<typeof widthPremiumPeak>): Outputs => ({
  m_star: found.m,
  delta_star: found.delta,
  max: found.product,
})

/** Lists in, lists out; one number in, numbers out. */
function columns(inputs: Inputs, row: (m: number) => Readonly<Record<string, number>>): Result<Outputs> {
  const given = inputs.m ?? inputs.delta
  if (given === undefined) return missing('m', 'distances m, or Bachelier deltas as delta')
  const ms = inputs.m === undefined ? listOf(given).map(distanceOfDelta) : listOf(given)
  const rows = ms.map((m) => ({ ...(inputs.m === undefined ? { m } : {}), ...row(m) }))
  if (typeof given === 'number') return accepted(rows[0] ?? {})
  const names = Object.keys(rows[0] ?? {})
  return accepted(
    Object.fromEntries(names.map((name) => [name, rows.map((one) => (one as Record<string, number>)[name])])),
  )
}

/** The rows of the table of elasticities, of a strangle as published or of the structure asked for. */
function elasticities(structure: BachelierStructure, m: number): Readonly<Record<string, number>> {
  const of = (name: ProductName): number => productElasticity(name, structure, m, 1)
  return {
    delta: normalCdf(-m),
    eps_g: of('credit_x_dte'),
    eps_credit_x_breakeven_distance: of('credit_x_breakeven_distance'),
    eps_width_x_premium: of('width_x_premium'),
    dlnC_dlnsigma: productVolExponent('credit_x_dte', structure, m, 1) + of('credit_x_dte'),
  }
}

/** d ln / d ln sigma at strikes that stay where they are: m moves as 1 / sigma. */
function fixedStrikes(structure: BachelierStructure, m: number): Readonly<Record<string, number>> {
  const total = (name: ProductName): number =>
    productVolExponent(name, structure, m, 1) + productElasticity(name, structure, m, 1)
  return {
    dlnC_dlnsigma: total('credit_x_dte'),
    ...Object.fromEntries(PRODUCT_NAMES.map((name) => [`dlnk_dlnsigma_${name}`, total(name)])),
  }
}

function exponents(inputs: Inputs, structure: BachelierStructure): Result<Outputs> {
  const name = inputs.k === undefined ? null : productOf(inputs.k)
  if (name === null) return missing('k', 'the product to hold')
  return columns(inputs, (m) => {
    const q = productVolExponent(name, structure, m, 1)
    const eps = productElasticity(name, structure, m, 1)
    return { q, eps, dlnm_dlns: q / eps, dlnpoints_dlns: 1 + q / eps }
  })
}

function restrike(inputs: Inputs, structure: BachelierStructure): Result<Outputs> {
  const name = inputs.k === undefined ? null : productOf(inputs.k)
  if (name === null) return missing('k', 'the product to hold')
  const m0 = inputs.m0 ?? (inputs.start_delta === undefined ? null : distanceOfDelta(inputs.start_delta))
  if (m0 === null || m0 === 0) return missing('m0', 'the distance of the shorts at the start, above 0')
  if (inputs.s_ratio === undefined) return missing('s_ratio', 'sigma sqrt(T) after over before')
  const s1 = inputs.s_ratio
  if (!inputs.n_fixed) {
    const q = productVolExponent(name, structure, m0, 1)
    return accepted({
      m: m0,
      delta: normalCdf(-m0),
      points_ratio: s1,
      q,
      n_ratio: Math.exp(-q * Math.log(s1)),
    })
  }
  const roots = restrikeRoots({ product: name, structure, m0, s0: 1, s1 })
  if (!roots.ok) return roots
  const outputs: Record<string, unknown> = {}
  for (const { branch, m, delta, pointsRatio, direction } of roots.value) {
    outputs[`m_${branch}`] = m
    outputs[`delta_${branch}`] = delta
    outputs[branch === 'outer' ? 'points_ratio' : 'points_ratio_inner'] = pointsRatio
    outputs[branch === 'outer' ? 'direction' : 'direction_inner'] = direction
  }
  return accepted(outputs)
}
