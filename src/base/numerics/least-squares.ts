import { assert } from '../vocabulary/assert.ts'
import { refuse } from '../vocabulary/refusal.ts'
import { accepted, refused, type Result } from '../vocabulary/result.ts'
import { compensatedSum } from './sums.ts'
import { solveDamped } from './damped-least-squares.ts'

export interface LeastSquaresProblem {
  readonly start: Float64Array
  readonly residualCount: number
  /** Writes the residuals at parameters p. */
  readonly residuals: (p: Float64Array, out: Float64Array) => void
  /** Writes d residual[i] / d p[j] at out[i * parameterCount + j]; central differences where absent. */
  readonly jacobian?: (p: Float64Array, outRowMajor: Float64Array) => void
  /** Default 200. */
  readonly iterationsMax?: number
  /** Relative tolerance on the step, and a hundredth of it on the cosine between residuals and Jacobian columns; 1e-12. */
  readonly tolerance?: number
}

export interface LeastSquaresFit {
  readonly parameters: Float64Array
  /** Sum of squared residuals. */
  readonly cost: number
  readonly iterations: number
  /** False where `iterationsMax` ran out first; the parameters are then the best so far. */
  readonly converged: boolean
}

const DAMPING_START = 1e-2
const DAMPING_MAX = 1e32
/** Predicted decrease, relative to the cost, below which the real one is lost in rounding. */
const FLAT = 1e-13
const FLAT_STEPS_MAX = 30

/**
 * Levenberg-Marquardt: minimises the sum of squared residuals. Damped steps are solved by Householder QR of the Jacobian
 * with scaled damping rows below it (never through the normal equations, which would square the condition number); the scale
 * of each parameter is the largest norm its column has had (Moré, 1978), so that rescaling a parameter changes nothing; damping
 * follows the ratio of real to predicted decrease (Nielsen, 1999). Points where residuals are not finite are stepped back from.
 *
 * Refuses `number.not-finite` where the residuals are not finite at the start.
 */
export function levenbergMarquardt(problem: LeastSquaresProblem): Result<LeastSquaresFit> {
  const { start, residualCount: m, residuals, iterationsMax = 200, tolerance = 1e-12 } = problem
  const n = start.length
  assert(n > 0 && m >= n, 'least squares need at least as many residuals as parameters', { n, m })
  const p = Float64Array.from(start)
  const trial = new Float64Array(n)
  const r = new Float64Array(m)
  const trialResiduals = new Float64Array(m)
  const jacobian = new Float64Array(m * n)
  const scale = new Float64Array(n)
  const step = new Float64Array(n)
  residuals(p, r)
  let cost = sumOfSquares(r)
  if (!Number.isFinite(cost)) return notFinite()
  let damping = DAMPING_START
  let growth = 2
  let flatSteps = 0
  let converged = cost === 0
  let iterations = 0
  fill(problem, p, jacobian)
  while (!converged && iterations < iterationsMax) {
    iterations += 1
    raiseScale(jacobian, m, n, scale)
    if (largestCosine(jacobian, r, m, n, cost) <= 0.01 * tolerance) {
      converged = true
      break
    }
    solveDamped(jacobian, r, m, n, scale, damping, step)
    for (let j = 0; j < n; j += 1) trial[j] = p[j] + step[j]
    residuals(trial, trialResiduals)
    const trialCost = sumOfSquares(trialResiduals)
    const predicted = predictedDecrease(jacobian, step, m, n, scale, damping)
    const gain = Number.isFinite(trialCost) && predicted > 0 ? (cost - trialCost) / predicted : -1
    const small = scaledNorm(step, scale) <= tolerance * (scaledNorm(p, scale) + tolerance)
    // So near the minimum that rounding hides the decrease: the step is then judged by its size alone.
    const flat = predicted <= FLAT * cost && trialCost <= cost * (1 + 8 * Number.EPSILON)
    if (gain > 0 || flat) {
      p.set(trial)
      r.set(trialResiduals)
      flatSteps += flat ? 1 : 0
      converged = small || trialCost === 0 || flatSteps >= FLAT_STEPS_MAX
      cost = trialCost
      const turn = 2 * gain - 1
      damping = Math.max(1e-18, damping * (flat ? 0.1 : Math.max(1 / 3, 1 - turn * turn * turn)))
      growth = 2
      fill(problem, p, jacobian)
    } else {
      // No decrease is left to find once the step itself is at rounding level.
      converged = small
      damping *= growth
      growth *= 2
      if (damping > DAMPING_MAX) break
    }
  }
  return accepted({ parameters: p, cost, iterations, converged })
}

