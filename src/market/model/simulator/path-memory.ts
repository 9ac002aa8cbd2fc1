/**
 * The path-dependent VIX of `pdv-vix.ts`, session by session. Its kernels reach back a thousand returns; here the nearest are
 * summed one by one and the others in blocks that lengthen with their age, each with its mean weight, so that a session costs
 * a tenth. The two differ by some hundredths of a vol point.
 */
import type { Random } from '../../../base/numerics/random.ts'
import { kernelWeights, SESSIONS_PER_YEAR } from '../pdv-kernel.ts'
import { PDV_PARAMETERS } from '../pdv-parameters.ts'
import { MODELLED_VIX_FLOOR } from '../pdv-vix.ts'

/** Lags with a weight of their own. */
const NEAR = 64
/** A block ends at this times the lag it begins at. */
const BLOCK_GROWTH = 1.06
/** Size of the returns that the kernels find before the first session. */
const QUIET_RETURN = 0.01

const { lagsMax, base, trendWeight, activityWeight } = PDV_PARAMETERS

/** Lags at which blocks begin; the last is where the kernels end. */
const BLOCKS = blockStarts()
const trend = kernelOf(kernelWeights(PDV_PARAMETERS.trend, lagsMax))
const activity = kernelOf(kernelWeights(PDV_PARAMETERS.activity, lagsMax))

function blockStarts(): Int32Array {
  const starts: number[] = []
  for (let lag = NEAR; lag < lagsMax; lag = Math.ceil(lag * BLOCK_GROWTH)) starts.push(lag)
  return Int32Array.from([...starts, lagsMax])
}

interface Kernel {
  readonly near: Float64Array
  readonly blocks: Float64Array
}

/** Per year, as `kernelAverage` scales them. */
function kernelOf(weights: Float64Array): Kernel {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const scaled = weights.map((weight) => (SESSIONS_PER_YEAR * weight) / total)
  const blocks = new Float64Array(BLOCKS.length - 1)
  for (let b = 0; b < blocks.length; b += 1) {
    const part = scaled.subarray(BLOCKS[b], BLOCKS[b + 1])
    blocks[b] = part.reduce((sum, weight) => sum + weight, 0) / part.length
  }
  return { near: scaled.slice(0, NEAR), blocks }
}

export interface PathMemory {
  /** Moves the past one session back. */
  newSession(): void
  /** VIX, vol points, were the session's simple return this so far, with this much variance still to come. */
  vixWith(simpleReturn: number, varianceToCome: number): number
  close(simpleReturn: number): void
}

/** Room for so many sessions after a past of quiet random returns. */
export function pathMemory(sessions: number, random: Random): PathMemory {
  const length = lagsMax + sessions
  const returns = new Float64Array(length)
  /** Sums of the returns, and of their squares, before each. */
  const returnsBefore = new Float64Array(length + 1)
  const squaresBefore = new Float64Array(length + 1)
  const put = (i: number, value: number): void => {
    returns[i] = value
    returnsBefore[i + 1] = returnsBefore[i] + value
    squaresBefore[i + 1] = squaresBefore[i] + value * value
  }
  for (let i = 0; i < lagsMax; i += 1) put(i, QUIET_RETURN * random.nextNormal())
  let now = lagsMax - 1
  let pastTrend = 0
  let pastActivity = 0
  return {
    newSession() {
      now += 1
      // Sums are local while they grow: a captured number is boxed anew at every addition.
      let [first, second] = [0, 0]
      for (let lag = 1; lag < NEAR; lag += 1) {
        const value = returns[now - lag]
        first += trend.near[lag] * value
        second += activity.near[lag] * value * value
      }
      for (let b = 0; b < trend.blocks.length; b += 1) {
        const newest = now + 1 - BLOCKS[b]
        const oldest = now + 1 - BLOCKS[b + 1]
        first += trend.blocks[b] * (returnsBefore[newest] - returnsBefore[oldest])
        second += activity.blocks[b] * (squaresBefore[newest] - squaresBefore[oldest])
      }
      pastTrend = first
      pastActivity = second
    },
    vixWith(simpleReturn, varianceToCome) {
      const r1 = pastTrend + trend.near[0] * simpleReturn
      const r2 = pastActivity + activity.near[0] * (simpleReturn * simpleReturn + varianceToCome)
      return Math.max(
        MODELLED_VIX_FLOOR,
        100 * (base + trendWeight * r1 + activityWeight * Math.sqrt(Math.max(0, r2))),
      )
    },
    close(simpleReturn) {
      put(now, simpleReturn)
    },
  }
}
