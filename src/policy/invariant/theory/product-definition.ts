/**
 * The products k = x y of the Bachelier theory by name, as functions of (m, s). Time enters through s only: a factor that
 * depends on the calendar alone cancels when k is held.
 */
import { type BachelierPoint, type BachelierStructure, bachelierPoint } from './bachelier-structure.ts'

export const PRODUCT_NAMES = [
  'credit_x_breakeven_distance',
  'credit_x_short_strike_distance',
  'width_x_premium',
  'extrinsic_x_iv',
  'credit_squared',
  'credit_x_dte',
  'credit_over_S_sigma_sqrtT',
  'dollar_gamma_x_variance',
] as const

export type ProductName = (typeof PRODUCT_NAMES)[number]

type ProductOf = (point: BachelierPoint, m: number, s: number) => number

const PRODUCTS: Readonly<Record<ProductName, ProductOf>> = {
  credit_x_breakeven_distance: ({ credit, breakEvenDistance }) => credit * breakEvenDistance,
  credit_x_short_strike_distance: ({ credit }, m, s) => credit * m * s,
  width_x_premium: ({ credit }, m, s) => 2 * m * s * credit,
  extrinsic_x_iv: ({ credit }, _m, s) => credit * s,
  credit_squared: ({ credit }) => credit * credit,
  credit_x_dte: ({ credit }) => credit,
  credit_over_S_sigma_sqrtT: ({ credit }, _m, s) => credit / s,
  dollar_gamma_x_variance: ({ gamma }, _m, s) => gamma * s * s,
}

/** Products whose k is not monotone in m: both of their roots are answers, and a branch rule must choose. */
export const TWO_BRANCHED: ReadonlySet<ProductName> = new Set([
  'width_x_premium',
  'credit_x_short_strike_distance',
])

/** k at (m, s), in units of the index. */
export function productAt(name: ProductName, structure: BachelierStructure, m: number, s: number): number {
  return PRODUCTS[name](bachelierPoint(structure, m, s), m, s)
}

/** Step of the central difference in ln s and ln m: its error is of the order of its square. */
const STEP = 1e-4

/** eps = -d ln k / d ln m at fixed s. Closed forms where the credit alone carries m, differences for the rest. */
export function productElasticity(
  name: ProductName,
  structure: BachelierStructure,
  m: number,
  s: number,
): number {
  const { credit, creditElasticity: eps, breakEvenDistance } = bachelierPoint(structure, m, s)
  switch (name) {
    case 'credit_x_breakeven_distance': {
      if (structure.kind === 'narrow-condor') return eps - 1
      return eps - (m * s - eps * credit) / breakEvenDistance
    }
    case 'credit_x_short_strike_distance':
    case 'width_x_premium':
      return eps - 1
    case 'extrinsic_x_iv':
    case 'credit_x_dte':
    case 'credit_over_S_sigma_sqrtT':
      return eps
    case 'credit_squared':
      return 2 * eps
    case 'dollar_gamma_x_variance':
      if (structure.kind === 'strangle') return m * m
      if (structure.kind === 'narrow-condor') return m * m - 1
      return -logSlope((x) => productAt(name, structure, m * x, s))
  }
}

/** q = d ln k / d ln s at fixed m. */
export function productVolExponent(
  name: ProductName,
  structure: BachelierStructure,
  m: number,
  s: number,
): number {
  return logSlope((x) => productAt(name, structure, m, s * x))
}

const logSlope = (f: (factor: number) => number): number =>
  (Math.log(f(Math.exp(STEP))) - Math.log(f(Math.exp(-STEP)))) / (2 * STEP)
