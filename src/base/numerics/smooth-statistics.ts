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

/** ln of the mean of column 0 over the mean of column 1; undefined where either is not positive. */
export const LOG_RATIO_OF_MEANS: SmoothStatistic = {
  value: ([above, below]) => {
    const [over, under] = [meanOfColumn(above), meanOfColumn(below)]
    return over > 0 && under > 0 ? Math.log(over / under) : null
  },
  influence: ([above, below], out) => {
    const [over, under] = [meanOfColumn(above), meanOfColumn(below)]
    for (let i = 0; i < out.length; i += 1) out[i] = above[i] / over - below[i] / under
  },
}

/** {@link LOG_RATIO_OF_MEANS} of columns 0 and 1, less that of columns 2 and 3: ln of a ratio of ratios. */
export const LOG_RATIO_OF_RATIOS: SmoothStatistic = {
  value: ([a, b, c, d]) => {
    const [one, other] = [LOG_RATIO_OF_MEANS.value([a, b]), LOG_RATIO_OF_MEANS.value([c, d])]
    return one === null || other === null ? null : one - other
  },
  influence: ([a, b, c, d], out) => {
    const means = [a, b, c, d].map(meanOfColumn)
    for (let i = 0; i < out.length; i += 1) {
      out[i] = a[i] / means[0] - b[i] / means[1] - (c[i] / means[2] - d[i] / means[3])
    }
  },
}

/** ln of the standard deviation (divisor n) of column 0; undefined where nothing varies. */
export const LOG_DEVIATION: SmoothStatistic = {
  value: ([values]) => {
    const centre = meanOfColumn(values)
    const deviation = deviationOf(values, centre)
    return deviation > 1e-14 * Math.abs(centre) ? Math.log(deviation) : null
  },
  influence: ([values], out) => {
    const centre = meanOfColumn(values)
    const deviation = deviationOf(values, centre)
    for (let i = 0; i < out.length; i += 1) {
      const z = (values[i] - centre) / deviation
      out[i] = (z * z - 1) / 2
    }
  },
}

/**
 * Mean of column 0 over the root mean square of its negative values, all values counted, times `scale`: a Sortino ratio when the
 * column holds excess returns. Undefined where none is negative.
 */
export const meanOverDownside = (scale: number): SmoothStatistic => ({
  value: ([values]) => {
    const downside = downsideOf(values)
    return downside > 0 ? (scale * meanOfColumn(values)) / downside : null
  },
  influence: ([values], out) => {
    const centre = meanOfColumn(values)
    const downside = downsideOf(values)
    for (let i = 0; i < out.length; i += 1) {
      const loss = Math.min(0, values[i]) / downside
      out[i] = (scale / downside) * (values[i] - centre - (centre / 2) * (loss * loss - 1))
    }
  },
})

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

function downsideOf(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i += 1) if (values[i] < 0) total += values[i] * values[i]
  return Math.sqrt(total / values.length)
}
