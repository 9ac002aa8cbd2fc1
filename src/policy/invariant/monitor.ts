/** What an invariant says of an open structure: two deviations, where they come from, and whether to act. */
import type { InvariantReading } from '../decision.ts'
import { type Attributions, attributeDeviation } from './attribution.ts'
import { type Bands, bandsFor } from './bands.ts'
import { daysLeft, shortVol } from './factors.ts'
import {
  type BaselineAdjust,
  type Invariant,
  type InvariantState,
  agedBaseline,
  logOver,
  ratioOf,
  readInvariant,
} from './invariant.ts'
import { ASSUMED_NOISE, type Noise, type NoiseWorld, noiseOf } from './noise.ts'

export type MonitorVerdict = 'quiet' | 'warn' | 'act' | 'breach' | 'unknown'

/** What the signs of the two deviations ask for (a product is blind to the crash, its ratio is not). */
export type MonitorSuggestion = 'roll or re-strike' | 'hedge, no roll' | 'take profit or re-strike'

export interface InvariantMonitor {
  readonly reading: InvariantReading
  readonly ratio: {
    readonly now: number | null
    readonly baseline: number | null
    readonly deviation: number | null
  }
  readonly bands: { readonly k: Bands; readonly ratio: Bands }
  readonly attribution: Attributions
  readonly verdict: MonitorVerdict
  readonly suggestion: MonitorSuggestion | null
  /** Why, in one sentence. */
  readonly says: string
  readonly noise: Noise | null
}

export interface MonitorOptions {
  readonly adjust?: BaselineAdjust | null
  /** Left out: the noise world assumed, with the forecast volatility or else the shorts' own. */
  readonly noise?: Partial<NoiseWorld>
}

export function monitorInvariant(
  invariant: Invariant,
  entry: InvariantState,
  now: InvariantState,
  options: MonitorOptions = {},
): InvariantMonitor {
  const adjust = options.adjust ?? null
  const reading = readInvariant(invariant, entry, now, adjust)
  const baseline = agedBaseline(invariant, entry, now, adjust)
  const measured = { x: reading.x, y: reading.y, note: reading.note }
  const nowRatio = ratioOf(measured)
  const ratio = { now: nowRatio, baseline: baseline.ratio, deviation: logOver(nowRatio, baseline.ratio) }
  const aged: InvariantState = { ...entry, model: { ...entry.model, years: now.model.years } }
  const spotVol = entry.forecastVariance === null ? shortVol(entry) : Math.sqrt(entry.forecastVariance)
  const noise = noiseOf(invariant, aged, { ...ASSUMED_NOISE, spotVol, ...options.noise })
  const days = daysLeft(now)
  const bands = { k: bandsFor(days, noise, 'k'), ratio: bandsFor(days, noise, 'ratio') }
  const judged = judge(reading, ratio.deviation, bands)
  return {
    reading,
    ratio,
    bands,
    attribution: attributeDeviation(invariant, entry, now, adjust),
    ...judged,
    suggestion: suggestionOf(reading, ratio.deviation, bands),
    noise,
  }
}

function judge(
  { x, y, deviation, note }: InvariantReading,
  ratio: number | null,
  bands: InvariantMonitor['bands'],
): { readonly verdict: MonitorVerdict; readonly says: string } {
  if ((y !== null && y <= 0) || (x !== null && x <= 0)) {
    return {
      verdict: 'breach',
      says: note === '' ? 'a factor is zero or negative: a breach by definition' : note,
    }
  }
  if (deviation === null || ratio === null) {
    return { verdict: 'unknown', says: note === '' ? 'the baseline is unknown' : note }
  }
  const ratioShare = Math.abs(ratio) / bands.ratio.act
  const kShare = Math.abs(deviation) / bands.k.act
  const [name, share, band] =
    ratioShare >= kShare ? ['the ratio', ratioShare, bands.ratio] : ['k', kShare, bands.k]
  const verdict = share >= 1 ? 'act' : share >= band.warn / band.act ? 'warn' : 'quiet'
  return { verdict, says: `${name} is at ${Math.round(100 * share)} % of its act band` }
}

/** Ratio up and y down: time to move. k up alone: volatility, hedge. k down: harvest. Only past the warn band. */
function suggestionOf(
  { deviation }: InvariantReading,
  ratio: number | null,
  bands: InvariantMonitor['bands'],
): MonitorSuggestion | null {
  if (deviation === null || ratio === null) return null
  // ln y = (ln k - ln r) / 2 against the baseline.
  const lnY = (deviation - ratio) / 2
  if (ratio >= bands.ratio.warn && lnY < -bands.k.warn / 2) return 'roll or re-strike'
  if (deviation >= bands.k.warn) return 'hedge, no roll'
  if (deviation <= -bands.k.warn) return 'take profit or re-strike'
  return null
}
