/** Falls from a peak of the account, each from the peak to the day it is reached again. */
import { assert } from '../../base/vocabulary/assert.ts'

export interface Drawdown {
  /** Days since 1970-01-01 of the peak, the deepest point, and the first close at or above the peak; null: not yet. */
  readonly peakDay: number
  readonly troughDay: number
  readonly recoveryDay: number | null
  /** Share of the peak lost at the deepest point, negative: -0.19 is 19 % down. */
  readonly depth: number
  /** The same in the unit of the levels, negative. */
  readonly depthInLevels: number
  /** Calendar days from peak to recovery, or to the last day where there is none. */
  readonly days: number
}

export interface DrawdownTable {
  /** Deepest first, the earlier of equals first. */
  readonly drawdowns: readonly Drawdown[]
  /** Share of observations after the first that lie below an earlier peak. */
  readonly timeUnderWater: number
  /** Longest stretch from peak to recovery (or to the end), calendar days. */
  readonly longestDays: number
}

/** Every drawdown of positive levels, one a day. */
export function drawdownsOf(days: Int32Array, levels: Float64Array): DrawdownTable {
  assert(days.length === levels.length && days.length > 0, 'a day for each level', { days: days.length })
  const found: Drawdown[] = []
  let peak = 0
  let trough = 0
  let under = 0
  const close = (end: number, recovered: boolean): void => {
    if (trough > peak) {
      found.push({
        peakDay: days[peak],
        troughDay: days[trough],
        recoveryDay: recovered ? days[end] : null,
        depth: levels[trough] / levels[peak] - 1,
        depthInLevels: levels[trough] - levels[peak],
        days: days[end] - days[peak],
      })
    }
  }
  for (let i = 1; i < levels.length; i += 1) {
    assert(levels[i] > 0, 'drawdowns are shares of positive levels', { level: levels[i] })
    if (levels[i] >= levels[peak]) {
      close(i, true)
      peak = i
      trough = i
    } else {
      under += 1
      if (trough === peak || levels[i] < levels[trough]) trough = i
    }
  }
  close(levels.length - 1, false)
  return {
    drawdowns: found.toSorted((a, b) => a.depth - b.depth || a.peakDay - b.peakDay),
    timeUnderWater: levels.length > 1 ? under / (levels.length - 1) : 0,
    longestDays: found.reduce((longest, one) => Math.max(longest, one.days), 0),
  }
}

/** Depth of the deepest drawdown of the wealth that simple returns build from 1: 0 or negative. No allocation. */
export function maxDrawdownOfReturns(returns: Float64Array): number {
  let wealth = 1
  let peak = 1
  let depth = 0
  for (let i = 0; i < returns.length; i += 1) {
    wealth *= 1 + returns[i]
    if (wealth > peak) peak = wealth
    else if (wealth / peak - 1 < depth) depth = wealth / peak - 1
  }
  return depth
}
