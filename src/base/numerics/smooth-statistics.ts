/** Statistics whose influence function is known, as the studentised bootstrap wants them. Columns are named in order. */
import type { SmoothStatistic } from './bootstrap-interval.ts'

function meanOfColumn(column: Float64Array): number {
  let sum = 0
  for (let i = 0; i < column.length; i += 1) sum += column[i]
  return sum / column.length
}

/** Mean of column 0. */
export const MEAN: SmoothStatistic = {
  value: ([values]) => meanOfColumn(values),
  influence: ([values], out) => {
    const centre = meanOfColumn(values)
    for (let i = 0; i < out.length; i += 1) out[i] = values[i] - centre
  },
}

/** Mean of column 0 over mean of column 1; undefined where the latter is not positive. */
export const RATIO_OF_MEANS: SmoothStatistic = {
  value: ([above, below]) => {
    const under = meanOfColumn(below)
    return under > 0 ? meanOfColumn(above) / under : null
  },
  influence: ([above, below], out) => {
    const under = meanOfColumn(below)
    const ratio = meanOfColumn(above) / under
    for (let i = 0; i < out.length; i += 1) out[i] = (above[i] - ratio * below[i]) / under
  },
}

/** Mean of column 0 over mean of column 1, less mean of column 2 over mean of column 3. */
export const DIFFERENCE_OF_RATIOS: SmoothStatistic = {
  value: ([a, b, c, d]) => {
    const [under, underOther] = [meanOfColumn(b), meanOfColumn(d)]
    return under > 0 && underOther > 0 ? meanOfColumn(a) / under - meanOfColumn(c) / underOther : null
  },
  influence: ([a, b, c, d], out) => {
    const [under, underOther] = [meanOfColumn(b), meanOfColumn(d)]
    const [ratio, ratioOther] = [meanOfColumn(a) / under, meanOfColumn(c) / underOther]
    for (let i = 0; i < out.length; i += 1) {
      out[i] = (a[i] - ratio * b[i]) / under - (c[i] - ratioOther * d[i]) / underOther
    }
  },
}

/**
 * (Mean of column 0 over mean of column 1) over (mean of column 2 over mean of column 3), less 1: a relative difference; undefined
 * where the comparator's ratio is not positive.
 */
export const RELATIVE_DIFFERENCE_OF_RATIOS: SmoothStatistic = {
  value: ([a, b, c, d]) => {
    const [under, underOther] = [meanOfColumn(b), meanOfColumn(d)]
    const other = meanOfColumn(c) / underOther
    return under > 0 && underOther > 0 && other > 0 ? meanOfColumn(a) / under / other - 1 : null
  },
  influence: ([a, b, c, d], out) => {
    const [under, underOther] = [meanOfColumn(b), meanOfColumn(d)]
    const [ratio, ratioOther] = [meanOfColumn(a) / under, meanOfColumn(c) / underOther]
    for (let i = 0; i < out.length; i += 1) {
      const own = (a[i] - ratio * b[i]) / under
      const others = (c[i] - ratioOther * d[i]) / underOther
      out[i] = (own - (ratio / ratioOther) * others) / ratioOther
    }
  },
}

/**
 * Mean over standard deviation (divisor n) of column 0, times `scale`: a Sharpe ratio when the column holds excess returns. Its
 * influence gives the standard error of Mertens (2002), which Lo's (2002) is for a normal law.
 */
export const meanOverDeviation = (scale: number): SmoothStatistic => ({
  value: ([values]) => {
    const centre = meanOfColumn(values)
    const deviation = deviationOf(values, centre)
    return deviation > 1e-14 * Math.abs(centre) ? (scale * centre) / deviation : null
  },
  influence: ([values], out) => {
    const centre = meanOfColumn(values)
    const deviation = deviationOf(values, centre)
    for (let i = 0; i < out.length; i += 1) {
      const z = (values[i] - centre) / deviation
      out[i] = scale * (z - (centre / deviation / 2) * (z * z - 1))
    }
  },
})

/** A statistic of one column, of column 0 less of column 1. */
export function differenceOf(statistic: SmoothStatistic): SmoothStatistic {
  let other = new Float64Array(0)
  return {
    value: ([a, b]) => {
      const [one, two] = [statistic.value([a]), statistic.value([b])]
      return one === null || two === null ? null : one - two
    },
    influence: ([a, b], out) => {
      if (other.length !== out.length) other = new Float64Array(out.length)
      statistic.influence([a], out)
      statistic.influence([b], other)
      for (let i = 0; i < out.length; i += 1) out[i] -= other[i]
    },
  }
}

function deviationOf(values: Float64Array, centre: number): number {
  let total = 0
  for (let i = 0; i < values.length; i += 1) total += (values[i] - centre) * (values[i] - centre)
  return Math.sqrt(total / values.length)
}
