/** What an invariant says of an open structure: two deviations, where they come from, and whether to act. */
import type { InvariantReading } from '../decision.ts'
import { type Attributions, attributeDeviation } from './attribution.ts'
import { type BandRule, type Bands, METHOD_BAND, bandsFor } from './bands.ts'
import { daysLeft, shortVol } from './factors.ts'
import {
  type BaselineAdjust,
  type Invariant,
  type InvariantState,
  agedBaseline,
  agedEntry,
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
  /** Null unless the verdict is `act` or `breach`. */
  readonly event: MonitorEvent | null
  readonly suggestion: MonitorSuggestion | null
  /** Why, in one sentence. */
  readonly says: string
  readonly noise: Noise | null
}

/** Which deviation counts. */
export type MonitorSignal = 'k' | 'ratio'

/** What a deviation past its act band says: spot comes near, volatility alone, decay beyond the clock's, or past a guard. */
export type MonitorEvent = 'ratio up' | 'k up' | 'k down' | 'sign lost'

export interface MonitorOptions {
  readonly adjust?: BaselineAdjust | null
  /** Left out: the noise world assumed, with the forecast volatility or else the shorts' own. */
  readonly noise?: Partial<NoiseWorld>
  /**
   * Noise can only widen a band, so it changes nothing while both deviations are inside the band without it. True: it is
   * then not simulated, and the reading carries no chances.
   */
  readonly noiseWhereItMatters?: boolean
  readonly band?: BandRule
  /** Default both. */
  readonly signals?: readonly MonitorSignal[]
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
  const aged = agedEntry(entry, now)
  const spotVol = entry.forecastVariance === null ? shortVol(entry) : Math.sqrt(entry.forecastVariance)
  const { band = METHOD_BAND, signals = BOTH } = options
  const days = daysLeft(now)
  const plain = { k: bandsFor(days, null, 'k', band), ratio: bandsFor(days, null, 'ratio', band) }
  const matters = past(reading.deviation, plain.k.warn) || past(ratio.deviation, plain.ratio.warn)
  const noise =
    matters || options.noiseWhereItMatters !== true
      ? noiseOf(invariant, aged, { ...ASSUMED_NOISE, spotVol, ...options.noise })
      : null
  const bands =
    noise === null
      ? plain
      : { k: bandsFor(days, noise, 'k', band), ratio: bandsFor(days, noise, 'ratio', band) }
  const judged = judge(reading, ratio.deviation, bands, signals)
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

const BOTH: readonly MonitorSignal[] = ['k', 'ratio']

const past = (deviation: number | null, band: number): boolean =>
  deviation !== null && Math.abs(deviation) >= band

function judge(
  { x, y, deviation, note }: InvariantReading,
  ratio: number | null,
  bands: InvariantMonitor['bands'],
  signals: readonly MonitorSignal[],
): Pick<InvariantMonitor, 'verdict' | 'event' | 'says'> {
  if ((y !== null && y <= 0) || (x !== null && x <= 0)) {
    return {
      verdict: 'breach',
      event: 'sign lost',
      says: note === '' ? 'a factor is zero or negative: a breach by definition' : note,
    }
  }
  if (deviation === null || ratio === null) {
    return { verdict: 'unknown', event: null, says: note === '' ? 'the baseline is unknown' : note }
  }
  const ratioShare = signals.includes('ratio') ? Math.abs(ratio) / bands.ratio.act : 0
  const kShare = signals.includes('k') ? Math.abs(deviation) / bands.k.act : 0
  const [name, share, band] =
    ratioShare >= kShare ? ['the ratio', ratioShare, bands.ratio] : ['k', kShare, bands.k]
  const verdict = share >= 1 ? 'act' : share >= band.warn / band.act ? 'warn' : 'quiet'
  return {
    verdict,
    event: verdict === 'act' ? eventOf(deviation, ratio, bands, signals) : null,
    says: `${name} is at ${Math.round(100 * share)} % of its act band`,
  }
}

/**
 * The ratio up while y falls is spot coming near, whatever k does: a product is blind to that move. Any other rise is of
 * volatility; a fall of either is decay beyond the clock's, or spot going back to the middle.
 */
function eventOf(
  deviation: number,
  ratio: number,
  bands: InvariantMonitor['bands'],
  signals: readonly MonitorSignal[],
): MonitorEvent {
  const ratioUp = signals.includes('ratio') && ratio >= bands.ratio.act
  if (ratioUp && yFell(deviation, ratio, bands)) return 'ratio up'
  if (ratioUp || (signals.includes('k') && deviation >= bands.k.act)) return 'k up'
  return 'k down'
}

/** ln y = (ln k - ln r) / 2 against the baseline. */
const yFell = (deviation: number, ratio: number, bands: InvariantMonitor['bands']): boolean =>
  (deviation - ratio) / 2 < -bands.k.warn / 2

/** Ratio up and y down: time to move. k up alone: volatility, hedge. k down: harvest. Only past the warn band. */
function suggestionOf(
  { deviation }: InvariantReading,
  ratio: number | null,
  bands: InvariantMonitor['bands'],
): MonitorSuggestion | null {
  if (deviation === null || ratio === null) return null
  if (ratio >= bands.ratio.warn && yFell(deviation, ratio, bands)) return 'roll or re-strike'
  if (deviation >= bands.k.warn) return 'hedge, no roll'
  if (deviation <= -bands.k.warn) return 'take profit or re-strike'
  return null
}
