import { assert } from '../../base/vocabulary/assert.ts'
import { refuse } from '../../base/vocabulary/refusal.ts'
import { lowestRung } from '../../base/vocabulary/rung.ts'
import { accepted, refused } from '../../base/vocabulary/result.ts'
import { barsUpTo } from '../../market/series/bars-up-to.ts'
import type { DailyBars } from '../../market/series/daily-bars.ts'
import { indexAtOrBefore } from '../../market/series/index-at-or-before.ts'
import { logReturns } from '../../market/series/log-returns.ts'
import { SESSIONS_PER_YEAR } from '../../market/series/realised-vol.ts'
import { dateOf, unfitForForecast, type VarianceForecaster } from './variance-forecast.ts'

/**
 * VIX squared times the past ratio of realised to implied: c x (VIX / 100)^2, where c is the mean over the last
 * `windowSessions` complete pairs of (variance realised over the `horizonSessions` after a close) / (VIX of that close)^2.
 * The mean of ratios is the c that minimises QLIKE exactly. It takes the variance premium out on average, not day by day.
 *
 * Needs the VIX close of the newest session of the index, and `pairsMin` pairs; refuses otherwise.
 */
export function vixScaledForecaster(parameters: {
  readonly vix: DailyBars
  readonly horizonSessions: number
  readonly windowSessions: number
  readonly pairsMin: number
}): VarianceForecaster {
  const { vix, horizonSessions: h, windowSessions, pairsMin } = parameters
  assert(h >= 1 && pairsMin >= 1 && windowSessions >= pairsMin, 'VIX-scaled parameters', { h, pairsMin })
  return {
    id: 'vix-scaled',
    label: `VIX squared, scaled by ${h}-session realised variance`,
    fromImplied: true,
    forecast(bars, asOfDay) {
      const known = barsUpTo(bars, asOfDay)
      const refusal = unfitForForecast(known, asOfDay, pairsMin + h)
      if (refusal !== null) return refused(refusal)
      const newest = known.days[known.days.length - 1]
      const now = vixVariance(vix, newest)
      const { ratio, pairs } = meanRatio(known, vix, h, windowSessions)
      if (now === null || pairs < pairsMin) {
        return refused(
          refuse(now === null ? 'series.missing' : 'series.too-short', {
            field: vix.symbol,
            was:
              now === null ? `no close of ${dateOf(newest)}` : `${pairs} days in common with ${bars.symbol}`,
            wanted: now === null ? 'the close of the newest session' : `at least ${pairsMin} complete pairs`,
            source: vix.source,
          }),
        )
      }
      const variance = ratio * now
      return accepted({
        variance,
        volatility: Math.sqrt(variance),
        method: 'vix-scaled',
        sample: `${ratio.toFixed(3)} x VIX^2 of ${dateOf(newest)}, the ratio from ${pairs} complete pairs`,
        rung: lowestRung(bars.rung, vix.rung),
      })
    },
  }
}

function vixVariance(vix: DailyBars, day: number): number | null {
  const at = indexAtOrBefore(vix.days, day)
  if (at < 0 || vix.days[at] !== day || !(vix.closes[at] > 0)) return null
  return (vix.closes[at] * vix.closes[at]) / 1e4
}

function meanRatio(
  known: DailyBars,
  vix: DailyBars,
  h: number,
  window: number,
): { readonly ratio: number; readonly pairs: number } {
  const from = Math.max(0, known.closes.length - 1 - h - window)
  const returns = logReturns({ ...known, closes: known.closes.subarray(from) })
  let sum = 0
  let pairs = 0
  let ahead = 0
  for (let i = 0; i < h && i < returns.length; i += 1) ahead += returns[i] * returns[i]
  for (let i = 0; i + h <= returns.length; i += 1) {
    // Close from + i is followed by returns i to i + h - 1.
    const implied = vixVariance(vix, known.days[from + i])
    if (implied !== null) {
      sum += ((ahead / h) * SESSIONS_PER_YEAR) / implied
      pairs += 1
    }
    ahead += (returns[i + h] ?? 0) * (returns[i + h] ?? 0) - returns[i] * returns[i]
  }
  return { ratio: pairs === 0 ? 0 : sum / pairs, pairs }
}