function fill(problem: LeastSquaresProblem, p: Float64Array, jacobian: Float64Array): void {
  if (problem.jacobian === undefined) centralDifferences(problem, p, jacobian)
  else problem.jacobian(p, jacobian)
}

/** Step cbrt(epsilon) relative to the parameter: truncation and rounding errors then balance near 1e-10. */
function centralDifferences(problem: LeastSquaresProblem, p: Float64Array, jacobian: Float64Array): void {
  const n = p.length
  const m = problem.residualCount
  const up = new Float64Array(m)
  const down = new Float64Array(m)
  const moved = Float64Array.from(p)
  for (let j = 0; j < n; j += 1) {
    const wanted = 6e-6 * (p[j] === 0 ? 1 : Math.abs(p[j]))
    moved[j] = p[j] + wanted
    const high = moved[j]
    problem.residuals(moved, up)
    moved[j] = p[j] - wanted
    const width = high - moved[j]
    problem.residuals(moved, down)
    moved[j] = p[j]
    for (let i = 0; i < m; i += 1) jacobian[i * n + j] = (up[i] - down[i]) / width
  }
}

function sumOfSquares(values: Float64Array): number {
  return compensatedSum(values.map((value) => value * value))
}

function columnNorm(jacobian: Float64Array, m: number, n: number, j: number): number {
  let total = 0
  for (let i = 0; i < m; i += 1) total += jacobian[i * n + j] * jacobian[i * n + j]
  return Math.sqrt(total)
}

function raiseScale(jacobian: Float64Array, m: number, n: number, scale: Float64Array): void {
  for (let j = 0; j < n; j += 1) {
    const norm = columnNorm(jacobian, m, n, j)
    scale[j] = Math.max(scale[j], norm > 0 && Number.isFinite(norm) ? norm : 1e-300)
  }
}

/** Largest |cosine| between a Jacobian column and the residuals: 0 at a minimum, and free of units. */
function largestCosine(jacobian: Float64Array, r: Float64Array, m: number, n: number, cost: number): number {
  let largest = 0
  for (let j = 0; j < n; j += 1) {
    let dot = 0
    for (let i = 0; i < m; i += 1) dot += jacobian[i * n + j] * r[i]
    const norm = columnNorm(jacobian, m, n, j)
    if (norm > 0) largest = Math.max(largest, Math.abs(dot) / (norm * Math.sqrt(cost)))
  }
  return largest
}

/** Decrease of the sum of squares that the linear model promises: |J s|^2 + 2 damping |D s|^2. */
function predictedDecrease(
  jacobian: Float64Array,
  step: Float64Array,
  m: number,
  n: number,
  scale: Float64Array,
  damping: number,
): number {
  let total = 0
  for (let i = 0; i < m; i += 1) {
    let row = 0
    for (let j = 0; j < n; j += 1) row += jacobian[i * n + j] * step[j]
    total += row * row
  }
  const norm = scaledNorm(step, scale)
  return total + 2 * damping * norm * norm
}

function scaledNorm(values: Float64Array, scale: Float64Array): number {
  let total = 0
  for (let j = 0; j < values.length; j += 1) total += values[j] * scale[j] * (values[j] * scale[j])
  return Math.sqrt(total)
}

function notFinite(): Result<never> {
  return refused(
    refuse('number.not-finite', {
      field: 'residuals',
      was: 'a residual that is not finite at the start',
      wanted: 'finite residuals at the starting parameters',
      source: 'least squares',
    }),
  )
}
