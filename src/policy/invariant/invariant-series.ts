/** The series that invariants ask for, as of the facts: only those named, since some walk a whole history. */
import type { MarketFacts } from '../facts.ts'
import { type DatedColumn, closesOf } from '../indicator/dated-column.ts'
import { simpleMovingAverage } from '../indicator/moving-average.ts'
import { readColumn } from '../indicator/read-column.ts'
import { vixPercentile } from '../indicator/vix-percentile.ts'
import { vixRsi } from '../indicator/vix-rsi.ts'
import type { MarketReadings } from '../market-readings.ts'
import type { InvariantSeries, InvariantState } from './invariant.ts'

const MEAN_SESSIONS = 20

/** `hedgeAllocation_dollars` is the value of the hedges held; null where unknown. */
export function invariantSeries(
  names: readonly InvariantSeries[],
  facts: MarketFacts,
  readings: MarketReadings,
  hedgeAllocation_dollars: number | null,
): NonNullable<InvariantState['series']> {
  const vix = facts.vixHistory === null ? null : closesOf(facts.vixHistory)
  const values: Partial<Record<InvariantSeries, number | null>> = {}
  for (const name of names) values[name] = valueOf(name, facts, readings, vix, hedgeAllocation_dollars)
  return values
}

function valueOf(
  name: InvariantSeries,
  { knownDay, volatility }: MarketFacts,
  { vix_vol_points: now }: MarketReadings,
  vix: DatedColumn | null,
  hedgeAllocation_dollars: number | null,
): number | null {
  switch (name) {
    case 'vix':
      return now.value
    case 'vix-future':
      return volatility?.futures.at(0)?.settle_vol_points ?? null
    case 'vix-mean':
      return readColumn('SMA of VIX', vix, knownDay, (inputs) =>
        // The window alone gives the newest entry, whatever the length of the history.
        simpleMovingAverage(inputs.subarray(Math.max(0, inputs.length - MEAN_SESSIONS)), MEAN_SESSIONS),
      ).value
    case 'vix-percentile':
      return vixPercentile(vix, knownDay).value
    case 'vix-rsi':
      return vixRsi(vix, knownDay).value
    case 'hedge-allocation':
      return hedgeAllocation_dollars
  }
}
