import { describe, expect, it } from 'vitest'
import { mustAccept } from '../vocabulary/result.ts'
import { levenbergMarquardt } from './least-squares.ts'

interface Problem {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly model: (p: Float64Array, x: number) => number
  readonly gradient: (p: Float64Array, x: number) => readonly number[]
  readonly starts: readonly (readonly number[])[]
  readonly certified: readonly number[]
  readonly cost: number
}

const saturating = {
  model: (p: Float64Array, x: number): number => p[0] * (1 - Math.exp(-p[1] * x)),
  gradient: (p: Float64Array, x: number): readonly number[] => [
    1 - Math.exp(-p[1] * x),
    p[0] * x * Math.exp(-p[1] * x),
  ],
}

/** NIST Statistical Reference Datasets, nonlinear regression: both starting points and the certified values. */
const PROBLEMS: readonly Problem[] = [
  {
    name: 'Misra1a',
    x: [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760],
    y: [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78],
    ...saturating,
    starts: [
      [500, 0.0001],
      [250, 0.0005],
    ],
    certified: [2.3894212918e2, 5.5015643181e-4],
    cost: 1.2455138894e-1,
  },
  {
    name: 'BoxBOD',
    x: [1, 2, 3, 5, 7, 10],
    y: [109, 149, 149, 191, 213, 224],
    ...saturating,
    // NIST's first start, (1, 1), runs down a valley whose floor is at infinity: see the test of its own below.
    starts: [
      [150, 0.4],
      [100, 0.75],
    ],
    certified: [2.1380940889e2, 5.4723748542e-1],
    cost: 1.1680088766e3,
  },
  {
    name: 'MGH09',
    x: [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625],
    y: [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246],
    model: (p, x) => (p[0] * (x * x + x * p[1])) / (x * x + x * p[2] + p[3]),
    gradient: (p, x) => {
      const top = x * x + x * p[1]
      const bottom = x * x + x * p[2] + p[3]
      const whole = (p[0] * top) / bottom
      return [top / bottom, (p[0] * x) / bottom, (-whole * x) / bottom, -whole / bottom]
    },
    starts: [
      [25, 39, 41.5, 39],
      [0.25, 0.39, 0.415, 0.39],
    ],
    certified: [1.9280693458e-1, 1.9128232873e-1, 1.2305650693e-1, 1.3606233068e-1],
    cost: 3.0750560385e-4,
  },
]

function fit(problem: Problem, start: readonly number[], analytic: boolean, scale = 1) {
  const n = start.length
  const inner = new Float64Array(n)
  const unscale = (p: Float64Array): Float64Array => {
    for (let j = 0; j < n; j += 1) inner[j] = j === 0 ? p[j] / scale : p[j] * scale
    return inner
  }
  const jacobian = (p: Float64Array, out: Float64Array): void => {
    const q = unscale(p)
    problem.x.forEach((x, i) => {
      problem.gradient(q, x).forEach((g, j) => {
        out[i * n + j] = j === 0 ? g / scale : g * scale
      })
    })
  }
  return mustAccept(
    levenbergMarquardt({
      start: Float64Array.from(start, (value, j) => (j === 0 ? value * scale : value / scale)),
      residualCount: problem.x.length,
      residuals: (p, out) => {
        const q = unscale(p)
        problem.x.forEach((x, i) => {
          out[i] = problem.model(q, x) - problem.y[i]
        })
      },
      ...(analytic ? { jacobian } : {}),
      iterationsMax: 1000,
    }),
  )
}

describe('levenbergMarquardt on the NIST reference problems', () => {
  for (const problem of PROBLEMS) {
    for (const start of problem.starts) {
      it(`${problem.name} from ${start.join(', ')}: certified values to 9 digits`, () => {
        const found = fit(problem, start, true)
        expect(found.converged).toBe(true)
        problem.certified.forEach((value, j) => {
          expect(Math.abs(found.parameters[j] / value - 1)).toBeLessThan(1e-9)
        })
        expect(Math.abs(found.cost / problem.cost - 1)).toBeLessThan(1e-9)
        const numeric = fit(problem, start, false)
        problem.certified.forEach((value, j) => {
          expect(Math.abs(numeric.parameters[j] / value - 1)).toBeLessThan(1e-7)
        })
      })
    }
    it(`${problem.name}: the path does not depend on the parameters' units`, () => {
      const plain = fit(problem, problem.starts[1], true)
      const scaled = fit(problem, problem.starts[1], true, 1024)
      expect(scaled.iterations).toBe(plain.iterations)
      expect(scaled.parameters[0] / 1024).toBeCloseTo(plain.parameters[0], 8)
    })
  }
})

describe('levenbergMarquardt elsewhere', () => {
  it('BoxBOD from (1, 1) ends in the valley at infinity: a stationary point, not the minimum, and a higher cost', () => {
    const found = fit(PROBLEMS[1], [1, 1], false)
    expect(found.parameters[0]).toBeCloseTo((109 + 149 + 149 + 191 + 213 + 224) / 6, 6)
    expect(found.cost).toBeGreaterThan(PROBLEMS[1].cost)
  })

  it('crosses the valley of Rosenbrock and reaches an exact zero', () => {
    const found = mustAccept(
      levenbergMarquardt({
        start: Float64Array.of(-1.2, 1),
        residualCount: 2,
        residuals: (p, out) => {
          out[0] = 10 * (p[1] - p[0] * p[0])
          out[1] = 1 - p[0]
        },
      }),
    )
    expect(found.converged).toBe(true)
    expect(found.parameters[0]).toBeCloseTo(1, 12)
    expect(found.parameters[1]).toBeCloseTo(1, 12)
  })

  it('survives a singular Jacobian at the solution (Powell)', () => {
    const found = mustAccept(
      levenbergMarquardt({
        start: Float64Array.of(3, -1, 0, 1),
        residualCount: 4,
        residuals: (p, out) => {
          out[0] = p[0] + 10 * p[1]
          out[1] = Math.sqrt(5) * (p[2] - p[3])
          out[2] = (p[1] - 2 * p[2]) * (p[1] - 2 * p[2])
          out[3] = Math.sqrt(10) * (p[0] - p[3]) * (p[0] - p[3])
        },
      }),
    )
    expect(found.cost).toBeLessThan(1e-20)
  })

  it('steps back from where the residuals do not exist, and refuses to start there', () => {
    const residuals = (p: Float64Array, out: Float64Array): void => {
      out[0] = Math.log(p[0]) - 1
    }
    const found = mustAccept(levenbergMarquardt({ start: Float64Array.of(20), residualCount: 1, residuals }))
    expect(found.parameters[0]).toBeCloseTo(Math.E, 10)
    const refusedFit = levenbergMarquardt({ start: Float64Array.of(-1), residualCount: 1, residuals })
    expect(refusedFit.ok ? null : refusedFit.refusal.code).toBe('number.not-finite')
  })

  it('says when it ran out of steps', () => {
    const found = fit(PROBLEMS[2], PROBLEMS[2].starts[0], true)
    expect(found.converged).toBe(true)
    const short = mustAccept(
      levenbergMarquardt({
        start: Float64Array.of(-1.2, 1),
        residualCount: 2,
        residuals: (p, out) => {
          out[0] = 10 * (p[1] - p[0] * p[0])
          out[1] = 1 - p[0]
        },
        iterationsMax: 2,
      }),
    )
    expect(short.converged).toBe(false)
    expect(short.iterations).toBe(2)
  })
})
