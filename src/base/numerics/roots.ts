import { refuse } from '../vocabulary/refusal.ts'
import { accepted, refused, type Result, valueOrNull } from '../vocabulary/result.ts'

export interface RootOptions {
  /** Absolute width of the final bracket; the default is as far as doubles go (5e-32 of the bracket for a root at 0). */
  readonly tolerance?: number
  readonly iterationsMax?: number
  /** What is being solved for: the field of a refusal. */
  readonly what?: string
}

/**
 * A root of f between low and high, where f changes sign: Brent's method (Algorithms for Minimization Without
 * Derivatives, 1973, chapter 4). Refuses `number.no-root` where f(low) and f(high) have one sign, `number.not-finite` where f
 * is not finite on the way, `number.no-convergence` after `iterationsMax` (200) steps. Never NaN.
 */
export function findRoot(
  f: (x: number) => number,
  low: number,
  high: number,
  options: RootOptions = {},
): Result<number> {
  const { iterationsMax = 200, what = 'root' } = options
  const tolerance = options.tolerance ?? Number.EPSILON * Number.EPSILON * Math.abs(high - low)
  let a = low
  let b = high
  let fa = f(a)
  let fb = f(b)
  if (!Number.isFinite(fa) || !Number.isFinite(fb)) return notFinite(what, Number.isFinite(fa) ? b : a)
  if (fa === 0) return accepted(a)
  if (fb === 0) return accepted(b)
  if (fa > 0 === fb > 0) return noRoot(what, low, high, fa, fb)
  // b is the best estimate, c the far end of the bracket, a the previous b.
  let c = a
  let fc = fa
  let step = b - a
  let stepBefore = step
  for (let iteration = 0; iteration < iterationsMax; iteration += 1) {
    if (fb > 0 === fc > 0) {
      c = a
      fc = fa
      step = b - a
      stepBefore = step
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b
      b = c
      c = a
      fa = fb
      fb = fc
      fc = fa
    }
    const enough = 2 * Number.EPSILON * Math.abs(b) + 0.5 * tolerance
    const half = 0.5 * (c - b)
    if (Math.abs(half) <= enough || fb === 0) return accepted(b)
    const wanted = interpolationStep(a, b, c, fa, fb, fc)
    const acceptable =
      Math.abs(stepBefore) >= enough &&
      Math.abs(fa) > Math.abs(fb) &&
      wanted * half > 0 &&
      Math.abs(wanted) < Math.min(1.5 * Math.abs(half), 0.5 * Math.abs(stepBefore))
    stepBefore = acceptable ? step : half
    step = acceptable ? wanted : half
    a = b
    fa = fb
    b += Math.abs(step) > enough ? step : Math.sign(half) * enough
    fb = f(b)
    if (!Number.isFinite(fb)) return notFinite(what, b)
  }
  return refused(
    refuse('number.no-convergence', {
      field: what,
      was: b,
      wanted: `a bracket narrower than ${tolerance} within ${iterationsMax} steps`,
      source: 'root finder',
    }),
  )
}

/** Secant where two points are known, inverse quadratic where three; NaN where neither is defined, which nobody accepts. */
function interpolationStep(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  if (a === c || fa === fc) return (fb * (b - a)) / (fa - fb)
  const r = fb / fc
  const s = fb / fa
  const t = fa / fc
  const p = s * (t * (r - t) * (c - b) - (1 - r) * (b - a))
  const q = (t - 1) * (r - 1) * (s - 1)
  return p / q
}

function noRoot(what: string, low: number, high: number, fLow: number, fHigh: number): Result<never> {
  return refused(
    refuse('number.no-root', {
      field: what,
      was: `values ${fLow} and ${fHigh} at the ends`,
      wanted: `a sign change between ${low} and ${high}`,
      source: 'root finder',
    }),
  )
}

function notFinite(what: string, at: number): Result<never> {
  return refused(
    refuse('number.not-finite', {
      field: what,
      was: `no finite value at ${at}`,
      wanted: 'a function finite on the whole bracket',
      source: 'root finder',
    }),
  )
}

export interface AllRootsOptions extends RootOptions {
  /** Number of equal intervals searched, at least 2. Roots closer than one interval can be missed, see below. */
  readonly samples: number
}

/**
 * Every root that shows on a grid of `samples` intervals: each sign change, and each dip of |f| towards zero that turns out
 * to cross it (a pair of roots inside two intervals). A root that only touches zero is found where a sample lands on it.
 * Where f is not finite the interval is skipped. Ascending.
 */
export function findAllRoots(
  f: (x: number) => number,
  low: number,
  high: number,
  options: AllRootsOptions,
): number[] {
  const count = Math.max(2, Math.floor(options.samples))
  const xs = Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count)
  const ys = xs.map(f)
  const roots: number[] = []
  const solve = (a: number, b: number): void => {
    const root = valueOrNull(findRoot(f, a, b, options))
    if (root !== null) roots.push(root)
  }
  for (let i = 0; i <= count; i += 1) {
    if (ys[i] === 0) roots.push(xs[i])
    if (i === count) break
    if (opposite(ys[i], ys[i + 1])) solve(xs[i], xs[i + 1])
    if (i > 0 && dips(ys[i - 1], ys[i], ys[i + 1])) {
      const bottom = crossingIn(f, xs[i - 1], xs[i + 1], Math.sign(ys[i]))
      if (bottom !== null) {
        solve(xs[i - 1], bottom)
        solve(bottom, xs[i + 1])
      }
    }
  }
  return roots.sort((a, b) => a - b)
}

const opposite = (a: number, b: number): boolean => (a < 0 && b > 0) || (a > 0 && b < 0)

/** Three values of one sign with the middle one nearest zero. */
const dips = (left: number, middle: number, right: number): boolean =>
  (middle > 0 && left > middle && right >= middle) || (middle < 0 && left < middle && right <= middle)

const GOLDEN = 0.381966011250105

/** Golden-section search of sign * f for its minimum; the first point where it is below zero, or null. */
function crossingIn(f: (x: number) => number, low: number, high: number, sign: number): number | null {
  let a = low
  let b = high
  let x = a + GOLDEN * (b - a)
  let y = b - GOLDEN * (b - a)
  let fx = sign * f(x)
  let fy = sign * f(y)
  for (let step = 0; step < 60; step += 1) {
    if (fx < 0) return x
    if (fy < 0) return y
    if (fx < fy) {
      b = y
      y = x
      fy = fx
      x = a + GOLDEN * (b - a)
      fx = sign * f(x)
    } else {
      a = x
      x = y
      fx = fy
      y = b - GOLDEN * (b - a)
      fy = sign * f(y)
    }
  }
  return null
}
